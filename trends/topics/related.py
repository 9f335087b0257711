"""Short texts: rows widened by the terms that stand beside theirs elsewhere.

Two headlines on one subject seldom share a word, so topics have nothing to hold on to; two terms that stand together
in other texts are evidence that they are of one subject. Topics of short texts are therefore fitted on rows widened by
related terms (a diffusion over term co-occurrence; Kandola, Shawe-Taylor & Cristianini 2003). Articles are weighed by
the words they have.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.numerics import heaviest, unit_rows

RELATED = 50


def related_terms(blocks: Iterable[csr_matrix]) -> csr_matrix:
    """Counts of articles (each n × V) → (V × V) float32, of each term the RELATED terms with the highest cosine over
    the articles that hold them, itself left out. Empty for no block."""
    together, df = csr_matrix((0, 0), dtype=np.float32), np.zeros(0)
    for counts in blocks:
        held = csr_matrix(
            (np.ones(counts.nnz, np.float32), counts.indices, counts.indptr), shape=counts.shape
        )
        pairs, own = csr_matrix(held.T @ held), np.asarray(held.sum(axis=0)).ravel()
        together, df = (together + pairs, df + own) if together.nnz else (pairs, own)
    pairs = together.tocoo()
    others = pairs.row != pairs.col
    row, col = pairs.row[others], pairs.col[others]
    cosine = (pairs.data[others] / np.sqrt(df[row] * df[col])).astype(np.float32)
    return heaviest(csr_matrix((cosine, (row, col)), shape=together.shape), RELATED)


def widened(rows: csr_matrix, related: csr_matrix) -> csr_matrix:
    """Rows (n × V, length 1) with as much again of the terms related to theirs; length 1."""
    wide: csr_matrix = unit_rows(csr_matrix(rows + unit_rows(rows @ related)))
    wide.sort_indices()
    return wide
