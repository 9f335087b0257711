"""Which issues should there be? The publishing days of a paper, learned from its own dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from trends.records import Period
from trends.series.periods import bounds, periods_between, periods_of

# A weekday counts as a publishing day when at least this part of its dates has an issue.
PUBLISHING = 0.5
COVERAGE = ["period", "start", "end", "issues", "expected", "missing", "articles", "characters", "complete"]


def publishing_days(dates: Sequence[str]) -> frozenset[int]:
    """Weekdays (Monday = 0) on which a paper comes out, given the dates of its issues.

    A weekday belongs when at least half of its dates between the first and the last issue have
    one. When Monday to Friday together do, all five belong: a holiday-thinned Friday stays a
    publishing day. An empty set says that the issues are too scattered to speak of missing ones.
    """
    if len(dates) < 2:
        return frozenset()
    issued = np.unique(np.array(list(dates), dtype="datetime64[D]"))
    have = _by_weekday(issued)
    could = _by_weekday(np.arange(issued[0], issued[-1] + 1))
    days = {day for day in range(7) if could[day] and have[day] >= PUBLISHING * could[day]}
    work = list(range(5))
    if have[work].sum() >= PUBLISHING * could[work].sum():
        days |= set(work)
    elif len(days) < 5 and have.sum() < PUBLISHING * could[list(days) or work].sum():
        return frozenset()
    return frozenset(days)


def _by_weekday(days: np.ndarray) -> np.ndarray:
    """How many of the days (datetime64[D]) fall on Monday … Sunday. Shape (7,)."""
    thursday = 3  # 1970-01-01, day 0
    return np.bincount((days.astype(np.int64) + thursday) % 7, minlength=7)


def expected_dates(dates: Sequence[str]) -> frozenset[str]:
    """The dates between the first and the last issue on which the paper should have appeared.

    Every issue there is counts as expected; empty when the issues are too scattered.
    """
    days = publishing_days(dates)
    if not days:
        return frozenset()
    due = {day.isoformat() for day in _days(min(dates), max(dates)) if day.weekday() in days}
    return frozenset(due | set(dates))


def filled_until(dates: Sequence[str]) -> str:
    """The day before the next publishing day after the last issue; the last issue's own date when
    the paper has no regular days. A period that ends by then is full."""
    if not dates:
        return ""
    last = dt.date.fromisoformat(max(dates))
    days = publishing_days(dates)
    ahead = next((n for n in range(1, 8) if (last + dt.timedelta(days=n)).weekday() in days), 1)
    return (last + dt.timedelta(days=ahead - 1)).isoformat()


def coverage(
    issues: pd.DataFrame, expected: pd.DataFrame, by: Period, since: str, until: str, cut: bool
) -> pd.DataFrame:
    """What there is and what is missing, one row a period from `since` to `until`.

    issues: date, articles, characters — one row an issue; expected: date — one row an issue that
    should exist (empty for scattered archives, where nothing is called missing). `until` is at
    most the day up to which no issue is still to come (`filled_until`); cut: there are issues
    before `since`.
    Returns period, start, end, issues, expected, missing, articles, characters, complete.
    By issue, the rows are the dates of issues and of expected ones. `complete` is False for
    a period that is still filling, or that the range cuts.
    """
    if not since or not until:  # no issue at all, or none of the paper asked for
        return pd.DataFrame(columns=COVERAGE)
    have, due = periods_of(issues["date"], by).tolist(), periods_of(expected["date"], by).tolist()
    labels = sorted({*have, *due}) if by == "issue" else periods_between(since, until, by)["period"].tolist()
    place = {label: n for n, label in enumerate(labels)}
    row = np.array([place[label] for label in have], dtype=np.int64)
    read = np.bincount(row, minlength=len(labels))
    wanted = np.bincount(np.array([place[label] for label in due], dtype=np.int64), minlength=len(labels))
    edges = [bounds(label, by) for label in labels]
    return pd.DataFrame(
        {
            "period": pd.Series(labels, dtype="str"),
            "start": [start for start, _ in edges],
            "end": [end for _, end in edges],
            "issues": read,
            "expected": np.maximum(wanted, read),
            "missing": np.maximum(wanted - read, 0),
            "articles": _sums(row, issues["articles"], len(labels)),
            "characters": _sums(row, issues["characters"], len(labels)),
            "complete": [
                by == "issue" or ((not cut or since <= start) and end <= until) for start, end in edges
            ],
        }
    )


def _sums(row: np.ndarray, values: pd.Series, rows: int) -> np.ndarray:
    return np.bincount(row, weights=values.to_numpy(dtype=float), minlength=rows).astype(values.dtype)


def calendar_days(issues: pd.DataFrame, missing: pd.DataFrame) -> pd.DataFrame:
    """Issues and missing dates → date, year, column (week of the year), weekday, articles, missing."""
    read = issues.groupby("date", as_index=False)["articles"].sum().assign(missing=False)
    table = pd.concat([read, missing[["date"]].assign(articles=0, missing=True)], ignore_index=True)
    day = pd.to_datetime(table["date"])
    january = pd.to_datetime(day.dt.year.astype(str) + "-01-01")
    column = (day.dt.day_of_year - 1 + january.dt.day_of_week) // 7
    return table.assign(year=day.dt.year, column=column, weekday=day.dt.day_of_week)


def _days(first: str, last: str) -> Iterable[dt.date]:
    day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    while day <= end:
        yield day
        day += dt.timedelta(days=1)
