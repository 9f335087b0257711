"""Questions about change: bursts, movers, and what sets two ranges apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import pandas as pd

from trends.archive.columns import Column, columns
from trends.archive.parameters import ALL, By, Range, Rows
from trends.archive.query import QUERY
from trends.archive.registry import Asked, question
from trends.archive.sql import bursts, changes, keyness, words
from trends.archive.sql.changes import ItemKind
from trends.records import Help, Scope

Items = Annotated[ItemKind, Help("what to look at")]
Now = Annotated[
    Scope, Range("range", "the range, FROM:TO, either end may be left out", was=("since", "until"))
]
Before = Annotated[
    Scope, Range("before", "the range it is compared with, FROM:TO", was=("before_since", "before_until"))
]
SideA = Annotated[
    Scope,
    Range(
        "a",
        "side a: FROM:TO, or paper, page, section, kind, source, topic or code as name=value or name!=value, by commas",
        "_a",
        ("a_since", "a_until"),
    ),
]
SideB = Annotated[Scope, Range("b", "side b, as side a", "_b", ("b_since", "b_until"))]


class ChangeQuestions(Asked):
    """Changes

    Two ranges that are compared may not share an article, and each must have one; else QueryError.
    """

    @question(
        columns(
            "item label start end top weight n N usual headline id",
            weight=Column(
                "how much better the burst's own rate explains the counts than the usual one", "nats"
            ),
            n=Column("articles with the item in the burst"),
            N=Column("articles in the burst"),
            headline=Column("headline of the article that shows it best"),
            id=Column("id of that article"),
        )
    )
    def bursts(
        self,
        scope: Scope = ALL,
        by: By = "month",
        kind: Items = "topics",
        queries: Annotated[
            Sequence[str] | None,
            Help(f"{QUERY}; none = the kind asked for", least=1, most=8, name="term", was=("q",)),
        ] = None,
        limit: Rows = 100,
    ) -> pd.DataFrame:
        """When something stood out of its own measure (Kleinberg's automaton), with a headline.

        One row a burst, the heaviest first; of a kind only items in at least five articles.
        """
        return bursts.bursts(self.snapshot, scope, by, kind, queries, limit)

    @question(
        columns(
            "item label n N share n_before N_before share_before change low high status q beyond_chance headlines",
            n=Column("articles of the range with the item"),
            N=Column("articles of the range"),
            change=Column("share − share_before", "−1..1"),
            low=Column("lower end of the change's 90 % band", "−1..1"),
            high=Column("upper end of the change's 90 % band", "−1..1"),
        )
    )
    def movers(
        self,
        scope: Now,
        before: Before,
        kind: Items = "topics",
        limit: Rows = 50,
        *,
        explained: Annotated[bool, Help("with headlines, which take as long as the counting")] = True,
    ) -> pd.DataFrame:
        """What is new, rising, fading or gone in a range against another, the surest first.

        Rising and fading: the band of the change leaves out 0. Items in at least three articles of a side,
        topics in one.
        """
        return changes.movers(self.snapshot, scope, before, kind, limit, explained=explained)

    @question(
        columns(
            "item label n N share n_before N_before share_before change low high status q beyond_chance headlines",
            n=Column("articles of the range with the item"),
            N=Column("articles of the range"),
            n_before=Column("articles of the earlier seasons with the item"),
            N_before=Column("articles of the earlier seasons"),
            change=Column("share − share_before", "−1..1"),
            low=Column("lower end of the change's 90 % band", "−1..1"),
            high=Column("upper end of the change's 90 % band", "−1..1"),
        )
    )
    def seasonal(
        self,
        scope: Now,
        kind: Items = "topics",
        limit: Rows = 50,
        *,
        explained: Annotated[bool, Help("with headlines, which take as long as the counting")] = True,
    ) -> pd.DataFrame:
        """What is new, rising, fading or gone in a range against the same season of up to three earlier years.

        Around the Spring Festival the season goes by the lunar year, else by the calendar on the same days of the
        week. What every spring brings is no news here. QueryError where no earlier year has an issue.
        """
        return changes.seasonal(self.snapshot, scope, kind, limit, explained=explained)

    @question(
        columns(
            "term n_a n_b occurrences_a occurrences_b per_million_a per_million_b log_ratio g2 q beyond_chance"
            " dispersion_a? dispersion_b? issues_a? issues_b? example_a? example_b?"
        ),
        name="compare",
    )
    def keyness(
        self,
        a: SideA,
        b: SideB,
        min_n: Annotated[
            int, Help("articles that must hold a term", "articles", least=1, most=1_000_000)
        ] = 5,
        limit: Rows = 200,
        *,
        spread: Annotated[bool, Help("with dispersion and issues, which take longest")] = True,
        examples: Annotated[int, Help("rows that get a sentence of each side", "rows", least=0, most=50)] = 0,
    ) -> pd.DataFrame:
        """The terms that set two ranges apart: log-likelihood, log ratio, dispersion.

        G² says how surely (Rayson and Garside 2000), the log ratio how much (Hardie 2014), the dispersion whether
        it rests on few issues (Gries 2008).
        """
        table = keyness.keyness(self.snapshot, a, b, min_n, limit, spread=spread)
        for name, side in (("example_a", a), ("example_b", b)) if examples else ():
            uses = [words.example(self.snapshot, term, side) for term in table["term"].head(examples)]
            table[name] = uses + [""] * (len(table) - len(uses))
        return table
