"""Articles under numbered headlines (1. 老石桥重新通行), counted through the file, pages told by lines between them."""

from __future__ import annotations

import re

from trends.layout.characters import plain
from trends.layout.forms.sheet import Reading, Sheet, whole
from trends.records import Mark

_NUMBERED = re.compile(r"\s{0,20}(\d{1,3})\s{0,20}[.、．)]\s{0,20}(?=\S)")
_FEWEST = 2
_LONGEST = 60  # characters of a numbered headline


def read(sheet: Sheet) -> Reading | None:
    """Numbers that count on from 1 at open lines, each above running text."""
    rows = sheet.rows
    heads: list[int] = []
    for k, row in enumerate(rows[:-1]):
        match = _NUMBERED.match(row.text)
        if match and int(match[1]) == len(heads) + 1 and not row.closed and len(row.text) <= _LONGEST:
            heads.append(k)
    told = [k for k in heads if rows[k + 1].prose]
    if len(heads) < _FEWEST or len(told) < 0.8 * len(heads) or any(row.prose for row in rows[: heads[0]]):
        return None
    marks: list[Mark] = []
    parts: list[int] = []
    number = None
    for k, row in enumerate(rows):
        stated = row.statement
        if stated and stated.page:
            if number and stated.page != number:
                parts.append(row.place)
            number = stated.page
        if k in heads:
            match = _NUMBERED.match(plain(row.raw))
            marks.append(Mark(row.number, match.end() if match else 0, len(row.raw), "headline"))
        elif k > heads[0]:
            marks.append(whole(row, "noise", "报头") if row.furniture else whole(row, "text"))
    shown = "、".join(rows[k].text[:12] for k in heads[:2])
    return Reading(f"{len(heads)} 个标题依次编号，下面各有正文：{shown}", marks, parts)
