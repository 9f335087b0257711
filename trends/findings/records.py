"""What findings are made of: sentences, charts and tables that every face draws the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from trends.charts.colours import Palette
from trends.charts.template import Figure
from trends.findings.sentences import sentence
from trends.records import Scope

Say = Callable[..., str]  # key, values by name → the sentence in the language of a subject


@dataclass(frozen=True, slots=True)
class Subject:
    """What findings are about. Dates are inclusive; None leaves the choice to `windows`.

    articles: ids the reader chose; topics: ids, words: queries whose charts the reader chose.
    language: zh or en; what is quoted stays as it is.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    paper: str | None = None
    front_page: bool = False
    once: bool = False
    source: str | None = None
    articles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    language: str = "zh"

    def say(self, key: str, **values: object) -> str:
        return sentence(self.language, key, **values)


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a page of the dashboard: page, the parameters of the link by name. Each face
    writes the address its own way; without a page it is text alone."""

    text: str
    page: str = ""
    values: tuple[tuple[str, str], ...] = ()

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
    """One finding: a heading with its sentences, charts and tables.

    command: the line that makes the numbers again; numbers: the archive's own table behind the section,
    with its documented columns, for faces that draw or export more than `tables` show.
    """

    name: str
    title: str
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    command: str = ""
    numbers: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)


@dataclass(frozen=True, slots=True)
class Windows:
    """The range that findings are about, and the two windows of it that are compared.

    now is the range itself or its latest part; before is the time before it, None when nothing is compared,
    for the reason `why` (a key of the sentences). few: only counts are told. Counts are of issues and articles.
    """

    range: Scope
    issues: int
    N: int
    now: Scope
    before: Scope | None = None
    issues_now: int = 0
    issues_before: int = 0
    N_now: int = 0
    N_before: int = 0
    few: bool = False
    why: str = ""
