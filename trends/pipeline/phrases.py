"""Phrases of the archive: found in its texts, kept in a list that people may edit."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from trends.archive.lists import ListRow, PeopleList, read_list, write_list
from trends.archive.work import WorkStore, digest
from trends.pipeline.chunks import Chunk, head_text
from trends.pipeline.counting import HEAD_COLUMNS
from trends.pipeline.engine import Engine
from trends.pipeline.tables import read_rows
from trends.terms.phrase_list import COLUMNS, Phrase, list_rows, phrase_terms, phrases_of, updated
from trends.terms.phrases import discover

# Raise when the discovery finds other phrases in the same texts.
PHRASE_VERSION = 4
PHRASE_FILE = "phrases.csv"


@dataclass(frozen=True)
class FoundPhrases:
    """table: what discovery found, columns of `terms.phrases.discover`; rows: the list with people's
    decisions; words: what becomes a term."""

    table: pd.DataFrame
    rows: tuple[Phrase, ...]

    @property
    def words(self) -> frozenset[str]:
        return phrase_terms(self.rows)


class StoredTexts(Sequence[Sequence[str]]):
    """The pair (dates, texts) of a paper's month, read from the work files of its chunks when asked for, in the
    order of date and id: which articles came in one file is of no account."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths

    def __len__(self) -> int:
        return 2

    def __getitem__(self, index: int) -> Sequence[str]:  # type: ignore[override]
        return self.pair()[index]

    def __iter__(self) -> Iterator[Sequence[str]]:
        return iter(self.pair())

    def pair(self) -> tuple[list[str], list[str]]:
        columns = ["date", "id", *HEAD_COLUMNS, "body"]
        table = pa.concat_tables([read_rows(path, columns) for path in self.paths])
        table = table.sort_by([("date", "ascending"), ("id", "ascending")])
        heads = zip(*(table[column].to_pylist() for column in HEAD_COLUMNS), strict=True)
        texts = [
            f"{head_text(*head)}\n{body}" for head, body in zip(heads, table["body"].to_pylist(), strict=True)
        ]
        return [date.isoformat() for date in table["date"].to_pylist()], texts


def found_phrases(
    archive: Path, store: WorkStore, chunks: Sequence[Chunk], engine: Engine, *, small: bool
) -> FoundPhrases:
    """Discovers phrases unless these very chunks were searched before, and brings the list in the
    archive's folder up to date; a person's keep and drop stay.
    """
    ordered = sorted(chunks, key=lambda chunk: (chunk.month, chunk.paper, chunk.key))
    key = digest(PHRASE_VERSION, *(chunk.key for chunk in ordered))
    table: pd.DataFrame | None = store.load_record("phrases", key)
    if table is None:
        months = itertools.groupby(ordered, key=lambda chunk: (chunk.month, chunk.paper))
        texts = [
            StoredTexts([store.path("chunks", chunk.key, "parquet") for chunk in group])
            for _, group in months
        ]
        table = discover(texts, functools.partial(engine.map, small=small))  # type: ignore[arg-type]
        store.save_record("phrases", key, table)
    return FoundPhrases(table, updated(_listed(archive)[1], table))


def listed_words(archive: Path) -> frozenset[str]:
    """What the list in the archive's folder makes a term."""
    return phrase_terms(_listed(archive)[1])


def save_list(archive: Path, found: FoundPhrases) -> None:
    """Writes what was found into the list where people edit it, with the decisions that stand there now."""
    old, now, aside = _listed(archive)
    rows = list_rows(updated(now, found.table))
    write_list(archive / PHRASE_FILE, COLUMNS, rows, old, [row for row, _ in aside])


def _listed(archive: Path) -> tuple[PeopleList, tuple[Phrase, ...], list[tuple[ListRow, str]]]:
    found = read_list(archive / PHRASE_FILE, ("phrase", "status"))
    rows, faults = phrases_of([row.cells for row in found.rows])
    return found, rows, [(found.rows[place], what) for place, what in faults.items()]
