"""How many topics: stability, coherence × diversity and the error of each number, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.linking import components_rows, link_topics
from trends.topics.numerics import nnls, one_thread, pair_npmi
from trends.topics.words import shown_words

CANDIDATES = (5, 8, 12, 16, 20, 25, 30, 40, 50, 60, 80)
_SAMPLE = 0.8
_WORDS = 10


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A number of topics and why one may want it.

    stability: mean Jaccard of the ten first words of topics fitted to subsamples of 80 % and of all,
    paired by the Hungarian method, 0..1; coherence: mean document NPMI of shown words, −1..1;
    diversity: distinct words / words shown, 0..1; error: ‖X − WH‖ / ‖X‖; elbow: 0..1, how much
    the error's fall slows down here; score: what `choose_topics` ranks by;
    examples: shown words (term indices) of its three largest topics; why: one clause (zh-CN).
    """

    topics: int
    stability: float
    coherence: float
    diversity: float
    error: float
    elbow: float
    score: float
    examples: tuple[tuple[int, ...], ...]
    why: str


@one_thread
def choose_topics(
    stack: csr_matrix, counts: csr_matrix, *, candidates: Sequence[int] = CANDIDATES, subsamples: int = 3,
    seed: int = 0, best: int = 3,
) -> list[TopicCount]:  # fmt: skip
    """The `best` numbers of topics, best first; at least one.

    stack: (M × V) stacked issue topics; counts: (n × V) term counts of articles (a sample will do) for
    coherence. score = stability rank + coherence × diversity rank + elbow rank, as means over the
    candidates, since the three have no common unit (Greene 2014 for stability).
    """
    possible = sorted({min(k, max(1, (stack.shape[0] + 1) // 2)) for k in candidates})
    rng = np.random.default_rng(seed)
    size = max(1, int(_SAMPLE * stack.shape[0]))
    samples = [np.sort(rng.permutation(stack.shape[0])[:size]) for _ in range(subsamples)]
    presence = (counts > 0).astype(np.float32).tocsc()
    measured = [_measured(stack, k, samples, presence) for k in possible]
    stability, coherence, diversity, error = np.array([m[:4] for m in measured]).T
    elbow = _elbows(np.array(possible, float), error)
    ranks = np.array([_ranks(stability), _ranks(coherence * diversity), _ranks(elbow)])
    score = ranks.mean(axis=0)
    figures = np.round(np.stack([stability, coherence, diversity, error, elbow, score], axis=1), 4).tolist()
    found = [
        TopicCount(k, row[0], row[1], row[2], row[3], row[4], row[5], m[4], _why(rank))
        for k, row, m, rank in zip(possible, figures, measured, ranks.T, strict=True)
    ]
    return sorted(found, key=lambda c: (-c.score, c.topics))[:best]


def _measured(
    stack: csr_matrix, k: int, samples: Sequence[np.ndarray], binary: csr_matrix
) -> tuple[float, float, float, float, tuple[tuple[int, ...], ...]]:
    h = link_topics(stack, k)
    words = [[j for j, _ in row] for row in shown_words(h, _WORDS)]
    agreement = [_agreement(words, link_topics(stack[rows], k)) for rows in samples]
    w = nnls(h @ h.T, components_rows(h, stack))
    told = float((w * (h @ h.T @ w)).sum()) / max(float(np.square(stack.data).sum()), 1e-12)
    error = max(0.0, 1 - told) ** 0.5
    largest = np.argsort(-np.round(w.sum(axis=1), 3), kind="stable")[:3]
    union = {j for row in words for j in row}
    return (
        float(np.mean(agreement)),
        float(np.mean([pair_npmi(binary[:, row]) for row in words])),
        len(union) / max(1, sum(map(len, words))),
        float(error),
        tuple(tuple(words[i]) for i in largest),
    )


def _agreement(words: Sequence[Sequence[int]], other: np.ndarray) -> float:
    """Mean Jaccard of paired topics' shown words; a topic without partner counts 0."""
    from scipy.optimize import linear_sum_assignment  # takes a third of a second to load

    theirs = [{j for j, _ in row} for row in shown_words(other, _WORDS)]
    table = np.array([[len(set(a) & b) / max(1, len(set(a) | b)) for b in theirs] for a in words])
    pairs = linear_sum_assignment(-table)
    return float(table[pairs].sum() / max(1, len(words)))


def _elbows(k: np.ndarray, error: np.ndarray) -> np.ndarray:
    """(candidates,) 0..1: distance of the error's curve below its chord, both axes scaled to 0..1."""
    if len(k) < 3 or error[0] - error[-1] <= 0:
        return np.zeros(len(k))
    x = (np.log(k) - np.log(k[0])) / (np.log(k[-1]) - np.log(k[0]))
    y = (error - error[-1]) / (error[0] - error[-1])
    return np.asarray(np.clip(1 - x - y, 0, 1))


def _ranks(values: np.ndarray) -> np.ndarray:
    """Values as ranks 0 (least) .. 1 (most); equals share a rank."""
    rounded = np.round(values, 4)
    distinct = np.unique(rounded)
    return np.asarray(np.searchsorted(distinct, rounded) / max(1, len(distinct) - 1))


_REASONS = ("换一部分文章再算最稳定", "词语最连贯、最少重复", "再多的话题解释得不多")


def _why(ranks: np.ndarray) -> str:
    strong = [reason for reason, rank in zip(_REASONS, ranks, strict=True) if rank >= 0.7]
    return "，".join(strong) or "三项都居中"
