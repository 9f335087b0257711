"""One small chart a topic, on a common scale."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from trends.charts.colours import Palette, faded, topic_colour
from trends.charts.template import Words, counted, format_of, framed, numbers, plain, shortened
from trends.charts.time_axis import time_format, time_range

COLUMNS = 2
PANEL = 144  # pixels of a panel on a phone


def multiples(
    table: pd.DataFrame,
    colours: Palette,
    words: Words,
    *,
    slots: Mapping[str, int],
    percent: bool = True,
    columns: int = COLUMNS,
) -> go.Figure:
    """A panel a series, all with the same axes. Columns as `timelines.lines`."""
    series = [s for s in slots if (table["series"] == s).any()]
    labels = dict(zip(table["series"], table["label"], strict=True))
    rows = max(1, -(-len(series) // columns))
    height = 96 + 120 * rows + 54
    figure = make_subplots(
        rows=rows,
        cols=columns,
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.03,
        vertical_spacing=min(0.28, 40 / (120 * rows)),
        subplot_titles=[plain(shortened(str(labels[s]), PANEL, 12.5)) for s in series],
    )
    for i, name in enumerate(series):
        own = table[table["series"] == name]
        colour = topic_colour(slots[name], colours)
        figure.add_scatter(
            row=i // columns + 1,
            col=i % columns + 1,
            x=own["start"].tolist(),
            y=numbers(own["smooth"]),
            mode="lines",
            line={"color": colour, "width": 1.8},
            connectgaps=False,
            fill="tozeroy",
            fillcolor=faded(colour, 0.12),
            customdata=_clicked(own),
            hovertemplate="%{customdata[1]}　%{customdata[4]:"
            + format_of(percent)["hover"]
            + "}"
            + counted(words),
        )
    figure.update_annotations(font={"size": 12.5, "color": colours.text}, yshift=2)
    layout = {"margin": {"t": 86}, "hovermode": "x", "hoverdistance": -1, "meta": {"ruled": True}}
    framed(figure, colours, words, height=height, layout=layout)
    highest = float(table[table["series"].isin(series)]["smooth"].max())
    # A range of its own: the scale that plotly finds for axes in step may be a bare -1 to 4
    figure.update_yaxes(tickformat=format_of(percent)["axis"], nticks=4, range=[0, 1.06 * (highest or 1)])
    figure.update_xaxes(nticks=5, range=time_range(table), tickformat=time_format(table))
    for i in range(max(len(series) - columns, 0), len(series)):  # the last of each column, full or not
        figure.update_xaxes(showticklabels=True, row=i // columns + 1, col=i % columns + 1)
    return figure


def _clicked(rows: pd.DataFrame) -> list[list[object]]:
    return [
        [s, p, int(n), int(total), None if value != value else round(float(value), 4)]
        for s, p, n, total, value in zip(
            *(rows[c] for c in ("series", "period", "n", "N", "value")), strict=True
        )
    ]
