"""SQL of what a codebook counts: where its words stand, and the term counts that its centroids are fitted on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from trends.archive.query import Query, is_foldable
from trends.archive.snapshot import Snapshot
from trends.archive.sql.hits import hit_tables
from trends.archive.sql.many_words import folded_hits
from trends.records import Scope

AT_ONCE = 16  # queries in one pass of the database over the texts
MANY = 8  # new queries from which one pass of an automaton takes less


def coded_articles(snapshot: Snapshot) -> pd.DataFrame:
    """article (number), id, date, paper, characters of every article, in the archive's order."""
    sql = "SELECT article, id, date, paper, characters FROM articles ORDER BY article"
    table: pd.DataFrame = snapshot.code_words.answer("articles", lambda: snapshot.table(sql))
    return table


def word_hits(snapshot: Snapshot, queries: Sequence[Query], articles: np.ndarray) -> csr_matrix:
    """(n × queries) int32: how often each query's words stand in each article that matches it. articles: (n,) numbers,
    ascending. What a word finds is kept."""
    found = snapshot.code_words.known(queries)
    lacking = [query for query in dict.fromkeys(queries) if query not in found]
    foldable = [query for query in lacking if is_foldable(query)] if len(lacking) >= MANY else []
    if foldable:
        made: dict[Hashable, Any] = {
            query: (np.searchsorted(articles, numbers).astype(np.int32), uses)
            for query, (numbers, uses) in folded_hits(snapshot, foldable).items()
        }
        snapshot.code_words.keep(made)
        found |= made
        lacking = [query for query in lacking if query not in made]
    for start in range(0, len(lacking), AT_ONCE):
        some = lacking[start : start + AT_ONCE]
        new: dict[Hashable, Any] = {
            query: (
                np.searchsorted(articles, table["article"].to_numpy()).astype(np.int32),
                table["occurrences"].to_numpy(np.int32),
            )
            for query, table in hit_tables(snapshot, some, Scope()).items()
        }
        snapshot.code_words.keep(new)
        found |= new
    shape = (len(articles), len(queries))
    if not queries:
        return csr_matrix(shape, dtype=np.int32)
    places, counts = zip(*(found[query] for query in queries), strict=True)
    columns = np.repeat(np.arange(len(queries)), [len(own) for own in places])
    return csr_matrix((np.concatenate(counts), (np.concatenate(places), columns)), shape=shape)


def term_counts(snapshot: Snapshot, articles: np.ndarray) -> tuple[csr_matrix, np.ndarray]:
    """(n × V) float32 counts of the vocabulary the topics were fitted on, and (V,) its document frequencies."""
    size = len(snapshot.terms)
    df = np.zeros(size, dtype=np.int64)
    for term, found in snapshot.rows("SELECT term, df FROM terms"):
        df[term] = found
    table = snapshot.table(
        "SELECT a.article, a.term, a.n FROM article_terms a JOIN terms t USING (term) WHERE t.df > 0"
    )
    rows = np.searchsorted(articles, table["article"].to_numpy())
    counts = csr_matrix(
        (table["n"].to_numpy(np.float32), (rows, table["term"].to_numpy())), shape=(len(articles), size)
    )
    return counts, df


def heavy_topics(snapshot: Snapshot, n: int, seed: int) -> list[tuple[str, list[int]]]:
    """(id, its topics, heaviest first) of n articles drawn at random by the seed, of those with three topics or more."""
    table = snapshot.table(
        """SELECT a.id, list(t.topic ORDER BY t.weight DESC, t.topic) AS topics
           FROM article_topics t JOIN articles a ON a.article = t.article
           WHERE t.topic > 0 GROUP BY a.id, a.article HAVING count(*) >= 3 ORDER BY a.article"""
    )
    chosen = np.random.default_rng(seed).permutation(len(table))[:n]
    return [(str(table["id"].iloc[i]), [int(topic) for topic in table["topics"].iloc[i]]) for i in chosen]


def main_topics(snapshot: Snapshot) -> np.ndarray:
    """(n,) main topic of every article, in the archive's order; 0 = unassigned."""
    return np.array([topic for (topic,) in snapshot.rows("SELECT topic FROM articles ORDER BY article")])
