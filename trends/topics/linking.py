"""Issue topics of all dates, stacked → topics through time; refined on the articles themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, vstack

from trends.topics.numerics import heaviest, nndsvd, nnls, one_thread, unit_rows

STACK_TERMS = 60
_LINK_PASSES = 30


def stacked(components: Iterable[csr_matrix], *, terms: int = STACK_TERMS) -> csr_matrix:
    """Issue topics of all dates (each k × V) → (M × V), each row its `terms` heaviest terms, length 1.

    Truncation keeps the second layer from seeing one date's chance words (Greene & Cross 2017).
    """
    parts = list(components)
    if not parts:
        return csr_matrix((0, 0), dtype=np.float32)
    return unit_rows(heaviest(vstack(parts, format="csr"), terms))


@one_thread
def link_topics(
    stack: csr_matrix, n_topics: int, *, seed: int = 0, start: np.ndarray | None = None
) -> np.ndarray:
    """Second-layer NMF: stacked issue topics (M × V) → topics (K × V) float32, rows of length 1.

    K = min(n_topics, M, terms in use). start: (K × V) topics to begin from instead of NNDSVD.
    """
    stack = csr_matrix(stack, dtype=np.float32)
    k = min(n_topics, stack.shape[0], len(np.unique(stack.indices)))
    if k == 0:
        return np.zeros((0, stack.shape[1]), dtype=np.float32)
    h = unit_rows(nndsvd(stack, k, seed=seed) if start is None else start)
    for _ in range(_LINK_PASSES):
        h = improved(h, accumulate(stack, h))
    return h[h.any(axis=1)]


@dataclass(frozen=True, slots=True)
class Accumulated:
    """All that a better H needs of the rows: it adds up over blocks, so memory is bounded by a block.

    gram: (K, K) = WᵀW; cross: (K, V) = WᵀX, float32
    """

    gram: np.ndarray
    cross: np.ndarray

    def __add__(self, other: Accumulated) -> Accumulated:
        return Accumulated(self.gram + other.gram, self.cross + other.cross)


@one_thread
def accumulate(rows: csr_matrix, components: np.ndarray) -> Accumulated:
    """Statistics of rows (n × V) under topics (K × V): a map over partitions."""
    w = csr_matrix(nnls(components @ components.T, components_rows(components, rows)))
    return Accumulated((w @ w.T).toarray(), (w @ rows).toarray())


def components_rows(components: np.ndarray, rows: csr_matrix) -> np.ndarray:
    """(K, n) = H·Xᵀ."""
    return np.ascontiguousarray(np.asarray(rows @ np.ascontiguousarray(components.T)).T)


@one_thread
def improved(components: np.ndarray, sums: Accumulated, *, sweeps: int = 3) -> np.ndarray:
    """The topics (K × V) moved towards min ‖X − WH‖² for the W behind `sums`; rows of length 1.

    A topic that no row uses stays as it was.
    """
    unused = np.diagonal(sums.gram) <= 0
    h = nnls(sums.gram, sums.cross, start=components, sweeps=sweeps)
    h[unused | ~h.any(axis=1)] = components[unused | ~h.any(axis=1)]
    return unit_rows(h)


def refine_topics(
    components: np.ndarray, partitions: Callable[[], Iterable[csr_matrix]], *, passes: int = 5
) -> np.ndarray:
    """Topics (K × V) refined by `passes` passes over the article rows; `partitions()` yields them anew,
    always in the same order, since sums of floats depend on it."""
    for _ in range(passes):
        total: Accumulated | None = None
        for rows in partitions():
            sums = accumulate(rows, components)
            total = sums if total is None else total + sums
        if total is None:
            break
        components = improved(components, total)
    return components
