"""Questions about topics: which there are, how they rise and fall, what they are made of."""

from __future__ import annotations

from typing import Annotated

import pandas as pd

from trends.archive.columns import Column, columns
from trends.archive.parameters import ALL, By, Counted, Rows, TopicId
from trends.archive.proposals import proposal_table
from trends.archive.registry import Asked, question
from trends.archive.sql import topic_changes, topic_history, topics
from trends.archive.sql.articles import leading_table
from trends.archive.sql.words import NameKind
from trends.records import Help, Scope

NameKinds = Annotated[NameKind, Help("which names")]


class TopicQuestions(Asked):
    """Topics

    A topic's articles are those whose main topic it is, so a share is n of N and a click finds the n.
    """

    @question(
        columns(
            "topic label terms n share weighed doubtful formulaic hidden first last characters slot here named",
            topic=Column(key="id"),
            n=Column("articles of the range whose main topic it is", key="articles"),
            share=Column("n of all articles of the range"),
            terms=Column("list of (term, weight), heaviest first", parts=("term", "weight")),
            characters=Column("characters of its articles"),
        ),
        shown="table",
    )
    def topics(self, scope: Scope = ALL) -> pd.DataFrame:
        """The topics, with the terms of each and its share in the range."""
        return topics.topic_table(self.snapshot, scope)

    @question(
        columns(
            "period topic label share n N issues missing start end low high complete",
            n=Column("what the topic has of the measure", "articles or characters"),
            N=Column("what the period has of the measure", "articles or characters"),
        )
    )
    def shares(self, scope: Scope = ALL, by: By = "issue", measure: Counted = "articles") -> pd.DataFrame:
        """The share of every topic in every period; the rest is the topic `unassigned`.

        The shares of a period sum to 1. A period without an article has none: a gap, not a zero. Bands allow for
        articles of one issue being alike (`series.intervals`).
        """
        return topics.share_table(self.snapshot, scope, by, measure)

    @question(
        columns(
            "term weight n",
            weight=Column("the term's part of what the topic was in the range; all terms sum to 1"),
            n=Column("articles of the topic with the term"),
        )
    )
    def topic_words(self, topic: TopicId, scope: Scope = ALL, limit: Rows = 20) -> pd.DataFrame:
        """The terms that a topic was made of within the range, heaviest first.

        Every term stands in an article of the range. Pages do not matter here: weights are of whole issues.

        Raises NotFoundError for an unknown topic.
        """
        return topics.word_table(self.snapshot, topic, scope, limit)

    @question(
        columns(
            "date paper local terms n share similarity headline id",
            n=Column("articles of the issue whose main issue topic it is"),
            share=Column("part of the issue that is about it"),
            similarity=Column("cosine of the issue topic with the topic"),
            headline=Column("headline of the article closest to it"),
            id=Column("id of that article"),
        )
    )
    def topic_history(self, topic: TopicId, scope: Scope = ALL) -> pd.DataFrame:
        """The issue topics that belong to a topic, date by date.

        Pages do not matter here: issue topics are of whole issues.

        Raises NotFoundError for an unknown topic.
        """
        topics.known_topic(self.snapshot, topic)
        return topic_history.history_table(self.snapshot, topic, scope)

    @question(columns("topic label similarity both lift"))
    def related_topics(self, topic: TopicId) -> pd.DataFrame:
        """Every other topic, the most alike in terms first.

        Raises NotFoundError for an unknown topic.
        """
        topics.known_topic(self.snapshot, topic)
        return topic_history.related_table(self.snapshot, topic)

    @question(
        columns(
            "name kind n share n_all",
            kind=Column("person, place, organisation or reporter"),
            n=Column("articles of the topic with the name"),
            share=Column("n of the topic's articles"),
        )
    )
    def topic_names(
        self, topic: TopicId, scope: Scope = ALL, kind: NameKinds = "person", limit: Rows = 200
    ) -> pd.DataFrame:
        """The names in a topic's articles, most articles first.

        Raises NotFoundError for an unknown topic.
        """
        topics.known_topic(self.snapshot, topic)
        return topic_history.topic_name_table(self.snapshot, topic, scope, kind).head(limit)

    @question(
        columns(
            "topic id date headline lead",
            headline=Column("headline of the article that is most about the topic"),
        )
    )
    def leading(self, scope: Scope = ALL) -> pd.DataFrame:
        """The article of the range that is most about each topic."""
        return leading_table(self.snapshot, scope)

    @question(columns("version change topic label others similarity"))
    def topic_changes(self) -> pd.DataFrame:
        """What the kept builds did to topics: births, deaths, splits and merges; the newest build first."""
        return topic_changes.kept_changes(self.snapshot)

    @question(
        columns(
            "proposal label terms n first recent before explains examples",
            terms=Column("list of (term, weight), heaviest first"),
            n=Column("articles about it, recent and earlier"),
            first=Column("date of the first recent article"),
        ),
        shown="table",
    )
    def proposals(self) -> pd.DataFrame:
        """Topics to propose: what the latest issues hold that the present topics do not explain."""
        return proposal_table(self.snapshot)
