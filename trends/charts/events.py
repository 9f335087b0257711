"""Events on a time axis: a mark above the plot for each, its name where there is room, a thin line below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import cells, plain, text_width, upright

ROWS = 3  # of names above the plot
ROW = 16  # pixels
NARROWEST = 290  # pixels of a plot on a phone, in which the names must not meet
MARK = 11
MARKS_AXIS = {"yaxis2": {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}}


def event_names(events: pd.DataFrame, colours: Palette, rows: Sequence[int | None]) -> list[dict[str, Any]]:
    """The names above the plot. events: date (ISO), label, by date; rows: of their names, see name_rows."""
    return [
        {
            "text": plain(str(label)),
            "x": day,
            "y": 1,
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "bottom",
            "xshift": 5,
            "yshift": 4 + ROW * row,
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": 12, "color": colours.muted},
        }
        for day, label, row in zip(events["date"], events["label"], rows, strict=True)
        if row is not None
    ]


def event_lines(events: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    """A thin line at each event."""
    return [upright(day, colours.soft, layer="below") for day in events["date"]]


def add_marks(figure: go.Figure, events: pd.DataFrame, colours: Palette) -> None:
    """A mark for each event on its own axis, MARKS_AXIS; its name stands on hover."""
    figure.add_scatter(
        x=cells(events["date"]),
        y=[1.0] * len(events),
        yaxis="y2",
        mode="markers",
        showlegend=False,
        cliponaxis=False,
        marker={"symbol": "triangle-down", "size": 8, "color": colours.muted},
        customdata=cells([[plain(str(label))] for label in events["label"]]),
        hovertemplate="%{x}　%{customdata[0]}<extra></extra>",
    )


def names_height(rows: Sequence[int | None]) -> int:
    """Pixels that the names take above the plot."""
    return ROW * (1 + max((row for row in rows if row is not None), default=-1))


def name_rows(events: pd.DataFrame, span: Sequence[str]) -> list[int | None]:
    """The row of each event's name, 0 next to the plot; None where every row is taken.

    A kind of event that is not named yet goes before one that is.
    """
    first, last = (pd.Timestamp(end) for end in span)
    scale = NARROWEST / max((last - first) / pd.Timedelta(days=1), 1)
    left = [(pd.Timestamp(day) - first) / pd.Timedelta(days=1) * scale for day in events["date"]]
    room = [MARK + text_width(str(label), 12) for label in events["label"]]
    taken: list[list[tuple[float, float]]] = [[] for _ in range(ROWS)]
    found: list[int | None] = [None] * len(left)
    new = (~events["label"].duplicated()).tolist()
    for i in sorted(range(len(left)), key=lambda i: (not new[i], left[i])):
        start, end = left[i], left[i] + room[i]
        if end > NARROWEST + MARK:
            continue
        free = [r for r, names in enumerate(taken) if all(end <= a or start >= b for a, b in names)]
        if free:
            found[i] = free[0]
            taken[free[0]].append((start, end))
    return found
