"""Small numeric tools of this room: one BLAS thread, unit rows, non-negative least squares, NMF start, NPMI."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numpy as np
from scipy.sparse import csr_matrix, issparse
from threadpoolctl import ThreadpoolController

TINY = np.float32(1e-10)
WEIGHT_DIGITS = 4
_BLOCK = 4096
_STILL = 0.8  # columns that are done are taken out when fewer than this part are left
EXACT = 2_000  # rows up to which singular vectors are computed exactly
_P = ParamSpec("_P")
_R = TypeVar("_R")


@functools.lru_cache(maxsize=1)
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """`function` with BLAS held to one thread: small matrices run faster so, and the bytes of the
    result cannot depend on how many cores a machine has."""

    @functools.wraps(function)
    def held(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with _pools().limit(limits=1, user_api="blas"):
            return function(*args, **kwargs)

    return held


def unit_rows(matrix: np.ndarray | csr_matrix) -> np.ndarray | csr_matrix:
    """Rows scaled to Euclidean length 1, float32; zero rows stay zero."""
    if issparse(matrix):
        scaled = csr_matrix(matrix, dtype=np.float32, copy=True)
        length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1), dtype=np.float64).ravel())
        factor = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
        scaled.data *= np.repeat(factor, np.diff(scaled.indptr)).astype(np.float32)
        return scaled
    dense = np.asarray(matrix, dtype=np.float32)
    length = np.linalg.norm(dense.astype(np.float64), axis=1, keepdims=True)
    return np.divide(dense, length, out=np.zeros(dense.shape), where=length > 0).astype(np.float32)


def heaviest(matrix: csr_matrix, n: int) -> csr_matrix:
    """Each row reduced to its `n` largest entries; ties go to the smaller column."""
    matrix = csr_matrix(matrix)
    kept = np.ones(matrix.nnz, dtype=bool)
    for begin, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        if end - begin > n:
            row = matrix.data[begin:end]
            least = np.partition(row, -n)[-n]
            kept[begin:end] = row > least
            equal = begin + np.flatnonzero(row == least)
            kept[equal[np.argsort(matrix.indices[equal])][: n - kept[begin:end].sum()]] = True
    ends = np.concatenate([[0], np.cumsum(kept)])[matrix.indptr]
    return csr_matrix((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)


def nnls(gram: np.ndarray, right: np.ndarray, *, start: np.ndarray | None = None, sweeps: int = 60,
         tolerance: float = 1e-4) -> np.ndarray:  # fmt: skip
    """min ‖x − wH‖², w ≥ 0, for many x at once, by cyclic coordinate descent.

    gram: (K, K) = HHᵀ; right: (K, n) = H·Xᵀ; start: (K, n) or None. Returns (K, n) float32.
    The problem is convex, so the answer depends on neither start nor order. A column is done, and swept no more,
    when no weight of it moved by more than `tolerance` of the largest of its block in a sweep.
    """
    out = np.zeros(right.shape, dtype=np.float32) if start is None else np.array(start, np.float32, order="C")
    diagonal = np.maximum(np.diagonal(gram), TINY).astype(np.float32)[:, None]
    pull = np.ascontiguousarray(gram, dtype=np.float32) / diagonal
    pull[np.diag_indices(len(pull))] -= 1
    for begin in range(0, right.shape[1], _BLOCK):
        part = slice(begin, begin + _BLOCK)
        aim = np.ascontiguousarray(right[:, part], dtype=np.float32) / diagonal
        out[:, part] = _solved(pull, aim, np.ascontiguousarray(out[:, part]), sweeps, tolerance)
    return out


def _solved(pull: np.ndarray, aim: np.ndarray, w: np.ndarray, sweeps: int, tolerance: float) -> np.ndarray:
    """pull: (K, K), HHᵀ over its diagonal, less one there; aim: (K, n) over the same; w: (K, n), where to begin."""
    if sweeps == 1:
        _sweep(pull, aim, w)
        return w
    found, left = w, np.arange(w.shape[1])
    for _ in range(sweeps):
        before = w.copy()
        _sweep(pull, aim, w)
        if found is not w:
            found[:, left] = w
        going = np.abs(w - before).max(axis=0, initial=0) > tolerance * found.max(initial=0)
        n = int(going.sum())
        if not n:
            break
        if n < _STILL * len(left):
            left, aim, w = left[going], np.ascontiguousarray(aim[:, going]), np.ascontiguousarray(w[:, going])
    return found


def _sweep(pull: np.ndarray, aim: np.ndarray, w: np.ndarray) -> None:
    """Sets each row of w to what is best beside the others."""
    row = np.empty(w.shape[1], dtype=np.float32)
    for k in range(len(pull)):
        np.dot(pull[k], w, out=row)
        np.subtract(aim[k], row, out=row)
        np.maximum(row, 0, out=w[k])


def nndsvd(rows: np.ndarray | csr_matrix, k: int, *, seed: int) -> np.ndarray:
    """(k, V) start of H: the positive or negative side, whichever weighs more, of each of the first
    k singular vectors (Boutsidis & Gallopoulos 2008). Exact for up to EXACT rows, else a randomised SVD."""
    n = rows.shape[0]
    if n <= EXACT:
        gram = (rows @ rows.T).toarray() if issparse(rows) else rows @ rows.T
        values, vectors = np.linalg.eigh(gram.astype(np.float64))
        u = vectors[:, ::-1][:, :k]
        vt = np.asarray(rows.T @ u).T / np.sqrt(np.maximum(values[::-1][:k], 1e-12))[:, None]
    else:
        from sklearn.utils.extmath import randomized_svd

        u, _, vt = randomized_svd(rows, k, n_iter=4, random_state=seed)
    return _sides(u, vt)


def _sides(u: np.ndarray, vt: np.ndarray) -> np.ndarray:
    start = np.empty(vt.shape, dtype=np.float32)
    for i, v in enumerate(vt):
        plus, minus = (
            np.linalg.norm(np.maximum(side * u[:, i], 0)) * np.linalg.norm(np.maximum(side * v, 0))
            for side in (1, -1)
        )
        start[i] = np.maximum(v if plus >= minus else -v, 0)
    return start


def pair_npmi(columns: csr_matrix) -> float:
    """Mean normalised pointwise mutual information of the pairs of columns, by articles (Bouma 2009)."""
    n = max(1, columns.shape[0])
    joint = np.asarray((columns.T @ columns).todense(), dtype=np.float64) / n
    p = np.maximum(np.diagonal(joint), 1 / n)
    pairs = np.triu_indices(len(joint), 1)
    together = joint[pairs] + 1e-12
    values = np.log(together / (p[pairs[0]] * p[pairs[1]])) / -np.log(together)
    return float(values.mean()) if len(values) else 0.0
