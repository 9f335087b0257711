"""Passages printed before, over a whole archive: texts pass by one file at a time, grams wait on the disk.

At no time are there more letters in memory than one file of texts and one share of the grams have.
"""

from __future__ import annotations

import contextlib
import itertools
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from trends.archive.snapshot import Snapshot
from trends.archive.sql.reuse import bodies_of
from trends.archive.work import WorkStore
from trends.pipeline.grams import near_articles, note_grams
from trends.pipeline.tables import read_rows
from trends.reuse import GRAM, Texts, anchors_of, gram_hashes, kept_letters, looked_up, passages_of

SHARES = 16  # files into which the grams are dealt by their hash
SCHEMA = pa.schema(
    [
        ("article", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("from_article", pa.string()),
        ("from_start", pa.int32()),
        ("from_end", pa.int32()),
    ]
)
Bodies = tuple[list[str], np.ndarray, list[str]]  # ids, dates in days since 1970, bodies


def reuse_table(store: WorkStore, files: Sequence[Path], snapshot: Snapshot | None = None) -> pa.Table:
    """The table reuse of the articles in the files; in characters of their bodies.

    snapshot: what the archive holds already. Its articles may have been the first to print something; what it says of
    them stays.
    """
    with _emptied(store.root / "reuse") as folder:
        letters = _Letters(folder)
        for path in files:
            ids, dates, bodies = _staged(path)
            note_grams(store, path.stem, ids, letters.take(ids, dates, bodies, new=True))
        if snapshot is not None:
            known = letters.only_known()
            for ids, dates, bodies in bodies_of(snapshot, near_articles(store, snapshot, known, letters.ids)):
                letters.take(ids, dates, bodies, new=False)
        return letters.table()


@contextlib.contextmanager
def _emptied(folder: Path) -> Iterator[Path]:
    """A folder for one build, without what a killed one left in it; only one build runs at a time."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _staged(path: Path) -> Bodies:
    table = read_rows(path, ["id", "date", "body"])
    return table["id"].to_pylist(), table["date"].cast(pa.int32()).to_numpy(), table["body"].to_pylist()


class _Letters:
    """The letters of all texts and their grams, in files of a folder that goes when all is done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ids: list[str] = []
        self.new: list[bool] = []
        self.dates: list[np.ndarray] = []
        self.sizes: list[int] = []
        self.bits: list[bytes] = []  # of each text, which characters are letters
        self.total = 0
        self.known: np.ndarray | None = None  # grams of new texts, sorted: of old ones no others matter

    def take(
        self, ids: Sequence[str], dates: np.ndarray, bodies: Sequence[str], *, new: bool
    ) -> list[np.ndarray]:
        """Adds texts; returns the hashes of the grams of each that are looked up. dates: (n,) days."""
        codes, marks = kept_letters(bodies)
        ends = np.cumsum([0, *map(len, bodies)])
        self.bits += [np.packbits(marks[a:b]).tobytes() for a, b in itertools.pairwise(ends)]
        sizes = np.diff(np.append(0, np.cumsum(marks))[ends])
        grams = gram_hashes(codes)
        left = np.repeat(np.cumsum(sizes), sizes)[: len(grams)] - np.arange(
            len(grams)
        )  # of its text, from it on
        at = np.flatnonzero(looked_up(grams) & (left >= GRAM))
        self.sizes += sizes.tolist()
        self.ids += ids
        self.new += [new] * len(ids)
        self.dates.append(dates)
        with (self.folder / "letters").open("ab") as file:
            file.write(codes.tobytes())
        self._deal(grams[at], self.total + at)
        self.total += len(codes)
        return np.split(grams[at], np.searchsorted(at, np.cumsum(sizes)[:-1])) if len(ids) else []

    def _deal(self, hashes: np.ndarray, places: np.ndarray) -> None:
        if self.known is not None:
            near = self.known[np.minimum(np.searchsorted(self.known, hashes), len(self.known) - 1)]
            hashes, places = hashes[near == hashes], places[near == hashes]
        share = (hashes >> np.uint64(60)).astype(np.uint8)
        order = np.argsort(share, kind="stable")
        both = np.stack([hashes[order], places[order].astype(np.uint64)], axis=1)
        ends = np.cumsum(np.bincount(share, minlength=SHARES))[:-1]
        for number, part in enumerate(np.split(both, ends)):
            with (self.folder / f"grams-{number}").open("ab") as file:
                file.write(part.tobytes())

    def only_known(self) -> np.ndarray:
        """From now on only grams count that a text taken so far has; their hashes, sorted."""
        grams = [self._grams(number)[0] for number in range(SHARES)]
        self.known = np.unique(np.concatenate(grams)) if self.total else np.zeros(1, np.uint64)
        if not len(self.known):
            self.known = np.zeros(1, np.uint64)
        return self.known

    def _grams(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        path = self.folder / f"grams-{number}"
        data = np.fromfile(path, dtype=np.uint64) if path.exists() else np.zeros(0, np.uint64)
        both = data.reshape(-1, 2)
        return both[:, 0], both[:, 1].astype(np.int64)

    def table(self) -> pa.Table:
        """The passages as rows of SCHEMA."""
        if not self.total:
            return SCHEMA.empty_table()
        codes = np.memmap(self.folder / "letters", dtype=np.uint16, mode="r")
        texts = Texts(codes, np.cumsum([0, *self.sizes]))
        dates = np.concatenate(self.dates)
        rank = np.empty(len(dates), dtype=np.int64)
        rank[np.lexsort((np.array(self.ids), dates))] = np.arange(len(dates))
        new = np.array(self.new)
        laters, firsts = [], []
        for number in range(SHARES):
            hashes, places = self._grams(number)
            owner = texts.of(places)
            later, first = anchors_of(hashes, places, rank[owner])
            kept = new[texts.of(later)]
            laters.append(later[kept])
            firsts.append(first[kept])
        found = passages_of(np.concatenate(laters), np.concatenate(firsts), texts)
        start, end = self._characters(found.text, found.start, found.end)
        was, until = self._characters(found.from_text, found.from_start, found.from_end)
        ids = np.array(self.ids, dtype=object)
        columns = [ids[found.text], start, end, ids[found.from_text], was, until]
        return pa.table([pa.array(c, t) for c, t in zip(columns, SCHEMA.types, strict=True)], schema=SCHEMA)

    def _characters(
        self, text: np.ndarray, start: np.ndarray, end: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Letters of texts → characters."""
        begins, ends = np.zeros(len(text), np.int32), np.zeros(len(text), np.int32)
        for k, (n, a, b) in enumerate(zip(text.tolist(), start.tolist(), end.tolist(), strict=True)):
            places = np.flatnonzero(np.unpackbits(np.frombuffer(self.bits[n], dtype=np.uint8)))
            begins[k], ends[k] = places[a], places[b - 1] + 1
        return begins, ends
