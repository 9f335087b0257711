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
    grid = periods.merge(pd.DataFrame({"topic": topics}), how="cross")
    keys = ["period", "topic"]
    table = grid.merge(counts, on=keys, how="left", suffixes=("_period", ""))
    table[["articles", "characters", "squares"]] = table[["articles", "characters", "squares"]].fillna(0)
    n = table[measure].astype("int64")
    total = table[f"{measure}_period"].astype("int64")
    share = (n / total.where(total > 0)).astype(float)
    spread = _deviation(table, share, measure)
    shown = table["articles_period"] >= LEAST_FOR_BAND
    return pd.DataFrame(
        {
            "period": table["period"],
            "start": table["start"],
            "end": table["end"],
            "topic": table["topic"],
            "share": share,
            "n": n,
            "N": total,
            "issues": table["issues"],
            "missing": table["missing"],
            "low": (share - Z90 * spread).clip(0, 1).where(shown),
            "high": (share + Z90 * spread).clip(0, 1).where(shown),
            "complete": table["complete"],
        }
    )


def _deviation(table: pd.DataFrame, share: pd.Series, measure: Measure) -> pd.Series:
    """Standard deviation of the share under resampling; see above."""
    if measure == "articles":
        return np.sqrt(share * (1 - share) / table["articles_period"])
    all_squares = table.groupby("period")["squares"].transform("sum")
    inside = table["squares"] * (1 - share) ** 2
    outside = (all_squares - table["squares"]) * share**2
    return np.sqrt(inside + outside) / table["characters_period"]
