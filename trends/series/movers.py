"""Shares of two periods → what is new, rising, fading or gone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.series.chance import FALSE_PART, adjusted, difference_p
from trends.series.intervals import difference_band

STATUSES = ("new", "rising", "fading", "gone", "steady")


def movers(counts: pd.DataFrame) -> pd.DataFrame:
    """The table of changes, the surest first.

    counts: item, n, N, n_before, N_before (articles with the item, articles) and effect, the design
    effect of `series.intervals`. Adds share, share_before (0..1), change = share − share_before, low,
    high (its 90 % interval) and status: new (none before), gone (none now), rising or fading (the
    interval excludes 0), steady; then what holds after looking at all the items: q (0..1, false
    discovery rate) and beyond_chance, q at most `chance.FALSE_PART`: only that is news.
    Order: by the end of the interval nearer to 0, then by the size of the change.
    """
    n, total, n_before, total_before = (
        counts[column].to_numpy(dtype=float) for column in ("n", "N", "n_before", "N_before")
    )
    effect = counts["effect"].to_numpy(dtype=float)
    low, high = difference_band(n, total, n_before, total_before, effect)
    q = adjusted(difference_p(n, total, n_before, total_before, effect))
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
    table = table.drop(columns="effect").assign(q=q, beyond_chance=q <= FALSE_PART)
    sure = np.maximum(np.maximum(low, -high), 0)
    order = np.lexsort((table["item"].to_numpy(dtype=str), -np.abs(table["change"]), -sure))
    return table.iloc[order].reset_index(drop=True)


def shown_changes(topics: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """Movers of topics that are not hidden, with their names and colours, the greatest rise first.

    topics: topic, label, slot, hidden; moves: the columns of `movers`. Returns topic, label, slot, hidden
    and the other columns of `movers`.
    """
    named = topics[["topic", "label", "slot", "hidden"]]
    rest = moves.drop(columns=["label", "headlines"], errors="ignore").rename(columns={"item": "topic"})
    table = named[~named["hidden"]].merge(rest, on="topic")
    return table.sort_values(["change", "topic"], ascending=[False, True], ignore_index=True)
