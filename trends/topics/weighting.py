"""Term counts → TF-IDF rows."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.numerics import unit_rows


def idf(df: np.ndarray, articles: int) -> np.ndarray:
    """(V,) float32, ln((1 + N) / (1 + df)) + 1: how rare a term is (scikit-learn's smooth idf)."""
    return (np.log((1.0 + articles) / (1.0 + np.asarray(df, dtype=np.float64))) + 1.0).astype(np.float32)


def tfidf(counts: csr_matrix, df: np.ndarray, n_articles: int) -> csr_matrix:
    """Counts (n × V) → rows (n × V) float32 of (1 + ln tf) · idf, each of length 1.

    df: (V,) articles of the whole archive that hold each term, n_articles: how many there are, so
    that all dates are measured by one scale. An article without a term stays a zero row.
    """
    rows = csr_matrix(counts, dtype=np.float32, copy=True)
    rows.eliminate_zeros()
    rows.sort_indices()
    rows.data = (1 + np.log(rows.data)) * idf(df, n_articles)[rows.indices]
    return unit_rows(rows)
