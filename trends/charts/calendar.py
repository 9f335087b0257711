"""Every day of the archive as a square: issues read, missing ones, days on which none was due."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette
from trends.charts.template import Words, framed, plain

PANEL = 118  # height of one year


def calendar(table: pd.DataFrame, colours: Palette, words: Words, *, days: Sequence[str]) -> go.Figure:
    """table: date, year, column (week of the year, 0-based), weekday (Monday = 0), articles, missing (bool).

    A row of squares a year, newest on top; grey = read, hollow accent = missing. days: seven names.
    """
    years = sorted(table["year"].unique(), reverse=True)
    offset = {year: i * 8 for i, year in enumerate(years)}
    place = table["weekday"] + table["year"].map(offset)
    figure = go.Figure()
    grid = [
        (column, offset[year] + weekday) for year in years for column in range(53) for weekday in range(7)
    ]
    figure.add_scatter(
        x=[column for column, _ in grid],
        y=[row for _, row in grid],
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker={"symbol": "square", "size": 9, "color": colours.grid},
    )
    for missing, symbol, colour, name in (
        (False, "square", colours.bars, words.articles),
        (True, "square-open", colours.accent, words.gaps),
    ):
        own = table["missing"] == missing
        rows = table[own]
        if rows.empty:
            continue
        figure.add_scatter(
            x=rows["column"].tolist(),
            y=place[own].tolist(),
            mode="markers",
            name=name,
            marker={"symbol": symbol, "size": 9, "color": colour},
            customdata=[[d, int(n)] for d, n in zip(rows["date"], rows["articles"], strict=True)],
            hovertemplate=plain(words.day).format(date="%{customdata[0]}", n="%{customdata[1]}")
            + "<extra></extra>"
            if not missing
            else "%{customdata[0]}　" + words.missing + "<extra></extra>",
        )
    framed(figure, colours, words, series=2, height=110 + PANEL * len(years))
    figure.update_layout(margin={"b": 10, "t": 84, "l": 60})
    figure.update_xaxes(visible=False, range=[-1, 54])
    figure.update_yaxes(
        showgrid=False,
        range=[8 * len(years) - 0.5, -1],
        tickvals=[offset[y] + 3 for y in years],
        ticktext=[f"<b>{y}</b>" for y in years],
    )
    return figure
