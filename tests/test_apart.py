"""Reading in a process of its own: what comes out is the same, a bomb is told and the rest goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests import bombs
from tests.builders import PAGES, ROOT, build, days, mixed_records, write_jsonl
from trends import readers
from trends.readers import Unread, apart
from trends.readers.apart import Bounds, read_apart
from trends.records import Article, Problem

SMALL = Bounds(memory=190_000_000, seconds=1.2, per_mb=0.5, per_page=0.1)
BOMBS: dict[str, Callable[[], bytes]] = {
    "nested.pdf": bombs.nested_forms,
    "flate.pdf": lambda: bombs.flate(1_000_000),
    "long.docx": lambda: bombs.docx(900_000),
    "rows.xlsx": lambda: bombs.xlsx(20_000),
    "rows.parquet": lambda: bombs.parquet(1_500_000),
    "texts.zip": lambda: bombs.zipped({"a.txt": "今天开会。\n" * 4_000_000}),
}


def source(path: Path) -> readers.Source:
    return readers.find_sources([path])[0][0]


def idle() -> set[int]:
    return {reader.process.pid for reader in apart._idle}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_its_reader_is_told_once_and_the_next_source_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name]())
    found = readers.whole(list(read_apart(source(tmp_path / name), SMALL)))
    assert found
    assert all(isinstance(item, Problem) and item.cure for item in found)
    assert name in ("texts.zip", "long.docx") or [type(item) for item in found] == [Unread]
    good = write_jsonl(tmp_path / "good.jsonl", mixed_records(days("2024-01-01", 1), {"farm": 3}))
    assert len(list(read_apart(source(good), SMALL))) == 3


def test_a_reader_that_answers_without_a_pause_is_stopped_too(tmp_path: Path) -> None:
    good = source(write_jsonl(tmp_path / "good.jsonl", mixed_records(days("2024-01-01", 1), {"farm": 3})))
    assert len(list(read_apart(good))) == 3  # its reader is warm now, and answers at once
    found = list(read_apart(good, Bounds(seconds=-1.0, per_mb=0.0, per_page=0.0)))
    assert [type(item) for item in found] == [Unread]


@pytest.mark.parametrize("size", [10**15, 3 * 10**9, 10**6])
def test_a_tar_that_claims_more_than_it_has_is_told(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.tar").write_bytes(bombs.tar_claiming(size))
    (found,) = read_apart(source(tmp_path / "a.tar"))
    assert isinstance(found, Problem)
    assert not isinstance(found, Unread)


def test_apart_and_here_every_kind_of_file_gives_the_same(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 9), {"farm": 30})
    write_jsonl(tmp_path / "a.jsonl", rows)
    for path in [*PAGES.iterdir(), *(ROOT / "tests" / "data").rglob("*.*")]:
        if path.is_file() and path.stat().st_size < 300_000:
            target = tmp_path / path.parent.name / path.name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    sources, _ = readers.find_sources([tmp_path])
    assert len({one.path.suffix for one in sources}) > 4
    for one in sources:
        assert list(read_apart(one)) == list(readers.read_source(one)), one.name
        assert readers.answer_apart("columns", one, {}) == readers.column_fields(one)
        assert readers.answer_apart("split", one, [one]) == readers.split_source(one)


def test_one_reader_serves_all_sources_and_one_left_midway_is_ended(tmp_path: Path) -> None:
    big = source(write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 90), {"farm": 60})))
    list(read_apart(big))
    known = idle()
    assert len(known) >= 1
    for _ in range(3):
        list(read_apart(big))
    assert idle() == known
    half = read_apart(big)
    assert isinstance(next(half), Article)
    half.close()  # type: ignore[attr-defined]
    assert not idle() & known or len(idle()) < len(known)


def test_a_build_goes_on_without_the_bomb_and_tries_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    write_jsonl(papers / "a.jsonl", mixed_records(days("2024-01-01", 4), {"farm": 3, "school": 2}))
    (papers / "b.parquet").write_bytes(bombs.parquet(1_500_000))
    monkeypatch.setattr(apart, "BOUNDS", SMALL)
    monkeypatch.setattr(readers, "read_apart", lambda one: read_apart(one, SMALL))
    for _ in range(2):
        summary = build(papers, tmp_path / "x", topics=2)
        assert summary.articles == 20
        assert [p.file for p in summary.problem_list if p.what.startswith("读它要的")] == ["b.parquet"]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_nothing_is_left_of_a_killed_reading(tmp_path: Path) -> None:
    """The process that asks is killed: its reader ends and no file stays in the folder for temporary ones."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    (tmp_path / "a.pdf").write_bytes(bombs.nested_forms())
    code = (
        "import sys\nfrom trends import readers\nfrom trends.readers import apart\n"
        "one = readers.find_sources([sys.argv[1]])[0][0]\nreading = apart._Reader()\n"
        "print(reading.process.pid, flush=True)\nlist(reading.answers('read', one, apart.Bounds(memory=4 << 30)))"
    )
    env = dict(os.environ, TMPDIR=str(folder))
    asking = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "a.pdf"], stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT
    )
    assert asking.stdout is not None
    reader = psutil.Process(int(asking.stdout.readline()))
    while reader.memory_info().rss < 110_000_000:  # it is at work
        time.sleep(0.01)
    assert Path(tempfile.gettempdir()) != folder
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    reader.wait(timeout=60)
    assert list(folder.iterdir()) == []


def test_a_reader_that_falls_is_told(tmp_path: Path) -> None:
    one = source(write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 90), {"farm": 60})))
    reader = apart._taken()
    apart._put_back(reader)
    half = read_apart(one)
    next(half)
    reader.process.kill()
    assert isinstance(list(half)[-1], Unread)


def test_what_is_sent_between_the_two_can_be_told(tmp_path: Path) -> None:
    rows = [{"date": "2024-01-01", "title": "好", "body": "晴。", "more": {"a": [1]}}, {"date": "x"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n{", "utf-8")
    found = list(read_apart(source(tmp_path / "a.jsonl")))
    assert [type(item) for item in found].count(Article) == 1
    assert any(isinstance(item, Problem) for item in found)
