"""A published snapshot + what is new → the next one, published."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from trends.archive.appending import Addition, append_snapshot, copied_meanwhile
from trends.archive.publishing import SNAPSHOTS, next_number, publish
from trends.archive.sql.state import FittedTopics
from trends.pipeline.proposing import propose
from trends.pipeline.publication import Published
from trends.pipeline.withdrawing import count_topic_words

Publish = Callable[[Addition, Mapping[str, Any], FittedTopics], Published]


@contextlib.contextmanager
def successor(archive: Path, path: Path, keep: int) -> Iterator[Publish]:
    """Copies the snapshot `path` while the block works out what is new. What it gives takes the rows, the facts and the
    topics as they are now: adds to the copy, looks for topics to propose and publishes it under the next number.
    A block that fails leaves the archive as it was."""
    number = next_number(archive)
    aside = archive / SNAPSHOTS / f".building-{os.getpid()}.duckdb"
    with copied_meanwhile(path, aside) as copy:

        def published(addition: Addition, facts: Mapping[str, Any], state: FittedTopics) -> Published:
            version = append_snapshot(copy(), addition, {**facts, "number": number})
            if addition.recounted:
                count_topic_words(aside, list(addition.recounted))
            propose(aside, state)
            return Published(
                publish(archive, aside, f"{number:06d}-{version}.duckdb", keep=keep), changed=True
            )

        yield published
