"""Topics of yesterday + articles of today → the same topics, mildly moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.align import on_vocabulary
from trends.topics.linking import Accumulated, accumulate, improved
from trends.topics.numerics import one_thread, unit_rows


@dataclass(frozen=True, slots=True)
class TopicState:
    """What a later run starts from: the topics as fitted, before any scaling for display.

    components: (K × V) float32, rows of length 1; ids: (K,) topic numbers ≥ 1, never reused;
    terms: (V,) the vocabulary, sorted; df: (V,) and articles: the counts behind its idf;
    gram: (K, K) = WᵀW of all articles so far, as `accumulate` sums it; labels: (K,) as the reader sees them.
    """

    components: np.ndarray
    ids: tuple[int, ...]
    terms: tuple[str, ...]
    df: np.ndarray
    articles: int
    gram: np.ndarray
    labels: tuple[str, ...] = ()


@one_thread
def update_topics(state: TopicState, rows: Iterable[csr_matrix]) -> TopicState:
    """The state after new articles (rows over `state.terms`, weighed by the state's idf).

    Online NMF (Mairal et al. 2010): the past enters by its sums, WᵀX ≈ WᵀW·H at the optimum, so a new
    issue moves a topic by about its part of all articles of that topic. Row index = identity.
    """
    nothing = csr_matrix(state.components.shape, dtype=np.float32)
    past = Accumulated(state.gram, state.gram @ state.components, nothing)
    total = past
    for block in rows:
        total = total + accumulate(block, state.components, with_words=False)
    if total is past:
        return state
    return replace(state, components=improved(state.components, total, sweeps=1), gram=total.gram)


def carried(state: TopicState, terms: Sequence[str]) -> np.ndarray:
    """The state's topics over another vocabulary, rows of length 1: the start of a rebuild."""
    return np.asarray(unit_rows(on_vocabulary(state.components, state.terms, terms)))
