"""Text lines that hold several columns side by side, as programs print a page that keep its look.

Wide blanks part a line into cells; their columns on the character grid are places as good as boxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trends.layout.characters import em
from trends.records import Box, Line

_GUTTER = re.compile(r"[ \u3000\t]{3,}|\u3000 ?\u3000|\t+")
_FEWEST, _SHARE = 6, 0.25  # rows side by side that make a page of columns, and their share of its rows
_LETTERS = 4  # em that a cell must hold to count as a piece of a column
_STEP = 2.6  # em by which cells of one column may begin apart: an indent
_ALIGNED = 0.6  # share of cells that must begin below another
_TAB = 4  # em to the next stop of a tab


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a source line with its place; `start` is its offset in the line.

    `apart`: nothing stands right above or below it, as around a headline.
    """

    line: Line
    start: int
    apart: bool = False


def cells_of(lines: Sequence[Line]) -> list[Cell] | None:
    """A page's cells, row by row; None where its lines do not stand in columns side by side."""
    if sum(bool(_GUTTER.search(line.text.strip())) for line in lines) < _FEWEST:
        return None
    rows = [(n, line, _pieces(line.text)) for n, line in enumerate(lines) if line.text.strip()]
    beside = [
        [left for start, end, left in pieces if em(line.text[start:end]) >= _LETTERS]
        for _, line, pieces in rows
    ]
    beside = [lefts for lefts in beside if len(lefts) > 1]
    if len(beside) < max(_FEWEST, _SHARE * len(rows)) or not _aligned(beside):
        return None
    width = max(left + em(line.text[start:end]) for _, line, pieces in rows for start, end, left in pieces)
    spans = {n: [(left, left + em(line.text[a:b])) for a, b, left in pieces] for n, line, pieces in rows}
    cells = []
    for n, line, pieces in rows:
        near = [*spans.get(n - 1, ()), *spans.get(n + 1, ())]
        for start, end, left in pieces:
            text = line.text[start:end]
            right = left + em(text)
            box = Box(left / width, n / len(lines), right / width, (n + 1) / len(lines))
            apart = not any(a < right and left < b for a, b in near)
            cells.append(Cell(Line(line.number, text, box, line.confidence), start, apart))
    return cells


def _pieces(text: str) -> list[tuple[int, int, float]]:
    """(start, end, left edge in em) of the stretches between wide blanks."""
    edges = [0, *(edge for match in _GUTTER.finditer(text) for edge in match.span()), len(text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        part = text[start:end]
        if part.strip():
            start += len(part) - len(part.lstrip())
            end -= len(part) - len(part.rstrip())
            found.append((start, end, _reach(text[:start])))
    return found


def _reach(text: str) -> float:
    """Printed width of a line's beginning, tabs carried to their stops."""
    reach = 0.0
    for n, part in enumerate(text.split("\t")):
        reach = (reach // _TAB + 1) * _TAB + em(part) if n else em(part)
    return reach


def _aligned(rows: Sequence[Sequence[float]]) -> bool:
    """Whether most cells begin where one of the three rows before has a cell."""
    met = total = 0
    for k in range(1, len(rows)):
        above = [left for row in rows[max(0, k - 3) : k] for left in row]
        total += len(rows[k])
        met += sum(any(abs(left - other) <= _STEP for other in above) for left in rows[k])
    return met >= _ALIGNED * total
