"""Periods, calendar and shares."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trends.records import PERIODS, Measure, Period
from trends.series.calendar import coverage, expected_dates, filled_until, publishing_days
from trends.series.intervals import IssueCounts, likeness
from trends.series.periods import bounds, period_of, periods_between
from trends.series.shares import topic_shares

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2049, 12, 31)).map(dt.date.isoformat)


@pytest.mark.parametrize(
    ("by", "label"),
    [
        ("issue", "2024-12-30"),
        ("week", "2025-W01"),
        ("month", "2024-12"),
        ("quarter", "2024-Q4"),
        ("year", "2024"),
    ],
)
def test_labels(by: Period, label: str) -> None:
    assert period_of("2024-12-30", by) == label


@given(DAYS, st.sampled_from(PERIODS))
def test_a_date_lies_within_its_period(day: str, by: Period) -> None:
    start, end = bounds(period_of(day, by), by)
    assert start <= day <= end
    assert period_of(start, by) == period_of(end, by) == period_of(day, by)


@given(DAYS, st.integers(0, 900), st.sampled_from(PERIODS))
def test_periods_follow_each_other_without_gap_or_overlap(day: str, length: int, by: Period) -> None:
    last = (dt.date.fromisoformat(day) + dt.timedelta(days=length)).isoformat()
    table = periods_between(day, last, by)
    assert table["period"].is_monotonic_increasing
    assert table["start"].iloc[0] <= day
    assert table["end"].iloc[-1] >= last
    ends = table["end"].map(dt.date.fromisoformat) + dt.timedelta(days=1)
    assert list(ends.map(dt.date.isoformat))[:-1] == list(table["start"])[1:]


def workdays(first: str, weeks: int, without: frozenset[str] = frozenset()) -> list[str]:
    start = dt.date.fromisoformat(first)
    days = (start + dt.timedelta(days=n) for n in range(7 * weeks))
    return [day.isoformat() for day in days if day.weekday() < 5 and day.isoformat() not in without]


def test_a_workday_paper_is_missing_only_on_workdays() -> None:
    dates = workdays("2024-01-01", 6, without=frozenset({"2024-01-17"}))
    assert publishing_days(dates) == frozenset(range(5))
    assert expected_dates(dates) - set(dates) == {"2024-01-17"}


def test_a_daily_has_seven_publishing_days() -> None:
    assert publishing_days([f"2024-01-{d:02d}" for d in range(1, 29)]) == frozenset(range(7))


@pytest.mark.parametrize(
    "dates", [[], ["2024-01-02"], ["2019-12-06", "2023-02-06", "2023-02-24", "2025-03-11"]]
)
def test_nothing_is_missing_from_scattered_issues(dates: list[str]) -> None:
    assert expected_dates(dates) == frozenset()


def test_a_month_is_full_when_no_publishing_day_is_left_in_it() -> None:
    dates = workdays("2024-10-28", 5)  # to Friday 2024-11-29; the 30th is a Saturday
    assert filled_until(dates) == "2024-12-01"


def issues(*dates: str, articles: int = 8) -> pd.DataFrame:
    return pd.DataFrame({"date": list(dates), "articles": articles, "characters": articles * 1000})


def test_coverage_shows_missing_issues_and_empty_periods_as_such() -> None:
    have = issues("2024-01-02", "2024-03-05")
    expected = pd.DataFrame({"date": ["2024-01-02", "2024-01-03", "2024-03-05"]})
    table = coverage(have, expected, "month", "2024-01-02", "2024-03-05", cut=False).set_index("period")
    assert list(table.index) == ["2024-01", "2024-02", "2024-03"]
    assert table["issues"].tolist() == [1, 0, 1]
    assert table["missing"].tolist() == [1, 0, 0]
    assert table["complete"].tolist() == [True, True, False]


def test_coverage_of_nothing_read_is_missing_issues_through_many_years() -> None:
    expected = pd.DataFrame({"date": [f"{year}-03-01" for year in range(1990, 2021)]})
    table = coverage(issues().iloc[:0], expected, "year", "1990-03-01", "2020-03-01", cut=False)
    assert table["missing"].sum() == 31
    assert table["issues"].sum() == 0


def shares(topics: dict[str, int], periods: pd.DataFrame, measure: Measure = "articles") -> pd.DataFrame:
    """`topic_shares` of one issue with so many articles of 100 characters under each topic."""
    one = 1 if measure == "articles" else 100
    n = np.array([[one * k for k in topics.values()]], dtype=float)
    total = np.array([sum(topics.values())], dtype=float)
    issue = IssueCounts(np.array(["2024-03-01"]), np.array([""]), n, one * total, one**2 * total, total)
    return topic_shares(issue, np.array([0]), periods, list(topics), measure, likeness(issue))


def year(articles: int) -> pd.DataFrame:
    row = ["2024", "2024-01-01", "2024-12-31", 2, 2, 0, articles, 100 * articles, True]
    columns = [
        "period",
        "start",
        "end",
        "issues",
        "expected",
        "missing",
        "articles",
        "characters",
        "complete",
    ]
    return pd.DataFrame([row], columns=columns)


def test_shares_of_a_period_sum_to_one_with_the_rest() -> None:
    table = shares({"t1": 6, "t2": 0, "unassigned": 4}, year(10))
    assert table["share"].tolist() == [0.6, 0.0, 0.4]
    assert (table["n"] / table["N"]).tolist() == table["share"].tolist()


def test_equal_lengths_give_the_same_band_by_characters() -> None:
    by_articles, by_characters = (
        shares({"t1": 6, "unassigned": 4}, year(10), measure) for measure in ("articles", "characters")
    )
    assert by_characters["low"].tolist() == pytest.approx(by_articles["low"].tolist())
    assert by_characters["N"].tolist() == [1000, 1000]


def test_a_period_without_issues_has_neither_share_nor_band() -> None:
    none = np.zeros(0)
    issue = IssueCounts(none.astype(str), none.astype(str), np.zeros((0, 1)), none, none, none)
    periods = year(0).assign(issues=0)
    empty = topic_shares(issue, none.astype(int), periods, ["t1"], "articles", likeness(issue))
    assert empty[["share", "low", "high"]].isna().all(axis=None)
    assert (empty["n"] == 0).all()
