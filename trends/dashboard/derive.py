"""Tables of the archive → tables the charts draw: measure, smoothing, peaks, change between ranges."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pandas as pd

from trends.records import Scope

FEW = 8  # up to this many periods are drawn as points


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
    return _smoothed(table, smooth)


def word_series(keywords: pd.DataFrame, measure: str, smooth: int) -> pd.DataFrame:
    """Keyword timelines → the same columns; characters and per_million give occurrences per million."""
    column = {"articles": "share", "count": "n"}.get(measure, "per_million")
    table = keywords.rename(columns={"term": "series"})
    value = table[column].where(table["issues"] > 0)
    named = table.assign(label=table["series"], value=value, low=math.nan, high=math.nan)
    return _smoothed(named, smooth)


def _smoothed(table: pd.DataFrame, window: int) -> pd.DataFrame:
    """Centred mean over `window` periods that never reaches over a gap; the window shrinks at ends."""
    if window <= 1:
        return table.assign(smooth=table["value"])
    run = table["value"].isna().groupby(table["series"]).cumsum()
    means = table.groupby([table["series"], run], sort=False)["value"].transform(
        lambda part: part.rolling(window, center=True, min_periods=1).mean()
    )
    return table.assign(smooth=means.where(table["value"].notna()))


def peaks(rows: pd.DataFrame, most: int = 4) -> pd.DataFrame:
    """The highest periods of one series, in time order: period, start, end, value, top, n, N.

    A peak is the highest complete period within its neighbourhood (a twelfth of the range) and at
    least 1.3 times the mean; `top` is where its number can stand.
    """
    known = rows[rows["value"].notna() & rows["complete"]]
    reach = max(2, len(known) // 12)
    highest = known["value"].rolling(2 * reach + 1, center=True, min_periods=1).max()
    found = known[
        (known["value"] == highest) & (known["value"] >= 1.3 * known["value"].mean()) & (known["n"] >= 3)
    ]
    best = found.sort_values("value", ascending=False).head(most).sort_values("start")
    return best.assign(top=best[["value", "high"]].max(axis=1))


def change(now: pd.DataFrame, before: pd.DataFrame, total_now: int, total_before: int) -> pd.DataFrame:
    """Topic tables of two ranges → topic, label, slot, n, n_before, share, share_before, change,
    low, high (95 % interval of the change, normal approximation of two proportions)."""
    old = dict(zip(before["topic"], before["n"], strict=True))
    table = now[["topic", "label", "slot", "n", "hidden"]].assign(
        n_before=now["topic"].map(old).fillna(0).astype(int)
    )
    a, b = table["n_before"] / max(total_before, 1), table["n"] / max(total_now, 1)
    half = 1.96 * (a * (1 - a) / max(total_before, 1) + b * (1 - b) / max(total_now, 1)) ** 0.5
    return table.assign(share=b, share_before=a, change=b - a, low=b - a - half, high=b - a + half)


def window_before(scope: Scope, first: dt.date, last: dt.date, days: int) -> tuple[Scope, Scope]:
    """The last `days` days up to `last`, and the equally long range before them."""
    since = max(last - dt.timedelta(days=days - 1), first)
    now = replace(scope, since=since, until=last)
    earlier = replace(scope, since=since - dt.timedelta(days=days), until=since - dt.timedelta(days=1))
    return now, earlier


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


def period_scope(scope: Scope, start: str, end: str) -> Scope:
    """The part of the scope that lies within a period."""
    since, until = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return replace(
        scope,
        since=max(since, scope.since) if scope.since else since,
        until=min(until, scope.until) if scope.until else until,
    )


def calendar_days(issues: pd.DataFrame, missing: pd.DataFrame) -> pd.DataFrame:
    """Issues and missing dates → date, year, column (week of the year), weekday, articles, missing."""
    read = issues.groupby("date", as_index=False)["articles"].sum().assign(missing=False)
    table = pd.concat([read, missing[["date"]].assign(articles=0, missing=True)], ignore_index=True)
    day = pd.to_datetime(table["date"])
    january = pd.to_datetime(day.dt.year.astype(str) + "-01-01")
    column = (day.dt.day_of_year - 1 + january.dt.day_of_week) // 7
    return table.assign(year=day.dt.year, column=column, weekday=day.dt.day_of_week)
