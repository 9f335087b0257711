"""Chunks → how often each term stands in each article, as Parquet work files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from trends.archive.work import WorkStore, digest
from trends.pipeline.chunks import Chunk, head_text
from trends.pipeline.tables import read_rows, write_rows
from trends.terms import count_terms

# Raise when segmenting or counting changes.
COUNT_VERSION = 4
PRINTED = b"printed"
HEAD_COLUMNS = ("kicker", "headline", "deck")


def words_digest(words: frozenset[str]) -> str:
    """The name of a set of words that are never cut."""
    return digest(COUNT_VERSION, *sorted(words))


def term_key(chunk: Chunk, words_key: str) -> str:
    return f"{chunk.key}-{words_key[:12]}"


def count_chunk(chunk: Chunk, store: WorkStore, words: frozenset[str], words_key: str) -> str:
    """Counts the terms of a chunk unless the work cache has them; returns the key.

    The file has article (row in the chunk), term (dictionary of strings), n, head; its metadata, how many
    articles print each term in another form.
    """
    key = term_key(chunk, words_key)
    if not store.path("terms", key, "parquet").exists():
        columns = [*HEAD_COLUMNS, "body"]
        table = read_rows(store.path("chunks", chunk.key, "parquet"), columns)
        heads = [head_text(*head) for head in zip(*(table[c].to_pylist() for c in HEAD_COLUMNS), strict=True)]
        counts = count_terms(heads, table["body"].to_pylist(), words)
        terms = pa.DictionaryArray.from_arrays(pa.array(counts.term), pa.array(counts.terms, pa.string()))
        counted = pa.table({"article": counts.article, "term": terms, "n": counts.n, "head": counts.head})
        counted = counted.replace_schema_metadata({PRINTED: json.dumps(counts.printed)})
        with store.writing("terms", key, "parquet") as path:
            write_rows(counted, path)
    return key


def printed_forms(store: WorkStore, term_keys: Iterable[str]) -> dict[str, Counter[str]]:
    """Term → articles of the counted chunks by each form printed that is not simplified."""
    forms: dict[str, Counter[str]] = {}
    for key in term_keys:
        stated = (pq.read_schema(store.path("terms", key, "parquet")).metadata or {}).get(PRINTED, b"{}")
        for term, found in json.loads(stated).items():
            forms.setdefault(term, Counter()).update(found)
    return forms


def shown_terms(
    terms: Sequence[str], forms: Mapping[str, Counter[str]], articles: Sequence[int]
) -> list[str]:
    """Each term as the archive mostly prints it. articles: how many hold it, in whatever form."""
    shown = []
    for term, total in zip(terms, articles, strict=True):
        form, n = max(forms.get(term, {term: 0}).items(), key=lambda pair: (pair[1], pair[0]))
        shown.append(form if 2 * n > total else term)
    return shown
