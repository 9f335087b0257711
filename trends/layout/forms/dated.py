"""Articles each under a line of its own that states its date, the headline below it."""

from __future__ import annotations

from trends.layout import cues
from trends.layout.forms.sheet import Reading, Row, Sheet, whole
from trends.records import Mark

_FEWEST = 2
_HEADS = 3  # lines of a headline below the date


def read(sheet: Sheet) -> Reading | None:
    """Two lines that state dates and no page, each above a headline and its text; the first on top."""
    rows = sheet.rows
    dates = [k for k, row in enumerate(rows) if _is_date(row)]
    starts = [k for k in dates if _heads(rows, k)]
    bare = [k for k in dates if k + 1 < len(rows) and rows[k + 1].prose]
    if len(bare) > len(starts):  # some texts have no headline
        starts = sorted({*starts, *bare})
    if len(starts) < _FEWEST or any(row.prose for row in rows[: starts[0]]):
        return None
    if len(dates) > len(starts):
        return None
    marks: list[Mark] = [whole(row, "noise", "标题之前的文字") for row in rows[: starts[0]]]
    parts = []
    for n, k in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(rows)
        if sum(bool(cues.START.match(row.text)) for row in rows[k:end]) > 1:
            return None  # the date of a page with several stories
        heads = _heads(rows, k)
        marks.append(whole(rows[k], "noise", "报头"))
        marks += [whole(row, "head") for row in heads]
        marks += [whole(row, "text") for row in rows[k + 1 + len(heads) : end] if row.furniture is None]
        if n and (not heads or _date(rows[k]) != _date(rows[starts[n - 1]])):
            parts.append(rows[k].place)
    return Reading(f"{len(starts)} 篇各在一行日期之下：{rows[starts[0]].text[:20]}", marks, parts)


def _is_date(row: Row) -> bool:
    stated = row.statement
    return bool(stated and stated.dates and stated.page is None and not stated.of_reading)


def _date(row: Row) -> object:
    return row.statement.date if row.statement else None


def _heads(rows: list[Row], k: int) -> list[Row]:
    """The lines of the headline right below a date; none where no text follows."""
    heads: list[Row] = []
    for row in rows[k + 1 : k + 1 + _HEADS]:
        if not row.headlike:
            break
        heads.append(row)
    after = rows[k + 1 + len(heads)] if k + 1 + len(heads) < len(rows) else None
    return heads if heads and after and after.prose else []
