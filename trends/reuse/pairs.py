"""Grams of many texts → anchors: a gram of a text and the place where it was printed first."""

from __future__ import annotations

import numpy as np

COMMON = 30  # a gram that stands more often is a formula, not a passage
MOST = 150_000  # anchors that one call gives; of more, those of a part of the grams


def anchors_of(hashes: np.ndarray, places: np.ndarray, rank: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places of grams, (m,) int64, and of the same grams where they were printed first, in another text.

    hashes: (n,) uint64; places: (n,) int64 of each gram among all letters; rank: (n,) int64 of its text in time.
    """
    order = np.argsort(hashes)
    hashes = hashes[order]
    begins = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[begins, len(hashes)])
    good = (sizes > 1) & (sizes <= COMMON)
    inside = np.repeat(good, sizes)
    rows, sizes = order[inside], sizes[good]
    if not len(rows):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    begins = np.cumsum(np.r_[0, sizes[:-1]])
    times, where = rank[rows], places[rows].astype(np.int64)
    earliest = np.minimum.reduceat(times, begins)
    at_first = np.where(times == np.repeat(earliest, sizes), where, np.iinfo(np.int64).max)
    first = np.repeat(np.minimum.reduceat(at_first, begins), sizes)
    later = times != np.repeat(earliest, sizes)
    part = int(later.sum()) // MOST + 1
    if part > 1:
        later &= np.repeat(hashes[inside][begins] // np.uint64(7) % np.uint64(part) == 0, sizes)
    return where[later], first[later]
