"""Many topics at once: rows of squares, darker = larger share. Squares are markers, so clicks work."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import Words, counted, format_of, framed, name_room, plain


def heatmap(
    table: pd.DataFrame, colours: Palette, words: Words, *, order: Sequence[str], percent: bool = True
) -> go.Figure:
    """table as `timelines.lines`; order: series from top to bottom. Periods without issues stay empty."""
    known = table[table["value"].notna() & table["series"].isin(order)]
    row = {series: i for i, series in enumerate(order)}
    labels = dict(zip(table["series"], table["label"], strict=True))
    height = 110 + 20 * len(order) + 54
    room = name_room(str(labels.get(s, s)) for s in order)
    columns = max(table["start"].nunique(), 1)
    figure = go.Figure(
        go.Scatter(
            x=known["start"].tolist(),
            y=[row[s] for s in known["series"]],
            mode="markers",
            marker={
                "symbol": "square",
                "size": max(5, min(17, 620 // columns)),
                "color": [round(float(v), 4) for v in known["value"]],
                "colorscale": [[0, colours.paper], [0.15, colours.grid], [1, colours.accent]],
                "cmin": 0,
                "line": {"width": 0},
                "showscale": False,
            },
            customdata=[
                [s, p, int(n), int(total), plain(str(label))]
                for s, p, n, total, label in zip(
                    known["series"], known["period"], known["n"], known["N"], known["label"], strict=True
                )
            ],
            hovertemplate="<b>%{customdata[4]}</b>　%{customdata[1]}<br>%{marker.color:"
            + format_of(percent)["hover"]
            + "}"
            + counted(words),
        )
    )
    framed(figure, colours, words, height=height)
    figure.update_layout(margin={"l": room, "t": 72})
    figure.update_yaxes(
        showgrid=False,
        tickvals=list(range(len(order))),
        ticktext=[plain(str(labels.get(s, s))) for s in order],
        range=[len(order) - 0.5, -0.5],
    )
    for note in figure.layout.annotations:
        note.xshift = 2 - room
    return figure
