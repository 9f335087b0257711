"""Chunks → how often each term stands in each article, as Parquet work files."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from trends.archive.work import WorkStore, digest
from trends.pipeline.chunks import Chunk, head_text
from trends.terms import count_terms

# Raise when segmenting or counting changes.
COUNT_VERSION = 2
HEAD_COLUMNS = ("kicker", "headline", "deck")


def words_digest(words: frozenset[str]) -> str:
    """The name of a set of words that are never cut."""
    return digest(COUNT_VERSION, *sorted(words))


def term_key(chunk: Chunk, words_key: str) -> str:
    return f"{chunk.key}-{words_key[:12]}"


def count_chunk(chunk: Chunk, store: WorkStore, words: frozenset[str], words_key: str) -> str:
    """Counts the terms of a chunk unless the work cache has them; returns the key.

    The file has article (row in the chunk), term (dictionary of strings), n, head.
    """
    key = term_key(chunk, words_key)
    if not store.path("terms", key, "parquet").exists():
        columns = [*HEAD_COLUMNS, "body"]
        table = pq.read_table(store.path("chunks", chunk.key, "parquet"), columns=columns)
        heads = [head_text(*head) for head in zip(*(table[c].to_pylist() for c in HEAD_COLUMNS), strict=True)]
        counts = count_terms(heads, table["body"].to_pylist(), words)
        terms = pa.DictionaryArray.from_arrays(pa.array(counts.term), pa.array(counts.terms, pa.string()))
        counted = pa.table({"article": counts.article, "term": terms, "n": counts.n, "head": counts.head})
        with store.writing("terms", key, "parquet") as path:
            pq.write_table(counted, path, compression="zstd")
    return key
