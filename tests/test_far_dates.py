"""One odd date never rules an archive, and one that no issue has is never stored."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import build, built, days, mixed_records, record, write_jsonl
from tests.screens import screen
from trends import pipeline
from trends.archive import open_archive
from trends.errors import InputError
from trends.pipeline import Engine, plausible
from trends.records import PERIODS
from trends.series.calendar import expected_dates, far_dates, filled_until, publishing_days, stretches

TEN_YEARS = [day for day in days("2014-01-01", 3650) if dt.date.fromisoformat(day).weekday() < 6]


@pytest.mark.parametrize("odd", ["1949-10-01", "2013-01-02", "2203-05-01", "0001-01-01", "9999-12-31"])
def test_a_far_issue_leaves_gaps_and_publishing_days_as_they_were(odd: str) -> None:
    whole = [day for day in TEN_YEARS if day not in TEN_YEARS[100:110]]
    assert publishing_days([*whole, odd]) == publishing_days(whole) == frozenset(range(6))
    assert expected_dates([*whole, odd]) == expected_dates(whole) | {odd}
    assert far_dates([*whole, odd]) == [odd]
    assert filled_until([*whole, "9999-12-31"]) == "9999-12-31"


def test_every_march_of_ten_years_lacks_nothing_but_in_march() -> None:
    marches = [f"{year}-03-{day:02d}" for year in range(2010, 2020) for day in range(1, 32)]
    have = [day for day in marches if day != "2015-03-11"]
    assert len(stretches(have)) == 10
    assert expected_dates(have) - set(have) == {"2015-03-11"}
    assert far_dates(have) == []


def test_two_years_far_apart_lack_nothing_between_them() -> None:
    have = [*days("2018-01-01", 365), *days("2023-01-01", 365)]
    assert expected_dates(have) == set(have)
    assert far_dates(have) == []


@settings(max_examples=60, deadline=None)
@given(
    st.integers(20, 120),
    st.sampled_from((1, 2, 7)),
    st.dates(dt.date(1610, 1, 1), dt.date(2300, 1, 1)),
)
def test_no_single_date_changes_what_a_regular_paper_lacks(n: int, step: int, odd: dt.date) -> None:
    have = days("2020-01-06", n, step)
    far = min(abs((odd - dt.date.fromisoformat(day)).days) for day in (have[0], have[-1])) > 120
    inside = have[0] <= odd.isoformat() <= have[-1]
    if far and not inside:
        assert expected_dates([*have, odd.isoformat()]) - {odd.isoformat()} == expected_dates(have)
        assert publishing_days([*have, odd.isoformat()]) == publishing_days(have)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("far")
    return write_jsonl(folder / "a.jsonl", mixed_records(days("2023-01-02", 60), {"farm": 2, "school": 2}))


@pytest.mark.parametrize(
    "odd", ["9999-12-31", "0001-01-01", "1599-12-31", (dt.date.today() + dt.timedelta(days=120)).isoformat()]
)
def test_an_impossible_date_is_refused_with_its_row(source: Path, tmp_path: Path, odd: str) -> None:
    more = write_jsonl(tmp_path / "b.jsonl", [record(odd, "farm", 900), record("2023-03-05", "farm", 901)])
    archive = built([source, more], tmp_path / "x", topics=2)
    assert archive.meta.last == "2023-03-05"
    [told] = archive.problems().query("file == 'b.jsonl'").to_dict("records")
    assert (told["line"], told["lost"]) == (1, True)
    assert odd in told["what"]
    alone = write_jsonl(tmp_path / "c.jsonl", [record(odd, "farm", 900)])
    with pytest.raises(InputError, match=odd):
        pipeline.add([alone], tmp_path / "x", engine=Engine(jobs=1), progress=pipeline.no_progress)


def test_an_issue_of_the_near_future_and_of_the_oldest_papers_is_taken(source: Path, tmp_path: Path) -> None:
    soon = (dt.date.today() + dt.timedelta(days=40)).isoformat()
    more = write_jsonl(tmp_path / "b.jsonl", [record(soon, "farm", 900), record("1872-04-30", "farm", 901)])
    archive = built([source, more], tmp_path / "x", topics=2)
    assert (archive.meta.first, archive.meta.last) == ("1872-04-30", soon)


@pytest.mark.parametrize("odd", ["9999-12-31", "0001-01-01", "1949-10-01"])
def test_an_archive_that_holds_one_opens_and_tells_it(
    source: Path, tmp_path: Path, odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plausible, "latest_month", lambda today: "9999-12")
    monkeypatch.setattr(plausible, "EARLIEST", "0001-01")
    more = write_jsonl(tmp_path / "b.jsonl", [record(odd, "farm", 900)])
    build([source, more], tmp_path / "x", topics=2)
    archive = open_archive(tmp_path / "x")
    for by in PERIODS:
        assert archive.shares(by=by)["n"].sum() == 241
        assert len(archive.coverage(by=by)) < 200
    assert archive.meta.far == (odd,)
    assert odd in archive.problems()["what"].iloc[0]
    for page in ("overview", "issue") if odd == "9999-12-31" else ():
        app = screen(tmp_path / "x", monkeypatch, page)
        assert not app.exception, page
