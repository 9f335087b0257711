"""Lines over time: topics or words, with gaps, band, unfinished end, numbered peaks and events."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette, faded, topic_colour, topic_dash
from trends.charts.events import MARKS_AXIS, add_marks, event_lines, event_names, name_rows, names_height
from trends.charts.focus import draw_peaks, end_name, ring_places, rings
from trends.charts.template import (
    LONG,
    Words,
    block,
    cells,
    counted,
    format_of,
    framed,
    numbers,
    plain,
    upright,
)
from trends.charts.time_axis import ruler, time_range

NAMED = 0.02  # part of the ruler from which on a gap has room for its name


def lines(
    table: pd.DataFrame,
    colours: Palette,
    words: Words,
    *,
    slots: Mapping[str, int],
    focus: str = "",
    percent: bool = True,
    dots: bool = False,
    height: int = 430,
    peaks: pd.DataFrame | None = None,
    picked: str | None = None,
    events: pd.DataFrame | None = None,
    pinned: Collection[str] | None = None,
) -> go.Figure:
    """One line a series.

    table: period, start (ISO), series, label, value (NaN: no issue), smooth (value after smoothing),
    low, high (band of the focus), n, N, complete — rows in time order within a series.
    slots: series → colour slot; focus: the series drawn strong with its dots and band; dots: raw
    dots for all. peaks: start, top. picked: start of the chosen period. events: date, label.
    pinned: series in their own colours beside the focus, the others thin and grey; None: all.
    """
    figure = go.Figure()
    hover = _template(percent, words)
    order = [s for s in slots if s != focus] + ([focus] if focus in slots else [])
    for series in order:
        rows = table[table["series"] == series]
        if rows.empty:
            continue
        strong = series == focus
        own = strong or pinned is None or series in pinned
        colour = topic_colour(slots[series], colours)
        if strong:
            _band(figure, rows, faded(colour, colours.band))
        if (strong or dots) and (rows["smooth"] != rows["value"]).any():
            _raw(figure, rows, colour)
        _line(
            figure,
            rows,
            colour if own else colours.bars,
            topic_dash(slots[series]) if own and not strong else "solid",
            strong=strong,
            hover=hover,
            rank=list(slots).index(series),
        )
        figure.data[-1].update(meta=colour, showlegend=own)  # its colour under the pointer
        _unfinished(figure, rows, colour if own else colours.bars, strong)
    marked = events if events is not None else pd.DataFrame(columns=["date", "label"])
    rows = name_rows(marked, time_range(table))
    above = names_height(rows)
    shapes, notes = _gaps(table, colours, words.missing)
    if len(marked):
        add_marks(figure, marked, colours)
        shapes += event_lines(marked, colours)
        notes += event_names(marked, colours, rows)
    if picked:
        shapes.append(upright(picked, colours.accent))
    if peaks is not None and focus in slots:
        draw_peaks(figure, peaks, topic_colour(slots[focus], colours), colours)
        notes += rings(peaks, colours)
    if pinned is not None and focus in slots:
        notes += end_name(table[table["series"] == focus], topic_colour(slots[focus], colours), colours)
    layout = {
        **ruler(table, colours),
        "yaxis": {"tickformat": format_of(percent)["axis"]},
        "meta": {"ruled": True, "focus": focus, "rings": ring_places(peaks)},
        "shapes": shapes,
        "annotations": notes,
        **(MARKS_AXIS if len(marked) else {}),
    }
    return framed(
        figure, colours, words, series=len(order), height=height + above, above=above, layout=layout
    )


def _line(
    figure: go.Figure, rows: pd.DataFrame, colour: str, dash: str, *, strong: bool, hover: str, rank: int
) -> None:
    """The drawn line, with a marker a point below LONG points."""
    long = len(rows) >= LONG
    colour_of = {"color": colour, "width": 3.2 if strong else 1.5, "dash": dash}
    rows = _apart(rows)
    figure.add_scatter(
        x=cells(rows["start"]),
        y=numbers(rows["smooth"]),
        mode="lines" if long else "lines+markers",
        connectgaps=False,
        name=plain(str(rows["label"].iloc[0])),
        legendrank=rank,
        legendgroup=str(rows["series"].iloc[0]),
        line=colour_of,
        marker={"size": 6, "color": colour},
        customdata=_hover(rows),
        hovertemplate=hover,
    )


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a gap before an unfinished last one: no line leads there, and yet it answers the pointer."""
    if rows.empty or bool(rows["complete"].iloc[-1]):
        return rows
    return pd.concat([rows.iloc[:-1], rows.iloc[-1:].assign(smooth=np.nan), rows.iloc[-1:]])


def _hover(rows: pd.DataFrame) -> np.ndarray:
    """series, period, n, N, label, raw value: what a click and a hover need of each point."""
    label = plain(str(rows["label"].iloc[0]))
    return cells(
        [
            [series, period, int(n), int(total), label, None if value != value else round(float(value), 4)]
            for series, period, n, total, value in zip(
                rows["series"], rows["period"], rows["n"], rows["N"], rows["value"], strict=True
            )
        ]
    )


def _template(percent: bool, words: Words) -> str:
    shown = format_of(percent)["hover"]
    return f"<b>%{{customdata[4]}}</b>　%{{customdata[1]}}<br>%{{customdata[5]:{shown}}}" + counted(words)


def _raw(figure: go.Figure, rows: pd.DataFrame, colour: str) -> None:
    figure.add_scatter(
        x=cells(rows["start"]),
        y=numbers(rows["value"].where(rows["smooth"].notna())),
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker={"size": 4.5, "color": colour, "opacity": 0.5},
    )


def _band(figure: go.Figure, rows: pd.DataFrame, fill: str) -> None:
    """The band, broken where there is no issue: one polygon a run."""
    known = (rows["low"].notna() & rows["smooth"].notna()).to_numpy()
    run = (pd.Series(known).astype(int).diff().fillna(0) != 0).cumsum().to_numpy()
    for _, part in rows[known].groupby(run[known]):
        starts = part["start"].tolist()
        figure.add_scatter(
            x=starts + starts[::-1],
            y=[*numbers(part["high"]), *numbers(part["low"])[::-1]],
            fill="toself",
            fillcolor=fill,
            line={"width": 0},
            mode="lines",
            showlegend=False,
            hoverinfo="skip",
        )


def _unfinished(figure: go.Figure, rows: pd.DataFrame, colour: str, strong: bool) -> None:
    """A dotted step to a hollow point for a last period that is still filling."""
    known = rows[rows["smooth"].notna()]
    if known.empty or bool(known["complete"].iloc[-1]):
        return
    tail = known.iloc[-2:]
    figure.add_scatter(
        x=tail["start"].tolist(),
        y=numbers(tail["smooth"]),
        mode="lines+markers",
        showlegend=False,
        hoverinfo="skip",
        line={"color": colour, "width": 2, "dash": "dot"},
        marker={
            "size": [0, 9] if len(tail) == 2 else [9],
            "symbol": "circle-open",
            "color": colour,
            "line": {"width": 2.2 if strong else 1.5},
        },
    )


def _gaps(
    table: pd.DataFrame, colours: Palette, word: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A grey block for every run of periods without an issue, half way to the points beside it; wide ones are named."""
    periods = table.drop_duplicates("start").sort_values("start")
    starts, none = periods["start"].tolist(), (periods["N"] == 0).tolist()
    if len(starts) < 2:
        return [], []
    whens = [pd.Timestamp(start) for start in starts]
    middles = [str(a + (b - a) / 2) for a, b in itertools.pairwise(whens)]
    edges = [starts[0], *middles, starts[-1]]
    runs: list[list[str]] = []
    for i, missing in enumerate(none):
        if missing and runs and i and none[i - 1]:
            runs[-1][1] = edges[i + 1]
        elif missing:
            runs.append([edges[i], edges[i + 1]])
    blocks = [block(left, right, colours.soft) for left, right in runs[:60]]
    whole = pd.Timestamp(starts[-1]) - pd.Timestamp(starts[0])
    names = []
    for left, right in runs if len(runs) <= 12 else []:
        middle = pd.Timestamp(left) + (pd.Timestamp(right) - pd.Timestamp(left)) / 2
        if pd.Timestamp(right) - pd.Timestamp(left) > whole * NAMED:
            names.append(
                {
                    "text": "<br>".join(word) if len(word) < 5 else word,
                    "x": middle.strftime("%Y-%m-%d"),
                    "y": 0,
                    "yref": "paper",
                    "textangle": 0 if len(word) < 5 else -90,
                    "yanchor": "bottom",
                    "showarrow": False,
                    "font": {"size": 12, "color": colours.muted},
                }
            )
    return blocks, names
