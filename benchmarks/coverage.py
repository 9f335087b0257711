"""How often do the 90 % bands hold the truth? Over whole real issues, and over planted ones.

    python -m benchmarks.coverage [--archive DIR] [--draws 20]

Real: of each year's issues some are drawn with replacement; the truth is the year's share. What the issues
had taught up to the year's end is used as the archive uses it. Planted: every issue has its own share
(beta-binomial), design effects 1 to 2.2. Tables on stdout: coverage by issues drawn, all topics and by size.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from trends.archive import open_archive
from trends.archive.sql.issue_counts import topic_issues
from trends.records import Scope
from trends.series.intervals import (
    IssueCounts,
    Likeness,
    design_effects,
    effective,
    likeness,
    share_band,
    summed,
)

SIZES = (1, 3, 7, 30, 90)
EDGES = (0, 0.005, 0.02, 0.1, 1.01)


def held(issues: IssueCounts, learned: Likeness, day: str, truth: np.ndarray) -> np.ndarray:
    """(K,) whether each topic's band over the issues holds the truth."""
    sums = summed(issues, np.zeros(len(issues.total), dtype=int), 1)
    effects = design_effects(sums, learned.until(np.array([day])))
    size = effective(sums, effects)
    low, high = share_band(sums.n / sums.total * size, size)
    return np.asarray((low[0] <= truth + 1e-9) & (truth - 1e-9 <= high[0]))


def real(folder: str, draws: int, seed: int = 0) -> pd.DataFrame:
    """issues, share (of the topic, from … to), held (0..1), bands: coverage on an archive."""
    found = topic_issues(open_archive(folder).snapshot, Scope(), "articles")
    years = np.array([day[:4] for day in found.counts.date])
    rng = np.random.default_rng(seed)
    rows = []
    for year in np.unique(years):
        own = found.counts.rows(years == year)
        truth = own.n.sum(axis=0) / own.total.sum()
        for size in SIZES:
            for _ in range(draws):
                drawn = own.rows(rng.integers(0, len(own.total), size))
                ok = held(drawn, found.learned, f"{year}-12-31", truth)
                rows += [(size, float(share), bool(hit)) for share, hit in zip(truth, ok, strict=True)]
    table = pd.DataFrame(rows, columns=["issues", "truth", "held"])
    table["share"] = pd.cut(table["truth"], EDGES, right=False)
    every = table.groupby("issues")["held"].agg(held="mean", bands="size").assign(share="all").reset_index()
    parts = (
        table.groupby(["issues", "share"], observed=True)["held"].agg(held="mean", bands="size").reset_index()
    )
    return pd.concat([every, parts.astype({"share": str})])[["issues", "share", "held", "bands"]]


def planted(rng: np.random.Generator, issues: int, items: int, share: float, rho: float) -> IssueCounts:
    total = rng.integers(8, 21, issues)
    own = np.full((issues, items), share)
    if rho and share:
        own = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1), (issues, items))
    n = rng.binomial(total[:, None], own).astype(float)
    days = (np.datetime64("2020-01-01") + np.arange(issues)).astype(str)
    whole = total.astype(float)
    return IssueCounts(days, np.full(issues, ""), n, whole, whole, whole)


def worlds(draws: int, seed: int = 0) -> pd.DataFrame:
    """share, effect (design effect at the mean issue), issues, held: coverage on planted issues."""
    rng = np.random.default_rng(seed)
    rows = []
    for share in (0.0, 0.01, 0.05, 0.2):
        for rho in (0.0, 0.04, 0.09):
            learned = likeness(planted(rng, 400, 100, share, rho))
            for size in SIZES:
                ok = [
                    held(
                        planted(rng, size, 100, share, rho), learned, "2030-01-01", np.full(100, share)
                    ).mean()
                    for _ in range(draws)
                ]
                rows.append((share, round(1 + rho * 13.5, 2), size, float(np.mean(ok))))
    return pd.DataFrame(rows, columns=["share", "effect", "issues", "held"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive")
    parser.add_argument("--draws", type=int, default=20)
    asked = parser.parse_args()
    print(worlds(2 * asked.draws).pivot(index=["share", "effect"], columns="issues", values="held").round(3))
    if asked.archive:
        print(real(asked.archive, asked.draws).pivot(index="issues", columns="share", values="held").round(3))


if __name__ == "__main__":
    main()
