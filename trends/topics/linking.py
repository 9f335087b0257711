"""Issue topics of all dates, stacked → topics through time; refined on the articles themselves."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, vstack

from trends.topics.exemplars import exemplar_topics
from trends.topics.numerics import EXACT, TINY, WEIGHT_DIGITS, heaviest, nndsvd, nnls, one_thread, unit_rows

STACK_TERMS = 200
_BLOCK = 50_000  # issue topics whose weights are held at once
_PASSES, _PASSES_OF_FEW = 3, 10
_LEAST_LENGTH = 0.05
# The higher, the fewer articles speak for a topic; at 6 still hundreds of a topic of two thousand.
_PURITY = 6
# Passes of refinement in which a topic may still become another one, before articles speak sharply.
SOFT_PASSES = 2


def stacked(components: Iterable[csr_matrix], *, terms: int = STACK_TERMS) -> csr_matrix:
    """Issue topics of all dates (each k × V) → (M × V), each row its `terms` heaviest terms, length 1.

    Truncation keeps the second layer from seeing one date's chance words (Greene & Cross 2017).
    """
    parts = list(components)
    if not parts:
        return csr_matrix((0, 0), dtype=np.float32)
    return unit_rows(heaviest(vstack(parts, format="csr"), terms))


@one_thread
def link_topics(stack: csr_matrix, n_topics: int) -> np.ndarray:
    """Second-layer NMF: stacked issue topics (M × V) → topics (K × V) float32, rows of length 1.

    K = min(n_topics, M, terms in use). It begins from exemplars (of many issue topics) or exact NNDSVD (of few).
    """
    stack = csr_matrix(stack, dtype=np.float32)
    k = min(n_topics, stack.shape[0], len(np.unique(stack.indices)))
    if k == 0:
        return np.zeros((0, stack.shape[1]), dtype=np.float32)
    few = stack.shape[0] <= EXACT
    h = unit_rows(nndsvd(stack, k, seed=0) if few else exemplar_topics(stack, k))
    for _ in range(_PASSES_OF_FEW if few else _PASSES):
        blocks = (stack[begin : begin + _BLOCK] for begin in range(0, stack.shape[0], _BLOCK))
        sums = (accumulate(rows, h, level=not few, sharp=False, with_words=False) for rows in blocks)
        h = improved(h, functools.reduce(operator.add, sums))
    return h[h.any(axis=1)]


@dataclass(frozen=True, slots=True)
class Accumulated:
    """All that better topics need of the rows: it adds up over blocks, so memory is bounded by a block.

    gram: (K, K) float32 = WᵀW and cross: (K, V) float32 = WᵀX, articles scaled as in `accumulate`;
    words: csr (K × V) float32, Σ w_dk⁶ x_d over the articles d whose main topic is k, unscaled: what the
    articles that are most about a topic are made of, from which its words are shown. Only proportions
    within a row mean anything.
    """

    gram: np.ndarray
    cross: np.ndarray
    words: csr_matrix

    def __add__(self, other: Accumulated) -> Accumulated:
        return Accumulated(self.gram + other.gram, self.cross + other.cross, self.words + other.words)


@one_thread
def accumulate(
    rows: csr_matrix,
    components: np.ndarray,
    *,
    level: bool = True,
    sharp: bool = True,
    with_words: bool = True,
) -> Accumulated:
    """Statistics of rows (n × V) under topics (K × V): a map over partitions.

    level: scale each article by 1 / ‖wH‖, or ‖wH‖^-½ when sharp, so that articles that are easy to describe
    (long lists of the same phrases) do not draw the topics to themselves.
    sharp, of levelled articles: each speaks for the topic it is about, w (w / max w)². Without it a topic takes up whatever
    others leave over, two subjects that share no word among it (Korea and new books); but only without
    it a topic leaves a start that was of no subject of its own.
    Without `with_words` words stay empty: a pass of refinement has no use for them.
    """
    if len(components) == 0:
        nothing = np.zeros((0, rows.shape[1]), dtype=np.float32)
        return Accumulated(np.zeros((0, 0), np.float32), nothing, csr_matrix(nothing))
    gram = components @ components.T
    w = nnls(gram, components_rows(components, rows))
    scaled, scale = _levelled(w, gram, sharp) if level else (w, np.ones(rows.shape[0], dtype=np.float32))
    cross = np.asarray(rows.T @ np.ascontiguousarray((scaled * scale).T)).T
    words = csr_matrix(components.shape, dtype=np.float32)
    if with_words:
        main = main_topics(w, components)
        words = csr_matrix(np.where(np.arange(len(w))[:, None] == main, w**_PURITY, 0)) @ rows
    return Accumulated(scaled @ scaled.T, cross, words)


def _levelled(w: np.ndarray, gram: np.ndarray, sharp: bool) -> tuple[np.ndarray, np.ndarray]:
    """Weights (K × n) as articles speak with them, and the scale (n,) of each article."""
    length = np.sqrt(np.maximum((w * (gram @ w)).sum(axis=0), 0))
    divisor = np.maximum(length, _LEAST_LENGTH)
    if sharp:
        divisor = np.sqrt(divisor)
        w = w * (w / np.maximum(w.max(axis=0), TINY)) ** 2
    scale = np.divide(1, divisor, out=np.zeros_like(length), where=length > 0)
    return w * scale, scale


def main_topics(weights: np.ndarray, components: np.ndarray) -> np.ndarray:
    """(n,) the heaviest topic of each article, the first of equals: weights (K, n), scaled to topics
    (K × V) whose rows sum to 1."""
    scaled = weights * components.sum(axis=1)[:, None]
    total = np.maximum(scaled.sum(axis=0), TINY)
    best: np.ndarray = np.round(scaled / total, WEIGHT_DIGITS).argmax(axis=0)
    return best


def components_rows(components: np.ndarray, rows: csr_matrix) -> np.ndarray:
    """(K, n) = H·Xᵀ."""
    return np.ascontiguousarray(np.asarray(rows @ np.ascontiguousarray(components.T)).T)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What topics keep near to: components (K × V) as they were; weight (K,) ≥ 0, how many times the evidence
    of all rows the old one counts; terms (V,) bool, those that the old topics were fitted on."""

    components: np.ndarray
    weight: np.ndarray
    terms: np.ndarray


@one_thread
def improved(
    components: np.ndarray, sums: Accumulated, *, sweeps: int = 3, anchor: Anchor | None = None
) -> np.ndarray:
    """The topics (K × V) moved towards min ‖X − WH‖² for the W behind `sums`; rows of length 1.

    With an anchor towards min ‖X − WH‖² + Σ_k a_k g_kk ‖h_k − anchor_k‖² over its terms, g = WᵀW.
    A topic that no row uses stays as it was.
    """
    if len(components) == 0:
        return components
    unused = np.diagonal(sums.gram) <= 0
    h = nnls(sums.gram, sums.cross, start=components, sweeps=sweeps)
    if anchor is not None:
        pull = np.diagonal(sums.gram) * anchor.weight
        held = sums.cross[:, anchor.terms] + pull[:, None] * anchor.components[:, anchor.terms]
        h[:, anchor.terms] = nnls(
            sums.gram + np.diag(pull), held, start=components[:, anchor.terms], sweeps=sweeps
        )
    h[unused | ~h.any(axis=1)] = components[unused | ~h.any(axis=1)]
    return unit_rows(h)


def refine_topics(
    components: np.ndarray, partitions: Callable[[], Iterable[csr_matrix]], *, passes: int = 5
) -> np.ndarray:
    """Topics (K × V) refined by `passes` passes over the article rows; `partitions()` yields them anew,
    always in the same order, since sums of floats depend on it."""
    for done in range(passes):
        total: Accumulated | None = None
        for rows in partitions():
            sums = accumulate(rows, components, sharp=done >= SOFT_PASSES, with_words=False)
            total = sums if total is None else total + sums
        if total is None:
            break
        components = improved(components, total)
    return components
