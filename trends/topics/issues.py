"""TF-IDF rows of one issue date → the topics of that date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.numerics import nndsvd, nnls, one_thread, unit_rows

_ITERATIONS = 40
_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class IssueTopics:
    """The k topics of an issue of n articles, largest share first.

    components: (k × V) float32, rows of length 1; weights: (n, k) float32, the parts of each article
    that are about each topic, a row sums to 1, or 0 for an article they say nothing of.
    shares: (k,) mean weight, part of the issue; main: (n,) the heaviest topic, −1 for none.
    """

    components: csr_matrix
    weights: np.ndarray
    shares: np.ndarray
    main: np.ndarray
    converged: bool


@one_thread
def issue_topics(
    rows: csr_matrix, *, articles_per_topic: int = 3, max_topics: int = 20, seed: int = 0
) -> IssueTopics:
    """NMF of the TF-IDF rows (n × V) of one issue date, over the terms it holds.

    Equal articles count once when the number of topics, min(distinct // articles_per_topic,
    max_topics), is decided. Fewer than two topics: one topic, the mean of the rows. No article with
    a term: no topic.
    """
    rows = csr_matrix(rows, dtype=np.float32)
    terms = np.unique(rows.indices)
    if len(terms) == 0:
        return _none(rows.shape)
    dense = rows[:, terms].toarray()
    distinct = len({row.tobytes() for row in dense if row.any()})
    k = min(distinct // articles_per_topic, max_topics, len(terms))
    if k < 2:
        h, converged = dense.mean(axis=0, keepdims=True), True
    else:
        h, converged = _factorised(dense, nndsvd(dense, k, seed=seed))
    return _described(dense, h, terms, rows.shape[1], converged)


def _factorised(x: np.ndarray, h: np.ndarray) -> tuple[np.ndarray, bool]:
    """Alternating sweeps of coordinate descent (HALS, Cichocki & Phan 2009) from h."""
    h = unit_rows(h)
    w = nnls(h @ h.T, h @ x.T, sweeps=4)
    before = np.inf
    for _ in range(_ITERATIONS):
        w = nnls(h @ h.T, h @ x.T, start=w, sweeps=1)
        h = nnls(w @ w.T, w @ x, start=h, sweeps=1)
        error = float(np.linalg.norm(x - w.T @ h))
        if before - error <= _TOLERANCE * error:
            return h, True
        before = error
    return h, False


def _described(x: np.ndarray, h: np.ndarray, terms: np.ndarray, width: int, converged: bool) -> IssueTopics:
    h = unit_rows(h[h.any(axis=1)])
    w = nnls(h @ h.T, h @ x.T).T * h.sum(axis=1)
    total = w.sum(axis=1, keepdims=True)
    theta = np.divide(w, total, out=np.zeros_like(w), where=total > 0)
    shares = theta.mean(axis=0)
    order = np.lexsort((np.arange(len(h)), -np.round(shares, 6)))
    theta, h = theta[:, order], h[order]
    k, at = np.nonzero(h)
    components = csr_matrix((h[k, at], (k, terms[at])), shape=(len(h), width))
    main = np.where(total[:, 0] > 0, np.round(theta, 5).argmax(axis=1), -1)
    return IssueTopics(components, theta, shares[order], main, converged)


def _none(shape: tuple[int, int]) -> IssueTopics:
    n, width = shape
    empty = csr_matrix((0, width), dtype=np.float32)
    return IssueTopics(empty, np.zeros((n, 0), np.float32), np.zeros(0, np.float32), np.full(n, -1), True)
