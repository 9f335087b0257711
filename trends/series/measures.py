"""Tables of shares and of words → the series a chart draws: value in a measure, smoothed value, band."""

from __future__ import annotations

import math

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
    """Keyword timelines → the same columns; characters and per_million give occurrences per million."""
    column = {"articles": "share", "count": "n"}.get(measure, "per_million")
    table = keywords.rename(columns={"term": "series"})
    value = table[column].where(table["issues"] > 0)
    named = table.assign(label=table["series"], value=value, low=math.nan, high=math.nan)
    return with_smooth(named, "value", smooth, "series")


def with_rest(series: pd.DataFrame, kept: list[str], label: str) -> pd.DataFrame:
    """The kept series of shares and one named "rest" that fills each period up to 1."""
    own = series[series["series"].isin(kept)]
    first = own[own["series"] == kept[0]]
    sums = own.groupby("start")[["value", "n"]].sum()
    empty = first["N"] == 0
    value = (1 - first["start"].map(sums["value"])).clip(lower=0).mask(empty)
    rest = first.assign(
        series="rest", label=label, value=value, smooth=value, n=first["N"] - first["start"].map(sums["n"])
    )
    return pd.concat([own, rest], ignore_index=True)
