"""A table whose columns no name explains → the Problem that shows it, with the line of words that would."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from trends.readers.cells import text_of_cell
from trends.readers.columns import COLUMN_NAMES, field_of
from trends.readers.documents import Document
from trends.readers.table_dates import date_of
from trends.records import Problem

SAMPLE = 3  # rows shown
_SHOWN = 14  # characters of a cell shown
_COLUMNS = 12  # columns shown
_BODY = 30  # characters from which a cell may be a body


def unmapped(
    document: Document, missing: Sequence[str], names: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> Problem:
    """missing: the needed fields that no column stands for; names: of the columns; rows: the first ones."""
    wanted = "、".join(f"{name}（{_CHINESE[name]}）" for name in missing)
    named = [name for name in names if name.strip()]
    shown = "、".join(named[:_COLUMNS]) + ("……" if len(named) > _COLUMNS else "")
    cells = [[_short(text_of_cell(row.get(name))) for name in named[:_COLUMNS]] for row in rows[:SAMPLE]]
    table = "；".join(" | ".join(row) for row in cells)
    what = f"表头缺少列 {wanted}；有的列是 {shown or '（空）'}" + (
        f"；前 {len(cells)} 行：{table}" if cells else ""
    )
    words = ",".join(f"{name}={field}" for name, field in _guessed(missing, named, rows).items())
    return Problem(
        document.name, 1, what, f"把列名改成 日期,标题,正文，或加上 --columns {words or '列名=body'}"
    )


_CHINESE = {
    field: next(name for name in names if not name.isascii()) for field, names in COLUMN_NAMES.items()
}


def _guessed(
    missing: Sequence[str], names: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """Column → what it seems to be, judged by its cells: the dates, the longest texts, then the headlines."""
    columns = {
        name: [text_of_cell(row.get(name)) for row in rows[:SAMPLE]]
        for name in names
        if field_of(name) is None
    }
    size = {name: sum(map(len, cells)) / max(len(cells), 1) for name, cells in columns.items()}
    found: dict[str, str] = {}
    if "date" in missing:
        dated = [
            name for name, cells in columns.items() if cells and size[name] < 60 and all(map(date_of, cells))
        ]
        found |= dict.fromkeys(dated[:1], "date")
    if "body" in missing:
        longest = max(
            (name for name in columns if name not in found), key=lambda name: size[name], default=None
        )
        if longest is not None and size[longest] >= _BODY:
            found[longest] = "body"
    if "title" not in map(field_of, names):
        heads = [
            name
            for name, cells in columns.items()
            if name not in found and all(map(_is_head, cells)) and cells
        ]
        found |= dict.fromkeys(heads[:1], "title")
    return found


def _is_head(cell: str) -> bool:
    """Whether a cell may be a headline: some Chinese characters, no sentence, no address."""
    return 4 <= len(cell) <= 60 and len(re.findall("[\u3400-\u9fff]", cell)) >= 4 and "。" not in cell


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
