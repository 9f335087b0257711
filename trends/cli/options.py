"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from trends.errors import QueryError
from trends.records import Scope

ArchiveDir = Annotated[
    Path, typer.Option("--archive", envvar="TRENDS_ARCHIVE", help="folder of the archive", show_envvar=True)
]
Sources = Annotated[list[Path], typer.Argument(help="files and folders to read")]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option("--columns", help="what a table's column means: 正文=body; several by commas"),
]
Since = Annotated[str | None, typer.Option(help="first day, e.g. 2024-01-31")]
Until = Annotated[str | None, typer.Option(help="last day, inclusive")]
Paper = Annotated[str | None, typer.Option(help="one newspaper only")]
FrontPage = Annotated[bool, typer.Option("--front-page", help="page 1 only")]
Once = Annotated[bool, typer.Option("--once", help="an article that repeats an earlier one is not counted")]
Limit = Annotated[int, typer.Option(min=1, max=1_000_000, help="rows at most")]


def day(text: str | None) -> dt.date | None:
    """Raises QueryError for what is no date."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise QueryError(f"{text!r} 不是日期", "请写成 2024-01-31") from error


def span(text: str, paper: str | None = None, front_page: bool = False, once: bool = False) -> Scope:
    """ "FROM:TO" as a scope; either end may be left out. Raises QueryError for another form."""
    since, colon, until = text.partition(":")
    if not colon:
        raise QueryError(f"{text!r} 不是日期范围", "请写成 2023-01-01:2023-12-31")
    return scope(since or None, until or None, paper, front_page, once)


def scope(
    since: str | None,
    until: str | None,
    paper: str | None = None,
    front_page: bool = False,
    once: bool = False,
) -> Scope:
    """Raises QueryError for impossible dates and for a range that ends before it starts."""
    first, last = day(since), day(until)
    if first and last and first > last:
        raise QueryError(f"范围从 {first} 到 {last}，终点早于起点", "请对调 --since 与 --until")
    return Scope(first, last, paper, front_page, once)
