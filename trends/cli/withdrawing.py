"""The command that takes an article back."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from trends.cli.options import ArchiveDir
from trends.cli.printing import console, edge, print_json
from trends.cli.questions import ARCHIVE


def withdraw(
    what: Annotated[str, typer.Argument(help="id of an article, or the name of a source file")],
    why: Annotated[str, typer.Option("--why", help="the reason, kept in withdrawn.csv")] = "",
    archive: ArchiveDir = ARCHIVE,
) -> None:
    """Takes an article back for good: gone from every version, export and later build; its place is marked."""
    from trends import pipeline

    with edge():
        done = pipeline.withdraw(what, archive, why)
        for file in done.files:
            told = f"来源 {file} 里还有它；以后的构建会跳过，要彻底删去请改来源文件"
            console.print(told, style="yellow", markup=False, soft_wrap=True)
        print_json(dataclasses.asdict(done))
