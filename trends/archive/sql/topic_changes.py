"""What builds did to topics: births, deaths, splits and merges, as the kept snapshots tell them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from trends.archive.labels import read_labels
from trends.archive.publishing import snapshots
from trends.archive.scope import topic_id
from trends.archive.snapshot import Snapshot
from trends.archive.sql.topics import topic_labels
from trends.errors import ArchiveError

# Words for what a build did to a topic, in the order they are listed.
CHANGES = ("birth", "death", "split", "merge", "drift", "same")


def change_table(snapshot: Snapshot) -> pd.DataFrame:
    """change, topic, label, others, similarity: what the last build made of the topics before it.

    change: birth (no kin among the old), death (none among the new), split (one old, several new), merge (several
    old, one new), drift (new id, kin of an old one), same (id kept); topic: the new topic, the old one for death
    and split; others: list of (topic, label) on the other side; similarity: cosine of old and new, 0..1, NaN where
    there is no pair. Empty after a first build.
    """
    return changes_of(_changes(snapshot), topic_labels(snapshot), _given(snapshot))


def kept_changes(snapshot: Snapshot) -> pd.DataFrame:
    """`change_table` of every build of which a snapshot is kept, the newest first, with the data version that the
    build published. Empty where the first build is the only one, whatever was added to it."""
    builds = list(_builds(snapshot))
    found = [
        changes_of(changes, labels, _given(snapshot)).assign(version=version)
        for i, (version, changes, labels) in enumerate(builds)
        # An addition hands on the report of the build before it
        if changes and (i + 1 == len(builds) or builds[i + 1][1] != changes)
    ]
    table = pd.concat(found, ignore_index=True) if found else changes_of({}, {}).assign(version="")
    return table[["version", "change", "topic", "label", "others", "similarity"]]


def _builds(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Any], dict[str, str]]]:
    """Data version, changes and topic labels of the snapshot and of those kept from before it, newest first."""
    yield snapshot.meta.data_version, _changes(snapshot), topic_labels(snapshot)
    for path in reversed([path for path in snapshots(snapshot.folder) if path.name < snapshot.path.name]):
        try:
            older = Snapshot(path)
        except ArchiveError:  # of a format that is read no longer, or gone meanwhile
            continue
        try:
            yield older.meta.data_version, _changes(older), topic_labels(older)
        finally:
            older.close()


def _changes(snapshot: Snapshot) -> dict[str, Any]:
    report = json.loads(snapshot.rows("SELECT value FROM meta WHERE key = 'topic_report'")[0][0])
    found: dict[str, Any] = report.get("changes", {})
    return found


def _given(snapshot: Snapshot) -> dict[str, str]:
    """People's own names of topics."""
    return {topic: own.label for topic, own in read_labels(snapshot.folder).items() if own.label}


def changes_of(
    changes: dict[str, Any], now: dict[str, str], given: dict[str, str] | None = None
) -> pd.DataFrame:
    """`change_table` of a fit's report. changes: as `pipeline.topics` makes it; now: id → label of the
    new topics; given: people's own labels."""
    old = {topic_id(int(number)): label for number, label in changes.get("labels", {}).items()}
    labels = old | now | (given or {})
    rows: list[tuple[str, str, list[int], float | None]] = []
    rows += [("birth", topic_id(number), [], None) for number in changes.get("births", ())]
    rows += [("death", topic_id(number), [], None) for number in changes.get("deaths", ())]
    rows += [("split", topic_id(number), others, None) for number, others in changes.get("splits", ())]
    rows += [("merge", topic_id(number), others, None) for number, others in changes.get("merges", ())]
    rows += [("drift", topic_id(number), [kin], cos) for number, kin, cos in changes.get("drifted", ())]
    rows += [("same", topic_id(number), [], cos) for number, cos in changes.get("same", ())]
    listed = [
        (
            change,
            topic,
            labels.get(topic, ""),
            [(topic_id(n), labels.get(topic_id(n), "")) for n in others],
            cos,
        )
        for change, topic, others, cos in rows
    ]
    return pd.DataFrame(listed, columns=["change", "topic", "label", "others", "similarity"]).astype(
        {"similarity": float}
    )
