"""The brief: its numbers are the command line's, and it answers the question."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.briefs import SECOND, label_of, table
from trends.archive import Archive
from trends.cli import app
from trends.findings import Subject
from trends.findings.windows import start_before
from trends.records import Scope
from trends.report import brief_of, written

# ---- planted truths ---------------------------------------------------------------------------


def test_the_planted_rise_and_fall_are_the_finding(planted: Archive) -> None:
    brief = brief_of(planted, SECOND)
    up, down = label_of(planted, "冠军")[1], label_of(planted, "医生")[1]
    assert brief.head.finding == f"「{up}」占比上升最多，「{down}」占比下降最多"


def test_numbers_of_changes_are_the_archives_own(planted: Archive) -> None:
    now = planted.movers(
        *(scope_of(a, b) for a, b in (("2024-01-31", "2024-02-29"), ("2024-01-01", "2024-01-30")))
    )
    shown = {str(row[0]): row for row in table(planted, SECOND, "changes", "全部").rows}
    assert len(shown) == len(now)
    for row in now.to_dict("records"):
        told = shown[row["label"]]
        assert told[1] == f"{row['share']:.1%}"
        assert told[2] == f"{row['n']:,}"
        assert told[4] == f"{100 * row['change']:+.1f}".replace("-", "−")


def scope_of(since: str, until: str) -> Scope:
    return Scope(dt.date.fromisoformat(since), dt.date.fromisoformat(until))


def test_every_command_in_the_brief_runs_and_gives_its_numbers(planted_dir: Path, planted: Archive) -> None:
    query = Subject(SECOND.since, SECOND.until, words=("冠军 金牌",), topics=("t1",))
    for section in brief_of(planted, query).sections:
        if not section.command:
            continue
        words = shlex.split(section.command)[3:]
        found = CliRunner().invoke(app, [*words, "--archive", str(planted_dir)])
        assert found.exit_code == 0, (section.command, found.output)
        if section.name == "words":
            lines = [line.split(",") for line in found.stdout.splitlines()[1:]]
            told = [row[1] for row in section.tables[0].rows]
            assert [f"{int(line[2]):,}" for line in lines] == told


def test_shares_of_a_period_in_the_table_sum_to_one(planted: Archive) -> None:
    for row in table(planted, SECOND, "shares").rows:
        parts = [float(str(cell).rstrip("%")) for cell in row[1:-1]]
        assert sum(parts) == pytest.approx(100, abs=0.05 * len(parts) + 0.01)


def test_the_missing_day_is_named(planted: Archive) -> None:
    query = Subject(dt.date(2024, 1, 1), dt.date(2024, 2, 29))
    coverage = next(s for s in brief_of(planted, query).sections if s.name == "coverage")
    assert "2024年1月17日" in coverage.sentences[0]


def test_a_headline_names_its_file_page_and_lines(planted: Archive) -> None:
    for row in table(planted, SECOND, "headlines").rows:
        assert re.fullmatch(r"planted\.jsonl 第\d+行", str(row[3]))
        assert str(row[2]).endswith("测试日报")


def test_few_issues_are_counted_and_never_said_to_rise(sample: Archive) -> None:
    brief = brief_of(sample, Subject())
    counts = table(sample, Subject(), "counts").rows
    assert sum(int(str(row[1])) for row in counts) == sample.meta.articles
    text = written(sample, Subject(), ".md").decode()
    assert "样本较少" in text
    assert not re.search("升最多|降最多|上升|下降|升温|降温", text)
    assert f"{sample.meta.issues}期" in brief.head.finding


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [
        ("2020-01-01", "2020-12-31", "2019-01-01"),
        ("2024-03-01", "2024-03-31", "2024-02-01"),
        ("2024-01-01", "2024-03-31", "2023-10-01"),
        ("2024-03-02", "2024-03-31", "2024-02-01"),
        ("2024-03-05", "2024-03-05", "2024-03-04"),
    ],
)
def test_whole_months_are_compared_with_whole_months(since: str, until: str, before: str) -> None:
    assert start_before(dt.date.fromisoformat(since), dt.date.fromisoformat(until)).isoformat() == before


def test_the_readers_choice_is_in(planted: Archive) -> None:
    found = planted.articles(limit=2)
    query = Subject(SECOND.since, SECOND.until, articles=tuple(found["id"]), topics=("t1",), words=("冠军",))
    names = [section.name for section in brief_of(planted, query).sections]
    assert names[:3] == ["chosen_topics", "words", "chosen_articles"]
    rows = table(planted, query, "chosen_articles").rows
    assert [str(row[0]) for row in rows] == found["headline"].tolist()
