"""What a brief is made of: sentences, tables and charts, the same for every form it is written in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from trends.charts.colours import Palette
from trends.charts.template import Figure
from trends.records import Scope
from trends.report.sentences import sentence

Say = Callable[..., str]  # key, values by name → the sentence in the language of a brief


@dataclass(frozen=True, slots=True)
class BriefQuery:
    """What a brief is about. Dates are inclusive; the span before is as long and ends the day before.

    base_url: address of a dashboard the brief links to, "" for none. articles: ids the reader chose;
    topics: ids, words: queries whose charts the reader chose. language: zh or en; what is quoted stays as it is.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    paper: str | None = None
    front_page: bool = False
    once: bool = False
    base_url: str = ""
    articles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    language: str = "zh"

    def say(self, key: str, **values: object) -> str:
        return sentence(self.language, key, **values)


@dataclass(frozen=True, slots=True)
class Link:
    """Text of a cell that leads to the dashboard; without an address it is text alone."""

    text: str
    href: str = ""

    def __str__(self) -> str:
        return self.text


Cell = str | Link


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows as they are shown. `numeric`: columns that stand at the right.

    folded: the numbers behind a chart, closed on the screen until a reader opens them.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure drawn in the palette asked for; `alt` says in a sentence what it shows."""

    name: str
    alt: str
    draw: Callable[[Palette], Figure]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences, charts, tables, and the command that makes the numbers again."""

    name: str
    title: str
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    command: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief: what was found, in one line; what it is about; its sections."""

    title: str
    finding: str
    about: str
    facts: tuple[tuple[str, str], ...]  # (name, value)
    sections: tuple[Section, ...]
    data_version: str
    link: Link | None
    language: str

    def say(self, key: str, **values: object) -> str:
        return sentence(self.language, key, **values)


@dataclass(frozen=True, slots=True)
class Spans:
    """The span of a brief and the one before it; `before` is None when it has too few issues to compare.

    few: the span itself has so few issues that only counts are told.
    """

    now: Scope
    before: Scope | None
    few: bool
    issues: int
    issues_before: int
    N: int  # articles
    N_before: int
