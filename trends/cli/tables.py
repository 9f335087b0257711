"""Commands that print tables of an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from trends.archive import Archive, Filter, open_archive
from trends.cli.options import ArchiveDir, FrontPage, Limit, Once, Paper, Since, Until, scope
from trends.cli.printing import Format, edge, print_json, print_table, records
from trends.records import Measure, Period

ARCHIVE = Path("archive")
FormatOption = Annotated[Format, typer.Option("--format", help="table, csv or json")]


def topics(
    archive: ArchiveDir = ARCHIVE,
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    form: FormatOption = Format.table,
) -> None:
    """The topics, with the terms of each and its share in the range."""
    with edge():
        table = open_archive(archive).topics(scope(since, until, paper, front_page, once))
        if form is Format.json:
            print_json([topic_record(row) for row in records(table)])
        else:
            terms = [" ".join(term for term, _ in terms[:10]) for terms in table["terms"]]
            columns = ["topic", "label", "terms", "n", "share", "formulaic", "hidden", "first", "last"]
            print_table(table.assign(terms=terms)[columns], form)


def topic_record(row: dict[str, Any]) -> dict[str, Any]:
    """One topic in the form of the contract."""
    return {
        "id": row["topic"],
        "label": row["label"],
        "terms": [{"term": term, "weight": weight} for term, weight in row["terms"]],
        "articles": row["n"],
        "share": row["share"],
        "formulaic": row["formulaic"],
        "hidden": row["hidden"],
    }


def shares(
    archive: ArchiveDir = ARCHIVE,
    by: Period = "issue",
    measure: Measure = "articles",
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    form: FormatOption = Format.csv,
) -> None:
    """The share of every topic in every period; the rest is the topic `unassigned`."""
    with edge():
        table = open_archive(archive).shares(scope(since, until, paper, front_page, once), by, measure)
        lead = ["period", "topic", "label", "share", "n", "N", "issues", "missing"]
        print_table(table[lead + [column for column in table.columns if column not in lead]], form)


def issue(
    date: Annotated[str, typer.Argument(help="issue date, e.g. 2024-11-06")],
    archive: ArchiveDir = ARCHIVE,
    paper: Paper = None,
    form: FormatOption = Format.table,
) -> None:
    """One issue: its own topics, its distinctive terms, its articles."""
    with edge():
        scope(date, date)
        view = open_archive(archive).issue(date, paper)
        parts = {"topics": view.topics, "terms": view.terms, "articles": view.articles}
        if form is Format.json:
            facts = {name: getattr(view, name) for name in ("date", "paper", "pages", "characters")}
            near = {name: getattr(view, name) for name in ("previous", "next", "missing_before")}
            print_json(facts | near | {name: records(table) for name, table in parts.items()})
        else:
            for table in parts.values():
                print_table(table, form)


def keywords(
    terms: Annotated[list[str], typer.Argument(help="words or phrases; a|b either, 'a b' both, -c without")],
    archive: ArchiveDir = ARCHIVE,
    by: Period = "issue",
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    form: FormatOption = Format.csv,
) -> None:
    """How often words stand in the articles of each period."""
    with edge():
        table = open_archive(archive).keywords(terms, scope(since, until, paper, front_page, once), by)
        lead = ["period", "term", "n", "N", "occurrences", "characters", "per_million"]
        print_table(table[lead + [column for column in table.columns if column not in lead]], form)


def articles(
    archive: ArchiveDir = ARCHIVE,
    topic: Annotated[str | None, typer.Option(help="a topic's id, e.g. t7")] = None,
    term: Annotated[str | None, typer.Option(help="a word or phrase the article holds")] = None,
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    limit: Limit = 20,
    form: FormatOption = Format.csv,
) -> None:
    """The articles closest to a topic or holding a term; JSON adds the text."""
    with edge():
        opened = open_archive(archive)
        wanted = Filter(topic=topic, query=term)
        table = opened.articles(scope(since, until, paper, front_page, once), wanted, limit=limit)
        columns = ["id", "date", "paper", "page", "headline", "topic", "weight", "source", "lines"]
        if form is Format.json:
            print_json([row | {"text": _text(opened, row["id"])} for row in records(table[columns])])
        else:
            print_table(table[columns], form)


def _text(opened: Archive, article_id: str) -> str:
    return "\n".join(opened.article(article_id).paragraphs)


def coverage(
    archive: ArchiveDir = ARCHIVE,
    by: Period = "month",
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    form: FormatOption = Format.csv,
) -> None:
    """Issues there are and issues missing, by period."""
    with edge():
        print_table(open_archive(archive).coverage(scope(since, until, paper, front_page, once), by), form)


def problems(archive: ArchiveDir = ARCHIVE, form: FormatOption = Format.csv) -> None:
    """What was not, or not fully, read, and what to do about it."""
    with edge():
        print_table(open_archive(archive).problems(), form)
