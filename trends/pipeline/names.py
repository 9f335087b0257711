"""Chunks → the people, places and organisations of each article, as Parquet work files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from trends.archive.work import WorkStore, digest
from trends.pipeline.chunks import Chunk, head_text
from trends.pipeline.counting import HEAD_COLUMNS
from trends.pipeline.tables import read_rows, write_rows
from trends.terms.names import names_of

# Raise when other names are found in the same texts.
NAME_VERSION = digest("names", 3)[:8]
NAME_SCHEMA = pa.schema(
    [("article", pa.int32()), ("text", pa.string()), ("kind", pa.string()), ("n", pa.int16())]
)
# A person's name in this many articles, of this many characters, is never cut again.
SURE_ARTICLES = 3
SURE_CHARACTERS = 3


def name_key(chunk: Chunk) -> str:
    return f"{chunk.key}-{NAME_VERSION}"


def has_names(chunk: Chunk, store: WorkStore) -> bool:
    """Whether the work cache has the names of a chunk."""
    return store.path("names", name_key(chunk), "parquet").exists()


def name_chunk(chunk: Chunk, store: WorkStore) -> str:
    """Finds the names of a chunk unless the work cache has them; returns the key.

    The file has article (row in the chunk), text, kind, n (occurrences).
    """
    key = name_key(chunk)
    if not has_names(chunk, store):
        columns = [*HEAD_COLUMNS, "body", "reporters"]
        table = read_rows(store.path("chunks", chunk.key, "parquet"), columns)
        rows = [
            {"article": row, "text": name.text, "kind": name.kind, "n": min(name.n, 32_767)}
            for row, article in enumerate(table.to_pylist())
            for name in names_of(_text(article), reporters=article["reporters"])
        ]
        with store.writing("names", key, "parquet") as path:
            write_rows(pa.Table.from_pylist(rows, schema=NAME_SCHEMA), path)
    return key


def sure_people(store: WorkStore, keys: Iterable[str]) -> frozenset[str]:
    """Names of people that stand in enough articles to be kept whole when texts are cut into words."""
    articles: Counter[str] = Counter()
    for key in keys:
        found = pq.ParquetFile(store.path("names", key, "parquet")).read(["text", "kind"], use_threads=False)
        people = found.filter(pc.equal(found["kind"], "person"))["text"].value_counts()
        articles.update(dict(zip(people.field(0).to_pylist(), people.field(1).to_pylist(), strict=True)))
    return frozenset(
        name for name, n in articles.items() if n >= SURE_ARTICLES and len(name) >= SURE_CHARACTERS
    )


def _text(article: dict[str, str]) -> str:
    return f"{head_text(article['kicker'], article['headline'], article['deck'])}\n{article['body']}"
