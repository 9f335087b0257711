"""The highest periods of a series, which a reader wants explained first."""

from __future__ import annotations

import pandas as pd


def peaks(rows: pd.DataFrame, most: int = 4) -> pd.DataFrame:
    """The highest periods of one series, in time order: period, start, end, value, top, n, N.

    A peak is the highest complete period within its neighbourhood (a twelfth of the range) and at
    least 1.3 times the mean; `top` is where its number can stand.
    """
    known = rows[rows["value"].notna() & rows["complete"]]
    reach = max(2, len(known) // 12)
    highest = known["value"].rolling(2 * reach + 1, center=True, min_periods=1).max()
    found = known[
        (known["value"] == highest) & (known["value"] >= 1.3 * known["value"].mean()) & (known["n"] >= 3)
    ]
    best = found.sort_values("value", ascending=False).head(most).sort_values("start")
    return best.assign(top=best[["value", "high"]].max(axis=1))
