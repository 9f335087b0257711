"""Codes of articles by seeded centroids: from the reader's words to all articles of the subject.

A code's centroid is the mean of the TF-IDF rows of its articles: at first those that hold its words, then those that
lie nearest to it, a few passes over; the first keeps a third of the say, so that a code does not wander off. An article
nearer to what is no code's than to any code belongs to none (the residual class). No code's is the archive as a whole,
and each topic whose articles rarely hold a code's word: less than two thirds as often as in the topics where articles
with such words usually stand.

Words as seeds: Eshima, Imai & Sasaki, American Journal of Political Science 68, 2024 (keyword-assisted topic models);
Watanabe & Baturo, Social Science Computer Review 42, 2024 (seeded models with a residual). Means by cosine: Dhillon &
Modha, Machine Learning 42, 2001.

The centroids are kept: new articles are told by them and move no old one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

PASSES = 5
SEEDS_SAY = 1 / 3
FOREIGN = 2 / 3


@dataclass(frozen=True, slots=True)
class Fitted:
    """centroids: (codes × V) float32, rows of length 1, a zero row for a code that no article holds; rest: (1 + r × V)
    likewise: the archive's mean, then the topics that are no code's."""

    centroids: np.ndarray
    rest: np.ndarray


def fit(rows: csr_matrix, hits: np.ndarray, topics: np.ndarray, passes: int = PASSES) -> Fitted:
    """rows: (n × V) TF-IDF, length 1 each; hits: (n × codes) ≥ 0, how strongly each article holds each code's words;
    topics: (n,) a number ≥ 0 for the topic of each article.

    Deterministic; the order of articles does not matter beyond rounding.
    """
    shares = np.log1p(np.asarray(hits, dtype=np.float32))
    total = shares.sum(axis=1, keepdims=True)
    seeds = _means(shares / np.where(total > 0, total, 1), rows)
    rest = _rest(rows, total.ravel() > 0, topics)
    centroids = seeds
    for _ in range(passes - 1):
        code, _weight = assign(rows, Fitted(centroids, rest))
        member = np.zeros_like(shares)
        held = code >= 0
        member[np.flatnonzero(held), code[held]] = 1
        centroids = _unit(SEEDS_SAY * seeds + (1 - SEEDS_SAY) * _means(member, rows))
    return Fitted(centroids, rest)


def assign(rows: csr_matrix, fitted: Fitted) -> tuple[np.ndarray, np.ndarray]:
    """(n,) code of each article, −1 for the residual class, and (n,) its cosine with that code's centroid, 0..1.

    Of two equally near codes it is the first.
    """
    near = np.asarray(rows @ fitted.centroids.T)
    best = near.argmax(axis=1)
    weight = near[np.arange(len(best)), best]
    rest = weight <= np.asarray(rows @ fitted.rest.T).max(axis=1)
    return np.where(rest, -1, best), np.where(rest, 0, weight).astype(np.float32)


def _rest(rows: csr_matrix, seeded: np.ndarray, topics: np.ndarray) -> np.ndarray:
    size = np.bincount(topics)
    rate = np.bincount(topics, seeded) / np.maximum(size, 1)
    usual = float(rate[topics[seeded]].mean()) if seeded.any() else 0.0
    foreign = np.flatnonzero((rate < FOREIGN * usual) & (size > 0))
    member = ((topics[:, None] == foreign) & ~seeded[:, None]).astype(np.float32)
    everything = np.ones((len(topics), 1), dtype=np.float32)
    return _means(np.hstack([everything, member]), rows)


def _means(member: np.ndarray, rows: csr_matrix) -> np.ndarray:
    """(k × V) the mean row, length 1, of each column of member (n × k)."""
    return _unit((csr_matrix(member).T @ rows).toarray())


def _unit(matrix: np.ndarray) -> np.ndarray:
    """Rows of length 1; zero rows stay."""
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: np.ndarray = (matrix / np.where(length > 0, length, 1)).astype(np.float32)
    return unit
