"""What a build takes over from the snapshot before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from trends.archive.publishing import current_snapshot
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Previous:
    """fitted: the topics before; since: topic → number of the snapshot in which it first stood."""

    fitted: FittedTopics | None = None
    since: dict[int, int] = field(default_factory=dict)

    @property
    def accepted(self) -> tuple[int, ...]:
        """Numbers of the topics that a person accepted as a proposal."""
        return self.fitted.accepted if self.fitted else ()


def previous_topics(archive: Path) -> Previous:
    """The current snapshot's topics; nothing when there is none that this version can read."""
    try:
        path = current_snapshot(archive)
        if path is None:
            return Previous()
        snapshot = Snapshot(path)
        return Previous(fitted_topics(snapshot), dict(snapshot.rows("SELECT topic, since FROM topics")))
    except ArchiveError:
        return Previous()
