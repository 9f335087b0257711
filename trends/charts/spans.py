"""Stretches of time as bars, a row an item: when each stood out of its own measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import Words, framed, name_room, plain

ROW = 26
DAY = 86_400_000  # milliseconds


def spans(
    table: pd.DataFrame,
    colours: Palette,
    words: Words,
    *,
    texts: Sequence[str],
    fills: Mapping[str, str],
    since: str,
    until: str,
) -> go.Figure:
    """table: item, label, start, end (ISO, inclusive), weight — a bar a row, its opacity by weight.

    Items stand in the order of their first row. texts: hover of each bar; fills: item → colour, the
    rest grey. A click hands over item and "start:end".
    """
    items = list(dict.fromkeys(table["item"]))
    names = dict(zip(table["item"], table["label"], strict=True))
    place = {item: row for row, item in enumerate(items)}
    heaviest = max([*table["weight"], 1e-9])
    starts, ends = pd.to_datetime(table["start"]), pd.to_datetime(table["end"])
    figure = go.Figure(
        go.Bar(
            orientation="h",
            base=table["start"].tolist(),
            x=[int(days + 1) * DAY for days in (ends - starts).dt.days],
            y=[place[item] for item in table["item"]],
            width=0.56,
            marker={
                "color": [fills.get(item, colours.bars) for item in table["item"]],
                "opacity": [round(0.35 + 0.65 * float(w) / heaviest, 3) for w in table["weight"]],
                "line": {"width": 0},
            },
            customdata=[
                [item, f"{start}:{end}", plain(text)]
                for item, start, end, text in zip(
                    table["item"], table["start"], table["end"], texts, strict=True
                )
            ],
            hovertemplate="%{customdata[2]}<extra></extra>",
            showlegend=False,
        )
    )
    layout = {"margin": {"l": name_room(str(name) for name in names.values()), "t": 62}, "barmode": "overlay"}
    framed(figure, colours, words, height=118 + ROW * len(items), layout=layout)
    figure.update_xaxes(type="date", range=[since, until], showgrid=True, gridcolor=colours.grid)
    figure.update_yaxes(
        showgrid=False,
        ticklabelstandoff=8,
        tickvals=list(range(len(items))),
        ticktext=[plain(str(names[item])) for item in items],
        range=[len(items) - 0.5, -0.5],
        tickfont={"size": 13, "color": colours.text},
    )
    return figure
