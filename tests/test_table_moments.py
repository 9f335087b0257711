"""Dates in the cells of tables: moments, zones, words, and what is none."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tabled import BODY, read, written
from trends.readers.table_dates import ZONE, date_of

DATES = st.dates(dt.date(1995, 1, 1), dt.date(2029, 12, 31))
HOURS = st.times(min_value=dt.time(0, 0), max_value=dt.time(23, 59))


@settings(deadline=None)
@given(DATES, HOURS)
def test_a_moment_is_dated_where_papers_come_out(date: dt.date, hour: dt.time) -> None:
    local = dt.datetime.combine(date, hour.replace(microsecond=0), ZONE)
    utc = local.astimezone(dt.UTC)
    forms: list[object] = [
        local, utc, local.isoformat(), utc.isoformat(), utc.isoformat().replace("+00:00", "Z"),
        format_datetime(utc), format_datetime(utc.replace(tzinfo=dt.UTC), usegmt=True),
        int(local.timestamp()), str(int(local.timestamp())), int(local.timestamp()) * 1000, f"{int(local.timestamp())}.0",
        (date - dt.date(1899, 12, 30)).days, f"{(date - dt.date(1899, 12, 30)).days}.75",
        f"《江州晚报》（{date.year}年{date.month:02d}月{date.day:02d}日　第 05 版）", f"發布時間：{date} 08:30",
        f"{date:%Y%m%d%H%M%S}", f"{date.day}-{date:%b}-{date:%y}", f"{date:%b} {date.day}, {date.year}",
    ]  # fmt: skip
    if date.year > 1911:
        forms.append(f"民國{date.year - 1911}年{date.month}月{date.day}日")
    assert [date_of(form) for form in forms] == [date] * len(forms)


@pytest.mark.parametrize(
    "text", ["{} UTC", "{} GMT", "{}Z", "{} +0000", "{}+00:00", "{} UTC+00:00", "{}.250Z"]
)
@pytest.mark.parametrize("day", ["2021-03-04T16:30:00", "2021/03/04 16:30:00", "2021-03-04 16:30:00"])
def test_a_moment_with_its_zone_is_dated_where_papers_come_out(text: str, day: str) -> None:
    assert date_of(text.format(day)) == dt.date(2021, 3, 5)


def test_a_year_in_digits_may_stand_before_a_month_in_words() -> None:
    assert date_of("2021年三月五日") == date_of("二〇二一年3月5日") == dt.date(2021, 3, 5)


@pytest.mark.parametrize(
    "value", ["", "2023-02-30", "2023年13月1日", "03/04/2023", "2023", "第5版", "99999", True, None]
)
def test_what_is_no_date_or_two_is_none(value: object) -> None:
    assert date_of(value) is None


def test_the_other_dates_of_a_column_tell_whether_the_day_comes_first(tmp_path: Path) -> None:
    header = ["date", "title", "body"]
    row = ["02/03/2023", "书法展", BODY]
    articles, (problem,) = read(written(tmp_path / "a.csv", [header, row]))
    assert articles == []
    assert all(date in problem.what for date in ("2023-03-02", "2023-02-03"))
    for other, date in (("23/03/2023", dt.date(2023, 3, 2)), ("03/23/2023", dt.date(2023, 2, 3))):
        articles, problems = read(
            written(tmp_path / "b.csv", [header, row, [other, "义渡", "其二。" + BODY]])
        )
        assert (articles[0].date, problems) == (date, [])
