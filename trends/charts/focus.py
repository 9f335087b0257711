"""Marks on the line in focus: its numbered peaks, and its name at its end."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from trends.charts.colours import Palette, faded
from trends.charts.template import cells, plain

RINGS = "①②③④⑤⑥⑦⑧⑨"


def draw_peaks(figure: go.Figure, peaks: pd.DataFrame, colour: str, colours: Palette) -> None:
    shown = peaks.head(len(RINGS))
    figure.add_scatter(
        x=cells(shown["start"]),
        y=cells(shown["value"]),
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker={"size": 9, "color": colour, "line": {"color": colours.paper, "width": 1}},
    )


def ring_places(peaks: pd.DataFrame | None) -> list[list[Any]]:
    """start, top and period of every numbered peak: where its number is hit."""
    if peaks is None:
        return []
    shown = peaks.head(len(RINGS))
    return [
        [str(start), round(float(top), 4), str(period)]
        for start, top, period in zip(shown["start"], shown["top"], shown["period"], strict=True)
    ]


def rings(peaks: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    """The numbers above the peaks."""
    return [
        {
            "text": f"<b>{ring}</b>",
            "x": start,
            "y": top,
            "yshift": 12,
            "showarrow": False,
            "borderpad": 0,
            "bgcolor": faded(colours.paper, 0.8),
            "font": {"size": 17, "color": colours.text},
        }
        for ring, start, top in zip(RINGS, peaks["start"], peaks["top"], strict=False)
    ]


def end_name(rows: pd.DataFrame, colour: str, colours: Palette) -> list[dict[str, Any]]:
    """The name of a series at the end of its line."""
    known = rows[rows["smooth"].notna()]
    if known.empty:
        return []
    return [
        {
            "text": f"<b>{plain(str(known['label'].iloc[-1]))}</b>",
            "x": known["start"].iloc[-1],
            "y": round(float(known["smooth"].iloc[-1]), 4),
            "xanchor": "right",
            "yanchor": "bottom",
            "yshift": 10,
            "showarrow": False,
            "borderpad": 1,
            "bgcolor": faded(colours.paper, 0.8),
            "font": {"size": 13, "color": colour},
        }
    ]
