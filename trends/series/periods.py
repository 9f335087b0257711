"""Dates → calendar periods and back. All dates are ISO strings "YYYY-MM-DD".

Labels: issue "2024-11-06", week "2024-W45" (ISO 8601, Monday to Sunday), month "2024-11",
quarter "2024-Q4", year "2024". Labels of one kind sort in time.
"""

from __future__ import annotations

import datetime as dt
import functools

import pandas as pd

from trends.records import Period


@functools.lru_cache(maxsize=65_536)
def period_of(date: str, by: Period) -> str:
    """The label of the period that holds a date."""
    if by == "issue":
        return date
    if by == "week":
        year, week, _ = dt.date.fromisoformat(date).isocalendar()
        return f"{year:04d}-W{week:02d}"
    if by == "month":
        return date[:7]
    if by == "quarter":
        return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    return date[:4]


@functools.lru_cache(maxsize=65_536)
def bounds(label: str, by: Period) -> tuple[str, str]:
    """First and last day of a period."""
    if by == "issue":
        return label, label
    if by == "week":
        monday = dt.date.fromisocalendar(int(label[:4]), int(label[6:]), 1)
        sunday = min(monday.toordinal() + 6, dt.date.max.toordinal())
        return monday.isoformat(), dt.date.fromordinal(sunday).isoformat()
    year = int(label[:4])
    if by == "month":
        first, months = int(label[5:7]), 1
    elif by == "quarter":
        first, months = 3 * int(label[6:]) - 2, 3
    else:
        first, months = 1, 12
    last = first + months
    end = f"{year:04d}-12-31" if last > 12 else (dt.date(year, last, 1) - dt.timedelta(days=1)).isoformat()
    return f"{year:04d}-{first:02d}-01", end


def periods_of(dates: pd.Series, by: Period) -> pd.Series:
    """`period_of` for a whole column; each distinct date is computed once a process."""
    if by == "issue":
        return dates.astype(object)
    labels = [period_of(date, by) for date in dates.tolist()]
    return pd.Series(labels, index=dates.index, dtype=object)


def periods_between(first: str, last: str, by: Period) -> pd.DataFrame:
    """Every period from the one of `first` to the one of `last`: period, start, end.

    By issue: every day, since any day could have an issue.
    """
    labels = []
    day, until = first, period_of(last, by)
    while True:
        label = period_of(day, by)
        start, end = bounds(label, by)
        labels.append((label, start, end))
        if label >= until:
            break
        day = (dt.date.fromisoformat(end) + dt.timedelta(days=1)).isoformat()
    return pd.DataFrame(labels, columns=["period", "start", "end"])
