"""Articles under numbered headlines (1. 老石桥重新通行), counted through the file or page by page, pages told by lines
between them."""

from __future__ import annotations

import re

from trends.layout.characters import plain
from trends.layout.forms.sheet import Reading, Row, Sheet, whole
from trends.records import Mark

_NUMBERED = re.compile(r"\s{0,20}(\d{1,3})\s{0,20}[.、．)]\s{0,20}(?=\S)")
_FEWEST = 2
_LONGEST = 120  # characters of a numbered headline
_BEFORE = 24  # characters above which a headline is not said again at a body's beginning: 第1版(要闻)专栏:


def read(sheet: Sheet) -> Reading | None:
    """Numbers that count on from 1 at open lines, each above running text; below the line of a page anew."""
    rows = sheet.rows
    heads: list[int] = []
    last, anew = 0, False
    for k, row in enumerate(rows[:-1]):
        match = _NUMBERED.match(row.text)
        anew = anew or (match is None and row.statement is not None and row.statement.page is not None)
        if not match or row.closed or len(row.text) > _LONGEST:
            continue
        if int(match[1]) == last + 1 or (anew and int(match[1]) == 1):
            heads.append(k)
            last, anew = int(match[1]), False
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
        elif k > heads[0] and k - 1 in heads:
            marks += _body(row, _NUMBERED.sub("", rows[k - 1].text, count=1))
        elif k > heads[0]:
            marks.append(whole(row, "noise", "报头") if row.furniture else whole(row, "text"))
    shown = "、".join(rows[k].text[:12] for k in heads[:2])
    return Reading(f"{len(heads)} 个标题依次编号，下面各有正文：{shown}", marks, parts)


def _body(row: Row, headline: str) -> list[Mark]:
    """The first paragraph, without the headline that stands again before it."""
    at = plain(row.raw).find(headline, 0, len(headline) + _BEFORE)
    if at < 0 or not headline:
        return [whole(row, "noise", "报头") if row.furniture else whole(row, "text")]
    end = at + len(headline)
    return [Mark(row.number, 0, end, "noise", "重复的标题"), Mark(row.number, end, len(row.raw), "text")]
