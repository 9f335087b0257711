"""One article a file, its facts above it between two lines of dashes, as note programs and site builders write."""

from __future__ import annotations

import re

from trends.layout.forms.markdown import marked_body
from trends.layout.forms.sheet import Reading, Row, Sheet, stretch, whole
from trends.layout.statements import field_named
from trends.records import Mark, MarkPart

_FENCE = re.compile(r"(?:---|\+\+\+)$")
_PAIR = re.compile(r"([A-Za-z_\u4e00-\u9fff-]{1,20})\s*[:=]\s*(.*)$")
_ITEM = re.compile(r"-\s+(.*)$")
_PARTS: dict[str, MarkPart] = {"title": "headline", "kicker": "kicker", "deck": "deck", "author": "byline"}
_MOST = 60  # lines of facts


def read(sheet: Sheet) -> Reading | None:
    rows = sheet.rows
    if len(rows) < 4 or not _FENCE.match(rows[0].text):
        return None
    end = next((k for k, row in enumerate(rows[1 : _MOST + 1], 1) if _FENCE.match(row.text)), None)
    if end is None or end < 2 or not any(_PAIR.match(row.text) for row in rows[1:end]):
        return None
    if any(row.prose for row in rows[1:end]):
        return None  # a separator between texts
    marks: list[Mark] = [whole(rows[0], "noise", "文件头"), whole(rows[end], "noise", "文件头")]
    title = ""
    name = None
    for row in rows[1:end]:
        pair, item = _PAIR.match(row.text), _ITEM.match(row.text)
        name = field_named(pair[1]) if pair else name
        value = (item[1] if item else pair[2] if pair else "").strip(" \"'[]")
        if name == "title" and (title or value.lower() in ("true", "false")):
            name = "other"
        title = value if name == "title" else title
        marks += _marks_of(row, name, value)
    body, lines = marked_body(rows[end + 1 :], title)
    for row in rows[1:end]:  # page = 5 states what page: 5 does
        if "=" in row.raw and ":" not in row.raw.partition("=")[0]:
            lines[row.number] = row.raw.replace("=", ":", 1)
    return Reading(f"第 1 行起有文件头：{'、'.join(_keys(rows[1:end])[:6])}", [*marks, *body], lines=lines)


def _keys(rows: list[Row]) -> list[str]:
    return [match[1] for row in rows if (match := _PAIR.match(row.text))]


def _marks_of(row: Row, name: str | None, value: str) -> list[Mark]:
    """A fact's line: heads and makers where they stand, everything else as the page's masthead."""
    if value and (part := _PARTS.get(name or "")):
        return stretch(row, value, part)
    return [whole(row, "noise", "报头" if name in ("date", "paper", "source", "page") else "文件头")]
