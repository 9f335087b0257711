"""A snapshot just made → the topics to propose to its readers."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from trends import topics
from trends.archive.proposals import ArticleCounts, StoredProposal, latest_articles, store_proposals
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics

# Terms that a proposal keeps: enough to weigh articles by, as many as an issue topic has.
TERMS = 200
EXAMPLES = 20
SHOWN = 10  # of its words, which its id is made of


def propose(aside: Path, state: FittedTopics | None = None) -> None:
    """Stores the proposals of a snapshot that is not published yet. state: its topics, where the caller has them."""
    snapshot = Snapshot(aside)
    found = proposals_of(snapshot, state or fitted_topics(snapshot))
    snapshot.close()
    store_proposals(aside, found)


def proposals_of(snapshot: Snapshot, state: FittedTopics) -> list[StoredProposal]:
    """What the latest issues hold that the topics leave unexplained, see `topics.propose_topics`."""
    latest = latest_articles(snapshot, topics.WINDOW + topics.EARLIER)
    dates, issues = np.unique(latest.date.astype(str), return_inverse=True)
    found = topics.propose_topics(article_rows(latest, state), issues, state.components)
    return [_stored(proposal, latest, dates, state) for proposal in found]


def article_rows(articles: ArticleCounts, state: FittedTopics) -> csr_matrix:
    """TF-IDF rows by the vocabulary and idf that the topics were fitted on."""
    shape = (len(articles.article), len(state.terms))
    counts = csr_matrix((articles.count, (articles.row, articles.term)), shape=shape)
    return topics.tfidf(counts, state.df, state.articles)


def _stored(
    proposal: topics.Proposal, latest: ArticleCounts, dates: np.ndarray, state: FittedTopics
) -> StoredProposal:
    wider = np.vstack([state.components, proposal.component])
    words = topics.shown_words(wider, topics.LABEL_WORDS)
    shown = [state.terms[term] for term, _ in words[-1][:SHOWN]]
    heaviest = np.lexsort((np.arange(len(state.terms)), -proposal.component))[:TERMS]
    weights = proposal.component[heaviest].astype(float).round(4).tolist()
    return StoredProposal(
        proposal="p" + hashlib.blake2b("、".join(sorted(shown)).encode(), digest_size=3).hexdigest(),
        label=topics.label_topics(wider, state.terms, state.classes, words=words)[-1],
        terms=tuple((state.terms[term], w) for term, w in zip(heaviest, weights, strict=True) if w > 0),
        n=len(proposal.articles),
        first=str(dates[proposal.first]),
        recent=round(proposal.recent, 4),
        before=round(proposal.before, 4),
        explains=proposal.explains,
        examples=tuple(int(latest.article[row]) for row in proposal.articles[:EXAMPLES]),
    )
