"""Commands about words: phrases, names, bursts, movers, compare, concordance, cooccurring."""

from __future__ import annotations

from typing import Annotated

import typer

from trends.archive import Archive, open_archive
from trends.archive.sql.changes import ItemKind
from trends.archive.sql.words import NameKind
from trends.cli.options import ArchiveDir, FrontPage, Limit, Once, Paper, Since, Until, scope, span
from trends.cli.printing import Format, edge, print_table
from trends.cli.tables import ARCHIVE, FormatOption
from trends.records import Period, Scope

Kind = Annotated[ItemKind, typer.Option(help="what to look at")]
Range = Annotated[str, typer.Option(help="FROM:TO, e.g. 2023-01-01:2023-12-31")]


def phrases(
    archive: ArchiveDir = ARCHIVE,
    since: Since = None,
    until: Until = None,
    limit: Limit = 200,
    form: FormatOption = Format.csv,
) -> None:
    """New words and fixed expressions found in the archive."""
    with edge():
        print_table(open_archive(archive).phrases(scope(since, until)).head(limit), form)


def names(
    archive: ArchiveDir = ARCHIVE,
    kind: Annotated[NameKind, typer.Option(help="which names")] = "person",
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    limit: Limit = 200,
    form: FormatOption = Format.csv,
) -> None:
    """People, places, organisations, or reporters with their output."""
    with edge():
        print_table(open_archive(archive).names(scope(since, until, paper), kind).head(limit), form)


def bursts(
    terms: Annotated[
        list[str] | None, typer.Argument(help="words or phrases; none = the kind asked for")
    ] = None,
    archive: ArchiveDir = ARCHIVE,
    kind: Kind = "topics",
    by: Period = "month",
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    limit: Limit = 100,
    form: FormatOption = Format.csv,
) -> None:
    """When something stood out of its own measure (Kleinberg's automaton), with a headline."""
    with edge():
        table = open_archive(archive).bursts(
            scope(since, until, paper, front_page, once), by, kind, terms or None, limit
        )
        print_table(table, form)


def movers(
    a: Annotated[str, typer.Option("--range", help="the period, FROM:TO")],
    b: Annotated[str, typer.Option("--before", help="the period it is compared with, FROM:TO")],
    archive: ArchiveDir = ARCHIVE,
    kind: Kind = "topics",
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    limit: Limit = 50,
    form: FormatOption = Format.csv,
) -> None:
    """What is new, rising, fading or gone in a period against another."""
    with edge():
        table = open_archive(archive).movers(
            span(a, paper, front_page, once), span(b, paper, front_page, once), kind, limit
        )
        print_table(table, form)


def compare(
    a: Range,
    b: Range,
    archive: ArchiveDir = ARCHIVE,
    paper_a: Annotated[str | None, typer.Option(help="paper of side a")] = None,
    paper_b: Annotated[str | None, typer.Option(help="paper of side b")] = None,
    min_n: Annotated[int, typer.Option(min=1, help="articles that must hold a term")] = 5,
    limit: Limit = 200,
    examples: Annotated[int, typer.Option(min=0, max=50, help="rows that get a sentence of each side")] = 0,
    form: FormatOption = Format.csv,
) -> None:
    """The terms that set two ranges apart: log-likelihood, log ratio, dispersion."""
    with edge():
        opened, side_a, side_b = open_archive(archive), span(a, paper_a), span(b, paper_b)
        table = opened.keyness(side_a, side_b, min_n, limit)
        for name, side in (("example_a", side_a), ("example_b", side_b)) if examples else ():
            told = [_example(opened, term, side) for term in table["term"].head(examples)]
            table[name] = told + [""] * (len(table) - len(told))
        print_table(table, form)


def _example(opened: Archive, term: str, side: Scope) -> str:
    """A use of the term with its date, "" where it never stands."""
    found = opened.example_sentences(term, side, limit=1)
    if found.empty:
        return ""
    row = found.iloc[0]
    return f"{row['date']} {row['left']}{row['hit']}{row['right']}"


def appearances(
    terms: Annotated[list[str], typer.Argument(help="words or phrases; a|b either, 'a b' both, -c without")],
    archive: ArchiveDir = ARCHIVE,
    since: Since = None,
    until: Until = None,
    form: FormatOption = Format.csv,
) -> None:
    """The first and the last issue with each word."""
    with edge():
        print_table(open_archive(archive).appearances(terms, scope(since, until)), form)


def concordance(
    term: Annotated[str, typer.Argument(help="a word or phrase")],
    archive: ArchiveDir = ARCHIVE,
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    width: Annotated[int, typer.Option(min=5, max=60, help="characters on each side")] = 20,
    limit: Limit = 50,
    form: FormatOption = Format.table,
) -> None:
    """Every use of a word with what stands around it."""
    with edge():
        wanted = scope(since, until, paper, front_page, once)
        print_table(open_archive(archive).concordance(term, wanted, width, limit), form)


def cooccurring(
    term: Annotated[str, typer.Argument(help="a word or phrase")],
    archive: ArchiveDir = ARCHIVE,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    form: FormatOption = Format.csv,
) -> None:
    """Terms that keep company with a word."""
    with edge():
        print_table(open_archive(archive).cooccurring(term, scope(since, until), limit), form)
