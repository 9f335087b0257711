"""What a build would let go of waits for a person's consent."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import build, days, mixed_records, write_jsonl
from tests.changed import add, counts
from trends import pipeline
from trends.errors import InputError
from trends.pipeline import Engine


def more(folder: Path, name: str = "b.jsonl", n: int = 20, first: str = "2024-03-01") -> Path:
    rows = mixed_records(days(first, n), {"farm": 1, "school": 1})
    folder.mkdir(exist_ok=True)
    return write_jsonl(folder / name, [row | {"id": f"{name}{row['id']}"} for row in rows])


def test_a_build_takes_what_add_brought_from_where_it_is_kept(old: Path, tmp_path: Path) -> None:
    add(more(tmp_path / "elsewhere"), old)
    assert len(counts(old)) == 60
    build(tmp_path / "in", old, topics=2)
    assert len(counts(old)) == 60


@pytest.mark.parametrize("gone", ["unmounted", "left out"])
def test_a_build_never_lets_go_in_silence(old: Path, tmp_path: Path, gone: str) -> None:
    other = more(tmp_path / "elsewhere").parent
    build([tmp_path / "in", other], old, topics=2)
    if gone == "unmounted":
        other.rename(tmp_path / "away")
    given = [tmp_path / "in", other] if gone == "unmounted" else [tmp_path / "in"]
    with pytest.raises(InputError, match=r"40 篇、20 期不在这次的来源里（b\.jsonl）"):
        build(given, old, topics=2)
    assert len(counts(old)) == 60
    tried = pipeline.build(given, old, engine=Engine(jobs=1), dry_run=True)
    assert "40 篇" in tried.problem_list[0].what
    pipeline.build(given, old, engine=Engine(jobs=1), drop=True)
    assert len(counts(old)) == 40
    build(tmp_path / "in", old, topics=2)  # asked once


def test_an_addition_whose_file_is_gone_is_missed(old: Path, tmp_path: Path) -> None:
    added = more(tmp_path / "elsewhere")
    add(added, old)
    added.unlink()
    with pytest.raises(InputError, match="--drop"):
        build(tmp_path / "in", old, topics=2)


def half(folder: Path) -> None:
    lines = (folder / "a.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "a.jsonl").write_text("".join(lines[: len(lines) // 2]), "utf-8")


LOSSES: dict[str, Callable[[Path], object]] = {
    "whole issues": lambda folder: (folder / "b.jsonl").unlink(),
    "all rows": lambda folder: (folder / "a.jsonl").write_text(""),
    "cut off": half,
    "unreadable": lambda folder: (folder / "a.jsonl").write_bytes(b"\x00\xff" * 900),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_no_part_of_a_folder_goes_without_consent(old: Path, tmp_path: Path, loss: str) -> None:
    more(tmp_path / "in", n=1)  # one issue of 41, two articles of 162
    build(tmp_path / "in", old, topics=2)
    before = counts(old)
    LOSSES[loss](tmp_path / "in")
    with pytest.raises(InputError, match="--drop"):
        build(tmp_path / "in", old, topics=2)
    assert counts(old) == before
    with pytest.raises(InputError, match="--drop"):
        pipeline.build([tmp_path / "in"], old, engine=Engine(jobs=1), fresh=True)
    build(tmp_path / "in", old, topics=2, drop=True)
    assert sum(counts(old).values()) < sum(before.values())


def test_a_story_taken_out_of_its_file_is_told(old: Path, tmp_path: Path) -> None:
    rows = (tmp_path / "in" / "a.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "in" / "a.jsonl").write_text("".join(rows[1:]), "utf-8")
    told = build(tmp_path / "in", old, topics=2).problem_list[0]
    assert "1 篇" in told.what
    assert told.what.endswith("它们已从来源里拿走")
    assert sum(counts(old).values()) == 159


def test_what_was_added_to_an_issue_goes_only_by_consent(old: Path, tmp_path: Path) -> None:
    extra = json.loads((tmp_path / "in" / "a.jsonl").read_text("utf-8").splitlines()[0])
    extra |= {"id": "extra", "title": "另一篇", "body": "码头上的另一件事今天办成了。" * 6}
    add(write_jsonl(tmp_path / "extra.jsonl", [extra]), old)
    (tmp_path / "extra.jsonl").unlink()
    with pytest.raises(InputError, match=r"1 篇不在这次的来源里（extra\.jsonl）"):
        build(tmp_path / "in", old, topics=2)


def test_a_ledger_that_is_damaged_is_one_sentence(old: Path, tmp_path: Path) -> None:
    assert json.loads((old / "sources.json").read_text())[0]["kind"] == "build"
    (old / "sources.json").write_bytes(b"\xff")
    with pytest.raises(Exception, match="读不懂"):
        build(tmp_path / "in", old, topics=2)
    shutil.rmtree(old)
