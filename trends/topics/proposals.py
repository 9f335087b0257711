"""What the topics leave unexplained of the latest issues → topics to propose to the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.numerics import one_thread, pair_npmi, unit_rows
from trends.topics.weights import ArticleWeights
from trends.topics.words import heaviest_terms

# Issues that count as the latest, and how many issues before them tell what is usual.
WINDOW, EARLIER = 14, 180
PROPOSAL_TERMS = 200  # heaviest terms of a proposal that are kept
_GROUP = 4  # articles whose likeness suggests a subject
_TRIED = 12
_MOST_ARTICLES = 1500  # of the latest issues: bounds the dense block
_ISSUES = 2
_DOUBLE = 0.25
_ALIKE = 0.3  # cosine of two proposals of one subject
_RISE = 3.0
_COHERENT = 0.8

Weigh = Callable[[csr_matrix, np.ndarray], ArticleWeights]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic that the present ones leave unexplained, for the reader to accept or not.

    component: (V,) float32, length 1; articles: rows whose main topic it would be, strongest first;
    first: index of the issue that begins its present run, no two issues of which are a window apart;
    recent, before: articles per issue about it in the last issues and before the run; explains: part,
    0..1, of what the topics leave unexplained of its recent articles that it would explain.
    """

    component: np.ndarray
    articles: tuple[int, ...]
    first: int
    recent: float
    before: float
    explains: float


@one_thread
def propose_topics(
    rows: csr_matrix, issues: np.ndarray, components: np.ndarray, weigh: Weigh, *,
    window: int = WINDOW, least: int = 6, most: int = 3,
) -> list[Proposal]:  # fmt: skip
    """At most `most` topics found in what `components` (K × V) leave of the last `window` issues.

    rows: (n × V); issues: (n,) ascending index of the issue of each; weigh: the archive's rule for weights.
    Groups of recent articles that are more like each other than like what their topics say of them suggest
    a subject; it becomes the mean of the recent articles whose main topic it would be. It is proposed when at
    least `least` recent articles of two issues or more are about it, at three times the earlier rate, its ten first
    terms share few (Jaccard < 0.25) with any topic, it is unlike what is proposed already, and its words stand together as those of a topic do: their
    NPMI in `rows` is at least 0.8 of the topics' median. What is proposed counts as a topic for the next, so that
    a subject is proposed once. None for fewer issues than the window and one more: there is nothing to
    compare with.
    """
    last = int(issues.max(initial=-1))
    if last < window or len(components) == 0:
        return []
    presence = (rows > 0).astype(np.float32).tocsc()
    known = [_first_terms(h) for h in components]
    enough = _COHERENT * float(np.median([_coherence(presence, terms) for terms in known]))
    recent = np.flatnonzero(issues > last - window)
    found: list[Proposal] = []
    while len(found) < most:
        wider = np.vstack([components, *(one.component for one in found)])
        subjects = _subjects(rows[recent], wider, weigh)
        meant = (_settled(rows[recent], wider, weigh, subject) for subject in subjects)
        # What costs least is asked first: how the words fit, how many recent articles, and then all articles
        fitting = (
            one
            for component, n in meant
            if n >= least
            and all(component @ other.component < _ALIKE for other in found)
            and all(_jaccard(_first_terms(component), terms) < _DOUBLE for terms in known)
            and _coherence(presence, _first_terms(component)) >= enough
            for one in [_proposal(rows, issues, wider, weigh, component, window)]
            if one.recent * window >= least - 0.5
            and one.recent >= _RISE * one.before
            and len(set(issues[list(one.articles)])) >= _ISSUES
        )
        best = next(fitting, None)
        if best is None:
            break
        found.append(best)
        known.append(_first_terms(best.component))
    return sorted(found, key=lambda one: (-one.recent, one.first))


def _subjects(own: csr_matrix, components: np.ndarray, weigh: Weigh) -> Iterator[np.ndarray]:
    """(V,) unit means of the recent articles around which the topics leave most unsaid, the most first."""
    own = own[-_MOST_ARTICLES:]
    told = weigh(own, components).explained
    alike = np.round(np.asarray((own @ own.T).todense(), dtype=np.float32), 4)
    group = np.zeros_like(alike)
    nearest = np.argsort(-alike, axis=1, kind="stable")[:, :_GROUP]
    np.put_along_axis(group, nearest, 1, axis=1)
    sums = alike @ group.T  # article × group; an article speaks for a group of others only
    size = (group * sums.T).sum(axis=1)
    own_part = group.T * np.diagonal(alike)[:, None]
    length = np.maximum(size - 2 * sums * group.T + own_part, 1e-6)
    gain = np.maximum((sums - own_part) / np.sqrt(length) - told[:, None], 0).sum(axis=0)
    tried: list[set[int]] = []
    for i in np.lexsort((np.arange(len(gain)), -np.round(gain, 3))):
        members = set(nearest[i].tolist())
        if gain[i] <= 0 or len(tried) == _TRIED:
            return
        if all(len(members & other) <= 1 for other in tried):
            tried.append(members)
            yield _mean(own[nearest[i]])


def _settled(
    own: csr_matrix, components: np.ndarray, weigh: Weigh, subject: np.ndarray
) -> tuple[np.ndarray, int]:
    """The subject (V,) as the mean of the recent articles that it is the main topic of, and how many these are."""
    for _ in range(3):
        about = weigh(own, np.vstack([components, subject])).main == len(components)
        if not about.any():
            return subject, 0
        subject = _mean(own[about])
    return subject, int((weigh(own, np.vstack([components, subject])).main == len(components)).sum())


def _proposal(
    rows: csr_matrix, issues: np.ndarray, components: np.ndarray, weigh: Weigh, subject: np.ndarray, window: int
) -> Proposal:  # fmt: skip
    last = int(issues.max())
    wider = np.vstack([components, subject])
    weights = weigh(rows, wider)
    about = weights.main == len(components)
    first = _run(np.unique(issues[about]), last, window)
    strength = np.where(about, weights.theta[:, -1], 0)
    strongest = np.lexsort((np.arange(len(issues)), -strength))[: int(about.sum())]
    now = about & (issues > last - window)
    before = float((about & (issues < first)).sum() / first) if first else 0.0
    return Proposal(
        component=subject,
        articles=tuple(strongest.tolist()),
        first=first,
        recent=float(now.sum() / window),
        before=before,
        explains=_explained(weigh(rows[now], components), weigh(rows[now], wider)),
    )


def _run(held: np.ndarray, last: int, window: int) -> int:
    """The first of the issues, ascending, after which no `window` issues pass without one, up to the last."""
    first = last
    for issue in held[::-1].tolist():
        if first - issue >= window:
            break
        first = issue
    return first


def _explained(before: ArticleWeights, after: ArticleWeights) -> float:
    """Of a unit row a part of 1 − cosine² is unexplained."""
    rest, still = ((1 - np.square(weights.explained)).sum() for weights in (before, after))
    return round(float(max(0.0, 1 - still / max(rest, 1e-12))), 4)


def _mean(rows: csr_matrix) -> np.ndarray:
    """(V,) the unit mean of rows, its heaviest terms only."""
    mean = np.asarray(rows.mean(axis=0), dtype=np.float32).ravel()
    kept = heaviest_terms(mean, PROPOSAL_TERMS)
    short = np.zeros_like(mean)
    short[kept] = mean[kept]
    unit: np.ndarray = np.asarray(unit_rows(short[None]))[0]
    return unit


def _coherence(presence: csr_matrix, terms: set[int]) -> float:
    return pair_npmi(presence[:, sorted(terms)])


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def _first_terms(component: np.ndarray, n: int = 10) -> set[int]:
    return set(heaviest_terms(component, n).tolist())
