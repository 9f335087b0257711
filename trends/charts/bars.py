"""Ranked bars with their values written at the end."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import Words, framed, name_room, plain


def ranked(
    names: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    keys: Sequence[str],
    fills: Sequence[str],
    colours: Palette,
    words: Words,
    *,
    room: float = 1.35,
) -> go.Figure:
    """A bar a name, first on top. texts: written after each bar; keys: what a click hands over;
    fills: bar colours; room: how far the axis reaches beyond the longest bar, for the texts."""
    rows = list(range(len(names)))
    figure = go.Figure(
        go.Bar(
            x=[round(float(v), 4) for v in values],
            y=rows,
            orientation="h",
            marker={"color": list(fills)},
            text=[plain(t) for t in texts],
            textposition="outside",
            constraintext="none",
            cliponaxis=False,
            textfont={"size": 12.5, "color": colours.text},
            customdata=[[k] for k in keys],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    foot = 30 if words.source else 8
    layout = {
        "margin": {"l": name_room(names), "t": 58 if words.title else 8, "b": foot},
        "bargap": 0.36,
        "xaxis": {"visible": False, "range": [0, max([*values, 1e-9]) * room]},
        "yaxis": {
            "showgrid": False,
            "tickvals": rows,
            "ticktext": [plain(n) for n in names],
            "range": [len(rows) - 0.5, -0.5],
            "tickfont": {"size": 13, "color": colours.text},
            "ticklabelstandoff": 6,
        },
    }
    height = (74 if words.title else 24) + 28 * len(rows) + foot
    return framed(figure, colours, words, height=height, layout=layout)
