"""Several pages in one file, each below a masthead of its own: 石湾日报 2024年5月9日 第1版 … 石湾晚报 2024年5月9日 第1版."""

from __future__ import annotations

from trends.layout.forms.sheet import Reading, Row, Sheet
from trends.layout.statements import Statement


def read(sheet: Sheet) -> Reading | None:
    """Lines that state a page and beside it date or paper, at least two that differ, all above their stories."""
    rows = sheet.rows
    tops = [k for k, row in enumerate(rows) if _is_top(row)]
    if len(tops) < 2 or any(row.prose for row in rows[: tops[0]]):
        return None
    ends = [*tops[1:], len(rows)]
    if not all(_has_stories(rows, k, end) for k, end in zip(tops, ends, strict=True)):
        return None  # facts below a headline, folios at the foot, a list of pages
    starts, papers = [tops[0]], {rows[tops[0]].place: _stated(rows[tops[0]]).paper}
    for k in tops[1:]:
        if _key(rows[k]) != _key(rows[starts[-1]]):
            starts.append(k)
            papers[rows[k].place] = _stated(rows[k]).paper
    if len(starts) < 2:
        return None
    shown = "、".join(rows[k].text[:20] for k in starts[:2])
    parts = [rows[k].place for k in starts[1:]]
    named = {place: paper for place, paper in papers.items() if paper}
    return Reading(f"{len(starts)} 个报头，各管一版：{shown}", (), parts, papers=named)


def _stated(row: Row) -> Statement:
    return row.statement or Statement()


def _is_top(row: Row) -> bool:
    stated = _stated(row)
    beside = bool(stated.dates) or stated.paper is not None
    return stated.page is not None and beside and not stated.labels and not stated.of_reading


def _has_stories(rows: list[Row], k: int, end: int) -> bool:
    """Whether a headline stands right below the line, and text before the next one."""
    first = next((row for row in rows[k + 1 : end] if row.furniture is None), None)
    above = rows[k - 1] if k else None
    told = any(row.prose for row in rows[k + 1 : end])
    return told and first is not None and first.headlike and not (above and above.headlike)


def _key(row: Row) -> tuple[object, ...]:
    stated = _stated(row)
    return stated.date, stated.paper, stated.page
