"""The list of phrases that a person can read and edit: text in, rows out, and back.

A CSV file with the columns of `Phrase`. `status` is the word of two sides: the program writes
auto, a person may change it to keep (a term, whatever is found) or drop (never a term); lines that
a person adds need only a phrase and keep. What a person wrote survives every rebuild.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import pandas as pd

STATUSES = ("auto", "keep", "drop")
LONGEST_TERM = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """n: articles that hold it; first, last: ISO dates or ""; cohesion, freedom: bits; quoted: 0..1."""

    phrase: str
    n: int = 0
    first: str = ""
    last: str = ""
    cohesion: float = math.nan
    freedom: float = math.nan
    quoted: float = 0.0
    status: str = "auto"


COLUMNS = tuple(field.name for field in fields(Phrase))


def phrases_of(rows: Sequence[Mapping[str, str]]) -> tuple[tuple[Phrase, ...], dict[int, str]]:
    """The rows of the list, cells by the names of COLUMNS, and for the places of those that are no use why."""
    found: dict[str, Phrase] = {}
    faults: dict[int, str] = {}
    for place, row in enumerate(rows):
        text, status = row.get("phrase", "").strip(), row.get("status", "").strip().lower() or "keep"
        known = found.get(text)
        if not 2 <= len(text) <= 30 or any(c.isspace() for c in text):
            faults[place] = f"短语“{text[:40]}”应为 2–30 个字，不含空格"
        elif status not in STATUSES:
            faults[place] = f"status 是“{status[:20]}”，应为 {'、'.join(STATUSES)} 之一"
        elif known is None or known.status == "auto":
            found[text] = _phrase(text, status, row)
        elif status not in ("auto", known.status):
            faults[place] = f"“{text}”出现了两次，一次 {known.status}，一次 {status}"
    return tuple(found.values()), faults


def list_rows(rows: Iterable[Phrase]) -> list[tuple[object, ...]]:
    """The cells of the list, a person's rows first, then by articles."""
    return [
        (
            row.phrase,
            row.n,
            row.first,
            row.last,
            *map(_number, (row.cohesion, row.freedom)),
            f"{row.quoted:.2f}",
            row.status,
        )
        for row in sorted(rows, key=lambda r: (r.status == "auto", -r.n, r.phrase))
    ]


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.2f}"


def updated(rows: Sequence[Phrase], found: pd.DataFrame) -> tuple[Phrase, ...]:
    """The list after a build found phrases (the table of `phrases.discover`): automatic rows are
    those found now; rows of a person stay, with new numbers where the phrase was found."""
    person = {row.phrase: row for row in rows if row.status != "auto"}
    columns = [name for name in COLUMNS if name != "status"]
    new = {row[0]: Phrase(*row) for row in found[columns].itertuples(index=False, name=None)}
    kept = {p: replace(new.get(p, row), status=row.status) for p, row in person.items()}
    return tuple((new | kept).values())


def phrase_terms(rows: Iterable[Phrase]) -> frozenset[str]:
    """What becomes a term: every kept phrase, and automatic ones of at most LONGEST_TERM characters."""
    return frozenset(
        row.phrase
        for row in rows
        if row.status == "keep" or (row.status == "auto" and len(row.phrase) <= LONGEST_TERM)
    )


def _phrase(text: str, status: str, row: Mapping[str, str]) -> Phrase:
    """The program's own numbers may be missing or spoilt: the next build writes them anew."""

    def number(name: str, empty: float) -> float:
        try:
            return float(row.get(name) or empty)
        except ValueError:
            return empty

    n = number("n", 0.0)
    return Phrase(
        phrase=text,
        n=int(n) if math.isfinite(n) else 0,
        first=row.get("first", ""),
        last=row.get("last", ""),
        cohesion=number("cohesion", math.nan),
        freedom=number("freedom", math.nan),
        quoted=number("quoted", 0.0),
        status=status,
    )
