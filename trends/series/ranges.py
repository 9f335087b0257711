"""Scopes out of scopes: one period of a range, the days before it, the same dates a year earlier."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trends.records import Scope


def window_before(scope: Scope, first: dt.date, last: dt.date, days: int) -> tuple[Scope, Scope]:
    """The last `days` days up to `last`, and the equally long range before them."""
    since = max(last - dt.timedelta(days=days - 1), first)
    now = replace(scope, since=since, until=last)
    earlier = replace(scope, since=since - dt.timedelta(days=days), until=since - dt.timedelta(days=1))
    return now, earlier


def period_scope(scope: Scope, start: str, end: str) -> Scope:
    """The part of the scope that lies within a period."""
    since, until = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return replace(
        scope,
        since=max(since, scope.since) if scope.since else since,
        until=min(until, scope.until) if scope.until else until,
    )


def year_before(day: dt.date) -> dt.date:
    """The same date of the previous year; 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)


def same_dates_before(scope: Scope) -> Scope:
    """The same dates of the previous year. Raises ValueError for a scope open at an end."""
    if scope.since is None or scope.until is None:
        raise ValueError("a scope open at an end has no same dates of another year")
    return replace(scope, since=year_before(scope.since), until=year_before(scope.until))
