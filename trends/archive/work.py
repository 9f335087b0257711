"""The work cache of an archive: files named by what went into them, so nothing is done twice.

A work file appears whole or not at all: it is written aside and renamed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def digest(*parts: str | bytes | int | float | None) -> str:
    """BLAKE2b of the parts, 32 hex digits; the parts are kept apart by their lengths."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.hexdigest()


def file_digest(path: Path) -> str:
    """BLAKE2b of a file's bytes, 32 hex digits."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


@dataclass(frozen=True, slots=True)
class WorkStore:
    """`root` holds one folder a step, each with files <key>.<suffix>."""

    root: Path

    def path(self, step: str, key: str, suffix: str) -> Path:
        folder = self.root / step
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{key}.{suffix}"
        with contextlib.suppress(OSError):
            os.utime(path)  # used now, see `prune`
        return path

    def prune(self, since: float) -> int:
        """Removes the files that nobody used since a time (seconds since 1970): what the last build did without.
        Returns their bytes."""
        freed = 0
        for path in self.root.rglob("*.*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                if path.is_file() and stat.st_mtime < since - 2:  # clocks of file systems are coarse
                    path.unlink()
                    freed += stat.st_size
        return freed

    def files(self, step: str) -> list[Path]:
        """All finished files of a step, in order of their names."""
        return sorted(path for path in (self.root / step).glob("*.*") if not path.name.startswith("."))

    @contextlib.contextmanager
    def writing(self, step: str, key: str, suffix: str) -> Iterator[Path]:
        """A path to write to; when the block ends well it becomes the work file."""
        final = self.path(step, key, suffix)
        aside = final.with_name(f".{uuid.uuid4().hex}.{final.name}")
        try:
            yield aside
            os.replace(aside, final)
        finally:
            aside.unlink(missing_ok=True)

    def has_record(self, step: str, key: str) -> bool:
        return self.path(step, key, "pickle").exists()

    def load_record(self, step: str, key: str) -> Any:
        """A record saved under the key, or None. Only files this project wrote are read here."""
        path = self.path(step, key, "pickle")
        return pickle.loads(path.read_bytes()) if path.exists() else None  # nosec B301

    def save_record(self, step: str, key: str, record: object) -> None:
        with self.writing(step, key, "pickle") as path:
            path.write_bytes(pickle.dumps(record, protocol=5))

    def drop_record(self, step: str, key: str) -> None:
        self.path(step, key, "pickle").unlink(missing_ok=True)
