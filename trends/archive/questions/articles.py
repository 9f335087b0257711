"""Questions about articles: lists of them, one whole, and why it counts for its topics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import pandas as pd

from trends.archive.columns import Column, columns
from trends.archive.parameters import ALL, ArticleId, Rows, Skipped
from trends.archive.questions.codes import CodeQuestions
from trends.archive.registry import question
from trends.archive.sql import articles, facets, reasons, reuse, sources, standout
from trends.archive.sql.articles import ArticleView, Filter, Order
from trends.archive.sql.reuse import Side
from trends.records import Help, Scope

EVERY = Filter()


class ArticleQuestions(CodeQuestions):
    """Articles

    Lists take a range and a filter; what these leave out is not counted.
    """

    @question(
        columns(
            "id date paper page headline topic weight source lines kind byline source_kind agency label characters double_of"
            " lead hits? text?",
            topic=Column("id of its main topic"),
            weight=Column("how much of the article is about the topic asked for, else about its main one"),
            label=Column("name of its main topic"),
        ),
        json={"text": True},
        counted_by="article_count",
    )
    def articles(
        self,
        scope: Scope = ALL,
        wanted: Filter = EVERY,
        order: Annotated[
            Order | None, Help("what comes first; by default what is closest to the filter")
        ] = None,
        limit: Rows = 100,
        offset: Skipped = 0,
        text: Annotated[bool, Help("the text of each article too; in JSON unless told otherwise")] = False,
    ) -> pd.DataFrame:
        """The articles closest to a topic or holding a term; JSON adds the text.

        Order: of words alone, the articles that say them most; else those that are most about the topic.

        Raises NotFoundError for an unknown topic or code, QueryError for the order `hits` without a term.
        """
        wanted = self._coded(wanted)
        found = articles.article_table(self.snapshot, scope, wanted, order or wanted.closest, limit, offset)
        return found.assign(text=articles.texts(self.snapshot, list(found["id"]))) if text else found

    def count_articles(self, scope: Scope = ALL, wanted: Filter = EVERY) -> int:
        """How many articles `articles` has without a limit."""
        return int(self.article_count(scope, wanted)["articles"].iloc[0])

    @question(columns("articles"))
    def article_count(self, scope: Scope = ALL, wanted: Filter = EVERY) -> pd.DataFrame:
        """How many articles of the range the filter lets through.

        Raises NotFoundError for an unknown topic or code.
        """
        wanted = self._coded(wanted)
        return pd.DataFrame({"articles": [articles.article_count(self.snapshot, scope, wanted)]})

    @question(path="/articles/{id}", command="article", shown="json")
    def article(self, article_id: ArticleId) -> ArticleView:
        """One article: its text, source lines, topics.

        Raises NotFoundError for an unknown id.
        """
        return articles.article_view(self.snapshot, article_id)

    @question(columns("facet value n"))
    def facets(self, scope: Scope = ALL, wanted: Filter = EVERY) -> pd.DataFrame:
        """How the articles of a filter fall by topic, page, year, kind, paper, reporter, source, agency and section.

        n counts the articles with that value that meet every other condition of the filter; at most 40 values of
        a facet, the most frequent first, years in order.

        Raises NotFoundError for an unknown topic or code.
        """
        wanted = self._coded(wanted)
        return facets.facet_table(self.snapshot, scope, wanted)

    @question(
        columns(
            "topic weight term n part",
            weight=Column("how much of the article is about the topic"),
            n=Column("times the term stands in the article", "times"),
        )
    )
    def reasons(self, article_id: ArticleId) -> pd.DataFrame:
        """For each of an article's heaviest topics the terms that carry it.

        Empty for an article without a topic.

        Raises NotFoundError for an unknown id.
        """
        articles.known_article(self.snapshot, article_id)
        return reasons.reason_table(self.snapshot, article_id)

    @question(columns("id date paper page headline sentence held"))
    def standout_sentences(
        self,
        words: Annotated[Sequence[str], Help("words to look for", least=1, most=200, name="word")],
        scope: Scope = ALL,
        wanted: Filter = EVERY,
        limit: Rows = 2,
    ) -> pd.DataFrame:
        """Sentences worth quoting: those of the closest articles that hold most of the words.

        One sentence an article, of the 30 closest to the filter; most different words first, then the shorter.

        Raises NotFoundError for an unknown topic or code.
        """
        wanted = self._coded(wanted)
        return standout.standout_sentences(self.snapshot, words, scope, wanted, limit)

    @question(
        columns(
            "article start end from_article from_start from_end days date paper page from_date from_paper from_page"
            " from_headline",
            article=Column("id of the article that holds the passage"),
            start=Column("first character of the passage in the body, from 0"),
            end=Column("its end in the body, exclusive"),
        )
    )
    def reuse(
        self,
        scope: Scope = ALL,
        article: Annotated[str | None, Help("of one article only, by its id", most=200)] = None,
        limit: Rows = 10_000,
        offset: Skipped = 0,
    ) -> pd.DataFrame:
        """Passages that were printed before, each with the first place in the archive; by date.

        At least 30 letters of an article that an earlier one has nearly alike, punctuation left out. Of passages that lie
        on each other the longest is told.
        """
        found = reuse.reuse_rows(self.snapshot, scope, article)
        return found.iloc[offset : offset + limit].reset_index(drop=True)

    @question(
        columns(
            "taker giver n passages characters days",
            n=Column("articles with such a passage"),
            characters=Column("characters of the passages", "characters"),
            days=Column("days between the two prints, median", "days"),
        )
    )
    def takings(
        self,
        scope: Scope = ALL,
        side: Annotated[Side, Help("what takes and gives: papers, pages, or the agency named")] = "paper",
        limit: Rows = 200,
    ) -> pd.DataFrame:
        """Who prints what whom had before: articles with a passage printed before, by where it first stood.

        The side `source` names the agency or medium of the first print, where that article names one.
        """
        return reuse.taking_table(self.snapshot, scope, side).head(limit)

    @question(
        columns(
            "file line text before after",
            text=Column("the line as recognised"),
            before=Column("the line before it in the article; none at its beginning"),
            after=Column("the line behind it in the article; none at its end"),
        )
    )
    def doubtful(self, article_id: ArticleId) -> pd.DataFrame:
        """The lines of an article of which character recognition was not sure, with what stands beside them.

        Raises NotFoundError for an unknown id.
        """
        articles.known_article(self.snapshot, article_id)
        return sources.doubtful_table(self.snapshot, article_id)
