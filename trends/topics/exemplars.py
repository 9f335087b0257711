"""Where the second layer starts: issue topics that together stand for all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.numerics import one_thread, unit_rows

# Issue topics that may be chosen, spread evenly over the archive, and those they are to stand for.
_CANDIDATES, _STOOD_FOR = 2_500, 25_000
_SHARPNESS = 1.5
# An issue topic's level: its mean cosine with so many nearest candidates, at least this.
_NEIGHBOURS, _LEAST_LEVEL = 8, 0.15
_ROUNDS = 3
# A new topic takes an old one's place only where it adds so many times what the old one's going costs.
SURER = 1.5
_BLOCK, _ITSELF = 2048, 0.999
_ROWS = 256
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
    ground = _ground(stack)
    # Of rows without a single term nothing is chosen: one topic of nothing stands for them.
    chosen = _chosen(ground.gain, k, np.zeros(ground.gain.shape[1], dtype=np.float32)) or [0]
    return _moved(ground, ground.candidates[chosen].toarray(), 0)


@one_thread
def carried_topics(
    stack: csr_matrix, k: int, old: np.ndarray, kept: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Topics to begin a rebuild from, (≤ k, V) float32 unit rows, and the row of `old` (J × V) that each
    is, −1 for a new one: the measure of `exemplar_topics`, begun with the old topics.

    Places that are free go to the exemplars that add most. An old topic gives way to a new one only where that
    adds SURER times what the old one's going takes away, as it does when a great subject is new or an
    old one has no articles left; `kept` (J,) bool: topics that never give way.
    """
    ground = _ground(stack)
    served = _gain(np.asarray((old @ ground.sample.T), dtype=np.float32), ground.weight)
    rows, chosen = list(range(len(old))), list[int]()
    while True:
        present = np.vstack([served[rows], ground.gain[chosen]])
        best = present.max(axis=0, initial=0)
        takes = np.where(kept[rows], np.inf, _taken_away(present)[: len(rows)])
        weakest = int(takes.argmin()) if len(rows) else -1
        if len(rows) + len(chosen) > k and weakest >= 0 and np.isfinite(takes[weakest]):
            del rows[weakest]
            continue
        free = k - len(rows) - len(chosen)
        candidates = _chosen(ground.gain, max(free, 1), best)
        if free > 0 and candidates:
            chosen += candidates
            continue
        if free > 0 or weakest < 0 or not candidates or not np.isfinite(takes[weakest]):
            break
        if np.maximum(ground.gain[candidates[0]] - best, 0).sum(dtype=np.float64) <= SURER * takes[weakest]:
            break
        del rows[weakest]
        chosen += candidates
    h = _moved(ground, np.vstack([old[rows], ground.candidates[chosen].toarray()]), len(rows))
    return h, np.array([*rows, *[-1] * len(chosen)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What exemplars are chosen on. sample: (M' × V) issue topics to stand for, weight: (M',) of each;
    candidates: (C × V); gain: (C, M') what a candidate does for each of the sample."""

    sample: csr_matrix
    weight: np.ndarray
    candidates: csr_matrix
    gain: np.ndarray


def _ground(stack: csr_matrix) -> _Ground:
    sample = stack[_spread(stack.shape[0], _STOOD_FOR)]
    candidates = stack[_spread(stack.shape[0], _CANDIDATES)]
    cosine = _cosines(candidates, sample)
    weight = _levels(cosine) ** -_SHARPNESS
    return _Ground(sample, weight, candidates, _gain(cosine, weight))


def _cosines(candidates: csr_matrix, sample: csr_matrix) -> np.ndarray:
    """(C, M') float32, some rows at a time: most are not 0, and the sparse product of all takes twice the dense one."""
    cosine = np.empty((candidates.shape[0], sample.shape[0]), dtype=np.float32)
    other = sample.T.tocsr()
    for begin in range(0, len(cosine), _ROWS):
        cosine[begin : begin + _ROWS] = (candidates[begin : begin + _ROWS] @ other).toarray()
    return cosine


def _gain(cosine: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """What topics do for each issue topic, of their cosines, in place."""
    np.power(np.maximum(cosine, 0, out=cosine), _SHARPNESS, out=cosine)
    cosine *= weight / weight.mean()
    return cosine


def _moved(ground: _Ground, h: np.ndarray, fixed: int) -> np.ndarray:
    """Rounds of spherical k-means that move all but the first `fixed` topics."""
    sample, weight = ground.sample, ground.weight
    for _ in range(_ROUNDS):
        cosine = np.asarray(sample @ h.T)
        nearest = np.where(cosine.max(axis=1) > _LEAST_COSINE, np.round(cosine, 5).argmax(axis=1), len(h))
        member = csr_matrix((weight, (nearest, np.arange(len(nearest)))), shape=(len(h) + 1, len(nearest)))
        sums = (member @ sample).toarray()[: len(h)]
        sums[:fixed] = h[:fixed]
        h = np.asarray(unit_rows(np.where(sums.any(axis=1, keepdims=True), sums, h)))
    return h


def _taken_away(gain: np.ndarray) -> np.ndarray:
    """(rows,) what the whole loses when each of the topics goes: its lead where it serves best."""
    if len(gain) < 2:
        return np.full(len(gain), np.inf)
    first = gain.argmax(axis=0)
    second, best = np.partition(gain, -2, axis=0)[-2:]
    taken: np.ndarray = np.bincount(first, weights=(best - second).astype(np.float64), minlength=len(gain))
    return np.round(taken, 3)


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


def _chosen(gain: np.ndarray, k: int, served: np.ndarray) -> list[int]:
    """The rows of gain (candidates × n), k or fewer, that serve the columns best beyond `served` (n,), in
    the order of choice."""
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
