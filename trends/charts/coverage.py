"""The strip under every chart over time: issues read in grey, missing ones in the accent."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import LEFT, Words, cells, framed, plain
from trends.charts.time_axis import time_format, time_range


def strip(
    table: pd.DataFrame,
    colours: Palette,
    words: Words,
    *,
    years: bool = False,
    left: int = LEFT,
) -> go.Figure:
    """table: period, start, issues, missing. `years`: tick labels below (else the strip lines up with the chart
    above); left: pixels left of the axis, as in that chart. A drag across it selects a range."""
    figure = go.Figure()
    rows = zip(table["period"], table["issues"].tolist(), table["missing"].tolist(), strict=True)
    hovers = cells([list(row) for row in rows])
    for column, colour, name in (("issues", colours.bars, ""), ("missing", colours.accent, words.gaps)):
        figure.add_bar(
            x=cells(table["start"]),
            y=table[column].to_numpy(dtype=int),
            marker={"color": colour, "line": {"width": 0}},
            name=name,
            customdata=hovers,
            hovertemplate=plain(words.strip).format(
                period="%{customdata[0]}", n="%{customdata[1]}", missing="%{customdata[2]}"
            )
            + "<extra></extra>",
        )
    missing = bool((table["missing"] > 0).any())
    note = plain(words.subtitle) + (
        f"　<span style='color:{colours.accent}'>■</span> {plain(words.gaps)}" if missing else ""
    )
    layout = {
        "barmode": "stack",
        "bargap": 0.15,
        "margin": {"t": 24, "b": 26 if years else 6, "l": left},
        "dragmode": "select",
        "selectdirection": "h",
        "newselection": {"line": {"color": colours.accent, "width": 1}},
        "yaxis": {"visible": False},
        "xaxis": {
            "showticklabels": years,
            "ticks": "outside" if years else "",
            "tickformat": time_format(table),
            "range": time_range(table),
        },
        "annotations": [
            {
                "text": note,
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": 1,
                "xshift": 2 - left,
                "yshift": 4,
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 12, "color": colours.muted},
            }
        ],
    }
    return framed(figure, colours, Words(), height=96 if years else 72, layout=layout)
