"""The work cache of an archive: files named by what went into them, so nothing is done twice.

A work file appears whole or not at all: it is written aside and renamed. Each has a checksum beside it
(`….sum`); one that does not match is removed (`mend`) and made again. Records are pickles, which run what they
say: each is signed with a key of the person who builds, kept in their own folder, and one that others wrote is
never loaded.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import hmac
import os
import pickle
import secrets
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trends.archive.disk import LEFT_OVER, discard, write_whole

RECORD, SUM = ".record", ".sum"
KEY = 32  # bytes


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


@functools.lru_cache(maxsize=1)
def own_key() -> bytes:
    """The key that this person's records are signed with; one for this process alone where it cannot be kept."""
    home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "trends" / "work.key"
    with contextlib.suppress(OSError):
        if not home.is_file():
            home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(home, secrets.token_bytes(KEY))
            home.chmod(0o600)
        key = home.read_bytes()
        if len(key) == KEY:
            return key
    return secrets.token_bytes(KEY)


@dataclass(frozen=True, slots=True)
class WorkStore:
    """`root` holds one folder a step, each with files <key>.<suffix>. key: as `own_key`; it travels to the workers."""

    root: Path
    key: bytes = field(default_factory=own_key, repr=False)

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
            if path.suffix == SUM:
                continue
            with contextlib.suppress(OSError):
                stat = path.stat()
                if path.is_file() and stat.st_mtime < since - 2:  # clocks of file systems are coarse
                    path.unlink()
                    _sum_file(path).unlink(missing_ok=True)
                    freed += stat.st_size
        return freed

    def mend(self, steps: Sequence[str]) -> int:
        """Removes the damaged files of some steps, and what killed writers left; how many were damaged."""
        damaged = 0
        for step in steps:
            for path in self.files(step):
                whole = (
                    self._record(path) is not None if path.suffix == RECORD else _sum(path) == _kept_sum(path)
                )
                if not whole:
                    damaged += 1
                    discard(path)
                    discard(_sum_file(path))
            for left in (self.root / step).glob(".*"):
                with contextlib.suppress(OSError):
                    if time.time() - left.stat().st_mtime > LEFT_OVER:
                        left.unlink()
        return damaged

    def files(self, step: str) -> list[Path]:
        """All finished files of a step, in order of their names."""
        found = (self.root / step).glob("*.*")
        return sorted(path for path in found if not path.name.startswith(".") and path.suffix != SUM)

    @contextlib.contextmanager
    def writing(self, step: str, key: str, suffix: str) -> Iterator[Path]:
        """A path to write to; when the block ends well it becomes the work file."""
        final = self.path(step, key, suffix)
        aside = final.with_name(f".{uuid.uuid4().hex}.{final.name}")
        try:
            yield aside
            if f".{suffix}" != RECORD:
                _sum_file(final).write_bytes(_sum(aside))
            os.replace(aside, final)
        finally:
            aside.unlink(missing_ok=True)

    def has_record(self, step: str, key: str) -> bool:
        return self.path(step, key, RECORD[1:]).exists()

    def load_record(self, step: str, key: str) -> Any:
        """A record saved under the key, or None: also where it is damaged, or not signed with this store's key."""
        data = self._record(self.path(step, key, RECORD[1:]))
        return None if data is None else pickle.loads(data)  # nosec B301 - signed

    def save_record(self, step: str, key: str, record: object) -> None:
        with self.writing(step, key, RECORD[1:]) as path:
            data = pickle.dumps(record, protocol=5)
            path.write_bytes(self._signature(step, key, data) + data)

    def drop_record(self, step: str, key: str) -> None:
        self.path(step, key, RECORD[1:]).unlink(missing_ok=True)

    def _record(self, path: Path) -> bytes | None:
        try:
            data = path.read_bytes()
        except OSError:
            return None
        signature, record = data[:KEY], data[KEY:]
        wanted = self._signature(path.parent.name, path.stem, record)
        return record if hmac.compare_digest(signature, wanted) else None

    def _signature(self, step: str, key: str, data: bytes) -> bytes:
        return hmac.digest(self.key, f"{step}/{key}/".encode() + data, "sha256")


def work_bytes(archive: Path) -> int:
    """What the work cache of an archive takes on the disk."""
    sizes = 0
    for path in (archive / "work").rglob("*"):
        with contextlib.suppress(OSError):
            sizes += path.stat().st_size if path.is_file() else 0
    return sizes


def _sum_file(path: Path) -> Path:
    return path.with_name(path.name + SUM)


def _sum(path: Path) -> bytes:
    try:
        return file_digest(path).encode()
    except OSError:
        return b""


def _kept_sum(path: Path) -> bytes | None:
    with contextlib.suppress(OSError):
        return _sum_file(path).read_bytes()
    return None
