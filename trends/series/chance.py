"""Which of many differences are more than chance: tests that know how many were looked at."""

from __future__ import annotations

import math

import numpy as np

# Of what is called beyond chance, at most this part is expected to be chance (false discovery rate).
FALSE_PART = 0.1
_erfc = np.frompyfunc(math.erfc, 1, 1)


def difference_p(
    n: np.ndarray,
    total: np.ndarray,
    n_before: np.ndarray,
    total_before: np.ndarray,
    effect: np.ndarray | float = 1.0,
) -> np.ndarray:
    """How likely a difference of two shares at least this large is by chance, 0..1; 1 where a side is empty.

    Pooled z test with continuity correction (Yates 1934), on effective numbers of articles: all counts
    divided by the design effect of `series.intervals`.
    """
    n, total, n_before, total_before = (x / effect for x in (n, total, n_before, total_before))
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (n + n_before) / (total + total_before)
        parts = 1 / total + 1 / total_before
        gap = np.abs(n / total - n_before / total_before) - parts / 2
        z = np.maximum(gap, 0) / np.sqrt(pooled * (1 - pooled) * parts)
    return np.asarray(_erfc(np.nan_to_num(z, nan=0.0, posinf=0.0) / math.sqrt(2)), dtype=float)


def adjusted(p: np.ndarray) -> np.ndarray:
    """(items,) the false discovery rate at which each of the differences would be called one: p × items /
    rank, made monotone (Benjamini and Hochberg 1995). Where nothing differs, the chance that any of
    the items falls below FALSE_PART is at most FALSE_PART."""
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    found = np.empty(len(p))
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return found
