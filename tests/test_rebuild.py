"""What a rebuild tells before and after it: `--dry-run`, changes of topics, the choice of a number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.builders import build, days, mixed_records, write_jsonl
from trends.archive import open_archive
from trends.cli import app


def run(*words: str) -> tuple[list[str], dict[str, object]]:
    """Lines of stderr and the JSON of stdout."""
    done = CliRunner().invoke(app, [*words, "--quiet", "--jobs", "1"])
    assert done.exit_code == 0, done.output
    return done.stderr.splitlines(), json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def changed(tmp_path: Path) -> tuple[Path, Path]:
    """An archive of farm and school, and a source in which sport took the place of school."""
    source = write_jsonl(
        tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 20), {"farm": 3, "school": 3})
    )
    build(source, tmp_path / "x", topics=2)
    write_jsonl(source, mixed_records(days("2024-01-01", 20), {"farm": 3, "sport": 3}))
    return source, tmp_path / "x"


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
