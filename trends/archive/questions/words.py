"""Questions about words: when they stand in print, in what company and context; phrases and names."""

from __future__ import annotations

from typing import Annotated

import pandas as pd

from trends.archive.columns import Column, columns
from trends.archive.parameters import ALL, By, Rows, Skipped, Term, Terms
from trends.archive.registry import Asked, question
from trends.archive.sql import variants, words
from trends.archive.sql.words import ContextOrder, NameKind
from trends.records import Help, Scope
from trends.series.timelines import appearances

CONTEXT = "id date paper page headline left hit right"


class WordQuestions(Asked):
    """Words

    Words are asked for in the query language: `a|b` either, `a b` both in one article, `-c` without; GDP also finds
    gdp and ＧＤＰ. A query that is none raises QueryError.
    """

    @question(
        columns(
            "period term n N occurrences characters per_million start end share low high issues missing complete",
            term=Column("the query as typed"),
            n=Column("articles of the period whose headline or body holds it"),
            N=Column("articles of the period"),
            characters=Column("characters of the period"),
        )
    )
    def keywords(self, queries: Terms, scope: Scope = ALL, by: By = "issue") -> pd.DataFrame:
        """How often words stand in the articles of each period; up to eight queries.

        A period without an article has no share and no frequency: a gap, not a zero.
        """
        return words.keywords(self.snapshot, queries, scope, by)

    @question(
        columns(
            "term first last n occurrences",
            term=Column("the query as typed"),
            first=Column("date of the first issue with it; none when it never stands"),
            last=Column("date of the last issue with it; none when it never stands"),
            n=Column("articles with it"),
        )
    )
    def appearances(self, queries: Terms, scope: Scope = ALL) -> pd.DataFrame:
        """The first and the last issue with each word."""
        return appearances(words.keywords(self.snapshot, queries, scope, "issue"))

    @question(columns(CONTEXT), shown="table", counted_by="hit_count")
    def concordance(
        self,
        query: Term,
        scope: Scope = ALL,
        width: Annotated[int, Help("characters on each side", "characters", least=5, most=60)] = 20,
        limit: Rows = 50,
        offset: Skipped = 0,
        order: Annotated[ContextOrder, Help("by date, or by what stands nearest to the word")] = "date",
    ) -> pd.DataFrame:
        """Every use of a word with what stands around it.

        By left or right context at most the first 20,000 uses are put in order.
        """
        return words.concordance(self.snapshot, query, scope, width, limit, offset, order)

    def count_hits(self, query: Term, scope: Scope = ALL) -> tuple[int, int]:
        """(articles with the query, lines that `concordance` has for it without a limit)."""
        n, lines = self.hit_count(query, scope).iloc[0]
        return int(n), int(lines)

    @question(
        columns("n occurrences", n=Column("articles with it"), occurrences=Column("lines of the concordance"))
    )
    def hit_count(self, query: Term, scope: Scope = ALL) -> pd.DataFrame:
        """In how many articles a word stands, and how often."""
        return pd.DataFrame([words.count_hits(self.snapshot, query, scope)], columns=["n", "occurrences"])

    @question(columns(CONTEXT))
    def example_sentences(self, term: Term, scope: Scope = ALL, limit: Rows = 3) -> pd.DataFrame:
        """A word in use, one line an article at most."""
        return words.example_sentences(self.snapshot, term, scope, limit)

    @question(
        columns(
            "term n N score",
            n=Column("articles with the query that also hold the term, within the window if one is given"),
            N=Column("articles of the range with the term"),
        )
    )
    def cooccurring(
        self,
        query: Term,
        scope: Scope = ALL,
        limit: Rows = 20,
        window: Annotated[
            int | None, Help("characters around a use", "characters", least=1, most=500)
        ] = None,
    ) -> pd.DataFrame:
        """Terms that keep company with a word, the surest first; at most 4,000 articles are looked at."""
        return words.cooccurring(self.snapshot, query, scope, limit, window)

    @question(columns("word n", n=Column("articles of the archive with it")))
    def variants(self, query: Term, limit: Rows = 8) -> pd.DataFrame:
        """Terms and phrases that hold a word, or that the word holds: what else may have been meant."""
        return variants.variants(self.snapshot, query, limit)

    @question(columns("phrase n occurrences first last cohesion freedom quoted example"))
    def phrases(self, scope: Scope = ALL, limit: Rows = 200) -> pd.DataFrame:
        """New words and fixed expressions found in the archive, most articles first.

        Within a range: those that are terms, counted in it, and those whose whole life lies inside.
        """
        return words.phrases(self.snapshot, scope).head(limit)

    @question(columns("name n occurrences first last"))
    def names(
        self,
        scope: Scope = ALL,
        kind: Annotated[NameKind, Help("which names")] = "person",
        limit: Rows = 200,
    ) -> pd.DataFrame:
        """People, places, organisations, or reporters with their output; most articles first."""
        return words.names(self.snapshot, scope, kind).head(limit)
