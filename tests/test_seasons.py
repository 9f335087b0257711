"""The same season of earlier years."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import built, days, mixed_records, write_jsonl
from trends.errors import QueryError
from trends.findings import Case, Subject
from trends.findings.moves import moves_section
from trends.records import Scope
from trends.series.seasons import FESTIVALS, seasons_before

LONG_AGO = dt.date(1950, 1, 1)


def test_festivals_follow_the_moon() -> None:
    """A lunar year has 12 or 13 months of 29.53 days."""
    for a, b in itertools.pairwise(FESTIVALS.values()):
        assert min(abs((b - a).days - months * 29.53) for months in (12, 13)) < 1.6
        assert (1, 20) < (a.month, a.day) < (2, 22)
    assert FESTIVALS[2024] == dt.date(2024, 2, 10)
    assert FESTIVALS[2026] == dt.date(2026, 2, 17)


def test_around_the_festival_the_lunar_year_counts() -> None:
    eve_to_lantern = Scope(dt.date(2024, 2, 9), dt.date(2024, 2, 24))
    found = [(s.since, s.until) for s in seasons_before(eve_to_lantern, LONG_AGO)]
    assert found == [
        (dt.date(2023, 1, 21), dt.date(2023, 2, 5)),
        (dt.date(2022, 1, 31), dt.date(2022, 2, 15)),
        (dt.date(2021, 2, 11), dt.date(2021, 2, 26)),
    ]


def test_elsewhere_the_same_days_of_the_week_count() -> None:
    found = seasons_before(Scope(dt.date(2024, 10, 1), dt.date(2024, 10, 30)), LONG_AGO)
    assert [s.since for s in found] == [dt.date(2023, 10, 3), dt.date(2022, 10, 4), dt.date(2021, 9, 28)]


@given(st.dates(dt.date(1960, 1, 1), dt.date(2049, 1, 1)), st.integers(1, 120))
def test_seasons_are_as_long_and_about_a_year_apart(since: dt.date, days: int) -> None:
    scope = Scope(since, since + dt.timedelta(days=days - 1), "甲报")
    for back, one in enumerate(seasons_before(scope, LONG_AGO), 1):
        assert one.since
        assert one.until
        assert (one.until - one.since).days == days - 1
        assert abs((since - one.since).days - 365.25 * back) < 31
        assert one.paper == "甲报"


def test_what_the_archive_lacks_is_no_season() -> None:
    scope = Scope(dt.date(2024, 10, 1), dt.date(2024, 10, 30))
    assert len(seasons_before(scope, dt.date(2023, 1, 1))) == 1
    assert seasons_before(scope, dt.date(2024, 1, 1)) == []
    with pytest.raises(ValueError, match="open"):
        seasons_before(Scope(), LONG_AGO)


def test_what_every_spring_brings_is_no_news_against_earlier_springs(tmp_path: Path) -> None:
    """Farming fills March of every year: a rise against February, none against last year's March."""
    rows, usual, spring = [], {"farm": 1, "school": 3, "sport": 2}, {"farm": 3, "school": 1, "sport": 2}
    for year, (month, mix) in itertools.product((2023, 2024), ((2, usual), (3, spring))):
        rows += mixed_records(days(f"{year}-{month:02d}-04", 20), mix)
    rows = [row | {"id": f"r{i}", "body": f"{row['body']}第{i}号。"} for i, row in enumerate(rows)]
    archive = built(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "archive", topics=3)
    march = Scope(dt.date(2024, 3, 4), dt.date(2024, 3, 23))
    before = archive.movers(march, Scope(dt.date(2024, 2, 4), dt.date(2024, 2, 23)))
    season = archive.seasonal(march)
    assert before["beyond_chance"].any()
    assert not season["beyond_chance"].any()
    assert season["N_before"].tolist()[0] > 100
    with pytest.raises(QueryError, match="往年"):
        archive.seasonal(Scope(dt.date(2023, 3, 4), dt.date(2023, 3, 23)))
    with pytest.raises(QueryError, match="起止"):
        archive.seasonal(Scope())


def test_the_brief_says_what_every_spring_brings(tmp_path: Path) -> None:
    """Farm rises each March, sport only this year: the brief tells the two apart, and says nothing in the first year."""
    rows = []
    for year in (2021, 2022, 2023):
        rows += mixed_records(days(f"{year}-02-01", 28), {"school": 6, "farm": 1, "sport": 1}, len(rows))
        march = {"school": 3, "farm": 6, "sport": 8 if year == 2023 else 1}
        rows += mixed_records(days(f"{year}-03-01", 28), march, len(rows))
    archive = built(write_jsonl(tmp_path / "years.jsonl", rows), tmp_path / "archive", topics=3)
    told = {}
    for year in (2021, 2023):
        since, until = dt.date(year, 3, 1), dt.date(year, 3, 28)
        section = moves_section(Case(archive, Subject(since, until)))
        assert section is not None
        told[year] = "".join(text for text in section.sentences if "往年同期" in text)
    assert told[2021] == ""
    topics = archive.topics()
    words = topics["terms"].map(lambda terms: {term for term, _ in terms})
    sport = topics.loc[words.map(lambda held: "比赛" in held), "label"].iloc[0]
    assert f"「{sport}」也高出" in told[2023]
    assert told[2023].count("也高出") == 1
