"""The time axis of every chart over time: its range, its ticks, its names of periods, its hover."""

from __future__ import annotations

from typing import Any

import pandas as pd

from trends.charts.colours import Palette


def ruler(table: pd.DataFrame, colours: Palette) -> dict[str, Any]:
    """Layout of a chart over time whose hover is that of the nearest period, wherever the pointer stands. On the
    screen hands.js leaves the label of the nearest line alone."""
    return {
        "hovermode": "x",
        "hoverdistance": -1,
        "xaxis": {
            "range": time_range(table),
            "tickformat": time_format(table),
            "hoverformat": hover_format(table),
            "showspikes": True,
            "spikemode": "across",
            "spikesnap": "hovered data",
            "spikethickness": 1,
            "spikedash": "solid",
            "spikecolor": colours.axis,
        },
    }


def hover_format(table: pd.DataFrame) -> str:
    """How the period under the pointer is named: as the table names it."""
    period = "" if table.empty else str(table["period"].iloc[0])
    if "W" in period:
        return "%G-W%V"
    if "Q" in period:
        return "%Y-Q%q"
    return {4: "%Y", 7: "%Y-%m"}.get(len(period), "%Y-%m-%d")


def time_range(table: pd.DataFrame) -> list[str]:
    """The x range of a table with starts, half a period wider on both sides: the same for a chart
    and the strip below it."""
    starts = sorted(set(table["start"]))
    if not starts:
        return ["2000-01-01", "2000-01-02"]
    first, last = pd.Timestamp(starts[0]), pd.Timestamp(starts[-1])
    half = max((last - first) / max(len(starts) - 1, 1) * 0.6, pd.Timedelta(hours=14))
    return [str(first - half), str(last + half)]


def time_format(table: pd.DataFrame) -> str:
    """How dates stand on the x axis of a table with starts: years, months or days."""
    starts = table["start"]
    days = 0 if table.empty else (pd.Timestamp(starts.max()) - pd.Timestamp(starts.min())).days
    return "%Y" if days > 3 * 365 else "%Y-%m" if days > 110 else "%m-%d"
