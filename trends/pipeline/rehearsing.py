"""`build --dry-run`: what a build would make of the topics, beside the snapshot that stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from trends import topics
from trends.archive.labels import read_labels
from trends.archive.publishing import current_snapshot
from trends.archive.scope import topic_id
from trends.archive.sql.topic_changes import changes_of
from trends.pipeline.publication import Published
from trends.pipeline.summary import Summary
from trends.pipeline.topics import FoundTopics
from trends.terms import Vocabulary


def rehearsed(
    archive: Path, found: FoundTopics, vocabulary: Vocabulary, seconds: dict[str, float], peak_bytes: int
) -> Summary:
    """The summary of the snapshot as it stands, with the changes that the found topics would bring."""
    current = current_snapshot(archive)
    labels = topics.label_topics(found.words, vocabulary.terms, vocabulary.classes)
    now = {topic_id(number): label for number, label in zip(found.ids.tolist(), labels, strict=True)}
    given = {topic: own.label for topic, own in read_labels(archive).items() if own.label}
    changes: list[dict[str, Any]] = changes_of(found.report["changes"], now, given).to_dict("records")
    nothing = Summary("", "", 0, 0, 0, len(found.ids), 0, 0, (), seconds, round(peak_bytes / 1e6), False)
    stands = Published(current, changed=False).summary(seconds, peak_bytes) if current else nothing
    told = found.report
    fresh = bool(told["fresh"] and told["changes"])
    return replace(stands, candidates=tuple(told["candidates"]), changes=tuple(changes), fresh=fresh)
