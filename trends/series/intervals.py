"""How sure is a share, and a change of shares: the one place where intervals are made.

Articles of an issue hang together, so n of N articles tell less (or more) than N independent ones. The
design effect says how much: the variance of the share over whole issues, as a multiple of what
independent articles would give (Kish 1965). N divided by it is the effective number of articles, and
with that number Wilson's score interval (1927) is taken. Unlike a share ± 1.645 standard errors it has a
width at n = 0 and stays between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

Z90 = 1.6449  # both intervals leave out 5 % at each end
# Issues of a paper that are compared with each other, so that a slow change is not taken for scatter.
BLOCK = 20
# So many blocks of "articles are independent" stand before the first real one.
BLOCKS_BEFORE = 2
# A period's own scatter counts as its issues less one; what the issues before it taught, as so many.
LEARNED = 10
LEAST_EFFECT = 0.2


def share_band(
    n: np.ndarray, total: np.ndarray, effect: np.ndarray | float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """The 5–95 % interval of n / total, 0..1; NaN where total is 0. effect: the design effect, > 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share, size = n / total, total / effect
        middle = share + Z90**2 / (2 * size)
        reach = Z90 * np.sqrt(share * (1 - share) / size + Z90**2 / (4 * size**2))
        scale = 1 + Z90**2 / size
        low, high = (middle - reach) / scale, (middle + reach) / scale
    return np.clip(low, 0, share), np.clip(high, share, 1)


def difference_band(
    n: np.ndarray,
    total: np.ndarray,
    n_before: np.ndarray,
    total_before: np.ndarray,
    effect: np.ndarray | float = 1.0,
) -> tuple[np.ndarray, np.ndarray]:
    """The 5–95 % interval of n / total − n_before / total_before, made of the intervals of the two
    (Newcombe 1998, method 10). NaN where a side has no article."""
    low, high = share_band(n, total, effect)
    low_before, high_before = share_band(n_before, total_before, effect)
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = n / total, n_before / total_before
    down = np.sqrt((p - low) ** 2 + (high_before - q) ** 2)
    up = np.sqrt((high - p) ** 2 + (q - low_before) ** 2)
    return p - q - down, p - q + up


@dataclass(frozen=True, slots=True)
class IssueCounts:
    """What each issue holds of each item, in articles or characters; the issues of a paper stand in time
    order, one paper after another.

    date, paper: (I,) ISO date and newspaper; n: (I, K) of each item; total: (I,) of everything;
    squares: (I,) Σ over articles of what each counts, squared; articles: (I,).
    """

    date: np.ndarray
    paper: np.ndarray
    n: np.ndarray
    total: np.ndarray
    squares: np.ndarray
    articles: np.ndarray

    @classmethod
    def of_days(cls, days: pd.DataFrame, hits: Sequence[pd.DataFrame]) -> IssueCounts:
        """Whole dates in the place of issues, in articles. days: period (the date), articles; hits: for each
        item date, n. Dates without an article stay, and weigh nothing."""
        date = days["period"].to_numpy(dtype=str)
        articles = days["articles"].to_numpy(dtype=float)
        rows = [days["period"].map(dict(zip(one["date"], one["n"], strict=True))).fillna(0) for one in hits]
        n = np.array(rows, dtype=float).reshape(len(hits), len(days)).T
        return cls(date, np.full(len(date), ""), n, articles, articles, articles)

    def rows(self, kept: np.ndarray) -> IssueCounts:
        """Those of the issues."""
        parts = (self.date, self.paper, self.n, self.total, self.squares, self.articles)
        return IssueCounts(*(part[kept] for part in parts))


@dataclass(frozen=True, slots=True)
class Sums:
    """Issues added up in P groups: n (P, K); total, squares, articles, issues (P, 1); sizes (P, 1)
    Σ articles²; scatter (P, K) Σ over issues of (n − share · total)²."""

    n: np.ndarray
    total: np.ndarray
    squares: np.ndarray
    articles: np.ndarray
    issues: np.ndarray
    sizes: np.ndarray
    scatter: np.ndarray

    def __add__(self, other: Sums) -> Sums:
        """Both, each scattered round its own share: seasons of different years are no noise."""
        names = (field.name for field in fields(self))
        return Sums(*(getattr(self, name) + getattr(other, name) for name in names))

    @property
    def variance(self) -> np.ndarray:
        """(P, K) of the shares n / total, robust to what issues have in common: the sandwich estimator
        with G / (G − 1) for G issues (CR1; Liang and Zeger 1986). NaN for a single issue."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.issues / (self.issues - 1) * self.scatter / self.total**2)

    @property
    def independent(self) -> np.ndarray:
        """(P, K) the variance of the shares if articles were independent of each other."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share = self.n / self.total
            return np.asarray(share * (1 - share) * self.squares / self.total**2)


def summed(issues: IssueCounts, group: np.ndarray, groups: int) -> Sums:
    """The issues of each group added up. group: (I,) 0 … groups − 1."""
    count = np.bincount(group[issues.total > 0], minlength=groups)[:, None]
    n, total = added(issues.n, group, groups), added(issues.total[:, None], group, groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = issues.n - (n / total)[group] * issues.total[:, None]
    return Sums(
        n=n,
        total=total,
        squares=added(issues.squares[:, None], group, groups),
        articles=added(issues.articles[:, None], group, groups),
        issues=count,
        sizes=added(issues.articles[:, None] ** 2.0, group, groups),
        scatter=added(rest**2, group, groups),
    )


def added(values: np.ndarray, group: np.ndarray, groups: int, how: np.ufunc = np.add) -> np.ndarray:
    """(groups, K) sums of the rows of each group, or what else `how` makes of them; 0 for an empty one."""
    found = np.zeros((groups, values.shape[1]))
    if len(group):
        order = np.argsort(group, kind="stable")
        own, first = np.unique(group[order], return_index=True)
        found[own] = how.reduceat(values[order].astype(float), first, axis=0)
    return found


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much alike the articles of an issue are, as the issues up to a day have taught: the intraclass
    correlation ρ of each item, within blocks of BLOCK issues of one paper.

    ends: (B,) ascending, last day of each block; excess, room: (B + 1, K) running sums, from 0, of the
    variance above that of independent articles and of what it would be at ρ = 1.
    """

    ends: np.ndarray
    excess: np.ndarray
    room: np.ndarray

    def until(self, days: np.ndarray) -> np.ndarray:
        """(days, K) ρ by the blocks that had ended on each day: later issues never change it."""
        blocks = np.searchsorted(self.ends, days, side="right")
        trust = (blocks / (blocks + BLOCKS_BEFORE))[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            found = trust * self.excess[blocks] / self.room[blocks]
        return np.asarray(np.where(self.room[blocks] > 0, found, 0.0))


def likeness(issues: IssueCounts) -> Likeness:
    """ρ learned block by block; a paper's last issues wait until a block is full."""
    papers, paper = np.unique(issues.paper, return_inverse=True)
    first = np.searchsorted(paper, np.arange(len(papers)))
    block = (np.arange(len(paper)) - first[paper]) // BLOCK
    _, group, size = np.unique(
        np.column_stack([paper, block]), axis=0, return_inverse=True, return_counts=True
    )
    sums = summed(issues, group.ravel(), len(size))
    full = (size == BLOCK) & (sums.total[:, 0] > 0)
    ends = issues.date[np.cumsum(size) - 1][full]
    chance = sums.independent[full]
    excess = sums.variance[full] - chance
    room = chance * (sums.sizes / np.maximum(sums.articles, 1) - 1)[full]
    order = np.argsort(ends, kind="stable")
    start = np.zeros((1, issues.n.shape[1]))
    return Likeness(
        ends[order],
        np.concatenate([start, np.cumsum(excess[order], axis=0)]),
        np.concatenate([start, np.cumsum(room[order], axis=0)]),
    )


def design_effects(sums: Sums, correlation: np.ndarray | float = 0.0) -> np.ndarray:
    """(P, K) design effects: what the issues before a group taught (correlation, (P, K) ρ), and the
    group's own scatter the more, the more issues it has."""
    chance = sums.independent
    with np.errstate(divide="ignore", invalid="ignore"):
        taught = 1 + correlation * (sums.sizes / sums.articles - 1)
        own = sums.variance / chance
    known = (sums.issues > 1) & (chance > 0)
    weight = np.where(known, sums.issues - 1, 0)
    mixed = (LEARNED * taught + weight * np.where(known, own, 0)) / (LEARNED + weight)
    return np.asarray(np.maximum(mixed, LEAST_EFFECT))


@dataclass(frozen=True, slots=True)
class Common:
    """What two sides have of the same issues, as front pages and the rest have: issues (P, 1), how many different ones
    there are on both sides together; crossed (P, K) Σ over issues of both of
    (n − share · total) of the one side times that of the other."""

    issues: np.ndarray
    crossed: np.ndarray


def common(a: IssueCounts, b: IssueCounts) -> Common:
    """Of two sides, each taken as one group."""
    keys = [pd.MultiIndex.from_arrays([one.paper[one.total > 0], one.date[one.total > 0]]) for one in (a, b)]
    place = keys[1].get_indexer(keys[0])
    rests = []
    for one in (a, b):
        held = one.rows(one.total > 0)
        share = held.n.sum(axis=0, dtype=float) / max(float(held.total.sum()), 1)
        rests.append(held.n - share * held.total[:, None])
    both = place >= 0
    issues = len(keys[0]) + len(keys[1]) - int(both.sum())
    return Common(np.array([[issues]]), (rests[0][both] * rests[1][place[both]]).sum(axis=0)[None])


def difference_variance(a: Sums, b: Sums, shared: Common | None = None) -> np.ndarray:
    """(P, K) of the difference of the shares of a and b, robust (CR1) as `Sums.variance`, with
    G / (G − 1) · (N − 1) / (N − 2) for G issues and N articles together. shared: what both have of the same issues; None:
    no issue is on both sides."""
    issues, articles = a.issues + b.issues if shared is None else shared.issues, a.articles + b.articles
    crossed = 0.0 if shared is None else shared.crossed
    with np.errstate(divide="ignore", invalid="ignore"):
        small = issues / (issues - 1) * (articles - 1) / (articles - 2)
        apart = a.scatter / a.total**2 + b.scatter / b.total**2
        return np.asarray(small * np.maximum(apart - 2 * crossed / (a.total * b.total), 0))


def difference_effects(a: Sums, b: Sums, shared: Common | None = None) -> np.ndarray:
    """(P, K) design effects of the difference, which count the more, the more issues there are; at first
    articles are taken for independent."""
    chance = a.independent + b.independent
    with np.errstate(divide="ignore", invalid="ignore"):
        own = difference_variance(a, b, shared) / chance
    issues = a.issues + b.issues if shared is None else shared.issues
    weight = np.where((chance > 0) & np.isfinite(own), np.maximum(issues - 2, 0), 0)
    mixed = (LEARNED + weight * np.where(weight > 0, own, 0)) / (LEARNED + weight)
    return np.asarray(np.maximum(mixed, LEAST_EFFECT))


def effective(sums: Sums, effects: np.ndarray) -> np.ndarray:
    """(P, K) the effective number of articles behind each share."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums.total**2 / sums.squares / effects)
