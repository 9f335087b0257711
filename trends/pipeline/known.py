"""What is known of pages before they are read."""

from __future__ import annotations

from pathlib import Path

from trends import layout
from trends.archive.appending import dated_issues
from trends.archive.dates import read_dates
from trends.archive.publishing import current_snapshot
from trends.archive.snapshot import Snapshot


def known_of(archive: Path) -> layout.Known:
    """The dates that people gave to pages, and the archive's issues; none where nothing is published.

    Raises ArchiveError when either cannot be read.
    """
    path = current_snapshot(archive)
    return layout.Known(read_dates(archive), dated_issues(Snapshot(path)) if path else {})
