"""Words of new issues that an archive never had → terms from now on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from trends.archive.snapshot import Snapshot
from trends.archive.work import WorkStore
from trends.pipeline.chunks import Chunk
from trends.pipeline.tables import read_rows
from trends.terms import Vocabulary, content_words

# The fact that says how many words `rare_words` has: without it nothing is known of them.
FACT = "rare_words"


def rare_word_table(
    frequencies: Mapping[str, int], vocabulary: Vocabulary, *, stopwords: frozenset[str], keep: frozenset[str]
) -> pa.Table:
    """The table rare_words: what may be a term and is none."""
    rest = set(content_words(frequencies, stopwords=stopwords, keep=keep)).difference(vocabulary.terms)
    words = sorted(rest)
    counts = pa.array([frequencies[word] for word in words], pa.int32())
    return pa.table({"text": pa.array(words, pa.string()), "n": counts})


def new_words(
    snapshot: Snapshot, store: WorkStore, chunks: Sequence[Chunk], counted: Sequence[str],
    known: Sequence[str], *, stopwords: frozenset[str], keep: frozenset[str],
) -> dict[str, str]:  # fmt: skip
    """Word → class of those in the new chunks (their counts under the keys `counted`) that no article of the snapshot
    held: not among its terms `known`, nor its rare words. In the order of their first dates, so that additions at
    once or one by one number them alike. None for a snapshot that does not tell its rare words."""
    if not snapshot.rows("SELECT key FROM meta WHERE key = ?", [FACT]):
        return {}
    first: dict[str, str] = {}
    for chunk, key in zip(chunks, counted, strict=True):
        dates = read_rows(store.path("chunks", chunk.key, "parquet"), ["date"])["date"]
        entries = read_rows(store.path("terms", key, "parquet"), ["article", "term"])
        held = pa.table({"term": entries["term"].cast(pa.string()), "date": dates.take(entries["article"])})
        found = held.group_by("term", use_threads=False).aggregate([("date", "min")])
        for word, date in zip(found["term"].to_pylist(), found["date_min"].to_pylist(), strict=True):
            first[word] = min(date.isoformat(), first.get(word, "9"))
    unknown = first.keys() - set(known)
    rare = snapshot.rows(
        "SELECT text FROM rare_words WHERE text IN (SELECT unnest(CAST(? AS VARCHAR[])))", [sorted(unknown)]
    )
    ordered = sorted(unknown - {word for (word,) in rare}, key=lambda word: (first[word], word))
    return content_words(ordered, stopwords=stopwords, keep=keep)
