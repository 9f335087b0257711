"""What a build says when it is done."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from trends.records import Problem


@dataclass(frozen=True, slots=True)
class Summary:
    """snapshot: file name; seconds: step → wall time; peak_rss_mb: all processes together.

    candidates: the best numbers of topics when one was to be chosen, the chosen first, as
    `topics.TopicCount`; changes: rows of `archive.topic_history.change_table`, empty without topics before;
    fresh: whether this build began the topics anew though an archive stood.
    """

    snapshot: str
    data_version: str
    issues: int
    articles: int
    characters: int
    topics: int
    unassigned: int
    undated_pages: int
    problem_list: tuple[Problem, ...]
    seconds: dict[str, float]
    peak_rss_mb: int
    changed: bool
    candidates: tuple[dict[str, Any], ...] = ()
    changes: tuple[dict[str, Any], ...] = ()
    fresh: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The summary as one JSON object; `problems` counts what was not, or not fully, read."""
        return {
            "snapshot": self.snapshot,
            "data_version": self.data_version,
            "issues": self.issues,
            "articles": self.articles,
            "characters": self.characters,
            "topics": self.topics,
            "unassigned": self.unassigned,
            "undated_pages": self.undated_pages,
            "problems": len(self.problem_list),
            "seconds": self.seconds,
            "peak_rss_mb": self.peak_rss_mb,
            "changed": self.changed,
            "candidates": list(self.candidates),
            "fresh": self.fresh,
            "topic_changes": dict(Counter(row["change"] for row in self.changes)),
        }


@dataclass
class Stopwatch:
    """Wall seconds of named steps; `begun` is told the name of each when it begins."""

    seconds: dict[str, float] = field(default_factory=dict)
    begun: Callable[[str], None] = lambda step: None

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        self.begun(name)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(time.perf_counter() - start, 2)
