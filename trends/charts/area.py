"""Shares on top of each other: what the drawn topics take together, and each of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette, faded, topic_colour
from trends.charts.template import Words, block, cells, counted, format_of, framed, numbers, plain
from trends.charts.time_axis import ruler


def area(
    table: pd.DataFrame,
    colours: Palette,
    words: Words,
    *,
    slots: Mapping[str, int],
    order: Sequence[str],
    percent: bool = True,
) -> go.Figure:
    """The series of `order`, the first below; columns as `timelines.lines`. A period without issues is left open."""
    figure = go.Figure()
    form = format_of(percent)
    for name in order:
        own = table[table["series"] == name]
        label = plain(str(own["label"].iloc[0])) if len(own) else name
        figure.add_scatter(
            x=cells(own["start"]),
            y=numbers(own["smooth"]),
            stackgroup="all",
            mode="lines",
            name=label,
            line={"width": 0.8, "color": colours.paper},
            fillcolor=faded(topic_colour(slots[name], colours), 0.85 if slots[name] < 8 else 0.5),
            customdata=cells(
                [
                    [s, p, int(n), int(total), None if value != value else round(float(value), 4)]
                    for s, p, n, total, value in zip(
                        *(own[c] for c in ("series", "period", "n", "N", "value")), strict=True
                    )
                ]
            ),
            stackgaps="interpolate",
            hovertemplate=f"<b>{label}</b>　%{{customdata[1]}}<br>%{{customdata[4]:{form['hover']}}}"
            + counted(words),
        )
    empty = table[table["N"] == 0].drop_duplicates("start")["start"].tolist()
    starts = sorted(set(table["start"]))
    place = {start: n for n, start in enumerate(starts)}
    blocks = []
    for start in empty[:80]:
        before, after = starts[max(place[start] - 1, 0)], starts[min(place[start] + 1, len(starts) - 1)]
        blocks.append(block(before, after, colours.paper, opacity=1, layer="above"))
    layout = {
        "legend": {"traceorder": "normal"},
        **ruler(table, colours),
        "meta": {"ruled": True, "stacked": True},
        "yaxis": {"tickformat": form["axis"]},
        "shapes": blocks,
    }
    return framed(figure, colours, words, series=len(order), layout=layout)
