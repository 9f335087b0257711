"""The heights of a series' bursts, which a reader wants explained first."""

from __future__ import annotations

import pandas as pd


def peaks(rows: pd.DataFrame, bursts: pd.DataFrame, most: int = 4) -> pd.DataFrame:
    """The highest periods of one series, in time order: the columns of rows, top and over.

    rows: of the series; bursts: its bursts, as `series.bursts` gives them for the same periods. A peak is the
    period with the largest part of a burst, of the `most` heaviest bursts; `top` is where its number can
    stand; over: whether the burst had ended before the last complete period.
    """
    known = rows[rows["value"].notna()]
    best = bursts.sort_values("weight", ascending=False).head(most)
    found = known.merge(best[["top", "end"]].rename(columns={"top": "start", "end": "burst_end"}), on="start")
    complete = known.loc[known["complete"], "start"]
    last = complete.max() if len(complete) else ""
    found = found.assign(top=found[["value", "high"]].max(axis=1), over=found["burst_end"] < last)
    return found.drop(columns="burst_end").sort_values("start", ignore_index=True)
