"""What a build takes over from the snapshot before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from trends.archive.proposals import StoredProposal, stored_proposals
from trends.archive.publishing import current_snapshot
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Previous:
    """fitted: the topics before; since: topic → number of the snapshot in which it first stood;
    main: article id → number of its main topic, 0 for none; fresh: whether topics are to begin anew all the same; proposals: of the snapshot."""

    fitted: FittedTopics | None = None
    since: dict[int, int] = field(default_factory=dict)
    main: dict[str, int] = field(default_factory=dict)
    fresh: bool = False
    proposals: tuple[StoredProposal, ...] = ()

    @property
    def accepted(self) -> tuple[int, ...]:
        """Numbers of the topics that a person accepted as a proposal."""
        return self.fitted.accepted if self.fitted else ()

    @property
    def carries(self) -> bool:
        """Whether there is a topic to begin from."""
        return self.fitted is not None and len(self.fitted.ids) > 0

    def shared(self, ids: Sequence[str], main: np.ndarray, topics: int) -> np.ndarray:
        """(K + 1, L + 1) of the articles known to both, by row of the old main topic and of the new one,
        the last of each for none. ids: of the new archive's articles; main: (n,) rows, −1 for none."""
        assert self.fitted is not None
        old = {0: len(self.fitted.ids)} | {number: row for row, number in enumerate(self.fitted.ids)}
        table = np.zeros((len(self.fitted.ids) + 1, topics + 1), dtype=np.int64)
        known = [
            (old[self.main[name]], row) for name, row in zip(ids, main, strict=True) if name in self.main
        ]
        if known:
            np.add.at(table, tuple(np.array(known).T), 1)
        return table


def readable_snapshot(archive: Path) -> Snapshot | None:
    """The current snapshot; None when there is none that this version can read."""
    try:
        path = current_snapshot(archive)
        return Snapshot(path) if path else None
    except ArchiveError:
        return None


def previous_topics(archive: Path, *, fresh: bool = False) -> Previous:
    """The current snapshot's topics; nothing when there is none that this version can read."""
    try:
        path = current_snapshot(archive)
        if path is None:
            return Previous()
        snapshot = Snapshot(path)
        return Previous(
            fitted_topics(snapshot),
            dict(snapshot.rows("SELECT topic, since FROM topics")),
            dict(snapshot.rows("SELECT id, topic FROM articles")),
            fresh,
            tuple(stored_proposals(snapshot)),
        )
    except ArchiveError:
        return Previous()
