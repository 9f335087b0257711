"""Texts of old papers as historians keep them: every item headed [so], pages told by Page 1."""

from __future__ import annotations

import re

from trends.layout.forms.sheet import Reading, Row, Sheet, whole
from trends.records import Mark

_HEAD = re.compile(
    r"\[\s*([^\[\]\d][^\[\]]{0,38}|\d{1,2}[^\[\]\d][^\[\]]{1,36})\s*\]$|〔([^〔〕]{1,38})〕$|【([^【】]{1,38})】$"
)
_PAGE = re.compile(
    r"(?:#+\s*)?(?:page|p\.?|第)\s*\d{1,4}\s*(?:页|版)?$|#\s*\d{4}\s*[-–]\s*\d{1,4}(?:\s*[-–]\s*\d{1,4})*$|[-–—]\s*\d{1,3}\s*[-–—]$",
    re.IGNORECASE,
)
_OPENS_PAGE = "#pP第-–—"
_FEWEST = 3


def read(sheet: Sheet) -> Reading | None:
    """Three headings in brackets on lines of their own, most of them right above text."""
    pages = [row for row in sheet.rows if row.text[0] in _OPENS_PAGE and _PAGE.match(row.text)]
    places = {row.place for row in pages}
    rows = [row for row in sheet.rows if row.place not in places] if pages else sheet.rows
    heads = [k for k, row in enumerate(rows) if _HEAD.match(row.text)]
    above_text = [k for k in heads if k + 1 < len(rows) and k + 1 not in heads]
    if len(heads) < (_FEWEST - 1 if pages else _FEWEST) or len(above_text) < 0.7 * len(heads):
        return None
    if heads[0] > 3 and len(heads) * 12 < len(rows):
        return None
    marks: list[Mark] = [whole(row, "noise", "页次") for row in pages]
    for k, row in enumerate(rows):
        if k in heads:
            marks.append(_inside(row))
        elif k > heads[0]:
            marks.append(whole(row, "text"))
    shown = "、".join(rows[k].text[:12] for k in heads[:2])
    return Reading(f"{len(heads)} 个题目各自成行、加方括号：{shown}", marks)


def _inside(row: Row) -> Mark:
    start = row.raw.index(next(c for c in row.raw if c in "[〔【［")) + 1
    end = max(row.raw.rfind(c) for c in "]〕】］")
    return Mark(row.number, start, end, "headline")
