"""The archive as people and programs ask it: DataFrames in, no SQL out."""

from __future__ import annotations

import inspect
from pathlib import Path

from trends.archive.labels import Label, write_label
from trends.archive.parameters import ALL
from trends.archive.pointer import current_snapshot
from trends.archive.questions.articles import ArticleQuestions
from trends.archive.questions.changes import ChangeQuestions
from trends.archive.questions.codes import CodeQuestions
from trends.archive.questions.comparisons import ComparisonQuestions
from trends.archive.questions.sources import SourceQuestions
from trends.archive.questions.topics import TopicQuestions
from trends.archive.questions.words import WordQuestions
from trends.archive.registry import QUESTIONS, Question
from trends.archive.snapshot import Snapshot
from trends.archive.sql.topics import known_topic
from trends.errors import ArchiveError

__all__ = ["ALL", "Archive", "open_archive"]


class Archive(
    TopicQuestions,
    WordQuestions,
    ArticleQuestions,
    ComparisonQuestions,
    CodeQuestions,
    ChangeQuestions,
    SourceQuestions,
):
    """One snapshot of an archive, read-only, safe to share between threads.

    Every question of docs/questions.md is a method. All dates in tables are ISO strings; topics are ids "t1",
    "t2", …, "unassigned"; numbers of articles are of the range and filter asked for.
    """

    def rename(self, topic: str, label: str, *, hidden: bool = False) -> None:
        """Gives a topic a name of the reader's ("" = the computed one) and shows or hides it.

        Raises NotFoundError for an unknown topic, AccessError when who asks may not, QueryError for a long name.
        """
        known_topic(self.snapshot, topic)
        write_label(self.snapshot.folder, Label(topic, label, hidden))


def sections() -> list[tuple[str, list[Question]]]:
    """The questions by subject, in the order they are documented: (what the subject is, its questions)."""
    return [
        (
            inspect.getdoc(part) or "",
            [
                asked
                for asked in QUESTIONS.values()
                if asked.method.__qualname__.startswith(f"{part.__name__}.")
            ],
        )
        for part in Archive.__bases__
    ]


def open_archive(path: str | Path, snapshot: str | None = None) -> Archive:
    """The current snapshot of the archive in a folder, or the kept one named `snapshot`.

    Raises ArchiveError when there is none, or it cannot be read.
    """
    folder = Path(path)
    if snapshot is not None:
        file = folder / "snapshots" / Path(snapshot).name
        if not file.is_file():
            raise ArchiveError(f"档案 {folder} 里没有快照 {snapshot}", "它可能已被清理")
        return Archive(Snapshot(file))
    current = current_snapshot(folder)
    if current is None:
        raise ArchiveError(f"{folder} 里没有档案", f"先运行 python -m trends build 来源… --archive {folder}")
    return Archive(Snapshot(current))
