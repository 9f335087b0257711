"""Topics + a proposal → which articles would move to it: what is announced, and what `accept` then does."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix

from trends import topics
from trends.archive.proposals import ArticleCounts, StoredProposal, articles_to_judge
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics
from trends.records import Settings


@dataclass(frozen=True, slots=True)
class Joined:
    """The state with the new topic as its last, and what moves to it.

    judged: the articles that might move, rows: their TF-IDF; moved: (n,) bool which of them do;
    weights: of all of them.
    """

    state: FittedTopics
    judged: ArticleCounts
    rows: csr_matrix
    moved: np.ndarray
    weights: topics.ArticleWeights

    def words(self) -> np.ndarray:
        """(1, V) what the moved articles are made of, as a build sums it."""
        words: np.ndarray = topics.accumulate(self.rows[self.moved], self.state.components).words.toarray()
        return words[-1:]


def joined_topic(snapshot: Snapshot, old: FittedTopics, proposal: StoredProposal) -> Joined:
    """The articles from the proposal's first date on, and unassigned ones of any date, under the topics and the
    proposed one: those that it is heaviest in move."""
    place = {term: j for j, term in enumerate(old.terms)}
    component = np.zeros((1, len(old.terms)), dtype=np.float32)
    component[0, [place[term] for term, _ in proposal.terms]] = [weight for _, weight in proposal.terms]
    state = replace(
        old,
        components=np.vstack([old.components, topics.unit_rows(component)]),
        ids=(*old.ids, old.next_id),
        next_id=old.next_id + 1,
        labels=(*old.labels, proposal.label),
        accepted=(*old.accepted, old.next_id),
    )
    judged = articles_to_judge(snapshot, proposal.first)
    rows = article_rows(judged, state)
    weights = weights_by(snapshot, rows, state.components)
    return Joined(state, judged, rows, weights.main == len(old.ids), weights)


def article_rows(articles: ArticleCounts, state: FittedTopics) -> csr_matrix:
    """TF-IDF rows by the vocabulary and idf that the topics were fitted on."""
    shape = (len(articles.article), len(state.terms))
    counts = csr_matrix((articles.count, (articles.row, articles.term)), shape=shape)
    return topics.tfidf(counts, state.df, state.articles)


def weights_by(snapshot: Snapshot, rows: csr_matrix, components: np.ndarray) -> topics.ArticleWeights:
    """The weights of rows by the settings of the snapshot."""
    s = Settings(**snapshot.meta.settings)
    return topics.article_weights(rows, components, min_explained=s.min_explained, min_clear=s.min_clear)
