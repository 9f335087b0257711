"""Tables without a header: their columns known by what stands in them.

A row such as 2024-05-09 | 北港渔码头扩建开工 | 本报讯（记者…）… | http://… is no header but the first record. Columns are
named only where each is the only one of its kind; otherwise they keep their numbers and a person is asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from statistics import mean
from typing import Any

from trends.readers.cells import text_of_cell
from trends.readers.table_dates import date_of
from trends.written import is_title

JUDGED = 40  # rows by which columns are told
_MOST = 0.9  # part of a column's cells that must be of its kind
_SHORT = 40  # characters of a cell that is a date
_BODY = 30  # characters of a body in the mean
_LONGER = 2.0  # times as long as those of any other column
_HEAD = (4, 60)  # characters of a headline
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?:\d{4})?(?!\d)|[一二][〇○零O一二三四五六七八九]{3}年|民[国國]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_PAGE = re.compile(r"(?:第\s?)?[A-D]?0?\d{1,3}\s?版.{0,12}|[A-D]\d{1,2}")
_HAN = re.compile("[\u3400-\u9fff]")


def is_record(cells: Sequence[Any]) -> bool:
    """Whether a table's first row is a record: a cell is a date, or text that no column is named by."""
    texts = [text_of_cell(cell) for cell in cells]
    return any(_is_date(cell) for cell in cells) or any(
        len(text) > _HEAD[1] and "。" in text for text in texts
    )


def names_by_kind(rows: Sequence[Sequence[Any]]) -> tuple[str, ...] | None:
    """The first records → a name for each column: 日期, 正文, 标题, 报纸, 版次, 网址, else 列n.

    None where no column or more than one may be the body, or more than one the date.
    """
    width = max((len(row) for row in rows), default=0)
    columns = [[row[n] if n < len(row) else None for row in rows] for n in range(width)]
    texts = [[text_of_cell(cell) for cell in column] for column in columns]
    names = [f"列{n}" for n in range(1, width + 1)]
    free = {n for n in range(width) if any(texts[n])}
    for name, is_kind in (("网址", _ADDRESS.match), ("版次", _PAGE.fullmatch), ("报纸", is_title)):
        found = [n for n in sorted(free) if _mostly([bool(is_kind(text)) for text in texts[n] if text])]
        free -= set(found)
        if len(found) == 1:
            names[found[0]] = name
    dated = [
        n for n in sorted(free) if _mostly([_is_date(cell) for cell in columns[n] if cell not in (None, "")])
    ]
    if len({tuple(map(date_of, columns[n])) for n in dated}) > 1:
        return None
    for n in dated[:1]:
        names[n] = "日期"
    free -= set(dated)
    sizes = sorted(((mean(map(len, texts[n])), n) for n in free), reverse=True)
    if not sizes or sizes[0][0] < _BODY or (len(sizes) > 1 and sizes[0][0] < _LONGER * sizes[1][0]):
        return None
    names[sizes[0][1]] = "正文"
    heads = [
        (size, n)
        for size, n in sizes[1:]
        if _mostly([_is_head(text) for text in texts[n]]) and _differ(texts[n])
    ]
    if heads:
        names[max(heads)[1]] = "标题"
    return tuple(names)


def _mostly(kinds: Sequence[bool]) -> bool:
    return bool(kinds) and sum(kinds) >= _MOST * len(kinds)


def _differ(texts: Sequence[str]) -> bool:
    return len(set(texts)) >= _MOST * len(texts)


def _is_date(cell: Any) -> bool:
    if isinstance(cell, dt.date):
        return True
    text = text_of_cell(cell)
    return len(text) <= _SHORT and bool(_YEAR.search(text)) and date_of(cell) is not None


def _is_head(text: str) -> bool:
    return _HEAD[0] <= len(text) <= _HEAD[1] and len(_HAN.findall(text)) >= _HEAD[0] and "。" not in text
