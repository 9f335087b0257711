"""What may be compared: a paper that joins is no change, and where nothing can be said the reason is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import built, days, mixed_records, write_jsonl
from trends.archive import Archive
from trends.findings import Case, Subject, head_of, sections_of

DATES = days("2024-01-01", 60)


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """甲报 and 丙报 tell the same every day; 乙报, of sport alone, begins on day 36."""
    folder = tmp_path_factory.mktemp("joined")
    rows = [row | {"paper": "甲报"} for row in mixed_records(DATES, {"farm": 4, "school": 4})]
    rows += [row | {"paper": "丙报"} for row in mixed_records(DATES, {"health": 2, "school": 1})]
    rows += [row | {"paper": "乙报"} for row in mixed_records(DATES[35:], {"sport": 5})]
    for n, row in enumerate(rows):
        row["id"] = f"a{n}"
    return built(write_jsonl(folder / "a.jsonl", rows), folder / "archive", topics=4)


def test_a_paper_that_joins_makes_no_change(joined: Archive) -> None:
    case = Case(joined, Subject())
    assert case.windows.now.papers == ("丙报", "甲报")
    assert (case.windows.N_now, case.windows.N_before) == (330, 330)
    assert len(case.rises) == len(case.falls) == 0
    head = head_of(case)
    assert head.finding == "各话题占比均无明显变化"
    assert "只比较前后都有的丙报、甲报" in head.about
    told = next(section for section in sections_of(case) if section.name == "changes")
    assert "--paper '丙报|甲报'" in told.command
    assert set(told.numbers["N"]) == {330}
    sport = next(
        topic
        for topic, terms in joined.topics()[["topic", "terms"]].itertuples(index=False)
        if "比赛" in dict(terms)
    )
    assert sport in set(joined.bursts(by="week")["item"])  # of all papers: it begins with one of them
    bursts = [section for section in sections_of(case) if section.name == "bursts"]
    assert sport not in {item for section in bursts for item in section.numbers["item"]}


def test_of_the_paper_that_joined_nothing_is_said(joined: Archive) -> None:
    case = Case(joined, Subject(paper="乙报", since=dt.date(2024, 2, 4)))
    assert case.windows.why in ("", "why_alone")
    assert len(case.rises) == len(case.falls) == 0


def reason(rows: list[dict[str, object]], folder: Path, topics: int) -> tuple[str, str, Case]:
    archive = built(write_jsonl(folder / "a.jsonl", rows), folder / "archive", topics=topics)
    case = Case(archive, Subject())
    head = head_of(case)
    return head.finding, head.about, case


def test_of_one_issue_nothing_is_said(tmp_path: Path) -> None:
    finding, about, case = reason(mixed_records(DATES[:1], {"farm": 6, "sport": 6}), tmp_path, 2)
    assert "仅有1期" in about
    assert "升" not in finding + about.replace("不作升降比较", "")
    assert {section.name for section in sections_of(case)} == {
        "morning",
        "counts",
        "issues",
        "coverage",
        "method",
    }


def test_of_one_topic_nothing_is_said(tmp_path: Path) -> None:
    _, about, case = reason(mixed_records(DATES[:40], {"farm": 2}), tmp_path, 1)
    assert "只有一个话题" in about
    assert case.moves.empty


def test_where_every_article_repeats_nothing_is_said(tmp_path: Path) -> None:
    rows = mixed_records(DATES[::2], {"farm": 4, "school": 1})[:-30] + mixed_records(DATES[::2], {"sport": 1})
    again = [row | {"date": str(dt.date.fromisoformat(str(row["date"])) + dt.timedelta(1))} for row in rows]
    rows = [row | {"id": f"r{n}"} for n, row in enumerate([*rows, *again])]
    _, about, case = reason(rows, tmp_path, 3)
    assert "大多重复" in about
    assert case.moves.empty
    assert not any(section.name in ("changes", "phrases") for section in sections_of(case))
