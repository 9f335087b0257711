"""Where the second layer starts: issue topics that together stand for all of them."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.numerics import one_thread, unit_rows

# Issue topics that may be chosen, spread evenly over the archive, and those they are to stand for.
_CANDIDATES, _STOOD_FOR = 2_500, 25_000
_SHARPNESS = 1.5
# An issue topic's level: its mean cosine with so many nearest candidates, at least this.
_NEIGHBOURS, _LEAST_LEVEL = 8, 0.15
_ROUNDS = 3
_BLOCK, _ITSELF = 2048, 0.999
_LEAST_COSINE = 0.1


@one_thread
def exemplar_topics(stack: csr_matrix, k: int) -> np.ndarray:
    """(≤ k, V) float32 unit rows: the means of the issue topics (M × V, unit rows) around k exemplars.

    Exemplars are chosen one by one so that Σ over issue topics of max over exemplars of (cosine / level)^1.5
    grows most (greedy facility location, at least 1 − 1/e of the best there is: Nemhauser et al. 1978),
    then moved by three rounds of spherical k-means (Dhillon & Modha 2001). The level is how alike an
    issue topic's nearest ones are (local scaling, Zelnik-Manor & Perona 2004): set formulas, told in the
    same words each day, weigh no more than news, told in new words each day. A small subject that comes
    back gets an exemplar of its own, where the leading singular vectors of NNDSVD go to the widest
    subjects; and no random numbers are needed.
    """
    sample = stack[_spread(stack.shape[0], _STOOD_FOR)]
    candidates = stack[_spread(stack.shape[0], _CANDIDATES)]
    gain = np.asarray((candidates @ sample.T).todense(), dtype=np.float32)
    weight = _levels(gain) ** -_SHARPNESS
    np.power(np.maximum(gain, 0, out=gain), _SHARPNESS, out=gain)
    gain *= weight / weight.mean()
    h: np.ndarray = candidates[_chosen(gain, k)].toarray()
    for _ in range(_ROUNDS):
        cosine = np.asarray(sample @ h.T)
        nearest = np.where(cosine.max(axis=1) > _LEAST_COSINE, np.round(cosine, 5).argmax(axis=1), len(h))
        member = csr_matrix((weight, (nearest, np.arange(len(nearest)))), shape=(len(h) + 1, len(nearest)))
        sums = (member @ sample).toarray()[: len(h)]
        h = np.asarray(unit_rows(np.where(sums.any(axis=1, keepdims=True), sums, h)))
    return h


def _spread(n: int, most: int) -> np.ndarray:
    """At most `most` of 0..n−1, evenly spread, ascending."""
    places: np.ndarray = np.unique(np.linspace(0, n - 1, min(n, most)).astype(np.int64))
    return places


def _levels(cosine: np.ndarray) -> np.ndarray:
    """(n,) float32 mean of the largest cosines of each column (candidates × n), itself left out."""
    levels = np.empty(cosine.shape[1], dtype=np.float32)
    near = min(_NEIGHBOURS, len(cosine))
    for begin in range(0, len(levels), _BLOCK):
        block = cosine[:, begin : begin + _BLOCK].T.copy()
        block[block > _ITSELF] = 0
        nearest = np.partition(block, -near, axis=1)
        levels[begin : begin + _BLOCK] = nearest[:, -near:].mean(axis=1)
    return np.maximum(np.round(levels, 5), np.float32(_LEAST_LEVEL))


def _chosen(gain: np.ndarray, k: int) -> list[int]:
    """The rows of gain (candidates × n), k or fewer, that serve the columns best, in the order of choice."""
    served = np.zeros(gain.shape[1], dtype=np.float32)
    bound = np.round(gain.sum(axis=1, dtype=np.float64), 3)
    chosen: list[int] = []
    while len(chosen) < min(k, len(gain)):
        best = int(bound.argmax())
        # What a candidate adds only shrinks as others are chosen: an old figure is an upper bound.
        added = round(float(np.maximum(gain[best] - served, 0).sum(dtype=np.float64)), 3)
        if added < bound[best]:
            bound[best] = added
        elif added <= 0:
            break
        else:
            chosen.append(best)
            served = np.maximum(served, gain[best])
    return chosen
