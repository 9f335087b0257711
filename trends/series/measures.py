"""Tables of shares and of words → the series a chart draws: value in a measure, smoothed value, band."""

from __future__ import annotations

import math
from collections.abc import Collection

import pandas as pd

from trends.series.smoothing import with_smooth


def topic_series(shares: pd.DataFrame, coverage: pd.DataFrame, measure: str, smooth: int) -> pd.DataFrame:
    """Shares → series, label, value (in the measure), smooth, low, high, … as `charts.timelines` reads them.

    count: articles; per_million: articles per million characters of the period; else the share.
    """
    table = shares.rename(columns={"topic": "series", "share": "value"}).sort_values(["series", "start"])
    if measure in ("count", "per_million"):
        known = table["issues"] > 0
        characters = table["period"].map(dict(zip(coverage["period"], coverage["characters"], strict=True)))
        scale = 1.0 if measure == "count" else 1e6 / characters.where(characters > 0)
        table = table.assign(value=(table["n"] * scale).where(known), low=math.nan, high=math.nan)
    return with_smooth(table, "value", smooth, "series")


def word_series(keywords: pd.DataFrame, measure: str, smooth: int) -> pd.DataFrame:
    """Keyword timelines → the same columns; characters and per_million give occurrences per million. Only
    shares have a band."""
    column = {"articles": "share", "count": "n"}.get(measure, "per_million")
    table = keywords.rename(columns={"term": "series"})
    value = table[column].where(table["issues"] > 0)
    named = table.assign(label=table["series"], value=value)
    if column != "share":
        named = named.assign(low=math.nan, high=math.nan)
    return with_smooth(named, "value", smooth, "series")


def undrawn_share(series: pd.DataFrame, kept: Collection[str]) -> float:
    """The part of all articles, 0..1, whose main topic is none of the kept ones."""
    own = series[series["series"].isin(kept)]
    total = int(series.drop_duplicates("start")["N"].sum())
    return 1 - int(own["n"].sum()) / total if total else 0.0


def colour_top(values: pd.Series) -> float:
    """Where a colour scale ends: the 98 % quantile of the values, or their maximum when that is hardly larger.

    One extreme value would else leave all others pale.
    """
    top, high = float(values.max()), float(values.quantile(0.98))
    return high if 0 < high < top / 1.2 else top
