"""Commands about the archive itself: evaluate, rollback."""

from __future__ import annotations

from typing import Annotated

import typer

from trends.archive import open_archive
from trends.archive.publishing import roll_back
from trends.cli.options import ArchiveDir
from trends.cli.printing import console, edge, print_json
from trends.cli.tables import ARCHIVE


def evaluate(archive: ArchiveDir = ARCHIVE) -> None:
    """Every score of the topics that the archive allows, as one JSON object."""
    from trends.pipeline.evaluating import scores

    with edge():
        print_json(scores(open_archive(archive).snapshot))


def rollback(
    archive: ArchiveDir = ARCHIVE,
    to: Annotated[int | None, typer.Option(help="number of the snapshot, none = the one before")] = None,
) -> None:
    """Makes an older snapshot that was kept the current one."""
    with edge():
        console.print(f"当前快照是 {roll_back(archive, to).name}", markup=False)
