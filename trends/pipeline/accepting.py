"""A proposal that a person accepts → a topic with a new id, in a new snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from trends import topics
from trends.archive.appending import Addition
from trends.archive.permission import changing
from trends.archive.proposals import (
    StoredProposal,
    articles_of_issues,
    stored_proposal,
)
from trends.archive.publishing import build_lock, current_snapshot, next_number
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.archive.work import WorkStore, digest
from trends.errors import ArchiveError, QueryError
from trends.pipeline.describing import SHOWN_TERMS, component_table, topic_term_table
from trends.pipeline.fitting import Recipe
from trends.pipeline.joining import Joined, article_rows, joined_topic
from trends.pipeline.memory import watched_memory
from trends.pipeline.publication import Published
from trends.pipeline.refitting import ISSUE_TABLES, refitted_issue
from trends.pipeline.successor import successor
from trends.pipeline.summary import Stopwatch, Summary
from trends.pipeline.topics import FoundTopics
from trends.pipeline.weighing import article_topic_table, margins, topic_word_table
from trends.records import Settings


def accept(proposal: str, archive: Path, *, keep: int = 3) -> Summary:
    """Makes a proposal a topic and publishes the snapshot that has it.

    Articles from the proposal's first date on, and unassigned ones of any date, move to it where it
    is heavier than every other topic; all other articles keep their weights. Raises QueryError when
    the current snapshot has no such proposal, or nothing would move; AccessError when who
    asks may not change the archive; ArchiveError when another build holds it.
    """
    watch = Stopwatch()
    with changing("accept", proposal=proposal), build_lock(archive), watched_memory() as peak:
        path = current_snapshot(archive)
        if path is None:
            raise ArchiveError(
                f"{archive} 里没有档案", f"先运行 python -m trends build 来源… --archive {archive}"
            )
        snapshot = Snapshot(path)
        wanted = stored_proposal(snapshot, proposal)
        with watch.step("topics"):
            joined = joined_topic(snapshot, fitted_topics(snapshot), wanted)
            if not joined.moved.any():
                raise QueryError(f"提议 {wanted.proposal} 没有一篇文章可归入", "它说的已被现有话题说尽")
        with watch.step("publish"):
            published = _published(archive, snapshot, wanted, joined, keep)
        return published.summary(watch.seconds, peak.bytes)


def _published(
    archive: Path, snapshot: Snapshot, proposal: StoredProposal, joined: Joined, keep: int
) -> Published:
    number, state = next_number(archive), joined.state
    facts = {
        "build_key": digest(snapshot.path.name, "accept", proposal.proposal),
        "accepted": list(state.accepted),
        "fit": {
            "articles": state.articles,
            "next_id": state.next_id,
            "unknown": state.unknown,
        },
    }
    recipe = Recipe(WorkStore((archive / "work").absolute()), "", Settings(**snapshot.meta.settings))
    with successor(archive, snapshot.path, keep) as publish:
        return publish(_addition(snapshot, recipe, joined, proposal.label, number), facts, state)


def _addition(snapshot: Snapshot, recipe: Recipe, joined: Joined, label: str, number: int) -> Addition:
    state, judged, moved = joined.state, joined.judged, joined.moved
    ids = np.array(state.ids, dtype=np.int64)
    days = judged.date.astype(str)
    issues = sorted({(str(d), str(p)) for d, p in zip(days[moved], judged.paper[moved], strict=True)})
    theta = joined.weights.theta[moved]
    found = FoundTopics("", state.components, ids, state.components, state.next_id)
    shown = topics.shown_words(np.vstack([state.components[:-1], joined.words()]), SHOWN_TERMS)[-1:]
    tables: dict[str, Any] = {
        "topics": pa.table(
            {
                "topic": pa.array(ids[-1:], pa.int16()),
                "label": [label],
                "formulaic": [False],
                "hidden": [False],
                "since": pa.array([number], pa.int32()),
            }
        ),
        "topic_terms": topic_term_table(ids[-1:], shown),
        "article_topics": article_topic_table(judged.article[moved].astype(np.int32), theta, ids),
        "topic_words": _issue_words(snapshot, joined, issues),
    }
    refits = [_refit(snapshot, recipe, state, issue) for issue in issues]
    tables |= {name: pa.concat_tables([refit[name] for refit in refits]) for name in ISSUE_TABLES}
    changed = pa.table(
        {
            "article": judged.article[moved].astype(np.int32),
            "topic": np.full(int(moved.sum()), ids[-1], dtype=np.int16),
            "weight": theta.max(axis=1).astype(np.float32),
            "margin": margins(joined.weights)[moved],
        }
    )
    return Addition(tables, {"components": component_table(found)}, tuple(issues), changed)


def _refit(
    snapshot: Snapshot, recipe: Recipe, state: FittedTopics, issue: tuple[str, str]
) -> dict[str, pa.Table]:
    """The issue's own topics again, as they were, under the topic that is now nearest to each."""
    nothing = csr_matrix((0, len(state.terms)), dtype=np.float32)
    return refitted_issue(snapshot, state, recipe, issue, np.zeros(0, np.int32), nothing, state.components)


def _issue_words(snapshot: Snapshot, joined: Joined, issues: list[tuple[str, str]]) -> pa.Table:
    """topic_words of the new topic, and of the topics that lose articles, in the issues where they do."""
    own, judged, state = articles_of_issues(snapshot, issues), joined.judged, joined.state
    main, weight = _row_of(own.topic, state), own.weight.astype(np.float32)
    at = joined.moved
    weight_of = dict(zip(judged.article[at], joined.weights.theta[at].max(axis=1), strict=True))
    left = set(zip(judged.date[at], judged.paper[at], judged.topic[at], strict=True))
    new = np.isin(own.article, list(weight_of))
    weight[new] = [weight_of[article] for article in own.article[new]]
    loses = [place in left for place in zip(own.date, own.paper, own.topic, strict=True)]
    main = np.where(new, len(state.ids) - 1, np.where(loses, main, -1))
    rows, ids = article_rows(own, state), np.array(state.ids, dtype=np.int64)
    tables = []
    for paper in sorted(set(own.paper)):
        at = own.paper == paper
        dates, index = np.unique(own.date[at].astype(str), return_inverse=True)
        tables.append(
            topic_word_table(
                rows[at], dates.tolist(), index, str(paper), main[at], weight[at], state.components, ids
            )
        )
    return pa.concat_tables(tables)


def _row_of(numbers: np.ndarray, state: FittedTopics) -> np.ndarray:
    """Component rows of topic numbers, −1 for the unassigned rest."""
    place = {number: row for row, number in enumerate(state.ids)}
    return np.array([place.get(int(number), -1) for number in numbers], dtype=np.int64)
