"""Chunks → partitions: the articles of one paper in one month, in their final order, as matrices."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix

from trends.archive.work import WorkStore, digest
from trends.pipeline.chunks import Chunk
from trends.pipeline.counting import term_key
from trends.pipeline.names import NAME_SCHEMA, name_key
from trends.pipeline.tables import read_rows
from trends.terms import Vocabulary, document_frequencies

ORDER = ["date", "page", "file", "first_line", "id"]  # what articles are sorted by
_NO_NAMES = NAME_SCHEMA.empty_table()


@dataclass(frozen=True, slots=True)
class Partition:
    """The chunks of one paper in one month; `first` is the number of its first article."""

    month: str
    paper: str
    chunks: tuple[Chunk, ...]
    first: int

    @property
    def articles(self) -> int:
        return sum(chunk.articles for chunk in self.chunks)

    @property
    def key(self) -> str:
        return digest(*map(name_key, self.chunks))


@dataclass(frozen=True, slots=True)
class PartitionRows:
    """The articles of a partition in their final order: by date, page, file, line, id.

    table: the chunks' article columns, in that order; counts, heads: (n × V) occurrences of each
    term in the article and, of these, in its headline; words: (n,) different words of the article, whether terms or
    not; issues: (n,) index of the issue date;
    names: article (row), text, kind, n of every name.
    """

    table: pa.Table
    counts: csr_matrix
    heads: csr_matrix
    words: np.ndarray
    issues: np.ndarray
    dates: tuple[str, ...]
    names: pa.Table


def partitioned(chunks: Sequence[Chunk]) -> list[Partition]:
    """Partitions by month and paper, articles numbered through; the order of `chunks` is of no account."""
    groups: dict[tuple[str, str], list[Chunk]] = {}
    for chunk in chunks:
        groups.setdefault((chunk.month, chunk.paper), []).append(chunk)
    partitions, first = [], 0
    for (month, paper), group in sorted(groups.items()):
        distinct = {chunk.key: chunk for chunk in group}
        partition = Partition(month, paper, tuple(distinct[key] for key in sorted(distinct)), first)
        partitions.append(partition)
        first += partition.articles
    return partitions


def chunk_frequencies(store: WorkStore, term_keys: Iterable[str]) -> dict[str, int]:
    """Articles that hold each term, over all chunks."""
    return document_frequencies(_frequencies(store.path("terms", key, "parquet")) for key in term_keys)


def _frequencies(path: Path) -> tuple[list[str], np.ndarray]:
    terms = read_rows(path, ["term"], coded=["term"])["term"].combine_chunks()
    if len(terms) == 0:
        return [], np.zeros(0, dtype=np.int64)
    codes = terms.indices.to_numpy()
    return terms.dictionary.to_pylist(), np.bincount(codes, minlength=len(terms.dictionary))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary, and under which words the chunks' terms were counted."""

    vocabulary: Vocabulary
    words_key: str


def save_lexicon(store: WorkStore, lexicon: Lexicon) -> str:
    """Stores the lexicon for the workers; returns the key."""
    vocabulary = lexicon.vocabulary
    key = digest(
        *vocabulary.terms, vocabulary.articles, vocabulary.fitted, vocabulary.df.tobytes(), lexicon.words_key
    )
    store.save_record("lexicon", key, lexicon)
    return key


@functools.lru_cache(maxsize=1)
def load_lexicon(store: WorkStore, key: str) -> tuple[Lexicon, dict[str, int]]:
    """The lexicon and the index of its terms, read once a process."""
    lexicon: Lexicon = store.load_record("lexicon", key)
    return lexicon, lexicon.vocabulary.index()


def partition_rows(
    store: WorkStore, partition: Partition, lexicon_key: str, *, texts: bool = True
) -> PartitionRows:
    """Reads a partition's chunks and brings articles and terms into their final order.

    Without `texts` the table has only the columns that order articles, and there are no names.
    """
    lexicon, index = load_lexicon(store, lexicon_key)
    tables: list[pa.Table] = []
    counts: list[csr_matrix] = []
    heads: list[csr_matrix] = []
    words: list[np.ndarray] = []
    names: list[pa.Table] = []
    first = 0
    for chunk in partition.chunks:
        table = read_rows(store.path("chunks", chunk.key, "parquet"), None if texts else ORDER)
        counted = store.path("terms", term_key(chunk, lexicon.words_key), "parquet")
        entries = read_rows(counted, coded=["term"])
        tables.append(table)
        named = read_rows(store.path("names", name_key(chunk), "parquet")) if texts else _NO_NAMES
        names.append(named.set_column(0, "article", pc.add(named["article"], pa.scalar(first, pa.int32()))))
        first += table.num_rows
        words.append(np.bincount(entries["article"].to_numpy(), minlength=table.num_rows))
        codes = _codes(entries, index)
        for matrices, column in ((counts, "n"), (heads, "head")):
            matrices.append(_matrix(entries, column, codes, (table.num_rows, len(index))))
    table = pa.concat_tables(tables)
    order = _final_order(table)
    table = table.take(order)
    dates = [date.isoformat() for date in table["date"].to_pylist()]
    distinct = sorted(set(dates))
    place = {date: i for i, date in enumerate(distinct)}
    return PartitionRows(
        table=table,
        counts=_stacked(counts)[order],
        heads=_stacked(heads)[order],
        words=np.concatenate(words)[order],
        issues=np.array([place[date] for date in dates], dtype=np.int32),
        dates=tuple(distinct),
        names=_moved(pa.concat_tables(names), order),
    )


def article_ids(store: WorkStore, partitions: Iterable[Partition]) -> list[str]:
    """Ids of the articles as read, in their final order."""
    ids: list[str] = []
    for partition in partitions:
        paths = (store.path("chunks", chunk.key, "parquet") for chunk in partition.chunks)
        table = pa.concat_tables([read_rows(path, ORDER) for path in paths])
        ids += table.take(_final_order(table))["id"].to_pylist()
    return ids


def _moved(names: pa.Table, order: np.ndarray) -> pa.Table:
    """The names with their articles' final rows."""
    place = np.argsort(order).astype(np.int32)
    return names.set_column(0, "article", pa.array(place[names["article"].to_numpy()]))


def _final_order(table: pa.Table) -> np.ndarray:
    keys = table.select(ORDER)
    sort_keys = [(name, "ascending", "at_start") for name in keys.column_names]
    order: np.ndarray = pc.sort_indices(keys, sort_keys=sort_keys).to_numpy()
    return order


def _codes(entries: pa.Table, index: dict[str, int]) -> np.ndarray:
    """(entries,) int32 place of each entry's term in the vocabulary, -1 for none."""
    terms = entries["term"].combine_chunks()
    known = np.array([index.get(term, -1) for term in terms.dictionary.to_pylist()], dtype=np.int32)
    return known[terms.indices.to_numpy()] if len(terms) else np.zeros(0, np.int32)


def _matrix(entries: pa.Table, column: str, codes: np.ndarray, shape: tuple[int, int]) -> csr_matrix:
    values = entries[column].to_numpy()
    kept = (codes >= 0) & (values > 0)
    return csr_matrix((values[kept], (entries["article"].to_numpy()[kept], codes[kept])), shape=shape)


def _stacked(matrices: Sequence[csr_matrix]) -> csr_matrix:
    from scipy.sparse import vstack

    return vstack(matrices, format="csr") if len(matrices) > 1 else matrices[0]
