"""The list of phrases that a person can read and edit: text in, rows out, and back.

A CSV file with the columns of `Phrase`. `status` is the word of two sides: the program writes
auto, a person may change it to keep (a term, whatever is found) or drop (never a term); lines that
a person adds need only a phrase and keep. What a person wrote survives every rebuild.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

import pandas as pd

from trends.errors import InputError

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


def read_phrases(text: str, file: str = "phrases.csv") -> tuple[Phrase, ...]:
    """The rows of the list. Raises InputError that names the line and lists what is wrong with it."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in ("phrase", "status") if name not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"缺少列 {'、'.join(missing)}", f"表头应为 {','.join(COLUMNS)}", file=file, line=1)
    rows: dict[str, Phrase] = {}
    for row in reader:
        phrase = _row(row, file, reader.line_num)
        if phrase.phrase in rows:
            raise InputError(f"“{phrase.phrase}”出现了两次", "请只留一行", file=file, line=reader.line_num)
        rows[phrase.phrase] = phrase
    return tuple(rows.values())


def write_phrases(rows: Iterable[Phrase]) -> str:
    """The list as CSV text, a person's rows first, then by articles."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda r: (r.status == "auto", -r.n, r.phrase)):
        numbers = ("" if math.isnan(value) else f"{value:.2f}" for value in (row.cohesion, row.freedom))
        writer.writerow((row.phrase, row.n, row.first, row.last, *numbers, f"{row.quoted:.2f}", row.status))
    return out.getvalue()


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


def _row(row: dict[str, str | None], file: str, line: int) -> Phrase:
    text, status = (row["phrase"] or "").strip(), (row["status"] or "").strip() or "keep"
    faults = []
    if not 2 <= len(text) <= 30 or any(c.isspace() for c in text):
        faults.append(f"短语“{text[:40]}”应为 2–30 个字，不含空格")
    if status not in STATUSES:
        faults.append(f"status 是“{status[:20]}”，应为 {'、'.join(STATUSES)} 之一")
    numbers: dict[str, float] = {}
    for name, empty in (("n", 0.0), ("cohesion", math.nan), ("freedom", math.nan), ("quoted", 0.0)):
        try:
            numbers[name] = float(row.get(name) or empty)
        except ValueError:
            faults.append(f"{name} 不是数：{(row.get(name) or '')[:20]}")
    if faults:
        raise InputError("；".join(faults), file=file, line=line)
    return Phrase(
        phrase=text,
        n=int(numbers["n"]),
        first=row.get("first") or "",
        last=row.get("last") or "",
        cohesion=numbers["cohesion"],
        freedom=numbers["freedom"],
        quoted=numbers["quoted"],
        status=status,
    )
