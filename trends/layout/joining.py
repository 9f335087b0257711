"""Lines in reading order → true paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from trends.layout import cues
from trends.layout.characters import is_closed, tidy
from trends.layout.units import Unit
from trends.layout.widths import WIDEST

_FULL = 0.7  # em by which a full print line may fall short of its column
_LIST = re.compile(
    r"[一二三四五六七八九十]{1,4}、|\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,4}\)|[一二三四五六七八九十]是"
)


def paragraphs_of(units: Sequence[Unit], raws: Sequence[str]) -> list[str]:
    """Units of one body in reading order, with their source text, → paragraphs cleaned of print wraps.

    A line that ends a sentence ends its paragraph; an indented line opens one; an unfinished line runs
    on unless the next clearly opens anew, as one does that begins with another paragraph's first clause.
    """
    paragraphs: list[list[str]] = []
    clauses = {clause for a, b in pairwise(units) if is_closed(a.text) and (clause := _first_clause(b.text))}
    for k, (unit, raw) in enumerate(zip(units, raws, strict=True)):
        broken = k > 0 and not is_closed(units[k - 1].text) and units[k - 1].text[-1:] not in ",、"
        alike = broken and unit.indented is None and _first_clause(unit.text) in clauses
        column = 0.0 if k == 0 or units[k - 1].text[-1:].isalnum() else column_at(units, k)
        if k == 0 or alike or breaks_between(units[k - 1], unit, column):
            paragraphs.append([raw])
        else:
            paragraphs[-1].append(raw)
    return [text for parts in paragraphs if (text := _joined(parts))]


def breaks_between(before: Unit, after: Unit, column: float = 0.0) -> bool:
    """Whether a paragraph ends between two lines that follow each other in a body.

    `column`: the print width around them in em, 0 where lines are not hard-wrapped; an item of a list
    that ends in ；or ：ends its paragraph where it leaves its line unfilled.
    """
    if after.role == "start":
        return True
    if is_closed(before.text):
        full = (
            min(before.width, after.width) > column - _FULL > 0
        )  # a first line would be shorter by its indent
        runs_on = full and not cues.OPENER.match(after.text)
        return not runs_on if after.indented is None else after.indented
    if after.indented:
        return not before.text.endswith(",")
    if before.text[-1:] in ";:" and (_LIST.match(after.text) or before.width < column - 2.2):
        return True
    return before.text[-1:] not in ",、" and bool(_SPEAKER.match(after.text))


def column_at(units: Sequence[Unit], k: int) -> float:
    """The print width around line `k` of a body: the widest of its neighbours, if none is a long line."""
    widest = max(unit.width for unit in units[max(0, k - 3) : k + 3])
    return widest if widest <= WIDEST else 0.0


def _first_clause(text: str) -> str | None:
    match = _CLAUSE.match(text)
    return match.group() if match else None


_CLAUSE = re.compile(r"[^,。、:;!?]{4,12},")
_SPEAKER = re.compile(rf"(?:会议|会上|{cues.NAME})(?:指出|强调|要求)[,:]|会上传达|会议(?:听取|研究|审议)")


def _joined(parts: Sequence[str]) -> str:
    text = ""
    for part in map(tidy, parts):
        spaced = text[-1:].isascii() and part[:1].isascii() and text[-1:].isalpha() and part[:1].isalpha()
        text += (" " if spaced else "") + part
    return text
