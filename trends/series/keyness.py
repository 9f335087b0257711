"""How often words stand in two corpora → which of them set the two apart.

G² says how surely (Rayson and Garside 2000), the log ratio how much (Hardie 2014), the dispersion
whether it rests on a few issues only (Gries 2008): none of the three stands for the others.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.series.chance import FALSE_PART, adjusted, difference_p

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


def association(a: np.ndarray, b: np.ndarray, size_a: float, size_b: float) -> np.ndarray:
    """G² of the table of articles with and without an item on both sides: what a and b of `size` articles
    with it, and the rest without it, say together.

    Counted in articles, since a word said ten times in one article is no ten witnesses: on shuffled halves of a
    year G² of occurrences passes 10.83 twenty to thirty times as often as the one in a thousand it stands for.
    """
    return np.asarray(
        log_likelihood(a, b, size_a, size_b) + log_likelihood(size_a - a, size_b - b, size_a, size_b)
    )


def keyness_table(
    counts: pd.DataFrame, sizes: tuple[int, int], articles: tuple[int, int], effect: np.ndarray | float = 1.0
) -> pd.DataFrame:
    """The words that set a and b apart, by G², then by item.

    counts: item, n_a, n_b (articles), occurrences_a, occurrences_b. sizes: characters of a and b; articles: of both;
    effect: design effects of `series.intervals`, one an item. Adds per_million_a, per_million_b (occurrences per
    million characters), log_ratio (of these), g2 (of articles, see `association`); then what holds after
    looking at all the items: q (0..1, false discovery rate) and beyond_chance, see `series.chance`.
    """
    (size_a, size_b), (all_a, all_b) = sizes, articles
    n_a, n_b = (counts[f"n_{side}"].to_numpy(dtype=float) for side in "ab")
    q = adjusted(difference_p(n_a, np.full(len(counts), all_a), n_b, np.full(len(counts), all_b), effect))
    a, b = (counts[f"occurrences_{side}"].to_numpy(dtype=float) for side in "ab")
    table = counts.assign(
        per_million_a=1e6 * a / size_a,
        per_million_b=1e6 * b / size_b,
        log_ratio=log_ratio(a, b, size_a, size_b),
        g2=association(n_a, n_b, all_a, all_b),
        q=q,
        beyond_chance=q <= FALSE_PART,
    )
    order = [
        "item", "n_a", "n_b", "occurrences_a", "occurrences_b", "per_million_a", "per_million_b",
        "log_ratio", "g2", "q", "beyond_chance",
    ]  # fmt: skip
    return table[order].sort_values(["g2", "item"], ascending=[False, True], ignore_index=True)


def _part(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, observed * np.log(observed / expected), 0.0)
