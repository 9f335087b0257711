"""Snapshots in their folder: which one is current, how the next one becomes visible, how to go back.

    DIR/CURRENT                      name of the current snapshot; replaced by one atomic rename
    DIR/snapshots/000001-….duckdb    immutable
    DIR/work/                        the work cache, may be deleted at any time
    DIR/LOCK                         held by the one build that runs

Readers follow CURRENT (`pointer`) and never wait; a build that dies leaves CURRENT as it was.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from trends.archive.disk import discard, put, sweep, write_whole
from trends.archive.permission import refuse
from trends.archive.pointer import (
    CURRENT,
    SNAPSHOTS,
    current_snapshot,
    named_snapshot,
    newest_whole,
    snapshots,
)
from trends.errors import ArchiveError, InputError

# Before the name of a snapshot that is about to become the current one.
BEGUN = ".begun-"

__all__ = ["CURRENT", "SNAPSHOTS", "current_snapshot", "snapshots"]


def next_number(archive: Path) -> int:
    kept = snapshots(archive)
    return int(kept[-1].name[:6]) + 1 if kept else 1


@contextlib.contextmanager
def build_lock(archive: Path) -> Iterator[None]:
    """Held while a build runs; the system frees it when the process dies.

    Raises ArchiveError at once when another build holds it, and for every fault of the disk
    inside the block: no space, no permission; AccessError when who asks may not change anything.
    """
    refuse("build")
    try:
        (archive / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
        with FileLock(archive / "LOCK", timeout=0):
            _sweep(archive)
            try:
                yield
            except BaseException:
                _sweep(archive)
                raise
    except Timeout as error:
        raise ArchiveError(f"另一个构建正在写档案 {archive}", "请等它结束再试") from error
    except (OSError, duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        why = getattr(error, "strerror", None) or " ".join(str(error).split())
        file = Path(str(getattr(error, "filename", None) or archive))
        if not file.absolute().is_relative_to(archive.absolute()) and not file.is_relative_to(
            tempfile.gettempdir()
        ):
            raise InputError(f"{file} 读不了（{why}）", "检查它的权限，或先关掉正开着它的程序") from error
        raise ArchiveError(
            f"档案 {archive} 无法写入（{why}）", "请腾出磁盘空间，或换一个可写的 --archive"
        ) from error


def publish(archive: Path, aside: Path, name: str, *, keep: int = 3) -> Path:
    """Makes the finished file `aside` the current snapshot `name`; keeps `keep`: it, the one that was current, and
    the newest of the others, so that those which nobody was shown (rolled back, cut off) drive none out."""
    final, before = archive / SNAPSHOTS / name, named_snapshot(archive)
    begun = archive / SNAPSHOTS / f"{BEGUN}{name}"
    begun.touch()
    put(aside, final)
    point_to(archive, name)
    discard(begun)
    others = [path for path in snapshots(archive) if path not in (final, before)]
    first = [*others, *([before] if before and before != final else []), final]
    for old in first[:-keep]:
        discard(old)
    return final


def point_to(archive: Path, name: str) -> None:
    """Makes snapshot `name` the current one."""
    write_whole(archive / CURRENT, f"{name}\n".encode())


def roll_back(archive: Path, number: int | None = None) -> Path:
    """Makes the kept snapshot `number`, or the newest whole one before that which CURRENT names, the current one.

    Raises ArchiveError when there is no such snapshot.
    """
    kept = snapshots(archive)
    if number is None:
        found = newest_whole(archive, before=named_snapshot(archive))
    else:
        found = next((path for path in kept if int(path.name[:6]) == number), None)
    if found is None:
        names = "、".join(path.name for path in kept) or "无"
        raise ArchiveError(f"档案 {archive} 没有可退回的快照", f"留存的有：{names}")
    with build_lock(archive):
        point_to(archive, found.name)
    return found


def _sweep(archive: Path) -> None:
    """Removes what a killed build left: files aside, and a snapshot that it did not come to point to."""
    for begun in (archive / SNAPSHOTS).glob(f"{BEGUN}*"):
        cut_off = archive / SNAPSHOTS / begun.name.removeprefix(BEGUN)
        if named_snapshot(archive) not in (None, cut_off):
            discard(cut_off)
        discard(begun)
    for left in (archive / SNAPSHOTS).glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else discard(left)
    sweep(archive)
