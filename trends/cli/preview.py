"""The command that looks before it stores."""

from __future__ import annotations

from trends.cli.options import Sources
from trends.cli.printing import edge, print_json


def preview(sources: Sources) -> None:
    """What would be read of the sources, storing nothing: JSON Lines of pages, tables and problems."""
    from trends.pipeline.preview import previewed

    with edge():
        for record in previewed(sources):
            print_json(record)
