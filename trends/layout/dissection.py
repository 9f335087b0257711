"""A page's lines → units, by their places, their columns, what the page's form says of them, or as they stand."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from trends.layout import cues
from trends.layout.cells import Cell, cells_of
from trends.layout.characters import em, is_closed, plain
from trends.layout.geometry import Placed, placed_lines
from trends.layout.margins import furnished
from trends.layout.one_line import is_one_line, pieces_of
from trends.layout.stretches import stretches_of
from trends.layout.units import Role, Unit
from trends.records import Line, Mark, Page

_CLOSERS = re.compile(r"[%‰℃°。!?…;,、\"」』)》]+")


def units_of(page: Page, plain_lines: Sequence[str]) -> list[Unit]:
    """All non-blank characters of a page in units; none is lost, none stands twice.

    In reading order where the lines' places on the page are known, otherwise in file order.
    plain_lines: the text of each line made plain.
    """
    units: list[Unit] = []
    gap = 0
    if placed := placed_lines(page.lines):
        for put in placed:
            for unit in _units_of_line(put.line, plain(put.line.text), int(put.opens)):
                role: Role = "noise" if put.dim and unit.role == "text" else unit.role
                why = "识别不清" if put.dim and unit.role == "text" else unit.why
                units.append(
                    dataclasses.replace(unit, size=put.size, indented=put.indented, role=role, why=why)
                )
        return furnished(units)
    if not page.marks and (cells := cells_of(page.lines)):
        return furnished(_units_of_cells(cells))
    marks = _marks_by_line(page.marks)
    run_on = not marks and is_one_line(plain_lines)
    for line, text in zip(page.lines, plain_lines, strict=True):
        if not line.text or line.text.isspace():
            gap += 1
            continue
        if line.number in marks:
            units += _units_of_marks(line, text, gap, marks[line.number])
            gap = 0
            continue
        for unit in _units_of_line(line, text, gap, run_on):
            units.append(_opening(units, _hanging(units, unit)))
            gap = 0
    return furnished(units)


def _marks_by_line(marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks of each line in their order."""
    found: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.line, mark.start)):
        found.setdefault(mark.line, []).append(mark)
    return found


def _units_of_marks(line: Line, text: str, gap: int, marks: Sequence[Mark]) -> list[Unit]:
    """The units of a line of which the page's form speaks; what it says nothing of is noise."""
    units: list[Unit] = []
    at = 0
    for mark in marks:
        units += _marked(line, text, at, mark.start, Mark(line.number, 0, 0, "noise", "标记"))
        units += _marked(line, text, mark.start, mark.end, mark)
        at = mark.end
    units += _marked(line, text, at, len(text), Mark(line.number, 0, 0, "noise", "标记"))
    return [dataclasses.replace(unit, gap=0 if k else gap) for k, unit in enumerate(units)]


def _marked(line: Line, text: str, start: int, end: int, mark: Mark) -> list[Unit]:
    """A stretch that the form marks; jumps, credits and signatures of a paragraph are known by their cues."""
    if not text[start:end].strip():
        return []
    if mark.part == "noise":
        return [_unit(line, text, start, end, "noise", 0, mark.why)]
    if mark.part == "byline":
        return [dataclasses.replace(_unit(line, text, start, end, "byline", 0), part="byline")]
    if mark.part != "text":
        return [dataclasses.replace(_unit(line, text, start, end, "text", 0), part=mark.part)]
    opens = start > 0 or text.startswith(("  ", "\t")) or None
    found = []
    for first, last, role, why in stretches_of(text[start:end], furniture=False):
        unit = _unit(line, text, start + first, start + last, role, 0, why, opens if first == 0 else None)
        found.append(dataclasses.replace(unit, part="text"))
    return [unit for unit in found if unit.text]


def _units_of_cells(cells: Sequence[Cell]) -> list[Unit]:
    """Units of columns printed side by side, column by column; sizes of type are not known."""
    numbered = [dataclasses.replace(cell.line, number=n) for n, cell in enumerate(cells)]
    headings = {n for n, cell in enumerate(cells) if cell.apart and _like_headline(cell.line.text)}
    units = []
    for put in placed_lines(numbered, headings) or [Placed(line) for line in numbered]:
        cell = cells[put.line.number]
        for unit in _units_of_line(cell.line, plain(cell.line.text), int(put.opens)):
            start, end = unit.start + cell.start, unit.end + cell.start
            units.append(dataclasses.replace(unit, start=start, end=end, indented=put.indented))
    return units


def _like_headline(text: str) -> bool:
    stripped = plain(text).strip()
    return not is_closed(stripped) and "," not in stripped and not cues.START.match(stripped)


def _hanging(units: Sequence[Unit], unit: Unit) -> Unit:
    """A line of closing punctuation alone ends the unfinished line right above it."""
    if unit.why != "符号" or unit.gap or not units or not _CLOSERS.fullmatch(unit.text):
        return unit
    open_above = units[-1].readable and not is_closed(units[-1].text)
    return dataclasses.replace(unit, role="text", why="") if open_above else unit


def _opening(units: Sequence[Unit], unit: Unit) -> Unit:
    """Makers' names in brackets go on with an opening that fills the line above."""
    if unit.role != "start" or unit.text[0] != "(" or not units or units[-1].role != "start":
        return unit
    return unit if is_closed(units[-1].text) else dataclasses.replace(unit, role="text")


def _units_of_line(line: Line, text: str, gap: int, run_on: bool = False) -> Iterator[Unit]:
    """run_on: the line is a whole page's and holds many of its printed ones."""
    if not text.strip():
        yield _unit(line, text, 0, len(text), "noise", gap, "控制字符")
        return
    indented = text.startswith("  ")
    for first, last in pieces_of(text) if run_on else [(0, len(text))]:
        for start, end, role, why in stretches_of(text[first:last]):
            opens = (indented and first + start == 0) or None
            yield _unit(line, text, first + start, first + end, role, gap, why, opens)
            gap = 0


def _unit(
    line: Line,
    text: str,
    start: int,
    end: int,
    role: Role,
    gap: int,
    why: str = "",
    indented: bool | None = None,
) -> Unit:
    """The unit of a stretch, trimmed; `text` is the whole line made plain."""
    raw = line.text[start:end]
    left = start + len(raw) - len(raw.lstrip())
    right = end - len(raw) + len(raw.rstrip())
    width = em(line.text[left:right])
    return Unit(line.number, left, right, text[left:right].strip(), role, width, gap, indented, why)
