"""Doubles count once: one switch of the scope, the same everywhere a number is made."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from tests.builders import ROOT, build, days, mixed_records, write_jsonl
from trends.archive import Archive, Filter, open_archive
from trends.cli import app
from trends.records import Scope

ONCE = Scope(once=True)
DATES = days("2024-03-01", 10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten days of three articles; on the last day the first day's three are printed again."""
    place = tmp_path_factory.mktemp("once")
    rows = mixed_records(DATES, {"farm": 2, "school": 1})
    again = [row | {"date": DATES[-1], "id": f"again{i}"} for i, row in enumerate(rows[:3])]
    build(write_jsonl(place / "rows.jsonl", [*rows, *again]), place / "archive", topics=2)
    return place / "archive"


@pytest.fixture(scope="module")
def archive(folder: Path) -> Archive:
    return open_archive(folder)


def test_totals_leave_the_reprints_out(archive: Archive) -> None:
    assert archive.count_articles(Scope()) == 33
    assert archive.count_articles(ONCE) == 30
    assert archive.topics(ONCE)["n"].sum() <= 30
    assert set(archive.articles(ONCE, Filter(), "date", 50)["double_of"]) == {None}


def test_shares_words_and_coverage_count_the_same_articles(archive: Archive) -> None:
    shares = archive.shares(ONCE, "issue", "articles")
    words = archive.keywords(["小麦"], ONCE, "issue")
    coverage = archive.coverage(ONCE, "issue")
    for table, column in ((shares, "N"), (words, "N"), (coverage, "articles")):
        last = table[table["period"] == DATES[-1]]
        assert set(last[column]) == {3}
    assert (shares.groupby("period")["share"].sum().round(6) == 1).all()
    assert archive.coverage(Scope(), "issue")["articles"].sum() == 33


def test_an_issue_of_reprints_alone_is_an_issue_and_not_a_gap(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-03-01", 4), {"farm": 3})
    again = [row | {"date": "2024-03-05", "id": f"again{i}"} for i, row in enumerate(rows[:3])]
    build(write_jsonl(tmp_path / "rows.jsonl", [*rows, *again]), tmp_path / "archive", topics=1)
    coverage = open_archive(tmp_path / "archive").coverage(ONCE, "issue")
    assert coverage["articles"].tolist() == [3, 3, 3, 3, 0]
    assert coverage["issues"].tolist() == [1, 1, 1, 1, 1]


def test_the_command_has_the_option(folder: Path) -> None:
    found = CliRunner().invoke(app, ["shares", "--archive", str(folder), "--once", "--by", "year"])
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    assert {row["N"] for row in rows} == {"30"}


def test_the_screen_has_the_switch_and_the_link_carries_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_ARCHIVE", str(folder))
    screen = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    screen.query_params["once"] = "1"
    screen.run()
    assert not screen.exception
    switch = next(toggle for toggle in screen.toggle if toggle.label == "重复稿件只计一次")
    assert switch.value
    switch.set_value(False).run()
    assert "once" not in screen.query_params
