"""What the topics leave unexplained of the latest issues → topics to propose to the reader."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.linking import accumulate, components_rows, improved
from trends.topics.numerics import nndsvd, nnls, one_thread, pair_npmi, unit_rows
from trends.topics.words import heaviest_terms

# Issues that count as the latest, and how many issues before them tell what is usual.
WINDOW, EARLIER = 14, 180
_FACTORS = 6
_WORST = 0.6
_MOST_ARTICLES = 1500  # of the worst explained: bounds the dense block
_NEAR = 0.25
_DOUBLE = 0.25
_RISE = 3.0
_COHERENT = 0.8


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic that the present ones leave unexplained, for the reader to accept or not.

    component: (V,) float32, length 1; articles: rows that are about it, strongest first, and
    similarity: their cosines with it; first: index of the first recent issue with such an article;
    recent, before: articles per issue about it in the last issues and earlier; explains: part, 0..1, of what
    the topics leave unexplained of its recent articles that it would explain.
    """

    component: np.ndarray
    articles: tuple[int, ...]
    similarity: tuple[float, ...]
    first: int
    recent: float
    before: float
    explains: float


@one_thread
def propose_topics(
    rows: csr_matrix, issues: np.ndarray, components: np.ndarray, *,
    window: int = WINDOW, least: int = 6, most: int = 3, seed: int = 0,
) -> list[Proposal]:  # fmt: skip
    """At most `most` topics found in what `components` (K × V) leave of the last `window` issues.

    rows: (n × V); issues: (n,) ascending index of the issue of each. NMF of the positive residuals of
    the worse explained 60 % of the recent articles. A factor is proposed when at least `least` recent
    articles have cosine > 0.25 with it, at three times the earlier rate, its ten first terms share few
    (Jaccard < 0.25) with any topic or an earlier proposal and stand together as those of a topic do: their NPMI
    in `rows` is at least 0.8 of the topics' median. None for fewer issues than the window and one
    more: there is nothing to compare with.
    """
    last = int(issues.max(initial=-1))
    recent = issues > last - window
    if recent.sum() < least or last < window:
        return []
    own = rows[recent]
    w = nnls(components @ components.T, components_rows(components, own))
    factors = _residual_factors(own, w, components, seed=seed)
    cosine = np.round(np.asarray(rows @ factors.T), 4)
    near = cosine > _NEAR
    presence = (rows > 0).astype(np.float32).tocsc()
    known = [_first_terms(h) for h in components]
    enough = _COHERENT * float(np.median([_coherence(presence, terms) for terms in known]))
    found: list[Proposal] = []
    for k in np.lexsort((np.arange(len(factors)), -near[recent].sum(axis=0))):
        now = near[recent, k].sum() / window
        before = near[~recent, k].sum() / (last + 1 - window)
        terms = _first_terms(factors[k])
        fresh = all(len(terms & other) / len(terms | other) < _DOUBLE for other in known)
        rising = now * window >= least and now >= _RISE * before
        if rising and fresh and _coherence(presence, terms) >= enough:
            about = np.flatnonzero(near[:, k])
            strongest = about[np.lexsort((about, -cosine[about, k]))]
            found.append(
                Proposal(
                    component=factors[k],
                    articles=tuple(strongest.tolist()),
                    similarity=tuple(cosine[strongest, k].tolist()),
                    first=int(issues[about[recent[about]]].min()),
                    recent=float(now),
                    before=float(before),
                    explains=_explained(own, w, components, factors[k], near[recent, k]),
                )
            )
            known.append(terms)
    return found[:most]


def _residual_factors(rows: csr_matrix, w: np.ndarray, components: np.ndarray, *, seed: int) -> np.ndarray:
    """(F × V) unit rows: NMF of what the topics (weights w, K × n) leave of the worst explained rows."""
    left = np.round(_unexplained(rows, w, components), 5)
    size = min(max(1, int(_WORST * len(left))), _MOST_ARTICLES)
    worst = np.sort(np.lexsort((np.arange(len(left)), -left))[:size])
    own = rows[worst]
    used = np.unique(own.indices)  # a term that none of them holds is left by none
    x = csr_matrix(np.maximum(own[:, used].toarray() - w[:, worst].T @ components[:, used], 0))
    h = np.asarray(unit_rows(nndsvd(x, min(_FACTORS, *x.shape), seed=seed)))
    for _ in range(30):
        h = improved(h, accumulate(x, h, with_words=False))
    factors = np.zeros((len(h), rows.shape[1]), dtype=np.float32)
    factors[:, used] = h
    return factors


def _unexplained(rows: csr_matrix, w: np.ndarray, components: np.ndarray) -> np.ndarray:
    """(n,) squared distance of each row from what the topics say of it."""
    length = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    gram = components @ components.T
    told = 2 * (w * components_rows(components, rows)).sum(axis=0) - (w * (gram @ w)).sum(axis=0)
    left: np.ndarray = np.maximum(length - told, 0)
    return left


def _explained(
    rows: csr_matrix, w: np.ndarray, components: np.ndarray, factor: np.ndarray, about: np.ndarray
) -> float:
    own, weights = rows[about], w[:, about]
    rest = _unexplained(own, weights, components).sum()
    wider = np.vstack([components, factor])
    more = nnls(wider @ wider.T, components_rows(wider, own))
    return round(float(1 - _unexplained(own, more, wider).sum() / max(rest, 1e-12)), 4)


def _coherence(presence: csr_matrix, terms: set[int]) -> float:
    return pair_npmi(presence[:, sorted(terms)])


def _first_terms(component: np.ndarray, n: int = 10) -> set[int]:
    return set(heaviest_terms(component, n).tolist())
