"""Which snapshot is current: the one that CURRENT names, else the newest whole one, and that is said.

A folder without CURRENT is no empty archive when there are snapshots, lists or work in it.
"""

from __future__ import annotations

import functools
import re
import warnings
from pathlib import Path

from trends.archive.snapshot import Snapshot
from trends.errors import ArchiveError, ArchiveWarning, DamagedError
from trends.journal import note
from trends.records import Problem

CURRENT = "CURRENT"
SNAPSHOTS = "snapshots"
LOST = "从备份放回 snapshots，或用 build --fresh 重建，话题从头认"
NAME = re.compile(r"\d{6}-[\w.-]{1,60}\.duckdb", re.ASCII)
# What a build, a person or a reader's import leaves in the folder of an archive.
TRACES = (
    CURRENT,
    SNAPSHOTS,
    "work",
    "imported",
    "scores",
    "labels.csv",
    "phrases.csv",
    "dates.csv",
    "corrections.csv",
    "withdrawn.csv",
    "sources.json",
)


def current_snapshot(archive: Path) -> Path | None:
    """The published snapshot's file, or None when nothing was published yet.

    Where CURRENT names none that is there it is the newest whole one, with an ArchiveWarning.
    Raises DamagedError when none of the snapshots is whole, or what CURRENT names is gone and nothing else there.
    """
    named, fault = _named(archive)
    if named is not None:
        return named
    kept = snapshots(archive)
    found = newest_whole(archive)
    if found is not None:
        warnings.warn(
            f"{fault}，打开的是最新的完整快照 {found.name}；{_cure(found)}", ArchiveWarning, stacklevel=2
        )
        note("pointer", archive=str(archive), opened=found.name)
        return found
    if kept:
        raise DamagedError(f"档案 {archive} 的 {len(kept)} 个快照都不完好", LOST)
    if (archive / CURRENT).exists():
        raise DamagedError(f"档案 {archive} 的{fault}，也没有别的快照", LOST)
    return None


def named_snapshot(archive: Path) -> Path | None:
    """The file that CURRENT names, None when it is not there."""
    return _named(archive)[0]


def newest_whole(archive: Path, before: Path | None = None) -> Path | None:
    """The newest snapshot that opens, of those older than `before`."""
    kept = [path for path in snapshots(archive) if before is None or path.name < before.name]
    return next((path for path in reversed(kept) if _whole(path, path.stat().st_mtime_ns)), None)


def pointer_problem(archive: Path, opened: str) -> Problem | None:
    """What is wrong with CURRENT, when the snapshot `opened` was opened in its place."""
    named, fault = _named(archive)
    return (
        None
        if named
        else Problem(CURRENT, None, f"{fault}，打开的是最新的完整快照 {opened}", _cure(Path(opened)), False)
    )


def snapshots(archive: Path) -> list[Path]:
    """All snapshots kept, oldest first."""
    return sorted(path for path in (archive / SNAPSHOTS).glob("[0-9]*.duckdb") if NAME.fullmatch(path.name))


def traces(archive: Path) -> list[str]:
    """What of an archive is in the folder: none in one where a first archive may be made."""
    return [name for name in TRACES if (archive / name).is_file() or _filled(archive / name)]


def _filled(folder: Path) -> bool:
    return folder.is_dir() and any(not inner.name.startswith(".") for inner in folder.iterdir())


def _cure(found: Path) -> str:
    return f"若就是它，运行 rollback --to {int(found.name[:6])} 写回 {CURRENT}"


def _named(archive: Path) -> tuple[Path | None, str]:
    """The file that CURRENT names when it is there, else what is wrong with CURRENT."""
    try:
        name = (archive / CURRENT).read_bytes()[:200].decode("ascii").strip()
    except FileNotFoundError:
        return None, f"{CURRENT} 不见了"
    except (UnicodeDecodeError, OSError):
        return None, f"{CURRENT} 读不懂"
    if not NAME.fullmatch(name):
        return None, f"{CURRENT} 读不懂"
    path = archive / SNAPSHOTS / name
    return (path, "") if path.is_file() else (None, f"{CURRENT} 所指的快照 {name} 不见了")


@functools.lru_cache(maxsize=16)
def _whole(path: Path, _changed: int) -> bool:
    """Whether the file opens and holds what every snapshot holds."""
    try:
        opened = Snapshot(path)
        try:
            return bool(opened.meta.snapshot)
        finally:
            opened.close()
    except (ArchiveError, KeyError, ValueError):
        return False
