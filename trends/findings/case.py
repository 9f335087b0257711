"""What all findings of one subject share: its windows, its topics, and what moved between the windows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from trends.archive import Archive
from trends.findings.records import Link, Say, Section, Subject, Windows
from trends.findings.windows import period_of_charts, windows_of
from trends.findings.writing import command, restrictions
from trends.records import Period, Scope


@dataclass(frozen=True)
class Case:
    """One archive asked about one subject. Each table is asked for once.

    Raises QueryError, at the first question, for what the archive does not have.
    """

    archive: Archive
    subject: Subject

    @property
    def say(self) -> Say:
        """The subject's own, so that a kept figure holds its words and no archive."""
        return self.subject.say

    @cached_property
    def windows(self) -> Windows:
        return windows_of(self.archive, self.subject)

    @property
    def by(self) -> Period:
        """The period of charts over the range."""
        return period_of_charts(self.windows)

    @cached_property
    def topics(self) -> pd.DataFrame:
        """The archive's topics over the range without the hidden ones, by articles."""
        table = called(self.archive.topics(self.windows.range))
        return table[~table["hidden"]].sort_values(["n", "topic"], ascending=[False, True], ignore_index=True)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """The archive's movers between the windows, the largest rise first; empty where nothing is compared.

        Of all topics that are not hidden, with the names people gave them, slot, and `news`: 1 for a rise, −1
        for a fall that may be said, 0 for what is within chance or a set phrase.
        """
        windows = self.windows
        if windows.before is None:
            return pd.DataFrame()
        topics = called(self.archive.topics(windows.range)).set_index("topic")
        moves = self.archive.movers(windows.now, windows.before, "topics", limit=100_000)
        moves = moves[~moves["item"].map(topics["hidden"]).astype(bool)]
        formulaic = moves["item"].map(topics["formulaic"]).astype(bool)
        moves = moves.assign(
            label=moves["item"].map(topics["label"]),
            slot=moves["item"].map(topics["slot"]).astype(int),
            news=direction(moves).where(~formulaic, 0),
        )
        return moves.sort_values(["change", "item"], ascending=[False, True], ignore_index=True)

    @property
    def rises(self) -> pd.DataFrame:
        """The moves that may be said, the largest rise first."""
        return self.moves[self.moves["news"] > 0] if len(self.moves) else self.moves

    @property
    def falls(self) -> pd.DataFrame:
        """The moves that may be said, the largest fall first."""
        return self.moves[self.moves["news"] < 0].iloc[::-1] if len(self.moves) else self.moves

    def command(self, name: str, *parts: str, scope: Scope | None = None) -> str:
        """The line that asks the archive again, restricted as the scope is; without one, as the range."""
        return command(name, *parts, *restrictions(scope or self.windows.range))

    def headline(self, article: object, headline: object) -> Link:
        """A link to an article."""
        return Link(str(headline or self.say("no_headline")), "articles", (("id", str(article)),))


def called(topics: pd.DataFrame) -> pd.DataFrame:
    """The topics by the names they have in their range; `lasting` are those they have in all."""
    return topics.assign(lasting=topics["label"], label=topics["here"])


def direction(moves: pd.DataFrame) -> pd.Series:
    """1 for a rise and −1 for a fall beyond chance, else 0, of a table of movers."""
    sign = (moves["change"] > 0).astype(int) - (moves["change"] < 0).astype(int)
    return sign.where(moves["beyond_chance"], 0)


Finder = Callable[[Case], Section | None]
