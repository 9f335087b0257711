"""Questions about what goes with what: effects of what articles are, the front page, who prints first."""

from __future__ import annotations

from typing import Annotated

import pandas as pd

from trends.archive.columns import Column, columns
from trends.archive.parameters import ALL, By, Rows
from trends.archive.questions.codes import CodeQuestions, How
from trends.archive.registry import question
from trends.archive.sql import effects
from trends.archive.sql.reuse import Side
from trends.records import Help, Scope

POINTS = "percentage points"
Formula = Annotated[
    str,
    Help(
        'what is told by what: "topic ~ front_page + paper + source"; at the left topic (each), t3, code (each) or the'
        f" name of one; at the right {', '.join(effects.VARIABLES)}",
        least=3,
        most=400,
    ),
]


class ComparisonQuestions(CodeQuestions):
    """Comparisons

    What goes with what in print; none of it says why.
    """

    @question(
        columns(
            "topic label term level base n N effect low high q beyond_chance",
            topic=Column("topic id, or name of the code"),
            term=Column("what articles are told apart by"),
            n=Column("articles of the level"),
            N=Column("articles of the range"),
            low=Column("lower end of the effect's 90 % interval", POINTS),
            high=Column("upper end of the effect's 90 % interval", POINTS),
        ),
        shown="table",
    )
    def effects(
        self,
        formula: Formula,
        scope: Scope = ALL,
        coded: How = "strict",
    ) -> pd.DataFrame:
        """How many points more of a topic the articles of one level have than those of the base, all else alike.

        Average marginal effects of a linear probability model, with intervals that know that articles of an issue hang
        together (`series.effects`). The base of front_page is no, of source own, else the most frequent level; levels of
        less than five articles go together as "…". An effect is none where others say the same. With as many issues as
        effects, or fewer, QueryError.
        """
        read = effects.read_formula(formula)
        if read.left == "code" or read.left in {one.name for one in self.codebook.codes}:
            self._fitted(coded)
        return effects.effect_table(self.snapshot, self.codebook, read, scope, coded)

    @question(
        columns(
            "period start end topic label n n_front share_front odds low high",
            n=Column("articles of the topic with a page number"),
            low=Column("lower end of the odds ratio's 90 % interval", "ratio"),
            high=Column("upper end of the odds ratio's 90 % interval", "ratio"),
        )
    )
    def front_page_odds(self, scope: Scope = ALL, by: By = "year") -> pd.DataFrame:
        """How much likelier than other articles those of a topic stand on the front page, over time.

        An odds ratio of 2: of its articles twice as many stand there for each that does not, as of all others. Articles
        without a page number do not count; without any, QueryError.
        """
        return effects.front_table(self.snapshot, scope, by)

    @question(
        columns(
            "giver taker n first_share same_day day_10 day_25 day_50 day_75 day_90 longest",
            n=Column("articles of the taker with a passage that the giver printed first"),
        )
    )
    def first_prints(
        self,
        scope: Scope = ALL,
        side: Annotated[Side, Help("what prints: papers, pages, or the agency named")] = "paper",
        limit: Rows = 200,
    ) -> pd.DataFrame:
        """Who prints first what both print, and by how many days: the distribution of the lags.

        Of passages printed before, see `reuse`. Days between two prints are no proof that one took from the other.
        """
        return effects.lag_table(self.snapshot, scope, side).head(limit)
