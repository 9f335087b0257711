"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trends.archive.parameters import in_order
from trends.archive.sides import day
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

FromSource = Annotated[
    str | None,
    typer.Option("--source", help="whose words: own, agency, reprint, contribution, unknown, or a name"),
]


def scope(
    since: str | None,
    until: str | None,
    paper: str | None = None,
    front_page: bool = False,
    once: bool = False,
) -> Scope:
    """Raises QueryError for impossible dates and for a range that ends before it starts."""
    first, last = (day(text) if text is not None else None for text in (since, until))
    return in_order(Scope(first, last, paper, front_page, once))
