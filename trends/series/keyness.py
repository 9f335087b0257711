"""How often words stand in two corpora → which of them set the two apart.

G² says how surely (Rayson and Garside 2000), the log ratio how much (Hardie 2014), the dispersion
whether it rests on a few issues only (Gries 2008): none of the three stands for the others.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

# Added to both counts before the ratio, so that a word absent from one side has a finite one.
SMOOTHING = 0.5


def log_likelihood(a: np.ndarray, b: np.ndarray, size_a: float, size_b: float) -> np.ndarray:
    """G² = 2 (a ln(a / E_a) + b ln(b / E_b)), E_x = size_x (a + b) / (size_a + size_b), ≥ 0.

    Above 10.83 a difference is expected by chance once in a thousand words (χ², one degree).
    """
    together = a + b
    parts = (_part(x, size * together / (size_a + size_b)) for x, size in ((a, size_a), (b, size_b)))
    return np.maximum(2 * sum(parts), 0.0)


def log_ratio(a: np.ndarray, b: np.ndarray, size_a: float, size_b: float) -> np.ndarray:
    """log2 of the ratio of the relative frequencies: 1 = twice as frequent in a, −1 = half."""
    return np.asarray(np.log2((a + SMOOTHING) / size_a) - np.log2((b + SMOOTHING) / size_b))


def dispersion(
    item: np.ndarray, issue: np.ndarray, n: np.ndarray, sizes: np.ndarray, items: int
) -> np.ndarray:
    """(items,) normalised deviation of proportions: 0 = spread as the issues' sizes, 1 = all in one
    small issue; NaN for an item that does not occur or a single issue.

    DP = ½ Σ_i |v_i − s_i| / (1 − min s), v_i the part of the item's occurrences in issue i and s_i
    the issue's part of the corpus (Gries 2008; Lijffijt and Gries 2012).
    item, issue, n: (entries,) occurrences n of an item in an issue, each pair once;
    sizes: (issues,) size of each issue.
    """
    total = np.bincount(item, weights=n, minlength=items)
    part = sizes / max(float(sizes.sum()), 1.0)
    v, s = n / total[item], part[issue]
    inside = np.bincount(item, weights=np.abs(v - s) - s, minlength=items)
    room = 1 - part.min() if len(part) > 1 else np.nan
    return np.where(total > 0, 0.5 * (1 + inside) / room, np.nan)


def keyness_table(counts: pd.DataFrame, size_a: int, size_b: int, min_n: int) -> pd.DataFrame:
    """The words that set a and b apart, by G², then by item.

    counts: item, n_a, n_b (articles), occurrences_a, occurrences_b. Sizes are characters.
    Kept are terms in `min_n` articles of either side. Adds per_million_a, per_million_b (occurrences per million characters), log_ratio, g2.
    """
    kept = counts[(counts["n_a"] >= min_n) | (counts["n_b"] >= min_n)]
    a, b = (kept[f"occurrences_{side}"].to_numpy(dtype=float) for side in "ab")
    table = kept.assign(
        per_million_a=1e6 * a / size_a,
        per_million_b=1e6 * b / size_b,
        log_ratio=log_ratio(a, b, size_a, size_b),
        g2=log_likelihood(a, b, size_a, size_b),
    )
    order = [
        "item", "n_a", "n_b", "occurrences_a", "occurrences_b", "per_million_a", "per_million_b",
        "log_ratio", "g2",
    ]  # fmt: skip
    return table[order].sort_values(["g2", "item"], ascending=[False, True], ignore_index=True)


def _part(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, observed * np.log(observed / expected), 0.0)
