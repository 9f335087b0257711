"""A series with gaps → its centred moving mean, gaps kept."""

from __future__ import annotations

import numpy as np
import pandas as pd

WINDOWS = (0, 3, 7, 30)


def smoothed(values: np.ndarray, window: int) -> np.ndarray:
    """(periods,) mean of each value and the window // 2 before and after it; NaN stays NaN.

    A gap (NaN) counts neither in a sum nor in its divisor, the ends use what there is, and
    `window` 0 or 1 changes nothing.
    """
    half = window // 2
    if half == 0:
        return np.asarray(values, dtype=float)
    there = ~np.isnan(values)
    sums, counts = (_windowed(x, half) for x in (np.where(there, values, 0.0), there.astype(float)))
    return np.where(there, sums / np.maximum(counts, 1), np.nan)


def with_smooth(table: pd.DataFrame, column: str, window: int, by: str) -> pd.DataFrame:
    """The table with a column `smooth`: `column` smoothed within each `by`, in row order; NaN before its first
    value above 0, so that nothing is drawn of what did not exist yet."""
    values = table[column].to_numpy(dtype=float)
    smooth = np.empty(len(values))
    for places in table.groupby(by, sort=False).indices.values():
        own = values[places]
        begun = np.cumsum(np.nan_to_num(own)) > 0
        smooth[places] = np.where(begun if begun.any() else True, smoothed(own, window), np.nan)
    return table.assign(smooth=smooth)


def _windowed(values: np.ndarray, half: int) -> np.ndarray:
    total = np.concatenate([[0.0], np.cumsum(values)])
    place = np.arange(len(values))
    first, end = np.maximum(place - half, 0), np.minimum(place + half + 1, len(values))
    return np.asarray(total[end] - total[first])
