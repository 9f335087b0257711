"""Which issues should there be? The publishing days of a paper, learned from its own dates.

An archive may hold ten years of a daily and one page of 1949, or every March: a paper's dates fall into
stretches, and only inside a stretch can an issue be missing.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from trends.records import Period
from trends.series.periods import bounds, periods_between, periods_of

# A weekday counts as a publishing day when at least this part of its dates has an issue.
PUBLISHING = 0.5
SEASON = 92  # days without an issue that do not yet part a paper's dates
# A stretch of at most this many issues, and of at most this part of all, is far from the archive.
FEW_FAR, FAR = 3, 0.05
HOLE = 5 * 366  # days without an issue of which no table over time has a row
COVERAGE = ["period", "start", "end", "issues", "expected", "missing", "articles", "characters", "complete"]


def stretches(dates: Sequence[str]) -> list[tuple[str, ...]]:
    """The distinct dates in order, cut where there is none for longer than a season and for longer than
    six of the paper's usual intervals."""
    if not dates:
        return []
    issued = np.unique(np.array(list(dates), dtype="datetime64[D]"))
    gaps = np.diff(issued).astype(np.int64)
    longest = max(SEASON, 6 * int(np.median(gaps))) if len(gaps) else SEASON
    parts = np.split(issued, np.flatnonzero(gaps > longest) + 1)
    return [tuple(np.datetime_as_string(part).tolist()) for part in parts]


def main_stretches(dates: Sequence[str]) -> list[tuple[str, ...]]:
    """The stretches without those of a few issues far from nearly all others."""
    found = stretches(dates)
    issues = sum(map(len, found))
    return [part for part in found if len(part) > min(FEW_FAR, FAR * issues)]


def far_dates(dates: Sequence[str]) -> list[str]:
    """The dates of the few issues that stand far from nearly all others, in order."""
    main = {date for part in main_stretches(dates) for date in part}
    return sorted(set(dates) - main)


def publishing_days(dates: Sequence[str]) -> frozenset[int]:
    """Weekdays (Monday = 0) on which a paper comes out, given the dates of its issues.

    A weekday belongs when at least half of its dates inside the main stretches have an issue. When
    Monday to Friday together do, all five belong: a holiday-thinned Friday stays a publishing day.
    An empty set says that the issues are too scattered to speak of missing ones.
    """
    parts = [part for part in main_stretches(dates) if len(part) > 1]
    if 2 * sum(map(len, parts)) <= len(set(dates)):
        return frozenset()
    issued = [np.array(part, dtype="datetime64[D]") for part in parts]
    have = sum(map(_by_weekday, issued), np.zeros(7, dtype=np.int64))
    could = sum((_by_weekday(np.arange(own[0], own[-1] + 1)) for own in issued), np.zeros(7, dtype=np.int64))
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
    """The dates inside the paper's stretches on which it should have appeared.

    Every issue there is counts as expected; empty when the issues are too scattered.
    """
    days = publishing_days(dates)
    if not days:
        return frozenset()
    due = {
        day.isoformat()
        for part in main_stretches(dates)
        for day in _days(part[0], part[-1])
        if day.weekday() in days
    }
    return frozenset(due | set(dates))


def filled_until(dates: Sequence[str]) -> str:
    """The day before the next publishing day after the last issue; the last issue's own date when
    the paper has no regular days. A period that ends by then is full."""
    if not dates:
        return ""
    last = dt.date.fromisoformat(max(dates))
    days = publishing_days(dates)
    ahead = next((n for n in range(1, 8) if (last.weekday() + n) % 7 in days), 1)
    return dt.date.fromordinal(min(last.toordinal() + ahead - 1, dt.date.max.toordinal())).isoformat()


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
    labels = (
        sorted({*have, *due})
        if by == "issue"
        else _labels([since, *issues["date"], *expected["date"], until], by)
    )
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


def _labels(dates: Sequence[str], by: Period) -> list[str]:
    """Every period from the first to the last of the dates; none in a hole of many years between them."""
    days = np.unique(np.array(list(dates), dtype="datetime64[D]"))
    parts = np.split(days, np.flatnonzero(np.diff(days).astype(np.int64) > HOLE) + 1)
    ends = [np.datetime_as_string(part[[0, -1]]).tolist() for part in parts]
    found = (periods_between(first, last, by)["period"].tolist() for first, last in ends)
    return list(dict.fromkeys(itertools.chain.from_iterable(found)))


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
    return map(
        dt.date.fromordinal,
        range(dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal() + 1),
    )
