"""Topics of yesterday + articles of today → the same topics, mildly moved; proposals of new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.align import on_vocabulary
from trends.topics.linking import Accumulated, accumulate, components_rows, improved
from trends.topics.numerics import nndsvd, nnls, one_thread, unit_rows


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
        total = total + accumulate(block, state.components)
    if total is past:
        return state
    return replace(state, components=improved(state.components, total, sweeps=1), gram=total.gram)


def carried(state: TopicState, terms: Sequence[str]) -> np.ndarray:
    """The state's topics over another vocabulary, rows of length 1: the start of a rebuild."""
    return np.asarray(unit_rows(on_vocabulary(state.components, state.terms, terms)))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic that the present ones leave unexplained, for the reader to accept or not.

    component: (V,) float32, length 1; articles: rows that are about it, strongest first;
    first: index of the first issue with such an article; recent, before: articles per issue about it
    in the last issues and earlier.
    """

    component: np.ndarray
    articles: tuple[int, ...]
    first: int
    recent: float
    before: float


_NEAR = 0.25
_DOUBLE = 0.25
_RISE = 3.0


@one_thread
def propose_topics(
    rows: csr_matrix, issues: np.ndarray, components: np.ndarray, *,
    window: int = 14, least: int = 6, most: int = 3, seed: int = 0,
) -> list[Proposal]:  # fmt: skip
    """At most `most` topics found in what `components` (K × V) leave of the last `window` issues.

    rows: (n × V); issues: (n,) ascending index of the issue of each. NMF of the positive residuals of
    the worse explained 60 % of the recent articles. A factor is proposed when at least `least` recent
    articles have cosine > 0.25 with it, at three times the earlier rate, and it shares few of its ten
    first terms (Jaccard < 0.25) with any topic or an earlier proposal.
    """
    last = int(issues.max(initial=-1))
    recent = issues > last - window
    if recent.sum() < least or last < window:
        return []
    factors = _residual_factors(rows[recent], components, seed=seed)
    near = np.asarray(rows @ factors.T) > _NEAR
    known, found = [_first_terms(h) for h in components], []
    for k in np.lexsort((np.arange(len(factors)), -near[recent].sum(axis=0))):
        now = near[recent, k].sum() / window
        before = near[~recent, k].sum() / (last + 1 - window)
        terms = _first_terms(factors[k])
        fresh = all(len(terms & other) / len(terms | other) < _DOUBLE for other in known)
        if now * window >= least and now >= _RISE * before and fresh:
            about = np.flatnonzero(near[:, k])
            strength = np.round(np.asarray(rows[about] @ factors[k]).ravel(), 4)
            strongest = tuple(about[np.lexsort((about, -strength))].tolist())
            first = int(issues[about[recent[about]]].min())
            found.append(Proposal(factors[k], strongest, first, float(now), float(before)))
            known.append(terms)
    return found[:most]


def _residual_factors(rows: csr_matrix, components: np.ndarray, *, seed: int, factors: int = 6) -> np.ndarray:
    w = nnls(components @ components.T, components_rows(components, rows))
    rest = np.maximum(rows.toarray() - w.T @ components, 0)
    left = np.square(rest).sum(axis=1)
    worst = np.sort(np.lexsort((np.arange(len(left)), -np.round(left, 5)))[: max(1, int(0.6 * len(left)))])
    x = csr_matrix(rest[worst])
    h = np.asarray(unit_rows(nndsvd(x, min(factors, *x.shape), seed=seed)))
    for _ in range(30):
        h = improved(h, accumulate(x, h))
    return h


def _first_terms(component: np.ndarray, n: int = 10) -> set[int]:
    order = np.lexsort((np.arange(len(component)), -np.round(component, 6)))[:n]
    return set(order[component[order] > 0].tolist())
