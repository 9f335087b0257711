"""Items that open with the same sign, headline and text on one line: ○新設義渡　沙洲渡口向無官船….

Old papers set their local news so, and digests of short news still do.
"""

from __future__ import annotations

import re
from collections import Counter

from trends.layout.characters import plain
from trends.layout.forms.sheet import Reading, Row, Sheet, whole
from trends.records import Mark

_ITEM = re.compile(
    r"\s{0,9}(?P<sign>[○〇◎●▲△■□◆◇★☆※⊙])\s{0,3}(?P<head>[^\s。,:;○〇◎●▲△■□◆◇★☆※⊙][^。,:;\n]{1,22}?)(?:\s{1,9}|:\s{0,9})(?P<text>\S.{14,})$"
)
_FEWEST = 3


def read(sheet: Sheet) -> Reading | None:
    """Three lines that open with one sign, a few characters and a blank, and go on with text."""
    rows = sheet.rows
    found = {k: match for k, row in enumerate(rows) if (match := _ITEM.match(plain(row.raw)))}
    if len(found) < _FEWEST:
        return None
    sign, count = Counter(match["sign"] for match in found.values()).most_common(1)[0]
    items = {k: match for k, match in found.items() if match["sign"] == sign}
    first = min(items)
    if count < _FEWEST or any(row.furniture is None for row in rows[:first]):
        return None
    marks: list[Mark] = []
    for k in range(first, len(rows)):
        marks += _marks(rows[k], items[k]) if k in items else _rest(rows[k])
    shown = "、".join(match["head"] for match in list(items.values())[:2])
    return Reading(f"{count} 行以 {sign} 开头，先题后文：{shown}", marks)


def _marks(row: Row, match: re.Match[str]) -> list[Mark]:
    return [
        Mark(row.number, 0, match.start("head"), "noise", "标记"),
        Mark(row.number, match.start("head"), match.end("head"), "headline"),
        Mark(row.number, match.start("text"), len(row.raw), "text"),
    ]


def _rest(row: Row) -> list[Mark]:
    """A line below an item: its next paragraph, or furniture, which the general rule knows."""
    return [] if row.furniture else [whole(row, "text")]
