"""Scores: what a set of topics is worth, by measures other people can repeat."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends.quality.agreement import ari, nmi, purity
from trends.quality.coherence import Words, c_v, npmi, window_npmi
from trends.quality.diversity import diversity, grounded, ttc, ttq, tts
from trends.quality.stability import matched_jaccard, relabelled, share_moved, stability, topic_stability


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to judge by; a part that is None leaves out the scores that need it.

    words: for each topic the indices of its shown words; presence: (n × V) non-zero where an article
    holds a term; main: (n,) main topic of each article, −1 for none; labels: (n,) class given by the
    source; texts: term indices of each article in order, −1 for other words; period_words: for each
    period the words of each topic; period_presence: (n_t × V) articles of each period;
    runs: words of fits with other seeds or subsamples; before, after: (n,) topics of the same
    articles before and after an issue was added; shares_before, shares_after: (periods, K) 0..1.
    """

    words: Words
    presence: csr_matrix
    main: np.ndarray
    labels: Sequence[str] | None = None
    texts: Sequence[np.ndarray] | None = None
    period_words: Sequence[Words] | None = None
    period_presence: Sequence[csr_matrix] | None = None
    runs: Sequence[Words] | None = None
    before: np.ndarray | None = None
    after: np.ndarray | None = None
    shares_before: np.ndarray | None = None
    shares_after: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """of: the score from the parts of Evidence named in `needs`, in that order; best: the end to aim at."""

    of: Callable[..., float]
    needs: tuple[str, ...]
    best: float


SCORES: dict[str, Score] = {
    "npmi": Score(npmi, ("words", "presence"), 1.0),
    "npmi_window": Score(
        lambda words, texts, presence: window_npmi(words, texts, presence.shape[1]),
        ("words", "texts", "presence"),
        1.0,
    ),
    "c_v": Score(
        lambda words, texts, presence: c_v(words, texts, presence.shape[1]),
        ("words", "texts", "presence"),
        1.0,
    ),
    "diversity": Score(diversity, ("words",), 1.0),
    "npmi_x_diversity": Score(
        lambda words, presence: npmi(words, presence) * diversity(words), ("words", "presence"), 1.0
    ),
    "unassigned": Score(lambda main: float((main < 0).mean()) if len(main) else 0.0, ("main",), 0.0),
    "ttc": Score(ttc, ("period_words", "presence"), 1.0),
    "tts": Score(tts, ("period_words",), 1.0),
    "ttq": Score(ttq, ("period_words", "presence"), 1.0),
    "grounded": Score(grounded, ("period_words", "period_presence"), 1.0),
    "stability": Score(stability, ("runs",), 1.0),
    "relabelled": Score(relabelled, ("before", "after"), 0.0),
    "share_moved": Score(share_moved, ("shares_before", "shares_after"), 0.0),
    "nmi": Score(nmi, ("main", "labels"), 1.0),
    "ari": Score(ari, ("main", "labels"), 1.0),
    "purity": Score(purity, ("main", "labels"), 1.0),
}


def evaluate(evidence: Evidence) -> dict[str, float]:
    """Every score of SCORES that the evidence allows, by name, 4 digits; one that cannot be computed
    (no pair, no word) is left out."""
    scores = {}
    for name, score in SCORES.items():
        parts = [getattr(evidence, need) for need in score.needs]
        if all(part is not None for part in parts):
            value = score.of(*parts)
            if not math.isnan(value):
                scores[name] = round(value, 4)
    return scores


__all__ = [
    "SCORES",
    "Evidence",
    "Score",
    "ari",
    "c_v",
    "diversity",
    "evaluate",
    "grounded",
    "matched_jaccard",
    "nmi",
    "npmi",
    "purity",
    "relabelled",
    "share_moved",
    "stability",
    "topic_stability",
    "ttc",
    "ttq",
    "tts",
    "window_npmi",
]
