"""单期: what is new in an issue, and the month around it, on planted truths."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import SUBJECTS, built, days, mixed_records, write_jsonl
from tests.screens import screen, text
from trends.archive import Archive
from trends.dashboard.issue.news import month_table

PAPER = "测试日报"


def test_what_is_new_was_in_none_of_the_four_issues_before(planted: Archive) -> None:
    date = planted.issues()["date"].iloc[31]
    table = planted.issue_news(date, PAPER)
    dates = planted.issues()["date"].tolist()
    before = dates[dates.index(date) - 4 : dates.index(date)]
    here = planted.issue(date)
    held = "".join("".join(planted.article(i).paragraphs) + str(planted.article(i).headline) for i in here.articles["id"])  # fmt: skip
    past = "".join(
        "".join(planted.article(i).paragraphs) + str(planted.article(i).headline)
        for day in before
        for i in planted.issue(day).articles["id"]
    )
    for row in table[table["kind"] == "term"].itertuples(index=False):
        assert row.item in held
        assert row.item not in past
        assert row.id in here.articles["id"].tolist()
    for row in table[table["kind"] == "topic"].itertuples(index=False):
        assert (here.articles["topic"] == row.item).sum() == row.n
        assert all((planted.issue(day).articles["topic"] != row.item).all() for day in before)


def test_a_planted_newcomer_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dates = days("2024-01-01", 12)
    rows = mixed_records(dates[:10], {"farm": 3, "school": 3}) + mixed_records(
        dates[10:], {"farm": 2, "sport": 4}
    )
    for i, row in enumerate(rows):
        row["id"] = f"n{i}"
    archive = built(write_jsonl(tmp_path / "rows.jsonl", rows), tmp_path / "archive", topics=3)
    table = archive.issue_news(dates[10], PAPER)
    terms = table[table["kind"] == "term"]["item"].tolist()
    assert set(terms) & set(SUBJECTS["sport"].split())
    assert not set(terms) & set(SUBJECTS["farm"].split())
    assert table[table["kind"] == "topic"]["n"].tolist() == [4]
    app = screen(tmp_path / "archive", monkeypatch, "issue", date=dates[10])
    assert not app.exception
    assert "前 4 期（2024年1月7日至2024年1月10日）" in text(app)
    assert "**1** 个话题" in text(app)


def test_the_first_issue_has_nothing_before_it(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = planted.issues()["date"].iloc[0]
    assert planted.issue_news(first, PAPER).empty
    assert "第一期" in text(screen(planted_dir, monkeypatch, "issue", date=first))


def test_the_month_tells_read_missing_and_not_due() -> None:
    table = month_table(dt.date(2024, 2, 6), {"2024-02-06", "2024-02-07"}, {"2024-02-08"})
    cells = [cell for week in table.to_numpy().tolist() for cell in week]
    assert "**6**" in cells
    assert any("date=2024-02-07" in cell for cell in cells)
    assert ":red[~~8~~]" in cells
    assert ":gray[9]" in cells
    assert sum(bool(cell) for cell in cells) == 29


def test_the_missing_day_is_struck_out(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(planted_dir, monkeypatch, "issue", date="2024-01-16")
    assert not app.exception
    assert any(":red[~~17~~]" in str(t.value.to_numpy()) for t in app.table)
    assert "缺 1 期" in text(app)


def test_scattered_issues_are_listed(
    sample_dir: Path, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(sample_dir, monkeypatch, "issue")
    assert not app.exception
    for date in sample.issues()["date"].iloc[:-1]:
        assert f"date={date}" in text(app)
