"""Commands about the archive itself: evaluate, rollback, accept."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from trends.archive import open_archive
from trends.archive.publishing import roll_back
from trends.archive.scores import keep_scores
from trends.cli.options import ArchiveDir
from trends.cli.printing import console, edge, print_json
from trends.cli.questions import ARCHIVE
from trends.errors import AccessError


def evaluate(archive: ArchiveDir = ARCHIVE) -> None:
    """Every score of the topics that the archive allows, as one JSON object; kept for the screen."""
    from trends.pipeline.evaluating import scores

    with edge():
        opened = open_archive(archive)
        found = scores(opened.snapshot)
        with contextlib.suppress(OSError, AccessError):
            keep_scores(archive, opened.meta.snapshot, found)
        print_json(found)


def rollback(
    archive: ArchiveDir = ARCHIVE,
    to: Annotated[int | None, typer.Option(help="number of the snapshot, none = the one before")] = None,
) -> None:
    """Makes an older snapshot that was kept the current one."""
    with edge():
        console.print(f"当前快照是 {roll_back(archive, to).name}", markup=False)


def accept(
    proposal: Annotated[str, typer.Argument(help="id of a proposal, as `proposals` lists it")],
    archive: ArchiveDir = ARCHIVE,
) -> None:
    """Makes a proposal a topic with an id of its own; what is said of other articles stays."""
    from trends import pipeline

    with edge():
        print_json(pipeline.accept(proposal, archive).as_dict())
