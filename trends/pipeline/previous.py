"""What a build takes over from the snapshot before it."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from trends.archive.labels import read_labels
from trends.archive.pointer import LOST, current_snapshot, named_snapshot, newest_whole
from trends.archive.proposals import StoredProposal, stored_proposals
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.errors import ArchiveWarning, DamagedError, OutdatedError


@dataclass(frozen=True, slots=True)
class Previous:
    """fitted: the topics before; since: topic → number of the snapshot in which it first stood;
    main: article id → number of its main topic, 0 for none; fresh: whether topics are to begin anew all the same; proposals: of the snapshot;
    next_id: first number for a topic that is new."""

    fitted: FittedTopics | None = None
    since: dict[int, int] = field(default_factory=dict)
    main: dict[str, int] = field(default_factory=dict)
    fresh: bool = False
    proposals: tuple[StoredProposal, ...] = ()
    next_id: int = 1

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


def readable_snapshot(archive: Path, *, fresh: bool = False) -> Snapshot | None:
    """The snapshot a build goes on from: the current one, or where that is damaged the newest whole one, with an
    ArchiveWarning; None when there is none, or it is of a schema that is read no more.

    Raises DamagedError when there are snapshots and none is whole, unless topics are to begin anew (fresh);
    ArchiveError when another program holds it.
    """
    try:
        path = current_snapshot(archive)
        return Snapshot(path) if path else None
    except OutdatedError:
        return None
    except DamagedError as error:
        found = newest_whole(archive)
        if found is None:
            if fresh:
                return None
            raise DamagedError(error.what, LOST) from error
        what = f"{error.what}；从 {found.name} 接着建，它之后采纳的话题要再采纳"
        warnings.warn(what, ArchiveWarning, stacklevel=2)
        return Snapshot(found)


def previous_topics(archive: Path, *, fresh: bool = False) -> Previous:
    """The topics of `readable_snapshot`; nothing when there is none."""
    snapshot = readable_snapshot(archive, fresh=fresh)
    named = [int(topic[1:]) for topic in read_labels(archive) if topic[1:].isdecimal()]
    beyond = max(named, default=0) + 1  # what people named of snapshots that are lost keeps its number
    if snapshot is None:
        return Previous(next_id=beyond)
    fitted = fitted_topics(snapshot)
    lost = snapshot.path != named_snapshot(archive)
    return Previous(
        fitted,
        dict(snapshot.rows("SELECT topic, since FROM topics")),
        dict(snapshot.rows("SELECT id, topic FROM articles")),
        fresh,
        tuple(stored_proposals(snapshot)),
        max(fitted.next_id, beyond) if lost else fitted.next_id,
    )
