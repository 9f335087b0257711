"""Estimates side by side: a dot with its interval a row, against a line where nothing differs."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import Words, framed, name_room, numbers, plain


def dots(
    table: pd.DataFrame, colours: Palette, words: Words, *, base: float, unit: str, ratio: bool = False
) -> go.Figure:
    """table: key, label, value, low, high, sure (whether it is news), told (what the pointer reads) — first row on top.

    base: where nothing differs; ratio: the axis counts doublings. Filled dots are news, hollow ones may be chance.
    """
    rows = list(range(len(table)))
    room = name_room(str(label) for label in table["label"])
    tones = [colours.accent if sure else colours.muted for sure in table["sure"]]
    figure = go.Figure()
    figure.add_scatter(
        x=numbers(table["value"]),
        y=rows,
        mode="markers",
        cliponaxis=False,
        showlegend=False,
        marker={
            "size": 10,
            "color": tones,
            "symbol": ["circle" if sure else "circle-open" for sure in table["sure"]],
            "line": {"width": 2, "color": tones},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "thickness": 1.5,
            "width": 0,
            "color": colours.muted,
            "array": numbers(table["high"] - table["value"]),
            "arrayminus": numbers(table["value"] - table["low"]),
        },
        customdata=[
            [str(key), plain(str(label)), plain(str(told))]
            for key, label, told in zip(table["key"], table["label"], table["told"], strict=True)
        ],
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
    )
    layout = {
        "margin": {"l": room, "t": 92},
        "xaxis": {
            "type": "log" if ratio else "linear",
            "ticksuffix": unit,
            "showgrid": True,
            "gridcolor": colours.grid,
            **({"dtick": "D1", "nticks": 6} if ratio else {}),
        },
        "yaxis": {
            "showgrid": False,
            "tickvals": rows,
            "ticktext": [plain(str(label)) for label in table["label"]],
            "range": [len(rows) - 0.5, -0.5],
            "ticklabelstandoff": 8,
            "tickfont": {"size": 13, "color": colours.text},
        },
        "shapes": [
            {
                "type": "line", "x0": base, "x1": base, "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
                "line": {"color": colours.muted, "width": 1, "dash": "dot"},
            }
        ],
    }  # fmt: skip
    return framed(figure, colours, words, series=1, height=150 + 26 * len(rows), layout=layout)
