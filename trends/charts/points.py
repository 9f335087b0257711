"""Few periods: points with their intervals side by side, no line."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import SYMBOLS, Palette, topic_colour
from trends.charts.template import Words, counted, format_of, framed, numbers, plain


def points(
    table: pd.DataFrame,
    colours: Palette,
    words: Words,
    *,
    slots: Mapping[str, int],
    percent: bool = True,
    height: int = 430,
) -> go.Figure:
    """A marker a series and period. Columns as `timelines.lines`; periods stand at equal distances."""
    figure = go.Figure()
    periods = table.drop_duplicates("period").sort_values("start").reset_index(drop=True)
    place = {period: i for i, period in enumerate(periods["period"])}
    step = min(0.16, 0.72 / max(len(slots), 1))
    for rank, (series, slot) in enumerate(slots.items()):
        rows = table[table["series"] == series]
        if rows.empty:
            continue
        shift = (rank - (len(slots) - 1) / 2) * step
        known = rows["low"].notna() & rows["high"].notna()
        colour = topic_colour(slot, colours)
        figure.add_scatter(
            x=[round(place[p] + shift, 3) for p in rows["period"]],
            y=numbers(rows["value"]),
            mode="markers",
            cliponaxis=False,
            name=plain(str(rows["label"].iloc[0])),
            marker={"size": 11, "symbol": SYMBOLS[rank % len(SYMBOLS)], "color": colour},
            error_y={
                "type": "data",
                "symmetric": False,
                "thickness": 1.5,
                "width": 0,
                "color": colour,
                "array": numbers((rows["high"] - rows["value"]).where(known, 0.0)),
                "arrayminus": numbers((rows["value"] - rows["low"]).where(known, 0.0)),
            },
            customdata=[
                [series, period, int(n), int(total), plain(str(label))]
                for period, n, total, label in zip(
                    rows["period"], rows["n"], rows["N"], rows["label"], strict=True
                )
            ],
            hovertemplate="<b>%{customdata[4]}</b>　%{customdata[1]}<br>%{y:"
            + format_of(percent)["hover"]
            + "}"
            + counted(words),
        )
    framed(figure, colours, words, series=len(slots), height=height, below=88)
    for i, total in enumerate(periods["N"]):
        if total == 0:
            figure.add_vrect(
                x0=i - 0.4, x1=i + 0.4, fillcolor=colours.soft, opacity=0.35, line_width=0, layer="below"
            )
            figure.add_annotation(
                text="<br>".join(words.missing) if len(words.missing) < 5 else words.missing,
                x=i,
                y=0,
                yref="paper",
                yanchor="bottom",
                showarrow=False,
                font={"size": 12, "color": colours.muted},
            )
    labels = [
        f"{broken(p)}<br>{f'N={n}' if n else '—'}"
        for p, n in zip(periods["period"], periods["N"], strict=True)
    ]
    figure.update_xaxes(
        tickvals=list(range(len(labels))), ticktext=labels, range=[-0.5, len(labels) - 0.5], tickangle=0
    )
    figure.update_yaxes(tickformat=format_of(percent)["axis"])
    return figure


def broken(period: str) -> str:
    """A date on two lines, so that five of them stand side by side on a phone."""
    return period.replace("-", "<br>", 1) if len(period) == 10 else period
