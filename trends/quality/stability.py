"""Are the topics the same with another seed, with a part of the articles, and tomorrow?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy.optimize import linear_sum_assignment

from trends.quality.coherence import Words


def matched_jaccard(a: Words, b: Words) -> float:
    """Mean Jaccard of the words of topics paired by the Hungarian method, 0..1; a topic without a
    partner counts 0. NaN when either side is empty."""
    if not a or not b:
        return float("nan")
    table = np.array([[len(set(x) & set(y)) / max(1, len(set(x) | set(y))) for y in b] for x in a])
    return float(table[linear_sum_assignment(-table)].sum() / max(len(a), len(b)))


def stability(runs: Sequence[Words]) -> float:
    """Average term stability: mean `matched_jaccard` over all pairs of runs (seeds or subsamples), 0..1
    (Belford, Mac Namee & Greene 2018). NaN for fewer than two runs."""
    values = [matched_jaccard(a, b) for a, b in combinations(runs, 2)]
    return float(np.mean(values)) if values else float("nan")


def relabelled(before: np.ndarray, after: np.ndarray) -> float:
    """Part of the articles known before whose main topic is another now, 0..1; (n,) topic ids each."""
    return float((np.asarray(before) != np.asarray(after)).mean()) if len(before) else 0.0


def share_moved(before: np.ndarray, after: np.ndarray) -> float:
    """The largest change of a past period's share, in points (0..100); (periods, topics) shares 0..1."""
    return float(100 * np.nanmax(np.abs(np.asarray(before) - np.asarray(after)), initial=0.0))


def topic_stability(words: Words, runs: Sequence[Words]) -> list[float]:
    """For each topic the mean over runs of the Jaccard of its words with those of the topic most like it there,
    0..1: refits, other numbers of topics, other vocabularies. NaN without a run."""
    best = [[max((_jaccard(topic, other) for other in run), default=0.0) for run in runs] for topic in words]
    return [float(np.mean(found)) if found else float("nan") for found in best]


def _jaccard(one: Sequence[int], other: Sequence[int]) -> float:
    return len(set(one) & set(other)) / max(1, len(set(one) | set(other)))
