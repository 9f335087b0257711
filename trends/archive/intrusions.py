"""intrusions.csv: what people took for the intruder, and whether it was.

intrusions.csv     draw,number,topic,coder,chosen,right,at
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from trends.archive.lists import ListRow, list_problems, read_list, write_list
from trends.archive.permission import changing
from trends.errors import ArchiveError
from trends.records import Problem

INTRUSIONS = "intrusions.csv"
COLUMNS = ("draw", "number", "topic", "coder", "chosen", "right", "at")
FORM = f"列为 {','.join(COLUMNS)}，right 写 true 或 false"


@dataclass(frozen=True, slots=True)
class IntruderAnswer:
    """draw: names the tasks (kind, seed, data version); number: of the task; chosen: the place that was named, from 0."""

    draw: str
    number: int
    topic: str
    coder: str
    chosen: int
    right: bool
    at: str = ""


def read_answers(archive: Path) -> tuple[list[IntruderAnswer], list[Problem]]:
    """The answers, the last of a coder to a task, and what of the file is no use."""
    found = read_list(archive / INTRUSIONS, COLUMNS[:6])
    answers: dict[tuple[str, int, str], IntruderAnswer] = {}
    aside: list[tuple[ListRow, str]] = []
    for row in found.rows:
        if not (row["number"].isdecimal() and row["chosen"].isdecimal() and row["draw"] and row["coder"]):
            aside.append((row, "缺少题号、回答或编码员"))
            continue
        own = IntruderAnswer(
            row["draw"], int(row["number"]), row["topic"], row["coder"], int(row["chosen"]),
            row["right"].lower() == "true", row["at"],
        )  # fmt: skip
        answers[own.draw, own.number, own.coder] = own
    return list(answers.values()), list_problems(found, aside, FORM)


def keep_intruders(archive: Path, more: Iterable[IntruderAnswer]) -> None:
    """Adds answers. Raises AccessError, ArchiveError."""
    path = archive / INTRUSIONS
    try:
        with changing("codings", file=INTRUSIONS), FileLock(archive / f".{INTRUSIONS}.lock", timeout=5):
            known = {(own.draw, own.number, own.coder): own for own in (*read_answers(archive)[0], *more)}
            rows = [
                (one.draw, one.number, one.topic, one.coder, one.chosen, str(one.right).lower(), one.at)
                for one in known.values()
            ]
            old = read_list(path, COLUMNS[:6])
            useless = [
                row for row in old.rows if not (row["number"].isdecimal() and row["chosen"].isdecimal())
            ]
            write_list(path, COLUMNS, rows, old, useless)
    except OSError as error:
        raise ArchiveError(
            f"{INTRUSIONS} 写不进去（{error.strerror or error}）", "档案文件夹可能是只读的"
        ) from error
