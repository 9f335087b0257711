"""Articles with a line of facts below the headline, as databases and web sites give them out.

老石桥重新通行 / 作者：林一舟  时间：2013-04-09 / text: once in a scraped article, again and again in an export.
"""

from __future__ import annotations

from trends.layout.characters import em
from trends.layout.forms.sheet import Reading, Row, Sheet, whole
from trends.records import Mark

_HEADS = 3  # lines of a headline above the line of facts
_SECTION = 6  # em of the name of a section above a headline
_TOP = 5  # lines among which the only line of facts stands


def read(sheet: Sheet) -> Reading | None:
    rows = sheet.rows
    facts = [k for k, row in enumerate(rows) if _is_facts(row) and _head_above(rows, k)]
    if not facts or (len(facts) == 1 and facts[0] > _TOP):
        return None
    if len(facts) == 1 and any(row.prose for row in rows[: facts[0]]):
        return None
    starts = [_head_above(rows, k)[0] for k in facts]
    ends = [*starts[1:], len(rows)]
    told = [any(row.prose for row in rows[k + 1 : end]) for k, end in zip(facts, ends, strict=True)]
    if not all(told):  # a masthead above the line of facts, not an article of its own
        facts = [k for k, prose in zip(facts, told, strict=True) if prose]
        starts = [_head_above(rows, k)[0] for k in facts]
    if not facts:
        return None
    above = [row for row in rows[: starts[0]] if row.furniture is None]
    marks: list[Mark] = [whole(row, "noise", "标题之前的文字") for row in above]
    parts = []
    stated: object = None
    for n, k in enumerate(facts):
        end = starts[n + 1] if n + 1 < len(starts) else len(rows)
        below = k + 1
        while below < end and rows[below].statement and not rows[below].prose:
            below += 1
        marks += [whole(rows[i], "head") for i in range(starts[n], k)]
        marks += _facts_of(rows[k:below])
        marks += [whole(row, "text") for row in rows[below:end] if row.furniture is None]
        found = rows[k].statement
        here = (found.date, found.paper, found.page) if found else None
        if n and here != stated:
            parts.append(rows[starts[n]].place)
        stated = here
    shown = rows[facts[0]].text[:40]
    return Reading(f"标题下有一行日期、来源或作者（{len(facts)} 处）：{shown}", marks, parts)


def _is_facts(row: Row) -> bool:
    """A line that states a date and either labels it, or tells the time or source beside it."""
    stated = row.statement
    if stated is None or not stated.dates or "title" in stated.labels or "body" in stated.labels:
        return False
    return bool(stated.labels or stated.clock) or (stated.paper is not None and stated.page is None)


def _head_above(rows: list[Row], k: int) -> list[int]:
    """The places of the headline right above a line of facts."""
    heads: list[int] = []
    for i in range(k - 1, max(-1, k - 1 - _HEADS), -1):
        if not rows[i].headlike or (heads and rows[i + 1].gap > rows[k].gap + 1):
            break
        heads.insert(0, i)
        if rows[i].gap > 1:
            break
    while len(heads) > 1 and em(rows[heads[0]].text) <= _SECTION:
        heads.pop(0)
    return heads


def _facts_of(rows: list[Row]) -> list[Mark]:
    marks = []
    for row in rows:
        stated = row.statement
        name = stated.labels.get("author", "") if stated else ""
        at = row.raw.find(name) if name and len(name) <= 20 else -1
        if at >= 0:
            marks += [
                Mark(row.number, 0, at, "noise", "报头"),
                Mark(row.number, at, at + len(name), "byline"),
            ]
            marks.append(Mark(row.number, at + len(name), len(row.raw), "noise", "报头"))
        else:
            marks.append(whole(row, "noise", "报头"))
    return marks
