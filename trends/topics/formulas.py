"""Which topics are set phrases (套话) rather than subjects.

A set phrase (会见, 慰问, 评论员文章) stands beside ever other matters; a subject brings its own context along, however
evenly it is reported: 俄军 and 乌军 come with 顿涅茨克 and 导弹. That words in many contexts say little of any is the
contextual distinctiveness of McDonald and Shillcock (2001, Language and Speech 44:295–323); here the context of a
topic is what its articles hold besides the topic's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

PERIODS = 6  # below so many nothing can be called lasting
PRESENT = 0.8  # of the periods have an article of a set phrase
VARIATION = 1.0  # standard deviation of its share, as a part of the mean, at most
CONTEXT = (
    3.0  # words besides its own that an article holds on average; with fewer there is no context to judge by
)


@dataclass(frozen=True, slots=True)
class Holders:
    """In how many articles the terms stand.

    topics: (K, V) of those whose main topic it is; every: (V,) of all; own: for each topic the terms that name it.
    """

    topics: np.ndarray
    every: np.ndarray
    own: Sequence[Sequence[int]]


def formulaic(n: np.ndarray, articles: np.ndarray, held: Holders) -> np.ndarray:
    """(K,) bool: topics that last and whose articles have no subject in common.

    n: (periods, K) articles of each topic in each period, articles: (periods,) all of them. Flagged: at least six
    periods; present in eight of ten; share varying by at most its mean; and, the topic's own words aside, two of
    its articles have less in common than any two of the archive. A topic that fails one of these is a subject.
    """
    n, articles = np.asarray(n, dtype=np.float64), np.asarray(articles, dtype=np.float64)
    there, k = articles > 0, n.shape[1]
    if there.sum() < PERIODS or k < 2:
        return np.zeros(k, dtype=bool)
    shares = n[there] / articles[there, None]
    mean = shares.mean(axis=0)
    variation = np.divide(shares.std(axis=0), mean, out=np.full_like(mean, np.inf), where=mean > 0)
    lasting = ((n[there] > 0).mean(axis=0) >= PRESENT) & (variation <= VARIATION)
    total = n.sum(axis=0)
    apart = [_apart(held, topic, total[topic], articles.sum()) for topic in range(k)]
    flagged: np.ndarray = lasting & np.array(apart, dtype=bool)
    return flagged


def _apart(held: Holders, topic: int, n: float, articles: float) -> bool:
    """Whether two articles of the topic have no more in common than any two: Σ idf² over the terms both hold,
    the topic's own words left out, on average over all pairs."""
    context = 2 * held.every < articles  # a word of most articles is no context of any
    context[list(held.own[topic])] = False
    own, every = held.topics[topic].astype(float)[context], held.every.astype(float)[context]
    if n < 2 or own.sum() < CONTEXT * n:
        return False
    weight = np.log((1 + articles) / (1 + every)) ** 2
    shared = (weight * own * (own - 1)).sum() / (n * (n - 1))
    usual = (weight * every * (every - 1)).sum() / (articles * (articles - 1))
    return bool(shared <= usual)
