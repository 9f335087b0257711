"""The archive in one picture: every topic over the whole time, sorted by when it stood highest."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.charts.heatmap import heatmap
from trends.dashboard import params
from trends.dashboard.charting import clickable
from trends.dashboard.data import ask, made
from trends.dashboard.data import topics as topic_table
from trends.dashboard.sentences import say
from trends.dashboard.shell import colours, words
from trends.dashboard.state import View, default_period, fitting_period
from trends.records import Period, Scope
from trends.series.measures import colour_top, topic_series

LATEST = 30  # days that are shown larger
MOST = 80  # topics
TICKS = 3  # dates below the narrow strips
LOW, HIGH = 13, 20  # pixels of a row: of many topics, of few


def panorama(view: View, meta: Meta) -> None:
    """All topics of the view as strips, beside them the last days; a cell opens its articles."""
    by = default_period(view.since, view.until, meta)
    whole = made("panorama", lambda: _series(view.scope, fitting_period(by, view.since, view.until, meta)))
    order = made("panorama_order", lambda: by_peak(whole))
    if len(order) < 2 or whole["period"].nunique() < 2:
        return
    latest = max(view.since, view.until - dt.timedelta(days=LATEST - 1))
    last = made(
        "panorama_last", lambda: _series(replace(view.scope, since=latest, until=view.until), "issue")
    )
    with st.grid(3, min_column_width=290, gap=(16, 28)) as cells:
        with cells.cell(column_span=2):
            _strips(whole, order, "panorama", say("panorama"), meta, None)
        with cells.cell():
            _strips(last, order, "panorama_last", say("panorama_last", days=LATEST), meta, TICKS)


def _series(scope: Scope, by: Period) -> pd.DataFrame:
    table = topic_table()
    labels = dict(zip(*(table.loc[~table["hidden"]][c] for c in ("topic", "label")), strict=True))
    shares = ask().shares(scope, by)
    shares = shares[shares["topic"].isin(labels)]
    shares = shares.assign(label=shares["topic"].map(labels))
    return topic_series(shares, ask().coverage(scope, by), "articles", 3)


def by_peak(series: pd.DataFrame) -> list[str]:
    """The largest topics, the one that stood highest first on top."""
    largest = series.groupby("series")["n"].sum().sort_values(ascending=False).head(MOST).index
    own = series[series["series"].isin(largest) & series["smooth"].notna()].reset_index(drop=True)
    peaks = own.loc[own.groupby("series")["smooth"].idxmax()]
    return [str(topic) for topic in peaks.sort_values(["start", "series"])["series"]]


def _strips(
    series: pd.DataFrame, order: list[str], name: str, title: str, meta: Meta, ticks: int | None
) -> None:
    top = colour_top(series[series["series"].isin(order)]["value"])
    row = HIGH if len(order) <= 20 else LOW
    text = words(title, say("panorama_sub"), meta)
    figure = made(
        f"{name}_figure", lambda: heatmap(series, colours(), text, order=order, top=top, row=row, ticks=ticks)
    )
    ends = dict(zip(series["period"], zip(series["start"], series["end"], strict=True), strict=True))

    def opened(values: list[Any]) -> None:
        since, until = ends[str(values[1])]
        params.go("articles", topic=str(values[0]), from_=str(since), to=str(until))

    clickable(figure, key=name, alt=title, name=name, put={}, then=opened)
