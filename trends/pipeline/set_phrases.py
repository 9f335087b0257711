"""Weighed partitions → which topics are set phrases: counting what `topics.formulaic` asks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trends import topics
from trends.pipeline.describing import SHOWN_TERMS
from trends.pipeline.tables import read_rows
from trends.pipeline.topics import FoundTopics
from trends.pipeline.weighing import Weighed

NAMING = 0.2  # of the weight of a topic's heaviest word, from which a word names the topic


def set_phrases(weighed: Sequence[Weighed], found: FoundTopics, terms: int) -> np.ndarray:
    """(K,) bool. terms: how many terms are numbered; the partitions stand for periods."""
    if not weighed:
        return np.zeros(len(found.ids), dtype=bool)
    n, articles = np.array([part.counts for part in weighed]), np.array([part.articles for part in weighed])
    shown = topics.shown_words(found.words, SHOWN_TERMS)
    words = [[term for term, weight in row if weight >= NAMING * row[0][1]] for row in shown]
    flagged: np.ndarray = topics.formulaic(n, articles, _holders(weighed, found, words, terms))
    return flagged


def _holders(
    weighed: Sequence[Weighed], found: FoundTopics, words: Sequence[Sequence[int]], terms: int
) -> topics.Holders:
    """Articles that hold each term, by topic and in all."""
    rows = np.full(int(max(found.ids, default=0)) + 1, -1)
    rows[found.ids] = np.arange(len(found.ids))
    rows[0] = -1
    own = np.zeros((len(found.ids), terms), dtype=np.int32)
    every = np.zeros(terms, dtype=np.int64)
    for part in weighed:
        told = read_rows(part.paths["articles"], ["article", "topic"])
        held = read_rows(part.paths["article_terms"], ["article", "term"])
        place = np.searchsorted(told["article"].to_numpy(), held["article"].to_numpy())
        row, term = rows[told["topic"].to_numpy()[place]], held["term"].to_numpy()
        np.add.at(own, (row[row >= 0], term[row >= 0]), 1)
        every += np.bincount(term, minlength=terms)
    return topics.Holders(own, every, words)
