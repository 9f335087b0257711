"""Do a topic's shown words belong together? Co-occurrence scores of word lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix

Words = Sequence[Sequence[int]]
_EPSILON = 1e-12


def npmi(words: Words, presence: csr_matrix) -> float:
    """Mean normalised pointwise mutual information of the pairs of a topic's words, mean over topics, −1..1.

    words: term indices of each topic; presence: (n × V), non-zero where article d holds term j.
    ln[(p_ij + ε) / (p_i p_j)] / −ln(p_ij + ε), probabilities over articles, ε = 1e-12 (Bouma 2009). The
    archive is its own reference, so compare only within one archive. NaN without a pair.
    """
    held = (presence > 0).astype(np.float64).tocsc()
    return _mean([_topic_npmi(_joint(held, topic)) for topic in words if len(topic) > 1])


def npmi_table(terms: Sequence[int], presence: csr_matrix) -> np.ndarray:
    """(T × T) NPMI of each term with each, by articles; 1 on the diagonal."""
    table = _npmi_matrix(_joint((presence > 0).astype(np.float64).tocsc(), terms))
    np.fill_diagonal(table, 1)
    return table


def window_npmi(words: Words, texts: Iterable[np.ndarray], terms: int, *, window: int = 10) -> float:
    """`npmi` over sliding windows of `window` words instead of articles (gensim's c_npmi).

    texts: the term indices of each article in order, −1 for a word that is no term.
    """
    joints = _window_joints(words, texts, terms, window)
    return _mean([_topic_npmi(joint) for joint in joints if len(joint) > 1])


def c_v(words: Words, texts: Iterable[np.ndarray], terms: int, *, window: int = 110) -> float:
    """C_V of Röder, Both & Hinneburg 2015, 0..1: cosine between each word's vector of NPMI with all
    words of its topic and the sum of these vectors, over sliding windows of 110 words; mean."""
    scores = []
    for joint in _window_joints(words, texts, terms, window):
        vectors = _npmi_matrix(joint)
        whole = vectors.sum(axis=0)
        norms = np.linalg.norm(vectors, axis=1) * np.linalg.norm(whole)
        inner = vectors @ whole
        scores.append(float(np.divide(inner, norms, out=np.zeros_like(inner), where=norms > 0).mean()))
    return _mean(scores)


def _joint(held: csr_matrix, topic: Sequence[int]) -> np.ndarray:
    columns = held[:, list(topic)]
    joint: np.ndarray = (columns.T @ columns).toarray() / max(1, held.shape[0])
    return joint


def _topic_npmi(joint: np.ndarray) -> float:
    pairs = np.triu_indices(len(joint), 1)
    return float(_npmi_matrix(joint)[pairs].mean())


def _npmi_matrix(joint: np.ndarray) -> np.ndarray:
    p = np.maximum(np.diagonal(joint), _EPSILON)
    together = joint + _EPSILON
    certain = together >= 1
    below = np.where(certain, 0.5, together)
    values = np.log(below / np.outer(p, p)) / -np.log(below)
    matrix: np.ndarray = np.where(certain, 1.0, values)
    return matrix


def _window_joints(words: Words, texts: Iterable[np.ndarray], terms: int, window: int) -> list[np.ndarray]:
    """For each topic the (w, w) parts of all windows that hold both words."""
    wanted = np.unique([j for topic in words for j in topic]).astype(np.int64)
    place = np.full(terms + 1, -1)
    place[wanted] = np.arange(len(wanted))
    together, total = np.zeros((len(wanted), len(wanted))), 0
    for text in texts:
        n = max(1, len(text) - window + 1)
        held = _held(place[np.asarray(text, dtype=np.int64)], n, window, len(wanted))
        together += (held.T @ held).toarray()
        total += n
    together /= max(1, total)
    columns = [place[list(topic)] for topic in words]
    return [together[np.ix_(own, own)] for own in columns]


def _held(text: np.ndarray, n: int, window: int, width: int) -> csr_matrix:
    """(n windows × width): 1 where the window that begins at place i holds the word."""
    at = np.flatnonzero(text >= 0)
    first = np.maximum(0, at - window + 1)
    last = np.minimum(at, n - 1)
    size = last - first + 1
    start = np.repeat(first, size) + np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    keys = np.unique(start * width + np.repeat(text[at], size))
    return csr_matrix((np.ones(len(keys)), (keys // width, keys % width)), shape=(n, width))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")
