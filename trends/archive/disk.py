"""Files that appear whole or not at all, whatever dies meanwhile. Every file that people keep is written here.

The bytes go to a file beside the final one, onto the disk, and take its place by one rename.
"""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

# Windows: another program has the file open.
HELD = (5, 32)
TRIES, PAUSE = 10, 0.1  # seconds
ASIDE = ".new"
LEFT_OVER = 3600  # seconds after which a file written aside belongs to nobody


def write_whole(final: Path, data: bytes) -> None:
    """Writes a file that is there whole, or as it was. Raises OSError."""
    with written_aside(final) as aside:
        aside.write_bytes(data)


@contextlib.contextmanager
def written_aside(final: Path) -> Iterator[Path]:
    """A path to write to; when the block ends well its file takes the place of `final`, else it is gone."""
    aside = final.with_name(f".{final.name}.{uuid.uuid4().hex[:8]}{ASIDE}")
    try:
        yield aside
        put(aside, final)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def put(aside: Path, final: Path) -> None:
    """Brings a finished file's bytes, then its name, onto the disk in the place of `final`."""
    synced(aside)
    for left in range(TRIES, -1, -1):
        try:
            os.replace(aside, final)
            break
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD or not left:
                raise
            time.sleep(PAUSE)
    synced(final.parent)


def synced(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    if path.is_dir():
        if os.name == "nt":  # Windows cannot open folders, and renames durably
            return
        handle = os.open(path, os.O_RDONLY)
    else:
        handle = os.open(path, os.O_RDWR)  # Windows does not sync what is open for reading only
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(path: Path) -> None:
    """Removes a file; one that another program holds open (Windows) is left for the next time."""
    with contextlib.suppress(PermissionError):
        path.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Removes what killed writers left aside in a folder."""
    for left in folder.glob(f".*{ASIDE}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_OVER:
                left.unlink()
