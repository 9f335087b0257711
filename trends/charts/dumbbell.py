"""Two ranges side by side: a line from the share in A to the share in B, a topic a row."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import Words, cells, counted, framed, name_room, plain


def dumbbell(
    table: pd.DataFrame, colours: Palette, words: Words, *, names: tuple[str, str], square: bool = False
) -> go.Figure:
    """table: topic, label, a, b (shares 0..1), n_a, n_b, N_a, N_b — first row on top. A hollow, B filled; square: of codes, which are no
    topics."""
    mark = "square" if square else "circle"
    rows = list(range(len(table)))
    room = name_room(str(x) for x in table["label"])
    figure = go.Figure()
    ends = zip(table["a"].tolist(), table["b"].tolist(), strict=True)
    figure.add_scatter(
        x=cells([x for a, b in ends for x in (a, b, None)]),
        y=cells([y for i in rows for y in (i, i, None)]),
        mode="lines",
        line={"color": colours.soft, "width": 3},
        showlegend=False,
        hoverinfo="skip",
    )
    for side, name, symbol, colour in (
        ("a", names[0], f"{mark}-open", colours.muted),
        ("b", names[1], mark, colours.accent),
    ):
        figure.add_scatter(
            x=[round(float(v), 4) for v in table[side]],
            y=rows,
            mode="markers",
            cliponaxis=False,
            name=plain(name),
            marker={
                "size": 11,
                "symbol": symbol,
                "color": colour,
                "line": {"width": 2 if side == "a" else 0, "color": colour},
            },
            customdata=[
                [t, plain(str(label)), int(n), int(total)]
                for t, label, n, total in zip(
                    table["topic"], table["label"], table[f"n_{side}"], table[f"N_{side}"], strict=True
                )
            ],
            hovertemplate="<b>%{customdata[1]}</b>　" + plain(name) + "<br>%{x:.1%}" + counted(words),
        )
    most = max([0.01, *table["a"], *table["b"]])
    layout = {
        "margin": {"l": room, "t": 102},
        "xaxis": {
            "tickformat": ".0%",
            "showgrid": True,
            "gridcolor": colours.grid,
            "range": [-0.02 * most, 1.05 * most],  # left of 0 half a marker has room
        },
        "yaxis": {
            "showgrid": False,
            "tickvals": rows,
            "ticktext": [plain(str(x)) for x in table["label"]],
            "range": [len(rows) - 0.5, -0.5],
            "ticklabelstandoff": 8,
            "tickfont": {"size": 13, "color": colours.text},
        },
    }
    return framed(figure, colours, words, series=2, height=172 + 26 * len(rows), layout=layout)
