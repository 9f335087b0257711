"""Dumps of archives: the same separator line (第2版(), 专栏:, =====) before every article."""

from __future__ import annotations

import re
from collections import Counter

from trends.layout.forms.sheet import Reading, Row, Sheet, whole
from trends.records import Mark

_RULE = re.compile(r"(?P<c>[=\-—_*#~+·.●■◆○□※☆★－＝])(?P=c){3,}$")
_FEWEST = 2
_HEADS = 4  # lines of a headline below a separator


def read(sheet: Sheet) -> Reading | None:
    rows = sheet.rows
    groups = _groups(rows)
    if len(groups) < _FEWEST:
        return None
    marks: list[Mark] = []
    parts: list[int] = []
    number = None
    headed = 0
    for k, (start, end) in enumerate(groups):
        stop = groups[k + 1][0] if k + 1 < len(groups) else len(rows)
        marks += [
            whole(row, "noise", "分隔行" if _RULE.match(row.text) else "报头") for row in rows[start:end]
        ]
        page = next((s.page for row in rows[start:end] if (s := row.statement) and s.page), None)
        if page and number and page != number:
            parts.append(rows[start].place)
        number = page or number
        heads = _heads(rows[end:stop])
        headed += bool(heads)
        marks += [whole(row, "head") for row in heads]
        marks += [whole(row, "text") for row in rows[end + len(heads) : stop] if row.prose]
    if headed < 0.6 * len(groups):
        return None
    first = rows[groups[0][0]].text[:16]
    return Reading(f"{len(groups)} 处相同的分隔行，每处之后一篇：{first}", marks, parts)


def _groups(rows: list[Row]) -> list[tuple[int, int]]:
    """The stretches (first, end exclusive) of separator lines; lines that stand but once separate nothing."""
    keys = [_key(row) for row in rows]
    counts = Counter(key for key in keys if key)
    kept = [key is not None and counts[key] >= _FEWEST for key in keys]
    groups = []
    start = None
    for k, is_separator in enumerate([*kept, False]):
        if is_separator and start is None:
            start = k
        elif not is_separator and start is not None:
            groups.append((start, k))
            start = None
    return groups


def _key(row: Row) -> str | None:
    """What makes a line the same separator as another; None for a line of text."""
    if match := _RULE.match(row.text):
        return match["c"]
    stated = row.statement
    if stated and not stated.dates and not stated.labels.keys() - {"section", "page"}:
        return "page" if stated.page is not None else "section"
    return None


def _heads(rows: list[Row]) -> list[Row]:
    """The lines of a headline at the top of an article: short and open, before its text."""
    heads: list[Row] = []
    for row in rows[:_HEADS]:
        if not row.headlike or (heads and row.indented and not heads[-1].indented):
            break
        heads.append(row)
    return heads if len(heads) < len(rows) else []
