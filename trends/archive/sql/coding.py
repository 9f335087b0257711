"""SQL of what a codebook counts: where its words stand, and the term counts that its centroids are fitted on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from trends.archive.query import Query
from trends.archive.snapshot import Snapshot
from trends.archive.sql.hits import hit_articles
from trends.records import Scope

AT_ONCE = 16  # queries in one pass over the texts


def coded_articles(snapshot: Snapshot) -> pd.DataFrame:
    """article (number), id, date, paper of every article, in the archive's order."""
    return snapshot.table("SELECT article, id, date, paper FROM articles ORDER BY article")


def word_hits(snapshot: Snapshot, queries: Sequence[Query], articles: np.ndarray) -> csr_matrix:
    """(n × queries) int32: how often each query's words stand in each article that matches it. articles: (n,) numbers,
    ascending."""
    places, columns, counts = [], [], []
    for start in range(0, len(queries), AT_ONCE):
        some = queries[start : start + AT_ONCE]
        for i, table in enumerate(hit_articles(snapshot, some, Scope()), start):
            places.append(np.searchsorted(articles, table["article"].to_numpy()))
            columns.append(np.full(len(table), i))
            counts.append(table["occurrences"].to_numpy())
    shape = (len(articles), len(queries))
    if not places:
        return csr_matrix(shape, dtype=np.int32)
    where = (np.concatenate(places), np.concatenate(columns))
    return csr_matrix((np.concatenate(counts).astype(np.int32), where), shape=shape)


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


def main_topics(snapshot: Snapshot) -> np.ndarray:
    """(n,) main topic of every article, in the archive's order; 0 = unassigned."""
    return np.array([topic for (topic,) in snapshot.rows("SELECT topic FROM articles ORDER BY article")])
