"""Shares of two periods → what is new, rising, fading or gone."""

from __future__ import annotations

import numpy as np
import pandas as pd

Z90 = 1.6449
STATUSES = ("new", "rising", "fading", "gone", "steady")


def difference_band(
    n: np.ndarray, total: np.ndarray, n_before: np.ndarray, total_before: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The 5–95 % interval of n/N − n'/N' by Wilson score intervals (Newcombe 1998, method 10).

    Unlike the normal one it has a width when a count is 0. NaN where a side has no article.
    """
    p, low, high = _wilson(n, total)
    q, low_before, high_before = _wilson(n_before, total_before)
    down = np.sqrt((p - low) ** 2 + (high_before - q) ** 2)
    up = np.sqrt((high - p) ** 2 + (q - low_before) ** 2)
    return p - q - down, p - q + up


def movers(counts: pd.DataFrame) -> pd.DataFrame:
    """The table of changes, the surest first.

    counts: item, n, N, n_before, N_before (articles with the item, articles). Adds share,
    share_before (0..1), change = share − share_before, low, high (its 5–95 % interval) and status:
    new (none before), gone (none now), rising or fading (the interval excludes 0), steady.
    Order: by the end of the interval nearer to 0, then by the size of the change.
    """
    n, total, n_before, total_before = (
        counts[column].to_numpy(dtype=float) for column in ("n", "N", "n_before", "N_before")
    )
    low, high = difference_band(n, total, n_before, total_before)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, share_before = n / total, n_before / total_before
    table = counts.assign(
        share=share, share_before=share_before, change=share - share_before, low=low, high=high
    )
    table["status"] = np.select(
        [(n_before == 0) & (n > 0), (n == 0) & (n_before > 0), low > 0, high < 0],
        ["new", "gone", "rising", "fading"],
        "steady",
    )
    sure = np.maximum(np.maximum(low, -high), 0)
    order = np.lexsort((table["item"].to_numpy(dtype=str), -np.abs(table["change"]), -sure))
    return table.iloc[order].reset_index(drop=True)


def topic_changes(now: pd.DataFrame, before: pd.DataFrame, total: int, total_before: int) -> pd.DataFrame:
    """Topic tables of two ranges of `total` and `total_before` articles → topic, label, slot, hidden and
    the columns of `movers`, in the order of `now`."""
    old = dict(zip(before["topic"], before["n"], strict=True))
    counts = now[["topic", "label", "slot", "n", "hidden"]].assign(
        item=now["topic"],
        n_before=now["topic"].map(old).fillna(0).astype(int),
        N=total,
        N_before=total_before,
    )
    table = movers(counts).set_index("item").loc[list(now["topic"])]
    return table.reset_index(drop=True)


def shown_changes(now: pd.DataFrame, before: pd.DataFrame, total: int, total_before: int) -> pd.DataFrame:
    """`topic_changes` of the topics that are not hidden, the greatest rise first."""
    table = topic_changes(now, before, total, total_before)
    return table[~table["hidden"]].sort_values("change", ascending=False).reset_index(drop=True)


def _wilson(n: np.ndarray, total: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The share and its 5–95 % score interval (Wilson 1927)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        p = n / total
        middle = p + Z90**2 / (2 * total)
        reach = Z90 * np.sqrt(p * (1 - p) / total + Z90**2 / (4 * total**2))
        scale = 1 + Z90**2 / total
        return p, (middle - reach) / scale, (middle + reach) / scale
