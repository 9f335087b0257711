"""Questions about codes: the subjects that a reader named in the archive's codebook."""

from __future__ import annotations

from typing import Annotated

import pandas as pd

from trends.archive.coding import Mode, main_codes
from trends.archive.columns import Column, columns
from trends.archive.parameters import ALL, By, Counted
from trends.archive.questions.changes import Before, Now
from trends.archive.registry import Asked, question
from trends.archive.sql import codes
from trends.archive.sql.articles import Coded, Filter
from trends.archive.sql.topics import known_topic
from trends.errors import NotFoundError, QueryError
from trends.records import Help, Scope

CodeName = Annotated[str, Help("a code of the codebook, by its name", least=1, most=200)]
How = Annotated[Mode, Help("how a code is counted: by its words, or by seeded centroids")]


class CodeQuestions(Asked):
    """Codes

    Subjects that a reader named: the archive's `codebook.yaml`. Strict counts the articles that hold a code's words, of
    which one may hold several codes; assisted gives each article one code or none, by seeded centroids. The rest is the
    code "".
    """

    @question(
        columns(
            "code parent words n N share n_assisted share_assisted",
            n=Column("articles of the range that hold its words"),
            n_assisted=Column("articles of the range that seeded centroids give it", "articles"),
            share_assisted=Column("n_assisted / N", "0..1"),
        ),
        shown="table",
    )
    def codes(self, scope: Scope = ALL) -> pd.DataFrame:
        """The codes of the codebook, counted both ways; empty without a codebook."""
        self._fitted()
        if not self.codebook.codes:
            names = ["code", "parent", "words", "n", "N", "share", "n_assisted", "share_assisted"]
            return pd.DataFrame({name: [] for name in names})
        return codes.code_table(self.snapshot, self.codebook, scope)

    @question(
        columns(
            "period code share n N issues missing start end low high complete",
            n=Column("what the code has of the measure", "articles or characters"),
            N=Column("what the period has of the measure", "articles or characters"),
        )
    )
    def code_shares(
        self, scope: Scope = ALL, by: By = "issue", measure: Counted = "articles", coded: How = "strict"
    ) -> pd.DataFrame:
        """The share of every code in every period, with its band; the rest is the code "".

        Assisted shares of a period sum to 1; strict ones need not, since an article may hold several codes. A period
        without an article has none: a gap, not a zero.
        """
        self._fitted(coded)
        return codes.code_share_table(self.snapshot, self.codebook, scope, by, measure, coded)

    @question(
        columns(
            "code n N share n_before N_before share_before change low high status q beyond_chance",
            n=Column("articles of the range with the code"),
            N=Column("articles of the range"),
            change=Column("share − share_before", "−1..1"),
            low=Column("lower end of the change's 90 % band", "−1..1"),
            high=Column("upper end of the change's 90 % band", "−1..1"),
        )
    )
    def code_changes(self, scope: Now, before: Before, coded: How = "strict") -> pd.DataFrame:
        """Which codes are new, rising, fading or gone in a range against another, the surest first.

        The two may not share an article, and each must have one; else QueryError.
        """
        self._fitted(coded)
        self._some()
        return codes.code_change_table(self.snapshot, self.codebook, scope, before, coded)

    @question(
        columns(
            "word n share alone elsewhere occurrences id headline",
            n=Column("articles of the code that match the word"),
            share=Column("n of the code's articles"),
            id=Column("id of the newest article that it alone brings, else of the newest it matches"),
            headline=Column("headline of that article, else its first characters"),
        )
    )
    def code_words(self, code: CodeName, scope: Scope = ALL) -> pd.DataFrame:
        """What each word of a code does: its articles, those it alone brings, and how many of these look foreign.

        Raises NotFoundError for an unknown code.
        """
        return codes.code_word_table(self.snapshot, self.codebook, self._known(code), scope)

    @question(
        columns(
            "code n share",
            n=Column("articles of the code that this one holds too, by its words"),
            share=Column("n of the code's articles"),
        )
    )
    def code_overlap(self, code: CodeName, scope: Scope = ALL, coded: How = "strict") -> pd.DataFrame:
        """Which other codes the articles of a code hold, and how many hold none.

        Raises NotFoundError for an unknown code.
        """
        return codes.code_overlap_table(self.snapshot, self.codebook, self._known(code), scope, coded)

    def _coded(self, wanted: Filter) -> Filter:
        """The filter with its code looked up. Raises NotFoundError for an unknown topic or code."""
        known_topic(self.snapshot, wanted.topic)
        if wanted.code is None:
            return wanted
        self._fitted(wanted.coded)
        fields = {name: getattr(wanted, name) for name in Filter.__dataclass_fields__}
        members = codes.code_members(self.snapshot, self.codebook, wanted.code, wanted.coded)
        return Coded(**fields, members=members)

    def _known(self, code: str) -> str:
        if code not in {one.name for one in self.codebook.codes}:
            raise NotFoundError(f"没有编码 {code[:40]!r}", "可用 codes 命令列出编码本里的编码")
        return code

    def _some(self) -> None:
        if not self.codebook.codes:
            raise QueryError("档案里没有编码本", "请在 编码本 页写一个，或把 codebook.yaml 放进档案文件夹")

    def _fitted(self, mode: Mode = "assisted") -> None:
        """Keeps the fit of the archive's own codebook with the first question of who may change it, so that later
        issues are told by it."""
        if mode == "assisted" and self.own_codebook and self.codebook.codes:
            main_codes(self.snapshot, self.codebook, mode, keep=True)
