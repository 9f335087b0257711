"""withdrawn.csv: articles that were taken back, with when, why and by whom; no build brings them in again.

An article is known by `key`, a checksum of its text: the list holds no word of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from trends.archive.lists import read_list, write_list

WITHDRAWN = "withdrawn.csv"
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One article. at: ISO time; id, file: as they were in the archive; key: of its text."""

    at: str
    id: str
    file: str
    why: str
    by: str
    key: str


COLUMNS = tuple(field.name for field in fields(Withdrawn))


def text_key(headline: str | None, body: str) -> str:
    """16 hexadecimal digits made of the letters of a text, the same whatever its signs and line breaks."""
    letters = _LETTERS.sub("", f"{headline or ''}{body}")
    return hashlib.blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def read_withdrawn(archive: Path) -> list[Withdrawn]:
    """What was taken back, oldest first; rows without a key are no use and stay out."""
    rows = read_list(archive / WITHDRAWN, ("key",)).rows
    return [Withdrawn(*(row[name] for name in COLUMNS)) for row in rows if row["key"]]


def withdrawn_keys(archive: Path) -> frozenset[str]:
    return frozenset(row.key for row in read_withdrawn(archive))


def note_withdrawn(archive: Path, rows: Iterable[Withdrawn]) -> None:
    """Adds to the list what is not in it. Raises OSError."""
    old = read_list(archive / WITHDRAWN, ("key",))
    kept = read_withdrawn(archive)
    known = {row.key for row in kept}
    new = [row for row in rows if row.key not in known]
    aside = [row for row in old.rows if not row["key"]]
    write_list(archive / WITHDRAWN, COLUMNS, [astuple(row) for row in [*kept, *new]], old, aside)


def now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
