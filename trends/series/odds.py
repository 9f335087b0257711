"""How much likelier than the rest a topic's articles stand on the front page: what a paper thinks important."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trends.series.intervals import LEARNED, LEAST_EFFECT, Z90, added


@dataclass(frozen=True, slots=True)
class FrontCounts:
    """Of each issue: n (I, K) articles of each topic, front (I, K) of them on the front page; the topics are all there
    is, so the rest of a topic are the other columns."""

    n: np.ndarray
    front: np.ndarray


def front_odds(
    counts: FrontCounts, group: np.ndarray, groups: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(P, K) odds ratios of the topic's articles against all others, and the ends of their 90 % intervals.

    group: (I,) 0 … P − 1. Half an article is added to each cell of the table of four (Haldane 1955), so that none is
    without an end. The variance of the logarithm is Woolf's (1955), times the design effect of issues: the cluster-robust
    variance (CR1) over it, which counts the more, the more issues there are (`series.intervals`). NaN where the topic, the
    rest, the front page or the other pages have no article.
    """
    n, front = added(counts.n, group, groups), added(counts.front, group, groups)
    total, first = n.sum(axis=1, keepdims=True), front.sum(axis=1, keepdims=True)
    cells = np.stack([front, n - front, first - front, (total - n) - (first - front)])
    a, b, c, d = cells + 0.5
    middle = np.log(a * d / (b * c))
    chance = 1 / a + 1 / b + 1 / c + 1 / d
    p, q = a / (a + b), c / (c + d)
    size, whole = counts.n, counts.n.sum(axis=1, keepdims=True)
    rest = counts.front.sum(axis=1, keepdims=True) - counts.front - q[group] * (whole - size)
    own = (counts.front - p[group] * size) / (n * p * (1 - p) + 1e-12)[group]
    pull = np.where((n > 0)[group], own, 0) - rest / ((total - n) * q * (1 - q) + 1e-12)[group]
    issues = np.bincount(group[whole[:, 0] > 0], minlength=groups)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        robust = issues / (issues - 1) * added(pull**2, group, groups)
        known = np.isfinite(robust) & (issues > 1)
        weight = np.where(known, issues - 1, 0)
        effect = (LEARNED + weight * np.where(known, robust / chance, 0)) / (LEARNED + weight)
    half = Z90 * np.sqrt(chance * np.maximum(effect, LEAST_EFFECT))
    seen = (n > 0) & (total > n) & (first > 0) & (total > first)
    found = [np.where(seen, np.exp(value), np.nan) for value in (middle, middle - half, middle + half)]
    return found[0], found[1], found[2]
