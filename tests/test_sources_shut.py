"""A file or folder that does not open stops nothing, and is told for what it is."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.crashes import Case, unprivileged
from tests.builders import days, mixed_records, write_jsonl
from trends.errors import InputError
from trends.readers import find_sources, read_corrections, read_source

BOUND = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root is shut out of nothing"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "in"
    (source / "inner").mkdir(parents=True)
    for n, name in enumerate(("good", "locked", "inner/inside")):
        rows = mixed_records(days(f"2024-0{n + 1}-01", 4), {"farm": 3, "school": 2})
        for row in rows:
            row["id"] = f"{name}{row['id']}"
        write_jsonl(source / f"{name}.jsonl", rows)
    return source


def built_by_one_who_is_bound(folder: Path) -> subprocess.CompletedProcess[str]:
    archive = folder.parent / "x"
    archive.mkdir(mode=0o777)
    archive.chmod(0o777)
    arguments = ("build", str(folder), "--archive", str(archive), "--topics", "2", "--quiet")
    return unprivileged(Case("shut", arguments, "", "", 0.0))


LOCKS: dict[str, Callable[[Path], None]] = {
    "locked": lambda folder: (folder / "locked.jsonl").chmod(0),
    "inner": lambda folder: (folder / "inner").chmod(0),
    "manifest": lambda folder: (
        (folder / "manifest.csv").write_text("file,date\n"),
        (folder / "manifest.csv").chmod(0),
    )[1],
    "corrections": lambda folder: (
        (folder / "corrections.csv").write_text("file,lines\n"),
        (folder / "corrections.csv").chmod(0),
    )[1],
}


@BOUND
@pytest.mark.parametrize("name", LOCKS)
def test_what_is_locked_is_told_by_name_and_the_rest_is_built(folder: Path, name: str) -> None:
    LOCKS[name](folder)
    done = built_by_one_who_is_bound(folder)
    assert done.returncode == 0, done.stderr
    assert name in done.stderr
    assert "打不开" in done.stderr
    assert "腾出磁盘空间" not in done.stderr


def test_links_in_circles_to_nowhere_and_to_folders_are_told(folder: Path) -> None:
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "inner" / "up").symlink_to(folder)
    (folder / "out").symlink_to("/etc")
    sources, problems = find_sources([folder])
    assert [source.name for source in sources] == ["good.jsonl", "inner/inside.jsonl", "locked.jsonl"]
    assert {p.file for p in problems} == {"circle.txt", "nowhere.txt", "inner/up", "out"}
    assert all(list(read_source(source)) for source in sources)
    assert read_corrections(sources)[1] == []


def test_a_folder_of_nothing_but_locks_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "circle.txt").symlink_to(tmp_path / "in" / "circle.txt")
    with pytest.raises(InputError, match="链接"):
        find_sources([tmp_path / "in"])
