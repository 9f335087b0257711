"""A snapshot just made → the topics to propose to its readers."""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from trends import topics
from trends.archive.proposals import (
    ArticleCounts,
    StoredProposal,
    latest_articles,
    store_proposals,
    stored_proposals,
)
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.pipeline.joining import article_rows, joined_topic, weights_by

EXAMPLES = 20
SHOWN = 10  # of its words, which its id is made of
LEAST = 6  # articles that would move to it
SAME = 0.5  # cosine of proposals of one subject


def propose(aside: Path, state: FittedTopics | None = None, *, before: Sequence[StoredProposal] = ()) -> None:
    """Stores the proposals of a snapshot that is not published yet. state: its topics, where the caller has them;
    before: earlier proposals, of which one of the same subject gives its id and name, as do those of the snapshot
    that this one was copied from."""
    snapshot = Snapshot(aside)
    found = proposals_of(snapshot, state or fitted_topics(snapshot), [*before, *stored_proposals(snapshot)])
    snapshot.close()
    store_proposals(aside, found)


def proposals_of(
    snapshot: Snapshot, state: FittedTopics, before: Sequence[StoredProposal] = ()
) -> list[StoredProposal]:
    """What the latest issues hold that the topics leave unexplained, see `topics.propose_topics`; n: the articles
    that would move by accepting it."""
    latest = latest_articles(snapshot, topics.WINDOW + topics.EARLIER)
    dates, issues = np.unique(latest.date.astype(str), return_inverse=True)
    weigh = functools.partial(weights_by, snapshot)
    offers = topics.propose_topics(article_rows(latest, state), issues, state.components, weigh, least=LEAST)
    found: list[StoredProposal] = []
    for offer in offers:
        unnamed = [old for old in before if old.proposal not in {one.proposal for one in found}]
        stored = _named(_stored(offer, latest, dates, state), unnamed)
        moved = joined_topic(snapshot, state, stored).moved
        if moved.sum() >= LEAST:
            found.append(replace(stored, n=int(moved.sum())))
    return found


def _named(proposal: StoredProposal, before: Sequence[StoredProposal]) -> StoredProposal:
    """The proposal under the id and name that its subject was proposed under before, and from when it was."""
    for old in before:
        if _cosine(dict(proposal.terms), dict(old.terms)) >= SAME:
            return replace(
                proposal, proposal=old.proposal, label=old.label, first=min(proposal.first, old.first)
            )
    return proposal


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    lengths = [math.sqrt(sum(weight * weight for weight in terms.values())) for terms in (one, other)]
    inner = sum(weight * other.get(term, 0) for term, weight in one.items())
    return inner / max(lengths[0] * lengths[1], 1e-12)


def _stored(
    proposal: topics.Proposal, latest: ArticleCounts, dates: np.ndarray, state: FittedTopics
) -> StoredProposal:
    wider = np.vstack([state.components, proposal.component])
    words = topics.shown_words(wider, topics.LABEL_WORDS)
    shown = [state.terms[term] for term, _ in words[-1][:SHOWN]]
    heaviest = np.lexsort((np.arange(len(state.terms)), -proposal.component))[: topics.PROPOSAL_TERMS]
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
