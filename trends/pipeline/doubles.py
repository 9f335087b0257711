"""Articles that repeat earlier ones, found without ever holding more than one chunk of texts."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trends.archive.appending import StoredText, known_ids, stored_texts
from trends.archive.snapshot import Snapshot
from trends.archive.work import WorkStore, digest
from trends.layout.doubles import Trace, candidates, chained, flattened, sentence_keys, trace
from trends.pipeline.chunks import CHUNK_ARTICLES, Chunk
from trends.pipeline.engine import Engine
from trends.pipeline.partitions import Partition
from trends.pipeline.tables import read_rows, write_rows

# Raise when other sentences are compared.
SENTENCE_VERSION = digest("sentences", 1)[:8]
STEP = "sentences"


@dataclass(frozen=True, slots=True)
class Sentences:
    """An article by the checksums of its rare sentences; `row` in its chunk."""

    id: str
    date: dt.date
    keys: tuple[int, ...]
    chunk: Chunk | None
    row: int


def found_doubles(
    store: WorkStore, partitions: Sequence[Partition], engine: Engine, *, small: bool
) -> dict[str, str]:
    """Id → id of the earliest article it repeats; searched once for the same chunks."""
    key = digest("doubles", 2, SENTENCE_VERSION, *(partition.key for partition in partitions))
    doubles: dict[str, str] | None = store.load_record("doubles", key)
    for partition in partitions:
        for chunk in partition.chunks:
            _path(chunk, store)  # used: `add` looks there
    if doubles is None:
        chunks = [chunk for partition in partitions for chunk in partition.chunks]
        list(engine.map(functools.partial(_sentence_chunk, store=store), chunks, small=small))
        told = _told(store, chunks)
        near = candidates(told.owner, told.keys, len(told.order))
        doubles = chained(*_named_traces(store, told, near, engine, small))
        store.save_record("doubles", key, doubles)
    return doubles


def added_doubles(store: WorkStore, snapshot: Snapshot, chunks: Sequence[Chunk]) -> dict[str, str]:
    """Id of a new article → id of the earliest article, old or new, that it repeats.

    Old articles are looked for in the work cache, which takes from the snapshot what it lacks. They stay as
    they are, also when a new one is dated before them.
    """
    for chunk in chunks:
        _sentence_chunk(chunk, store)
    new = [article for chunk in chunks for article in _sentences(store, chunk)]
    own = {article.id for article in new}
    keys = pa.array(sorted({key for article in new for key in article.keys}), pa.uint32())
    old = {a.id: a for a in _old(store, snapshot, keys) if a.id not in own}
    texts = stored_texts(snapshot, sorted(old))
    articles = sorted([*(old[name] for name in texts), *new], key=lambda a: a.date)
    near = candidates(*flattened([article.keys for article in articles]), len(articles))
    near = {later: earlier for later, earlier in near.items() if articles[later].id in own}
    numbers = sorted({n for later, earlier in near.items() for n in (later, *earlier)})
    traces = {n: _trace_of(articles[n], texts, store) for n in numbers}
    doubles = chained({n: articles[n].id for n in numbers}, near, traces)
    return {
        name: texts[first].double_of or first if first in texts else first for name, first in doubles.items()
    }


def _sentence_chunk(chunk: Chunk, store: WorkStore) -> None:
    """Writes id, date and sentence checksums of a chunk's articles unless the work cache has them."""
    path = _path(chunk, store)
    if path.exists():
        return
    table = read_rows(store.path("chunks", chunk.key, "parquet"), ["id", "date", "headline", "body"])
    texts = zip(table["headline"].to_pylist(), table["body"].to_pylist(), strict=True)
    _write(store, chunk.key, table.select(["id", "date"]), texts)


def _old(store: WorkStore, snapshot: Snapshot, keys: pa.Array) -> Iterator[Sentences]:
    """The articles that have one of the sentences, out of the work cache, each of its files read once;
    old articles that it does not know are brought from the snapshot into it."""
    known: list[pa.Array] = []
    for path in store.files(STEP):
        table = read_rows(path)
        yield from _sharing(table, keys)
        known += table["id"].chunks
    ids = known_ids(snapshot)
    there = pc.is_in(ids, value_set=pa.chunked_array(known, pa.string()).combine_chunks())
    missing = sorted(ids.filter(pc.invert(there)).to_pylist())
    for batch in (missing[at : at + CHUNK_ARTICLES] for at in range(0, len(missing), CHUNK_ARTICLES)):
        texts = stored_texts(snapshot, batch)
        dates = pa.array([text.date for text in texts.values()], pa.date32())
        rows = pa.table({"id": pa.array(list(texts), pa.string()), "date": dates})
        written = ((text.headline, text.body) for text in texts.values())
        yield from _sharing(_write(store, digest(*batch), rows, written), keys)


def _write(
    store: WorkStore, key: str, articles: pa.Table, texts: Iterable[tuple[str | None, str]]
) -> pa.Table:
    """The work file of articles (id, date) with the checksums of their sentences."""
    keys = pa.array([sentence_keys(f"{head or ''}\n{body}") for head, body in texts], pa.list_(pa.uint32()))
    table = articles.append_column("keys", keys)
    with store.writing(STEP, f"{key}-{SENTENCE_VERSION}", "parquet") as aside:
        write_rows(table, aside)
    return table


def _path(chunk: Chunk, store: WorkStore) -> Path:
    return store.path(STEP, f"{chunk.key}-{SENTENCE_VERSION}", "parquet")


def _sentences(store: WorkStore, chunk: Chunk) -> list[Sentences]:
    table = read_rows(_path(chunk, store))
    rows = zip(*(table[name].to_pylist() for name in ("id", "date", "keys")), strict=True)
    return [Sentences(name, date, tuple(keys), chunk, row) for row, (name, date, keys) in enumerate(rows)]


def _sharing(table: pa.Table, keys: pa.Array) -> list[Sentences]:
    """The articles of a work file that have one of the sentences."""
    column = table["keys"].combine_chunks()
    hits = pc.list_parent_indices(column).filter(pc.is_in(column.flatten(), value_set=keys))
    found = table.take(pc.unique(hits)).to_pylist()
    return [Sentences(row["id"], row["date"], tuple(row["keys"]), None, 0) for row in found]


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of many articles, 8 bytes each. chunks; starts: (chunks,) number of the first article of
    each, as read; order: (n,) the articles' numbers by date; owner, keys: as in `candidates`."""

    chunks: Sequence[Chunk]
    starts: np.ndarray
    order: np.ndarray
    owner: np.ndarray
    keys: np.ndarray


def _told(store: WorkStore, chunks: Sequence[Chunk]) -> Told:
    dates, sizes, keys, ids = [], [], [], []
    for chunk in chunks:
        table = read_rows(_path(chunk, store), ["id", "date", "keys"])
        lists = table["keys"].combine_chunks()
        ids += table["id"].to_pylist()
        dates.append(table["date"].cast(pa.int32()).to_numpy())
        sizes.append(np.diff(lists.offsets.to_numpy()))
        keys.append(lists.flatten().to_numpy())
    date = np.concatenate(dates)
    order = np.lexsort((np.array(ids, dtype=str), date)).astype(np.int32)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order), dtype=np.int32)
    starts = np.cumsum([0, *map(len, dates[:-1])])
    return Told(chunks, starts, order, np.repeat(rank, np.concatenate(sizes)), np.concatenate(keys))


def _named_traces(
    store: WorkStore, told: Told, near: dict[int, list[int]], engine: Engine, small: bool
) -> tuple[dict[int, str], dict[int, list[int]], dict[int, Trace]]:
    """Id and trace of the articles in `near`, and `near`; each chunk is read once."""
    numbers = sorted({n for later, earlier in near.items() for n in (later, *earlier)})
    wanted: dict[int, list[tuple[int, int]]] = {}
    for n in numbers:
        place = int(np.searchsorted(told.starts, told.order[n], "right")) - 1
        wanted.setdefault(place, []).append((n, int(told.order[n] - told.starts[place])))
    tasks = [(told.chunks[place], [row for _, row in rows]) for place, rows in wanted.items()]
    found = engine.map(functools.partial(_chunk_traces, store=store), tasks, small=small or len(tasks) < 4)
    names: dict[int, str] = {}
    traces: dict[int, Trace] = {}
    for rows, ones in zip(wanted.values(), found, strict=True):
        for (n, _), (name, one) in zip(rows, ones, strict=True):
            names[n], traces[n] = name, one
    return names, near, traces


def _chunk_traces(task: tuple[Chunk, list[int]], store: WorkStore) -> list[tuple[str, Trace]]:
    return [(name, trace(text)) for name, text in _chunk_texts(*task, store)]


def _chunk_texts(chunk: Chunk, rows: list[int], store: WorkStore) -> list[tuple[str, str]]:
    """(id, text) of some articles of a chunk."""
    path = store.path("chunks", chunk.key, "parquet")
    table = read_rows(path, ["id", "headline", "body"]).take(rows)
    texts = zip(*(table[name].to_pylist() for name in ("id", "headline", "body")), strict=True)
    return [(name, f"{head or ''}\n{body}") for name, head, body in texts]


def _trace_of(article: Sentences, texts: dict[str, StoredText], store: WorkStore) -> Trace:
    if article.chunk is None:
        stored = texts[article.id]
        return trace(f"{stored.headline or ''}\n{stored.body}")
    [(_, text)] = _chunk_texts(article.chunk, [article.row], store)
    return trace(text)
