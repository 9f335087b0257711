"""One article a file, as scrapers keep it: its headline on top, everything below it is its text."""

from __future__ import annotations

import re

from trends.layout.characters import unspaced
from trends.layout.forms.sheet import Reading, Row, Sheet, whole
from trends.records import Mark
from trends.written import is_title

_NAMED = re.compile(  # date, page and article: 20230306-04-01, 2023-03-06/04/01, rmrb202303060401
    r"(?:18|19|20)\d\d(?:[-_./年]\d{1,2}[-_./月]\d{1,2}日?|\d{4})(?:[-_ /]第?[A-D]?\d{1,3}版?[^/]{0,12}?[-_ /]\d{1,3}(?!\d)|\d{4}(?!\d))",
    re.IGNORECASE,
)
_HEADS = 5  # lines of the headline
_LONGEST = 60  # em


def read(sheet: Sheet) -> Reading | None:
    """The name tells a page and an article, or the one headline stands above paragraphs that are all set in."""
    named = bool(_NAMED.search(sheet.page.file.replace("!", "/")))
    first = next((k for k, row in enumerate(sheet.rows) if row.prose), len(sheet.rows))
    above = max((k + 1 for k, row in enumerate(sheet.rows[:first]) if row.furniture), default=0)
    rows = [row for row in sheet.rows[above:] if row.furniture is None]
    heads = _heads(rows)
    if not heads or len(heads) == len(rows):
        return None
    body = rows[len(heads) :]
    told = [row for row in body if row.prose]
    set_in = (
        bool(told) and all(row.indented or not row.headlike for row in body) and all(r.indented for r in told)
    )
    if not told or not (named or set_in):
        return None
    marks: list[Mark] = [
        whole(row, "noise", "报头" if is_title(unspaced(row.text)) else "网页附带文字")
        for row in sheet.rows[:above]
        if not row.furniture
    ]
    marks += [whole(row, "head") for row in heads]
    marks += [whole(row, "text") for row in body]
    why = "文件名写明日期、版和篇" if named else "开头一个标题，以下各段都缩进"
    return Reading(f"{why}：{heads[0].text[:20]}", marks)


def _heads(rows: list[Row]) -> list[Row]:
    heads: list[Row] = []
    for row in rows[:_HEADS]:
        if not row.headlike or (row.indented and heads):
            break
        heads.append(row)
    return heads
