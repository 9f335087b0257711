"""Which of many differences are more than chance: tests that know how many were looked at."""

from __future__ import annotations

import numpy as np

# Of what is called beyond chance, at most this part is expected to be chance (false discovery rate).
FALSE_PART = 0.1


def difference_p(
    n: np.ndarray,
    total: np.ndarray,
    n_before: np.ndarray,
    total_before: np.ndarray,
    effect: np.ndarray | float = 1.0,
) -> np.ndarray:
    """How likely a difference of two shares at least this large is by chance, 0..1; 1 where a side is empty.

    Exact: given the n + n_before articles there are, those of the first side are binomial with total /
    (total + total_before) where nothing differs (Przyborowski and Wilenski 1940), twice the smaller tail. Counts are
    effective numbers of articles: divided by the design effect of `series.intervals`, so not whole ones; the tails
    are incomplete beta functions. A normal approximation calls far too many rare words news.
    """
    from scipy.special import betainc  # loaded when something is compared

    n, total, n_before, total_before = (
        np.asarray(x, dtype=float) / effect for x in (n, total, n_before, total_before)
    )
    both, sides = n + n_before, total + total_before
    with np.errstate(divide="ignore", invalid="ignore"):
        part = total / sides
        above = np.where(n > 0, betainc(np.maximum(n, 1e-9), n_before + 1, part), 1.0)
        below = np.where(n_before > 0, betainc(np.maximum(n_before, 1e-9), n + 1, 1 - part), 1.0)
    p = np.minimum(2 * np.minimum(above, below), 1.0)
    return np.where((total > 0) & (total_before > 0) & (both > 0), p, 1.0)


def adjusted(p: np.ndarray) -> np.ndarray:
    """(items,) the false discovery rate at which each of the differences would be called one: p × items /
    rank, made monotone (Benjamini and Hochberg 1995). Where nothing differs, the chance that any of
    the items falls below FALSE_PART is at most FALSE_PART."""
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    found = np.empty(len(p))
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return found
