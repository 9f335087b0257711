"""draws.csv and codings.csv: which articles were drawn at random to be checked, and what people said of each.

draws.csv     target,article,draw,weight       a random sample of articles for a topic (t7) or a code
codings.csv   target,article,coder,answer,at   yes, no or unsure; the last word of a coder on an article counts
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock

from trends.archive.lists import ListRow, PeopleList, list_problems, read_list, write_list
from trends.archive.permission import changing
from trends.errors import ArchiveError
from trends.records import Problem

DRAWS, CODINGS = "draws.csv", "codings.csv"
DRAW_COLUMNS = ("target", "article", "draw", "weight")
CODING_COLUMNS = ("target", "article", "coder", "answer", "at")
FORM = "列为 target,article,coder,answer,at，answer 写 yes、no 或 unsure"
Answer = Literal["yes", "no", "unsure"]
SPELLINGS: dict[str, Answer] = {
    "yes": "yes",
    "no": "no",
    "unsure": "unsure",
    "1": "yes",
    "2": "no",
    "3": "unsure",
    "属于": "yes",
    "不属于": "no",
    "不确定": "unsure",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article of a random sample. draw: names the sample, as in "s200-7" (size and seed); weight: for how many
    articles it stands, 0 where a draw of older versions does not say."""

    target: str
    article: str
    draw: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class HumanCoding:
    """What one coder said of one article. at: ISO time, "" when unknown."""

    target: str
    article: str
    coder: str
    answer: Answer
    at: str = ""


def read_draws(archive: Path) -> list[Drawn]:
    """The draws kept beside an archive; a weight that is no positive number is unknown."""
    return [
        Drawn(row["target"], row["article"], row["draw"], _weight(row["weight"]))
        for row in read_list(archive / DRAWS, DRAW_COLUMNS[:3]).rows
    ]


def _weight(text: str) -> float:
    try:
        weight = float(text or 0)
    except ValueError:
        return 0.0
    return weight if 0 < weight < math.inf else 0.0


def read_codings(path: Path) -> tuple[list[HumanCoding], list[Problem]]:
    """The codings of a file (codings.csv of an archive, or of a colleague), and what of it is no use."""
    found = read_list(path, CODING_COLUMNS[:4])
    codings: dict[tuple[str, str, str], HumanCoding] = {}
    aside: list[tuple[ListRow, str]] = []
    for row in found.rows:
        answer = SPELLINGS.get(row["answer"].lower())
        if answer is None:
            aside.append((row, f"“{row['answer'][:20]}”不是回答"))
        elif not (row["target"] and row["article"] and row["coder"]):
            aside.append((row, "缺少对象、文章或编码员"))
        else:
            own = HumanCoding(row["target"], row["article"], row["coder"], answer, row["at"])
            key = (own.target, own.article, own.coder)
            if key not in codings or codings[key].at <= own.at:
                codings[key] = own
    return list(codings.values()), list_problems(found, aside, FORM)


def keep_draw(archive: Path, drawn: Sequence[Drawn]) -> None:
    """Adds a sample to draws.csv. Raises AccessError, ArchiveError."""
    old = read_list(archive / DRAWS, DRAW_COLUMNS[:3])
    rows = {(one.target, one.article, one.draw): one for one in [*read_draws(archive), *drawn]}
    told = [(*key, f"{one.weight:.10g}" if one.weight else "") for key, one in rows.items()]
    _write(archive, DRAWS, DRAW_COLUMNS, told, old, [])


def keep_codings(archive: Path, more: Iterable[HumanCoding]) -> int:
    """Merges codings into codings.csv, the later word of a coder first; how many were new or changed.

    Raises AccessError, ArchiveError.
    """
    path = archive / CODINGS
    with FileLock(archive / f".{CODINGS}.lock", timeout=5):
        before, _ = read_codings(path)
        known = {(own.target, own.article, own.coder): own for own in before}
        changed = 0
        for own in more:
            now = own if own.at else HumanCoding(own.target, own.article, own.coder, own.answer, _now())
            key = (now.target, now.article, now.coder)
            if key not in known or (known[key].at <= now.at and known[key] != now):
                known[key] = now
                changed += 1
        old = read_list(path, CODING_COLUMNS[:4])
        used = {(row["target"], row["article"], row["coder"]) for row in old.rows}
        aside = [
            row for row in old.rows if (row["target"], row["article"], row["coder"]) in used - set(known)
        ]
        rows = [(own.target, own.article, own.coder, own.answer, own.at) for own in known.values()]
        _write(archive, CODINGS, CODING_COLUMNS, rows, old, aside)
    return changed


def _write(
    archive: Path,
    name: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    old: PeopleList,
    aside: list[ListRow],
) -> None:
    try:
        with changing("codings", file=name):
            write_list(archive / name, columns, rows, old, aside)
    except OSError as error:
        raise ArchiveError(
            f"{name} 写不进去（{error.strerror or error}）", "档案文件夹可能是只读的"
        ) from error


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
