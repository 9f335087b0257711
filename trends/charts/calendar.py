"""Every day of the archive as a square: issues read, missing ones, days on which none was due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import Words, cells, framed, plain

PANEL, LOW = 118, 64  # height of one year, of one of many
FEW = 4  # years that are drawn high
SAID = range(1, 13, 2)  # months with their name below them: twelve do not fit a phone
NAMED = (0, 3, 6)  # weekdays with their name beside them


def calendar(
    table: pd.DataFrame, colours: Palette, words: Words, *, days: Sequence[str], months: Sequence[str]
) -> go.Figure:
    """table: date, year, column (week of the year, 0-based), weekday (Monday = 0), articles, missing (bool).

    A row of squares a year, newest on top; grey = read, hollow accent = missing. days: seven names; months: twelve.
    """
    years = sorted(table["year"].unique(), reverse=True)
    offset = {year: i * 8 for i, year in enumerate(years)}
    place = table["weekday"] + table["year"].map(offset)
    figure = go.Figure()
    figure.add_trace(_squares(table, place, len(years), colours))
    for missing, symbol, colour, name in (
        (False, "square", colours.bars, words.articles),
        (True, "square-open", colours.accent, words.gaps),
    ):
        own = table["missing"] == missing
        rows = table[own]
        if rows.empty:
            continue
        mark = {"symbol": symbol, "size": 9 if len(years) <= FEW else 6, "color": colour}
        figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker=mark)
        figure.add_scatter(
            x=rows["column"].to_numpy(),
            y=place[own].to_numpy(),
            mode="markers",
            showlegend=False,
            marker=mark if missing else {**mark, "opacity": 0},
            customdata=cells(list(map(list, zip(rows["date"], rows["articles"].tolist(), strict=True)))),
            hovertemplate=plain(words.day).format(date="%{customdata[0]}", n="%{customdata[1]}")
            + "<extra></extra>"
            if not missing
            else "%{customdata[0]}　" + words.missing + "<extra></extra>",
        )
    layout = {
        "margin": {"b": 54, "t": 84, "l": 64},
        "xaxis": {
            "range": [-0.5, 53.5],
            "showgrid": False,
            "ticks": "",
            "showline": False,
            "tickvals": [(dt.date(years[0], month, 1).timetuple().tm_yday + 2) / 7 for month in SAID],
            "ticktext": [months[month - 1] for month in SAID],
            "tickangle": 0,
        },
        "yaxis": {
            "showgrid": False,
            "range": [8 * len(years) - 0.5, -1],
            "tickvals": [offset[y] + day for y in years for day in NAMED],
            "ticktext": [f"<b>{y}</b> {days[0]}" if not day else days[day] for y in years for day in NAMED],
        },
    }
    height = 154 + (PANEL if len(years) <= FEW else LOW) * len(years)
    return framed(figure, colours, words, series=2, height=height, layout=layout)


def _squares(table: pd.DataFrame, place: pd.Series, years: int, colours: Palette) -> go.Heatmap:
    """The days as cells as wide as the screen lets them be: read ones filled, a row free between years."""
    filled = np.zeros((8 * years - 1, 54))
    filled[7::8] = np.nan
    read = ~table["missing"].to_numpy(dtype=bool)
    filled[place.to_numpy()[read], table["column"].to_numpy()[read]] = 1
    return go.Heatmap(
        z=filled,
        zmin=0,
        zmax=1,
        colorscale=[[0, colours.grid], [1, colours.bars]],
        xgap=1.5,
        ygap=2.5 if years <= FEW else 1.5,
        hoverinfo="skip",
        showscale=False,
    )
