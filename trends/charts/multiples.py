"""One small chart a topic on a common scale, and the stacked area of all shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from trends.charts.colours import Palette, faded, topic_colour
from trends.charts.template import Words, counted, format_of, framed, numbers, plain, time_range

COLUMNS = 3


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
        shared_xaxes=True,
        shared_yaxes=True,
        horizontal_spacing=0.03,
        vertical_spacing=min(0.28, 40 / (120 * rows)),
        subplot_titles=[plain(str(labels[s])) for s in series],
    )
    for i, name in enumerate(series):
        own = table[table["series"] == name]
        colour = topic_colour(slots[name], colours)
        figure.add_scatter(
            row=i // columns + 1,
            col=i % columns + 1,
            x=own["start"].tolist(),
            y=numbers(own["smooth"]),
            mode="lines+markers",
            line={"color": colour, "width": 1.8},
            marker={"size": 10, "opacity": 0},
            connectgaps=False,
            fill="tozeroy",
            fillcolor=faded(colour, 0.12),
            customdata=_clicked(own),
            hovertemplate="%{customdata[1]}　%{y:" + format_of(percent)["hover"] + "}" + counted(words),
        )
    figure.update_annotations(font={"size": 12.5, "color": colours.text}, yshift=2)
    framed(figure, colours, words, height=height)
    figure.update_layout(margin_t=86)
    figure.update_yaxes(tickformat=format_of(percent)["axis"], nticks=4)
    figure.update_xaxes(nticks=5)
    return figure


def area(
    table: pd.DataFrame, colours: Palette, words: Words, *, slots: Mapping[str, int], order: Sequence[str]
) -> go.Figure:
    """Shares stacked up to 1, the largest below, the rest in grey on top. A period without issues is left open."""
    figure = go.Figure()
    for name in order:
        own = table[table["series"] == name]
        colour = topic_colour(slots[name], colours)
        figure.add_scatter(
            x=own["start"].tolist(),
            y=numbers(own["value"]),
            stackgroup="all",
            mode="lines+markers",
            name=plain(str(own["label"].iloc[0])) if len(own) else name,
            line={"width": 0.8, "color": colours.paper},
            marker={"size": 10, "opacity": 0},
            fillcolor=faded(colour, 0.85),
            customdata=_clicked(own),
            stackgaps="interpolate",
            hovertemplate="<b>%{fullData.name}</b>　%{customdata[1]}<br>%{y:.1%}" + counted(words),
        )
    framed(figure, colours, words, series=len(order))
    figure.update_layout(legend_traceorder="normal")
    figure.update_xaxes(range=time_range(table))
    empty = table[table["N"] == 0].drop_duplicates("start")["start"].tolist()
    starts = sorted(set(table["start"]))
    for start in empty[:80]:
        after = starts[min(starts.index(start) + 1, len(starts) - 1)]
        before = starts[max(starts.index(start) - 1, 0)]
        figure.add_vrect(x0=before, x1=after, fillcolor=colours.paper, line_width=0, layer="above")
    figure.update_yaxes(tickformat=".0%", range=[0, 1])
    return figure


def _clicked(rows: pd.DataFrame) -> list[list[object]]:
    return [
        [s, p, int(n), int(total)]
        for s, p, n, total in zip(rows["series"], rows["period"], rows["n"], rows["N"], strict=True)
    ]
