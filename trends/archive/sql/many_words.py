"""Many words in all texts in one pass: what a codebook of eighty words asks at its first opening.

The database reads every text again for each word; an automaton of all words (Aho & Corasick 1975) reads it once. It
answers as `hits.hit_tables` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from trends.archive.query import TEXT_COLUMNS, Query, folded
from trends.archive.snapshot import Snapshot

BATCH = 4_000  # articles
FEW = 2_000  # words up to which the faster automaton is not yet a large one


def folded_hits(snapshot: Snapshot, queries: Sequence[Query]) -> dict[Query, tuple[np.ndarray, np.ndarray]]:
    """For each query the numbers of the articles that match it, ascending, and how often its words stand in each."""
    every = (part for query in queries for part in (*query.wanted, *query.without))
    parts = list(dict.fromkeys(map(folded, every)))
    found: dict[Query, list[tuple[np.ndarray, np.ndarray]]] = {query: [] for query in queries}
    place = {part: i for i, part in enumerate(parts)}
    for numbers, counts in _counts(snapshot, parts):
        for query in queries:
            held = np.ones(len(numbers), dtype=bool)
            for alternatives in query.every:
                held &= counts[[place[folded(part)] for part in alternatives]].any(axis=0)
            if query.without:
                held &= ~counts[[place[folded(part)] for part in query.without]].any(axis=0)
            rows = np.flatnonzero(held)
            if len(rows):
                uses = counts[[place[folded(part)] for part in query.wanted]][:, rows].sum(axis=0)
                found[query].append((numbers[rows], uses.astype(np.int32)))
    empty = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32))
    return {
        query: (
            np.concatenate([own for own, _ in some] or [empty[0]]),
            np.concatenate([uses for _, uses in some] or [empty[1]]),
        )
        for query, some in found.items()
    }


def _counts(snapshot: Snapshot, parts: list[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(numbers of articles, (parts × articles) how often each part stands in each), a batch at a time."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    kind = Implementation.DFA if len(parts) <= FEW else Implementation.ContiguousNFA
    words = AhoCorasick(parts, matchkind=MatchKind.Standard, implementation=kind, store_patterns=False)
    overlapping = np.array([_overlaps_itself(part) for part in parts], dtype=bool)
    texts = f"concat_ws(chr(10), {', '.join(TEXT_COLUMNS)})"
    (most,) = snapshot.rows("SELECT coalesce(max(article), -1) + 1 FROM articles")[0]
    for first in range(0, int(most), BATCH):
        rows = snapshot.rows(
            f"SELECT article, {texts} FROM articles WHERE article >= ? AND article < ? ORDER BY article",
            [first, first + BATCH],
        )
        counts = np.zeros((len(parts), len(rows)), dtype=np.int32)
        for i, (_, text) in enumerate(rows):
            own = folded(text)
            hits = words.find_matches_as_indexes(own, overlapping=True)
            if hits:
                table = np.array(hits)
                counts[:, i] = np.bincount(table[:, 0], minlength=len(parts))
                for part in np.unique(table[overlapping[table[:, 0]], 0]):
                    counts[part, i] = own.count(parts[part])
        if rows:
            yield np.array([number for number, _ in rows], dtype=np.int64), counts


def _overlaps_itself(part: str) -> bool:
    """Whether two uses of it can overlap, of which one counts: 人人 in 人人人."""
    return any(part.startswith(part[k:]) for k in range(1, len(part)))
