"""labels.csv: what people call the topics, beside the snapshots and valid for all of them.

Columns topic,label,hidden; a topic's id never changes meaning, so a line written once holds
through updates and rebuilds. An empty label leaves the computed one.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from trends.archive.disk import write_whole
from trends.archive.permission import changing
from trends.errors import ArchiveError, QueryError

LABEL_FILE = "labels.csv"
LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class Label:
    """A person's word on a topic: its name ("" = computed) and whether it is hidden."""

    topic: str
    label: str = ""
    hidden: bool = False


def read_labels(archive: Path) -> dict[str, Label]:
    """Topic id → Label. A missing file is empty. Raises ArchiveError naming line and cure."""
    path = archive / LABEL_FILE
    if not path.is_file():
        return {}
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ArchiveError(
            f"{LABEL_FILE} 读不了（{error}）", "须是 UTF-8 的 CSV，列为 topic,label,hidden"
        ) from error
    labels = {}
    for row in rows:
        if not row.get("topic"):
            raise ArchiveError(
                f"{LABEL_FILE} 有一行没有 topic", "列为 topic,label,hidden，例如 t7,春耕,false"
            )
        hidden = (row.get("hidden") or "").strip().lower() in ("true", "1", "yes", "是")
        labels[row["topic"].strip()] = Label(row["topic"].strip(), cleaned(row.get("label") or ""), hidden)
    return labels


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
        labels = read_labels(archive) | {label.topic: label}
        write_whole(archive / LABEL_FILE, _as_csv(labels).encode("utf-8-sig"))


def cleaned(text: str) -> str:
    """One line of printable characters, blanks at the ends removed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _as_csv(labels: dict[str, Label]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("topic", "label", "hidden"))
    for topic in sorted(labels, key=lambda t: (len(t), t)):
        writer.writerow((topic, labels[topic].label, str(labels[topic].hidden).lower()))
    return out.getvalue()
