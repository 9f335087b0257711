"""Many topics at once: a row of cells a topic, darker = larger share."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette, mixed
from trends.charts.template import Words, cells, counted, format_of, framed, name_room, numbers, plain
from trends.charts.time_axis import hover_format, time_format, time_range

ROW = 22  # pixels
STEPS = 8  # of the scale above the cells


def heatmap(
    table: pd.DataFrame,
    colours: Palette,
    words: Words,
    *,
    order: Sequence[str],
    top: float,
    percent: bool = True,
    row: int = ROW,
    ticks: int | None = None,
) -> go.Figure:
    """table as `timelines.lines`; order: series from top to bottom; top: the value of the darkest colour, which
    larger ones share; row: pixels of a row; ticks: most dates below a narrow figure. Periods without issues stay empty."""
    labels = [plain(name) for name in heat_names(table, order)]
    size = min(13, row - 1)
    room = int(name_room(heat_names(table, order)) * size / 13)
    rows = table[table["series"].isin(list(order))]
    values, n, total = (
        rows.pivot(index="series", columns="start", values=column).reindex(list(order)).sort_index(axis=1)
        for column in ("value", "n", "N")
    )
    starts = values.columns.tolist()
    form = format_of(percent)
    figure = go.Figure(
        go.Heatmap(
            x=cells(starts),
            y=list(range(len(order))),
            z=[numbers(row) for row in values.to_numpy()],
            zmin=0,
            zmax=top or 1,
            colorscale=[[0, colours.paper], [1, colours.accent]],
            ygap=3 if row >= ROW else 1,
            hoverongaps=False,
            showscale=False,
            customdata=_counts(labels, n, total),
            hovertemplate=f"<b>%{{customdata[0]}}</b>　%{{x}}<br>%{{z:{form['hover']}}}" + counted(words, 1),
        )
    )
    periods = dict(zip(rows["start"], rows["period"], strict=True))
    layout = {
        "margin": {"l": room, "t": 84},
        "meta": {
            "ruled": True,
            "rows": list(order),
            "starts": starts,
            "columns": [periods[start] for start in starts],
        },
        "xaxis": {
            "range": time_range(table),
            "tickformat": time_format(table),
            "nticks": ticks,
            "hoverformat": hover_format(table),
        },
        "yaxis": {
            "showgrid": False,
            "tickvals": list(range(len(order))),
            "ticktext": labels,
            "range": [len(order) - 0.5, -0.5],
            "tickfont": {"color": colours.text, "size": size},
        },
    }
    framed(figure, colours, words, height=84 + row * len(order) + 54, layout=layout)
    figure.add_annotation(_scale(top, percent, colours))
    return figure


def heat_names(table: pd.DataFrame, order: Sequence[str]) -> list[str]:
    """The names left of the rows."""
    labels = dict(zip(table["series"], table["label"], strict=True))
    return [str(labels.get(series, series)) for series in order]


def _scale(top: float, percent: bool, colours: Palette) -> dict[str, object]:
    """The scale in a line above the cells: its ends around squares of its colours. Plotly's own lying scale
    draws the figure's title out of sight."""
    ends = [f"{end:.0%}" if percent else f"{end:,.0f}" for end in (0, top)]
    squares = "".join(
        f"<span style='color:{mixed(colours.paper, colours.accent, i / STEPS)}'>■</span>"
        for i in range(1, STEPS + 1)
    )
    return {
        "text": f"{ends[0]} {squares} {ends[1]}",
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 1,
        "yshift": 2,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 12, "color": colours.muted},
    }


def _counts(labels: Sequence[str], n: pd.DataFrame, total: pd.DataFrame) -> list[list[list[object]]]:
    """label, n and N of every cell, for its hover."""
    return [
        [[label, *pair] for pair in zip(ns, totals, strict=True)]
        for label, ns, totals in zip(
            labels,
            n.fillna(0).astype(int).to_numpy().tolist(),
            total.fillna(0).astype(int).to_numpy().tolist(),
            strict=True,
        )
    ]
