"""Articles under topics → the share of each topic in each period, with its band."""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.records import Measure

# The band runs from the 5th to the 95th percentile of the share under resampling of the period's
# articles with replacement (bootstrap; Efron 1979). A share is a ratio of sums over articles,
# r = Σ c z / Σ c (c = 1 or the article's characters, z = 1 when the article is about the topic),
# so its bootstrap variance is Σ c² (z − r)² / (Σ c)² in closed form (the infinitesimal
# jackknife), and its percentiles are r ± 1.645 standard deviations, cut off at 0 and 1.
Z90 = 1.6449
LEAST_FOR_BAND = 5


def topic_shares(
    counts: pd.DataFrame, periods: pd.DataFrame, topics: list[str], measure: Measure
) -> pd.DataFrame:
    """The share of every topic in every period; the shares of a period sum to 1.

    counts: period, topic, articles, characters, squares (Σ characters² of the articles): one row
    for each topic (the rest included) that a period has.
    periods: as `calendar.coverage` gives them. topics: the ids in the order wanted, the rest last.
    Returns period, start, end, topic, share (0..1; NaN without an issue), n, N (articles or
    characters), issues, missing, low, high (NaN under 5 articles), complete.
    """
    row = pd.Index(periods["period"]).get_indexer(pd.Index(counts["period"]))
    column = pd.Index(topics).get_indexer(pd.Index(counts["topic"]))
    place = np.where((row >= 0) & (column >= 0), row * len(topics) + column, -1)
    n = _laid_out(counts[measure], place, len(periods) * len(topics)).reshape(len(periods), len(topics))
    squares = _laid_out(counts["squares"], place, n.size).reshape(n.shape)
    articles, total = (periods[name].to_numpy(dtype=float)[:, None] for name in ("articles", measure))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(total > 0, n / total, np.nan)
        if measure == "articles":
            spread = np.sqrt(share * (1 - share) / articles)
        else:
            others = squares.sum(axis=1, keepdims=True) - squares
            spread = np.sqrt(squares * (1 - share) ** 2 + others * share**2) / total
    shown = np.where(articles >= LEAST_FOR_BAND, spread, np.nan)
    names = ["period", "start", "end", measure, "issues", "missing", "complete"]
    every = periods[names].take(np.repeat(np.arange(len(periods)), len(topics)))
    return pd.DataFrame(
        {
            "period": every["period"].array,
            "start": every["start"].array,
            "end": every["end"].array,
            "topic": pd.Series(topics, dtype="str").take(np.tile(np.arange(len(topics)), len(periods))).array,
            "share": share.ravel(),
            "n": n.ravel().astype(np.int64),
            "N": every[measure].to_numpy(dtype=np.int64),
            "issues": every["issues"].array,
            "missing": every["missing"].array,
            "low": np.clip(share - Z90 * shown, 0, 1).ravel(),
            "high": np.clip(share + Z90 * shown, 0, 1).ravel(),
            "complete": every["complete"].array,
        },
        copy=False,  # columns of millions of rows, which pandas would copy into blocks
    )


def _laid_out(values: pd.Series, place: np.ndarray, size: int) -> np.ndarray:
    """The values at their places of a flat array, 0 elsewhere; those with place −1 are left out."""
    flat = np.zeros(size)
    flat[place[place >= 0]] = values.to_numpy(dtype=float)[place >= 0]
    return flat
