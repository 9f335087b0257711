"""The archive as people and programs ask it: DataFrames in, no SQL out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from trends.archive.labels import Label, write_label
from trends.archive.pointer import current_snapshot
from trends.archive.proposals import proposal_table
from trends.archive.registry import Asked, question
from trends.archive.snapshot import Meta, Snapshot
from trends.archive.sql import (
    articles,
    bursts,
    changes,
    facets,
    issues,
    keyness,
    news,
    reasons,
    sources,
    standout,
    topic_changes,
    topic_history,
    topics,
    variants,
    words,
)
from trends.archive.sql.articles import ArticleView, Filter, Order
from trends.archive.sql.issues import IssueView
from trends.archive.standing import standing_problems
from trends.errors import ArchiveError, QueryError
from trends.records import Measure, Period, Scope
from trends.series.timelines import appearances

ALL = Scope()


class Archive(Asked):
    """One snapshot of an archive, read-only, safe to share between threads.

    All dates in tables are ISO strings; topics are ids "t1", "t2", …, "unassigned"; a topic's
    articles are those whose main topic it is, so a share is n of N and a click finds the n.
    """

    @property
    def meta(self) -> Meta:
        return self.snapshot.meta

    @question
    def topics(self, scope: Scope = ALL) -> pd.DataFrame:
        return topics.topic_table(self.snapshot, scope)

    def rename(self, topic: str, label: str, *, hidden: bool = False) -> None:
        """Gives a topic a name of the reader's ("" = the computed one) and shows or hides it."""
        self._known(topic)
        write_label(self.snapshot.folder, Label(topic, label, hidden))

    def _known(self, topic: str | None) -> None:
        """Raises QueryError for a topic that this snapshot does not have."""
        if topic is not None and topic not in topics.topic_labels(self.snapshot):
            raise QueryError(f"没有话题 {topic[:40]!r}", "可用 topics 命令列出现有话题")

    @question
    def shares(self, scope: Scope = ALL, by: Period = "issue", measure: Measure = "articles") -> pd.DataFrame:
        return topics.share_table(self.snapshot, scope, by, measure)

    @question
    def topic_words(self, topic: str, scope: Scope = ALL, limit: int = 20) -> pd.DataFrame:
        return topics.word_table(self.snapshot, topic, scope, limit)

    @question
    def topic_history(self, topic: str, scope: Scope = ALL) -> pd.DataFrame:
        self._known(topic)
        return topic_history.history_table(self.snapshot, topic, scope)

    @question
    def related_topics(self, topic: str) -> pd.DataFrame:
        self._known(topic)
        return topic_history.related_table(self.snapshot, topic)

    @question
    def topic_names(self, topic: str, scope: Scope = ALL, kind: words.NameKind = "person") -> pd.DataFrame:
        self._known(topic)
        return topic_history.topic_name_table(self.snapshot, topic, scope, kind)

    @question
    def topic_changes(self) -> pd.DataFrame:
        return topic_changes.kept_changes(self.snapshot)

    @question
    def proposals(self) -> pd.DataFrame:
        return proposal_table(self.snapshot)

    @question
    def coverage(self, scope: Scope = ALL, by: Period = "issue") -> pd.DataFrame:
        return self.snapshot.coverage(scope, by)

    @question
    def issues(self, scope: Scope = ALL) -> pd.DataFrame:
        return issues.issue_table(self.snapshot, scope)

    @question
    def issue(self, date: str | dt.date, paper: str | None = None) -> IssueView:
        return issues.issue_view(self.snapshot, str(date), paper)

    @question
    def issue_news(self, date: str | dt.date, paper: str, before: int = news.BEFORE) -> pd.DataFrame:
        return news.issue_news(self.snapshot, str(date), paper, before)

    @question
    def standout_sentences(
        self,
        words: Sequence[str],
        scope: Scope = ALL,
        wanted: Filter = Filter(),  # noqa: B008 - frozen
        limit: int = 2,
    ) -> pd.DataFrame:
        self._known(wanted.topic)
        return standout.standout_sentences(self.snapshot, words, scope, wanted, limit)

    @question
    def articles(
        self,
        scope: Scope = ALL,
        wanted: Filter = Filter(),  # noqa: B008 - frozen
        order: Order | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> pd.DataFrame:
        self._known(wanted.topic)
        """order: by default the closest to what is wanted first, `Filter.closest`."""
        return articles.article_table(self.snapshot, scope, wanted, order or wanted.closest, limit, offset)

    @question
    def leading(self, scope: Scope = ALL) -> pd.DataFrame:
        return articles.leading_table(self.snapshot, scope)

    @question
    def count_articles(self, scope: Scope = ALL, wanted: Filter = Filter()) -> int:  # noqa: B008
        self._known(wanted.topic)
        return articles.article_count(self.snapshot, scope, wanted)

    @question
    def facets(self, scope: Scope = ALL, wanted: Filter = Filter()) -> pd.DataFrame:  # noqa: B008
        self._known(wanted.topic)
        return facets.facet_table(self.snapshot, scope, wanted)

    @question
    def reasons(self, article_id: str) -> pd.DataFrame:
        return reasons.reason_table(self.snapshot, article_id)

    @question
    def article(self, article_id: str) -> ArticleView:
        return articles.article_view(self.snapshot, article_id)

    @question
    def keywords(self, queries: Sequence[str], scope: Scope = ALL, by: Period = "issue") -> pd.DataFrame:
        return words.keywords(self.snapshot, queries, scope, by)

    @question
    def appearances(self, queries: Sequence[str], scope: Scope = ALL) -> pd.DataFrame:
        """First and last issue with each query: term, first, last (None when it never stands)."""
        return appearances(words.keywords(self.snapshot, queries, scope, "issue"))

    @question
    def concordance(
        self,
        query: str,
        scope: Scope = ALL,
        width: int = 20,
        limit: int = 50,
        offset: int = 0,
        order: words.ContextOrder = "date",
    ) -> pd.DataFrame:
        return words.concordance(self.snapshot, query, scope, width, limit, offset, order)

    @question
    def count_hits(self, query: str, scope: Scope = ALL) -> tuple[int, int]:
        return words.count_hits(self.snapshot, query, scope)

    @question
    def example_sentences(self, term: str, scope: Scope = ALL, limit: int = 3) -> pd.DataFrame:
        return words.example_sentences(self.snapshot, term, scope, limit)

    @question
    def cooccurring(
        self, query: str, scope: Scope = ALL, limit: int = 20, window: int | None = None
    ) -> pd.DataFrame:
        return words.cooccurring(self.snapshot, query, scope, limit, window)

    @question
    def variants(self, query: str, limit: int = 8) -> pd.DataFrame:
        return variants.variants(self.snapshot, query, limit)

    @question
    def phrases(self, scope: Scope = ALL) -> pd.DataFrame:
        return words.phrases(self.snapshot, scope)

    @question
    def names(self, scope: Scope = ALL, kind: words.NameKind = "person") -> pd.DataFrame:
        return words.names(self.snapshot, scope, kind)

    @question
    def bursts(
        self,
        scope: Scope = ALL,
        by: Period = "month",
        kind: changes.ItemKind = "topics",
        queries: Sequence[str] | None = None,
        limit: int = 100,
    ) -> pd.DataFrame:
        return bursts.bursts(self.snapshot, scope, by, kind, queries, limit)

    @question
    def movers(
        self,
        scope: Scope,
        before: Scope,
        kind: changes.ItemKind = "topics",
        limit: int = 50,
        *,
        explained: bool = True,
    ) -> pd.DataFrame:
        return changes.movers(self.snapshot, scope, before, kind, limit, explained=explained)

    @question
    def keyness(
        self, a: Scope, b: Scope, min_n: int = 5, limit: int | None = None, *, spread: bool = True
    ) -> pd.DataFrame:
        return keyness.keyness(self.snapshot, a, b, min_n, limit, spread=spread)

    @question
    def problems(self) -> pd.DataFrame:
        """Of the sources, of labels.csv and of the archive's folder: file, line, what, cure, lost."""
        tables = (
            sources.problem_frame(standing_problems(self.snapshot)),
            sources.problem_table(self.snapshot),
            topics.label_problems(self.snapshot),
        )
        return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)

    @question
    def undated(self) -> pd.DataFrame:
        return sources.undated_table(self.snapshot)

    @question
    def pages(self, scope: Scope = ALL) -> pd.DataFrame:
        return sources.page_table(self.snapshot, scope)

    @question
    def page_lines(self, file: str) -> pd.DataFrame:
        return sources.page_line_table(self.snapshot, file)

    @question
    def doubtful(self, article_id: str) -> pd.DataFrame:
        return sources.doubtful_table(self.snapshot, article_id)

    @question
    def sources(self) -> pd.DataFrame:
        return sources.source_table(self.snapshot)


def open_archive(path: str | Path, snapshot: str | None = None) -> Archive:
    """The current snapshot of the archive in a folder, or the kept one named `snapshot`.

    Raises ArchiveError when there is none, or it cannot be read.
    """
    folder = Path(path)
    if snapshot is not None:
        file = folder / "snapshots" / Path(snapshot).name
        if not file.is_file():
            raise ArchiveError(f"档案 {folder} 里没有快照 {snapshot}", "它可能已被清理")
        return Archive(Snapshot(file))
    current = current_snapshot(folder)
    if current is None:
        raise ArchiveError(f"{folder} 里没有档案", f"先运行 python -m trends build 来源… --archive {folder}")
    return Archive(Snapshot(current))
