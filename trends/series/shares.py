"""Articles under topics → the share of each topic in each period, with its band."""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.records import Measure
from trends.series.intervals import IssueCounts, Likeness, design_effects, effective, share_band, summed


def topic_shares(
    issues: IssueCounts,
    place: np.ndarray,
    periods: pd.DataFrame,
    topics: list[str],
    measure: Measure,
    learned: Likeness,
) -> pd.DataFrame:
    """The share of every topic in every period; the shares of a period sum to 1.

    issues: a column a topic; place: (I,) row of `periods` that each issue belongs to.
    periods: as `calendar.coverage` gives them. topics: the ids of the columns, the rest last.
    learned: how alike the articles of an issue are.
    Returns period, start, end, topic, share (0..1; NaN without an issue), n, N (articles or
    characters), issues, missing, low, high (its 90 % interval, of `series.intervals`), complete.
    """
    sums = summed(issues, place, len(periods))
    ends = periods["end"].to_numpy(dtype=str)
    effects = design_effects(sums, learned.until(ends))
    size = effective(sums, effects)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums.n / sums.total
        low, high = share_band(share * size, size)
    names = ["period", "start", "end", measure, "issues", "missing", "complete"]
    every = periods[names].take(np.repeat(np.arange(len(periods)), len(topics)))
    return pd.DataFrame(
        {
            "period": every["period"].array,
            "start": every["start"].array,
            "end": every["end"].array,
            "topic": pd.Series(topics, dtype="str").take(np.tile(np.arange(len(topics)), len(periods))).array,
            "share": share.ravel(),
            "n": sums.n.ravel().round().astype(np.int64),
            "N": every[measure].to_numpy(dtype=np.int64),
            "issues": every["issues"].array,
            "missing": every["missing"].array,
            "low": low.ravel(),
            "high": high.ravel(),
            "complete": every["complete"].array,
        },
        copy=False,  # columns of millions of rows, which pandas would copy into blocks
    )
