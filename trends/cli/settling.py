"""The command that gives a page its date."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from trends.archive.dates import write_date
from trends.archive.sides import day
from trends.cli.options import ArchiveDir
from trends.cli.printing import edge
from trends.cli.questions import ARCHIVE


def settle(
    file: Annotated[str, typer.Argument(help="the page's file, as the list of pages shows it")],
    date: Annotated[str, typer.Argument(help="its issue date, e.g. 2023-02-06")],
    archive: ArchiveDir = ARCHIVE,
) -> None:
    """Gives a page without a date its date; the next build takes its articles in."""
    with edge():
        settled = day(date)
        write_date(archive, file, settled)
        print(f"{file} 定为 {settled}，下次 build 或 add 时生效", file=sys.stderr)
