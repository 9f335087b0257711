"""The command that looks before it stores."""

from __future__ import annotations

from trends.cli.options import ColumnsOption, Sources
from trends.cli.printing import edge, print_json


def preview(sources: Sources, columns: ColumnsOption = None) -> None:
    """What would be read of the sources, storing nothing: JSON Lines of pages, tables and problems."""
    from trends import readers
    from trends.pipeline.preview import previewed

    with edge():
        for record in previewed(sources, readers.columns_of(columns or ())):
            print_json(record)
