"""What a rebuild tells before and after it: `--dry-run`, changes of topics, the choice of a number."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.builders import build, copied, days, mixed_records, record, write_jsonl
from trends import pipeline, topics
from trends.archive import open_archive
from trends.cli import app
from trends.cli.changes import report_lines
from trends.pipeline import Engine
from trends.records import Settings


def run(*words: str) -> tuple[list[str], dict[str, object]]:
    """Lines of stderr and the JSON of stdout."""
    done = CliRunner().invoke(app, [*words, "--quiet", "--jobs", "1"])
    assert done.exit_code == 0, done.output
    return done.stderr.splitlines(), json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("change")
    source = write_jsonl(folder / "a.jsonl", mixed_records(days("2024-01-01", 20), {"farm": 3, "school": 3}))
    build(source, folder / "x", topics=2)
    write_jsonl(source, mixed_records(days("2024-01-01", 20), {"farm": 3, "sport": 3}))
    return folder


@pytest.fixture
def changed(change: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A source in which sport took the place of school, and the archive of farm and school it gave before."""
    folder = copied(change, tmp_path)
    return folder / "a.jsonl", folder / "x"


def files(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in [folder / "CURRENT", *(folder / "snapshots").iterdir()]}


def test_a_dry_run_reports_and_replaces_nothing(changed: tuple[Path, Path]) -> None:
    source, archive = changed
    before, labels = files(archive), dict(open_archive(archive).topics()[["topic", "label"]].to_numpy())
    lines, summary = run("build", str(source), "--archive", str(archive), "--topics", "2", "--dry-run")
    assert files(archive) == before
    assert (summary["changed"], summary["topic_changes"]) == (False, {"birth": 1, "death": 1, "same": 1})
    death = next(line for line in lines if line.startswith("消失"))
    assert any(f"{topic} {label}" in death for topic, label in labels.items())
    assert any(line.startswith("新增：t3 ") for line in lines)


def test_the_build_then_does_what_the_dry_run_said(changed: tuple[Path, Path]) -> None:
    source, archive = changed
    said, dry = run("build", str(source), "--archive", str(archive), "--topics", "2", "--dry-run")
    done, real = run("build", str(source), "--archive", str(archive), "--topics", "2")
    assert real["topic_changes"] == dry["topic_changes"]
    assert [line for line in said if "：t" in line] == [line for line in done if "：t" in line]
    assert set(open_archive(archive).topics()["topic"]) & {"t3"}


def test_a_dry_run_without_an_archive_makes_none(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 6), {"farm": 3}))
    _, summary = run("build", str(source), "--archive", str(tmp_path / "x"), "--topics", "2", "--dry-run")
    assert (summary["snapshot"], summary["topic_changes"]) == ("", {})
    assert not (tmp_path / "x" / "CURRENT").exists()


def mains(archive: Path) -> dict[str, str]:
    table = open_archive(archive).articles(limit=10_000)
    return dict(zip(table["id"], table["topic"], strict=True))


SUBJECT_MIX = {"farm": 3, "school": 3, "sport": 3}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 60 days of farm, school and sport, with as many topics."""
    folder = tmp_path_factory.mktemp("standing")
    source = write_jsonl(folder / "a.jsonl", mixed_records(days("2024-01-01", 60), SUBJECT_MIX))
    build(source, folder / "x", topics=3)
    return folder


@pytest.fixture
def stood(standing: Path, tmp_path: Path) -> Path:
    shutil.copytree(standing, tmp_path / "own")
    return tmp_path / "own"


def test_a_little_more_moves_no_article_and_no_id(stood: Path) -> None:
    before = mains(stood / "x")
    more = mixed_records(days("2024-01-01", 61), SUBJECT_MIX)
    summary = build(write_jsonl(stood / "a.jsonl", more), stood / "x")
    after = mains(stood / "x")
    assert (summary.as_dict()["topic_changes"], summary.fresh) == ({"same": 3}, False)
    assert {article: after[article] for article in before} == before
    assert len(after) == len(before) + 9


def test_a_great_new_subject_takes_a_new_id_and_the_others_keep_theirs(stood: Path) -> None:
    before = mains(stood / "x")
    rows = mixed_records(days("2024-01-01", 60), SUBJECT_MIX)
    rows += [record(day, "health", 7 * i, id=f"h{i}") for i, day in enumerate(days("2024-03-01", 60))]
    build(write_jsonl(stood / "a.jsonl", rows), stood / "x", topics=4)
    after = mains(stood / "x")
    assert {after[f"h{i}"] for i in range(60)} == {"t4"}
    assert sum(after[article] == topic for article, topic in before.items()) >= 0.97 * len(before)


def test_only_fresh_begins_anew_and_says_so(stood: Path) -> None:
    source = stood / "a.jsonl"
    assert not build(source, stood / "x", topics=3).changed
    more = mixed_records(days("2024-01-01", 61), SUBJECT_MIX)
    carried = build(write_jsonl(source, more), stood / "x", topics=3)
    assert not any("--fresh" in line for line in report_lines(carried))
    fresh = pipeline.build(
        [source], stood / "x", Settings(max_df=0.8, topics=3), engine=Engine(jobs=1), fresh=True
    )
    assert (fresh.changed, fresh.as_dict()["topic_changes"]) == (True, {"same": 3})
    assert any("--fresh" in line for line in report_lines(fresh))


def test_words_alone_give_no_id_where_the_articles_are_others() -> None:
    """Two topics of the same words whose articles changed places are not the same topics."""
    words = np.eye(2, 6, dtype=np.float32)
    agree, cross = np.diag([9, 9, 0]), np.array([[2, 9, 0], [9, 2, 0], [0, 0, 0]])
    assert len(topics.align_topics(words, words, agree).pairs) == 2
    assert topics.align_topics(words, words, cross).pairs == ()
    assert len(topics.align_topics(words, words, np.zeros((3, 3), int)).pairs) == 2


def test_auto_tells_its_best_candidates_with_words_and_reasons(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 30), {"farm": 4, "school": 4, "sport": 4, "health": 4})
    source = write_jsonl(tmp_path / "a.jsonl", rows)
    lines, summary = run("build", str(source), "--archive", str(tmp_path / "x"))
    candidates = summary["candidates"]
    assert isinstance(candidates, list)
    assert 1 <= len(candidates) <= 3
    assert lines[0].startswith(f"采用 --topics {candidates[0]['topics']}：")
    for line, choice in zip(lines, candidates, strict=False):
        assert choice["why"] in line
        assert choice["examples"][0][0] in line
    forced, summary = run("build", str(source), "--archive", str(tmp_path / "y"), "--topics", "3")
    assert (summary["topics"], summary["candidates"]) == (3, [])
    assert not any("--topics" in line for line in forced)
