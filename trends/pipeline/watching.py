"""A folder watched: files that were put there and have arrived whole go into the archive by themselves."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trends import pipeline
from trends.archive.publishing import current_snapshot
from trends.errors import InputError, TrendsError
from trends.pipeline.engine import Engine
from trends.pipeline.summary import Summary
from trends.readers import Columns, is_hidden
from trends.readers.sources import SIDE_FILES

UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".download", ".filepart")
Stamp = tuple[int, int]  # size in bytes, time of change in nanoseconds


@dataclass(slots=True)
class Folder:
    """What is known of the watched files. `arrived` seconds without a change make a file whole."""

    path: Path
    arrived: float = 2.0
    done: dict[Path, Stamp] = field(default_factory=dict)
    waiting: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)

    def ready(self, now: float) -> list[Path]:
        """Files that are new or changed and have not changed for a while, in the order of their names."""
        stamps = _stamps(self.path)
        self.done = {path: stamp for path, stamp in self.done.items() if path in stamps}
        fresh = {path: stamp for path, stamp in stamps.items() if self.done.get(path) != stamp}
        old = self.waiting
        self.waiting = {
            path: old[path] if path in old and old[path][0] == stamp else (stamp, now)
            for path, stamp in fresh.items()
        }
        return sorted(path for path, (_, since) in self.waiting.items() if now - since >= self.arrived)

    def settle(self, paths: Sequence[Path]) -> None:
        """Marks files as read, so that only a change brings them back."""
        self.done |= {path: self.waiting.pop(path)[0] for path in paths if path in self.waiting}


def watch(
    folder: Folder,
    archive: Path,
    *,
    engine: Engine,
    told: Callable[[Summary | TrendsError], None],
    stopped: Callable[[], bool],
    columns: Columns = (),
    pause: float = 1.0,
) -> None:
    """Adds what arrives in the folder until `stopped`; the first files build the archive where there is none.

    Polling sees files on network drives too. An archive that another process is writing is tried again;
    a file that cannot be used is told once, and again only when it changed.
    Raises InputError when the folder is none.
    """
    if not folder.path.is_dir():
        raise InputError("没有这个文件夹", "先建好它", file=str(folder.path))
    while not stopped():
        ready = folder.ready(time.monotonic())
        if ready:
            try:
                told(_taken(ready, folder.path, archive, engine, columns))
                folder.settle(ready)
            except InputError as error:
                told(error)
                folder.settle(ready)
            except TrendsError as error:
                told(error)
        time.sleep(pause)


def _taken(paths: Sequence[Path], root: Path, archive: Path, engine: Engine, columns: Columns) -> Summary:
    if current_snapshot(archive) is None:
        return pipeline.build(paths, archive, engine=engine, columns=columns, root=root)
    return pipeline.add(
        paths, archive, engine=engine, progress=pipeline.no_progress, columns=columns, root=root
    )


def _stamps(folder: Path) -> dict[Path, Stamp]:
    """The files under a folder with their stamps; what systems and downloads keep for themselves left out."""
    stamps = {}
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.name in SIDE_FILES or path.suffix.lower() in UNFINISHED or any(map(is_hidden, parts)):
            continue
        try:
            stat = path.stat()
        except OSError:  # gone since it was listed
            continue
        if path.is_file():
            stamps[path] = (stat.st_size, stat.st_mtime_ns)
    return stamps
