"""Kills, full disks, read-only folders, two builds at once, readers meanwhile: the archive stays whole.

TRENDS_KILLS=200 for the campaign of `benchmarks/crashes.py`; a few in the suite.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.crashes import Case, campaign, command, content, fresh, limited, prepared, unprivileged
from tests.builders import build, days, mixed_records, write_jsonl
from trends.archive import open_archive
from trends.pipeline import Summary


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crashes")


@pytest.fixture(scope="module")
def cases(folder: Path) -> list[Case]:
    return prepared(folder)


def test_a_killed_command_leaves_the_old_or_the_new_snapshot(folder: Path, cases: list[Case]) -> None:
    assert campaign(folder, cases, int(os.environ.get("TRENDS_KILLS", "6"))).lost == []


@pytest.mark.parametrize(("which", "size"), [(0, 4_096), (0, 100_000), (1, 1_500_000)])
def test_a_full_disk_is_one_sentence_and_the_old_snapshot(
    folder: Path, cases: list[Case], which: int, size: int
) -> None:
    fresh(folder, warm=False)
    done = limited(cases[which], size)
    assert done.returncode == 1, done.stderr
    assert "无法写入" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert content(folder / "archive") == cases[which].before


def test_a_read_only_folder_is_one_sentence(folder: Path, cases: list[Case]) -> None:
    fresh(folder, warm=False)
    places = [folder / "archive", folder / "archive" / "snapshots"]
    for place in places:
        place.chmod(0o555)
    try:
        done = unprivileged(cases[1])
    finally:
        for place in places:
            place.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert "无法写入" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert content(folder / "archive") == cases[1].before


def test_two_builds_at_once_leave_a_whole_snapshot(folder: Path, cases: list[Case]) -> None:
    fresh(folder, warm=False)
    both = [
        subprocess.Popen(
            command(*cases[0].arguments), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes, said
    for code, text in zip(codes, said, strict=True):
        assert code == 0 or (code == 1 and "另一个构建" in text and len(text.strip().splitlines()) == 1)
    assert content(folder / "archive") == cases[0].after


@contextlib.contextmanager
def read(folder: Path) -> Iterator[list[tuple[str, int]]]:
    """Asks an archive without pause in another thread; what each opening saw."""
    seen: list[tuple[str, int]] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            archive = open_archive(folder)
            seen.append((archive.meta.snapshot, int(archive.shares(by="month")["n"].sum())))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def test_readers_never_wait_and_see_the_new_snapshot_when_they_open_again(
    tmp_path: Path,
) -> None:
    def grown(n: int) -> Summary:
        rows = mixed_records(days("2024-01-01", n), {"farm": 2, "school": 2})
        return build(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=2)

    grown(20)
    sizes = {}
    with read(tmp_path / "x") as reading:
        for n in (30, 40):
            summary = grown(n)
            sizes[summary.snapshot] = summary.articles
            met = len(reading)
        while len(reading) < met + 2:
            time.sleep(0.01)
    assert len(set(reading)) == 3
    assert dict(reading[-1:]) == {summary.snapshot: 160}
    assert {name: n for name, n in reading if name in sizes} == sizes
