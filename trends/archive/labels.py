"""labels.csv: what people call the topics, beside the snapshots and valid for all of them.

Columns topic,label,hidden; a topic's id never changes meaning, so a line written once holds
through updates and rebuilds. An empty label leaves the computed one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from trends.archive.lists import ListRow, PeopleList, list_problems, read_list, write_list
from trends.archive.permission import changing
from trends.errors import ArchiveError, QueryError
from trends.records import Problem

LABEL_FILE = "labels.csv"
LONGEST_LABEL = 24
_TOPIC = re.compile(r"[a-z][\w-]{0,40}")


@dataclass(frozen=True, slots=True)
class Label:
    """A person's word on a topic: its name ("" = computed) and whether it is hidden."""

    topic: str
    label: str = ""
    hidden: bool = False


COLUMNS = ("topic", "label", "hidden")
FORM = "列为 topic,label,hidden，例如 t7,春耕,false"


def read_labels(archive: Path) -> dict[str, Label]:
    """Topic id → Label. A missing file is empty, a row that is no use left out (`label_faults` tells it)."""
    return _listed(archive)[1]


def label_faults(archive: Path) -> list[Problem]:
    """What is told of the file."""
    found, _, aside = _listed(archive)
    return list_problems(found, aside, FORM)


def _listed(archive: Path) -> tuple[PeopleList, dict[str, Label], list[tuple[ListRow, str]]]:
    found = read_list(archive / LABEL_FILE, ("topic",))
    labels: dict[str, Label] = {}
    aside: list[tuple[ListRow, str]] = []
    for row in found.rows:
        topic = row["topic"].lower()
        if not _TOPIC.fullmatch(topic):
            aside.append((row, f"“{topic[:20]}”不是话题的编号"))
            continue
        hidden = row["hidden"].lower() in ("true", "1", "yes", "是")
        labels[topic] = Label(topic, cleaned(row["label"]), hidden)
    return found, labels, aside


def write_label(archive: Path, label: Label) -> None:
    """Sets one topic's line, the others stay. Raises AccessError when who asks may not change it
    and QueryError for a label that is too long."""
    name = cleaned(label.label)
    if len(name) > LONGEST_LABEL:
        raise QueryError(f"名称有 {len(name)} 个字", f"最多 {LONGEST_LABEL} 个字")
    try:
        with changing("label", topic=label.topic):
            _write(archive, Label(label.topic, name, label.hidden))
    except OSError as error:
        raise ArchiveError(
            f"{LABEL_FILE} 写不进去（{error.strerror or error}）", "档案文件夹可能是只读的"
        ) from error


def _write(archive: Path, label: Label) -> None:
    with FileLock(archive / f".{LABEL_FILE}.lock", timeout=5):
        found, labels, aside = _listed(archive)
        labels[label.topic] = label
        rows = [
            (own.topic, own.label, str(own.hidden).lower())
            for own in sorted(labels.values(), key=lambda own: (len(own.topic), own.topic))
        ]
        write_list(archive / LABEL_FILE, COLUMNS, rows, found, [row for row, _ in aside])


def cleaned(text: str) -> str:
    """One line of printable characters, blanks at the ends removed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
