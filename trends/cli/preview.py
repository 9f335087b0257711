"""The command that looks before it stores."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trends.cli.options import ColumnsOption, Sources
from trends.cli.printing import edge, print_json


def preview(
    sources: Sources,
    columns: ColumnsOption = None,
    archive: Annotated[
        Path | None, typer.Option("--archive", help="archive whose issues and given dates are heeded")
    ] = None,
) -> None:
    """What would be read of the sources, storing nothing: JSON Lines of pages, tables and problems."""
    from trends import layout, readers
    from trends.pipeline.known import known_of
    from trends.pipeline.preview import previewed

    with edge():
        known = known_of(archive) if archive else layout.NOTHING
        for record in previewed(sources, readers.columns_of(columns or ()), known):
            print_json(record)
