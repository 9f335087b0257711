"""The articles of a day in one text: headlines set off by blank lines, paragraphs set in."""

from __future__ import annotations

from trends.layout.forms.sheet import Reading, Row, Sheet, whole
from trends.records import Mark

_FEWEST = 2  # headlines
_ALIKE = 0.8  # part of the wide gaps that stand before a headline; of the paragraphs that are set in


def read(sheet: Sheet) -> Reading | None:
    rows = sheet.rows
    body = [row for row in rows if row.prose]
    if len(body) < _FEWEST or sum(row.indented for row in body) < _ALIKE * len(body):
        return None
    first = next((k for k, row in enumerate(rows) if row.furniture is None), 0)
    wide = [k for k in range(first, len(rows)) if k == first or rows[k].gap >= 2]
    heads = [k for k in wide if _heads(rows, k)]
    if len(heads) < _FEWEST or len(heads) < _ALIKE * len(wide):
        return None
    marks: list[Mark] = []
    for n, k in enumerate(heads):
        end = heads[n + 1] if n + 1 < len(heads) else len(rows)
        above = _heads(rows, k)
        marks += [whole(row, "head") for row in above]
        marks += [whole(row, "text") for row in rows[k + len(above) : end] if row.furniture is None]
    shown = "、".join(rows[k].text[:12] for k in heads[:2])
    return Reading(f"{len(heads)} 个标题前空两行、顶格，段落缩进：{shown}", marks)


def _heads(rows: list[Row], k: int) -> list[Row]:
    """The lines of the headline that begins at a row; none where no text set in follows."""
    heads: list[Row] = []
    for row in rows[k : k + 4]:
        if row.indented or not row.headlike or (heads and row.gap >= 2):
            break
        heads.append(row)
    after = rows[k + len(heads)] if k + len(heads) < len(rows) else None
    return heads if heads and after and after.indented and after.gap < 2 else []
