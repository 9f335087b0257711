"""How many topics: agreement of two halves, coherence × diversity and what is left of each number, side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.exemplars import exemplar_topics
from trends.topics.linking import SOFT_PASSES, accumulate, improved
from trends.topics.numerics import one_thread, pair_npmi
from trends.topics.weights import article_weights
from trends.topics.words import shown_words

CANDIDATES = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80)
_MOST = 4_000  # articles that a number is measured on
_EACH = 6  # articles a topic at least
_PASSES = 5
_WORDS = 10


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A number of topics and why one may want it.

    stability: adjusted mutual information, 0..1, of the main topics that two halves of the articles, fitted
    apart, give to all of them; coherence: mean document NPMI of shown words, −1..1;
    diversity: distinct words / words shown, 0..1; error: mean of 1 − the cosine of an article and what
    its topics say of it; score: what `choose_topics` ranks by;
    examples: shown words (term indices) of its three largest topics; why: one clause (zh-CN).
    """

    topics: int
    stability: float
    coherence: float
    diversity: float
    error: float
    score: float
    examples: tuple[tuple[int, ...], ...]
    why: str


@one_thread
def choose_topics(
    rows: csr_matrix, *, candidates: Sequence[int] = CANDIDATES, splits: int = 2, seed: int = 0, best: int = 3
) -> list[TopicCount]:
    """The `best` numbers of topics, best first; at least one.

    rows: (n × V) TF-IDF of the articles, in any order: they are put into that of their contents, so that dates
    are of no account. score = stability × coherence × diversity. Too few topics put several subjects into one,
    which others than theirs may join; too many split one by chance: either way two halves of the articles
    disagree (cluster stability by splitting: Lange et al. 2004; adjusted for chance: Vinh et al. 2010),
    and the words of a topic belong together least.
    """
    rows = _by_content(rows)
    possible = sorted({k for k in candidates if k * _EACH <= rows.shape[0]}) or [1]
    rng = np.random.default_rng(seed)
    orders = [rng.permutation(rows.shape[0]) for _ in range(splits)]
    presence = (rows > 0).astype(np.float32).tocsc()
    measured = [_measured(rows, k, orders, presence) for k in possible]
    score = [stability * max(coherence, 0) * diversity for stability, coherence, diversity, *_ in measured]
    steadiest, clearest = (
        int(np.argmax(np.round(values, 4))) for values in ([m[0] for m in measured], [m[1] * m[2] for m in measured])
    )  # fmt: skip
    found = [
        TopicCount(
            topics=k,
            stability=round(m[0], 4),
            coherence=round(m[1], 4),
            diversity=round(m[2], 4),
            error=round(m[3], 4),
            score=round(mark, 4),
            examples=m[4],
            why=_why(i == steadiest, i == clearest),
        )
        for i, (k, m, mark) in enumerate(zip(possible, measured, score, strict=True))
    ]
    return sorted(found, key=lambda c: (-c.score, c.topics))[:best]


def _by_content(rows: csr_matrix) -> csr_matrix:
    """At most _MOST of the rows, in the order of a hash of their terms."""
    rows = csr_matrix(rows)
    rows.sort_indices()
    ends = zip(rows.indptr[:-1], rows.indptr[1:], strict=True)
    keys = [hashlib.blake2b(rows.indices[a:b].tobytes(), digest_size=8).digest() for a, b in ends]
    order = sorted(range(len(keys)), key=lambda i: (keys[i], i))[:_MOST]
    return rows[order]


def refitted(rows: csr_matrix, k: int, *, seed: int = 0) -> list[np.ndarray]:
    """Topics fitted anew to either half of the articles, and to all of them with ten fewer and ten more (K ± 10):
    what stays in all of them is no accident of one fit. At most _MOST articles are taken."""
    rows = _by_content(rows)
    order = np.random.default_rng(seed).permutation(rows.shape[0])
    halves = (np.sort(part) for part in np.array_split(order, 2))
    return [
        *(_fitted(rows[part], k) for part in halves),
        *(_fitted(rows, other) for other in (k - 10, k + 10) if 1 < other < rows.shape[0]),
    ]


def _fitted(rows: csr_matrix, k: int) -> np.ndarray:
    h = exemplar_topics(rows, k)
    for done in range(_PASSES):
        h = improved(h, accumulate(rows, h, sharp=done >= SOFT_PASSES, with_words=False))
    return h


def _measured(
    rows: csr_matrix, k: int, orders: Sequence[np.ndarray], presence: csr_matrix
) -> tuple[float, float, float, float, tuple[tuple[int, ...], ...]]:
    from sklearn.metrics import adjusted_mutual_info_score  # takes a third of a second to load

    half = rows.shape[0] // 2
    agreement = []
    for order in orders if k > 1 else ():
        halves = (np.sort(order[:half]), np.sort(order[half:]))
        mains = [article_weights(rows, _fitted(rows[part], k)).main for part in halves]
        agreement.append(adjusted_mutual_info_score(*mains))
    h = _fitted(rows, k)
    words = [[j for j, _ in row] for row in shown_words(h, _WORDS)]
    weights = article_weights(rows, h)
    largest = np.argsort(-np.bincount(weights.main[weights.main >= 0], minlength=len(h)), kind="stable")[:3]
    union = {j for row in words for j in row}
    return (
        float(np.mean(agreement)) if agreement else 1.0,
        float(np.mean([pair_npmi(presence[:, row]) for row in words])) if words else 0.0,
        len(union) / max(1, sum(map(len, words))),
        float(1 - weights.explained.mean()),
        tuple(tuple(words[i]) for i in largest),
    )


def _why(steadiest: bool, clearest: bool) -> str:
    """What is said of one number is said of it alone."""
    reasons = ["两半文章分开算，结果最一致"] * steadiest + ["词语最连贯、最少重复"] * clearest
    return "，".join(reasons) or "一致与连贯两项合起来靠前"
