"""Do intervals of comparisons hold what they promise where articles of an issue hang together?

    python -m benchmarks.clustered [--worlds 400]

Planted worlds: 60 topics of unequal size, issues of 8 to 20 articles whose mix differs from issue to issue (a Dirichlet with
the intraclass correlation ρ), six of the topics changed by 0, 2 or 5 points. Two kinds of sides: two ranges of 30 issues
each, which share no issue, and front page against the rest of the same 60 issues. Told are how often the 90 % band of a
change holds the true change, and of all changes called beyond chance the part that is none, with the worlds of 100 with a
false one where nothing changed; and the largest difference from statsmodels' cluster-robust regression.
"""

from __future__ import annotations

import argparse
import warnings

import numpy as np

from trends.series.chance import FALSE_PART, adjusted, difference_p
from trends.series.intervals import (
    Common,
    IssueCounts,
    common,
    difference_band,
    difference_effects,
    difference_variance,
    summed,
)

TOPICS, CHANGED, ISSUES = 60, 6, 30
CORRELATIONS = (0.0, 0.03, 0.1)
CHANGES = (0.0, 0.02, 0.05)


def shares(rng: np.random.Generator) -> np.ndarray:
    """(60,) shares that sum to 1, the first six between 4 and 7 %."""
    rest = rng.dirichlet(np.full(TOPICS - CHANGED, 1.0))
    first = rng.uniform(0.04, 0.07, CHANGED)
    return np.concatenate([first, rest * (1 - first.sum())])


def changed(share: np.ndarray, change: float) -> np.ndarray:
    """Three topics up and three down by `change`, but never below half a point."""
    moved = share.copy()
    moved[:3] += change
    moved[3:CHANGED] = np.maximum(moved[3:CHANGED] - change, 0.005)
    moved[CHANGED:] *= (1 - moved[:CHANGED].sum()) / moved[CHANGED:].sum()
    return moved


def counts(rng: np.random.Generator, mixes: np.ndarray, low: int, high: int) -> IssueCounts:
    """mixes: (I, 60) what each issue is about."""
    total = rng.integers(low, high + 1, len(mixes)).astype(float)
    n = np.stack([rng.multinomial(int(size), mix) for size, mix in zip(total, mixes, strict=True)]).astype(
        float
    )
    return IssueCounts(np.arange(len(mixes)).astype(str), np.full(len(mixes), ""), n, total, total, total)


def mixes(rng: np.random.Generator, share: np.ndarray, rho: float, issues: int) -> np.ndarray:
    if not rho:
        return np.tile(share, (issues, 1))
    return rng.dirichlet(np.maximum(share * (1 / rho - 1), 1e-3), issues)


def world(
    rng: np.random.Generator, rho: float, change: float, *, same: bool
) -> tuple[IssueCounts, IssueCounts, np.ndarray, Common | None]:
    """Two sides, the true changes, and what the sides share; same: front page and rest of the same issues."""
    before = shares(rng)
    now = changed(before, change)
    if not same:
        sides = [counts(rng, mixes(rng, share, rho, ISSUES), 8, 20) for share in (now, before)]
        return sides[0], sides[1], now - before, None
    base = mixes(rng, before, rho, 2 * ISSUES)
    tilt = base * (now / before)
    front = counts(rng, tilt / tilt.sum(axis=1, keepdims=True), 4, 6)
    rest = counts(rng, base, 8, 16)
    return front, rest, _expected(rng, before, now, rho), common(front, rest)


def _expected(rng: np.random.Generator, before: np.ndarray, now: np.ndarray, rho: float) -> np.ndarray:
    """(60,) the true difference of front page and rest, over many issues."""
    if not rho or (now == before).all():
        return now - before
    base = mixes(rng, before, rho, 4000)
    tilt = base * (now / before)
    return np.asarray((tilt / tilt.sum(axis=1, keepdims=True)).mean(axis=0) - base.mean(axis=0))


def measured(
    rng: np.random.Generator, worlds: int, rho: float, change: float, *, same: bool
) -> tuple[float, float, float]:
    """(coverage of the changed topics, false part of the claims, worlds with a false claim), 0..1."""
    inside, claims, false, spoiled = [], 0, 0, 0
    for _ in range(worlds):
        a, b, truth, shared = world(rng, rho, change, same=same)
        one, two = (summed(side, np.zeros(len(side.total), dtype=int), 1) for side in (a, b))
        effects = difference_effects(one, two, shared)
        low, high = difference_band(one.n, one.total, two.n, two.total, effects)
        kept = slice(0, CHANGED)
        inside += ((low[0, kept] <= truth[kept]) & (truth[kept] <= high[0, kept])).tolist()
        news = adjusted(difference_p(one.n, one.total, two.n, two.total, effects)[0]) <= FALSE_PART
        wrong = news & (
            (np.sign(one.n / one.total - two.n / two.total)[0] != np.sign(truth)) | (np.abs(truth) < 1e-3)
        )
        claims, false, spoiled = (
            claims + int(news.sum()),
            false + int(wrong.sum()),
            spoiled + int(wrong.any()),
        )
    return float(np.mean(inside)), false / max(claims, 1), spoiled / worlds


def against_statsmodels(rng: np.random.Generator, worlds: int = 20) -> float:
    """The largest difference of standard errors from an ordinary regression with cluster-robust variances."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import statsmodels.api as sm
    worst = 0.0
    for k in range(worlds):
        a, b, _, shared = world(rng, 0.1, 0.02, same=bool(k % 2))
        one, two = (summed(side, np.zeros(len(side.total), dtype=int), 1) for side in (a, b))
        found = np.sqrt(difference_variance(one, two, shared)[0])
        first = np.repeat([1.0, 0.0], [int(a.total.sum()), int(b.total.sum())])
        apart = 0 if k % 2 else len(a.total)
        issue = np.concatenate(
            [np.repeat(np.arange(len(s.total)) + d, s.total.astype(int)) for s, d in ((a, 0), (b, apart))]
        )
        design = np.column_stack([np.ones(len(first)), first])
        for topic in range(8):
            own = [
                np.repeat(
                    np.tile([1.0, 0.0], len(s.total)),
                    np.column_stack([s.n[:, topic], s.total - s.n[:, topic]]).ravel().astype(int),
                )
                for s in (a, b)
            ]
            fitted = sm.OLS(np.concatenate(own), design).fit(cov_type="cluster", cov_kwds={"groups": issue})
            worst = max(worst, abs(float(fitted.bse[1]) - float(found[topic])))
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=400)
    worlds = parser.parse_args().worlds
    print(f"largest difference from statsmodels: {against_statsmodels(np.random.default_rng(1)):.1e}")
    print("sides        rho   change  coverage  false claims  worlds with one")
    for same in (False, True):
        for rho in CORRELATIONS:
            for change in CHANGES:
                rng = np.random.default_rng([int(1000 * rho), int(1000 * change), same])
                inside, false, spoiled = measured(rng, worlds, rho, change, same=same)
                kind = "same issues" if same else "two ranges "
                print(
                    f"{kind}  {rho:.2f}  {change:.2f}    {inside:.3f}     {false:.3f}         {spoiled:.3f}"
                )


if __name__ == "__main__":
    main()
