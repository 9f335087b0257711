"""Lines with their places → blocks: the lines of one column or headline, stacked under each other.

Lengths are measured in the page's own body type, since boxes are fractions of a page of unknown shape:
one em wide, one line high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from trends.layout.characters import em
from trends.records import Box, Line

HEADING = 1.25  # type size over the body's from which a line is a heading
_VERTICAL = 0.6  # share of the characters in upright lines from which a page is read vertically
_NEXT = 1.1  # line heights of white between a line and the next of its block
STEP = 2.7  # em by which the left edges of a column's lines differ: an indent
_HANGING = 2.2  # em by which closing marks and uneven blanks carry a line over its column
SLACK = 0.35  # overlap of boxes that is put down to inexact recognition, in em or line heights
_BESIDE = 20  # upright headlines among which a line's neighbour is looked for


@dataclass(slots=True)
class Set:
    """A line measured in the body's type: edges in em and line heights."""

    line: Line
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def upright(self) -> bool:
        """Printed from top to bottom."""
        return len(self.line.text.strip()) > 1 and self.bottom - self.top > 1.5 * (self.right - self.left)


@dataclass(slots=True)
class Block:
    """Lines of one column or headline, top to bottom."""

    lines: list[Set]
    left: float
    top: float
    right: float
    bottom: float
    heading: bool

    def take(self, line: Set) -> None:
        self.lines.append(line)
        self.left, self.right = min(self.left, line.left), max(self.right, line.right)
        self.top = min(self.top, line.top)
        self.bottom = max(self.bottom, line.bottom)

    def trim(self) -> None:
        """Leaves a few lines that hang over the column's edge out of its width."""
        if len(self.lines) > 4:
            self.left = sorted(line.left for line in self.lines)[len(self.lines) // 10]
            self.right = sorted(line.right for line in self.lines)[-1 - len(self.lines) // 10]


def is_vertical(lines: Sequence[Line]) -> bool:
    """Whether most of the text runs from top to bottom, in lines from right to left."""
    sizes = [(len(line.text.strip()), line.box) for line in lines if line.box]
    upright = sum(n for n, box in sizes if n > 2 and box.bottom - box.top > box.right - box.left)
    return upright > _VERTICAL * sum(n for n, _ in sizes)


def turned(line: Line) -> Line:
    """The line of a page set vertically where it stands when the page lies on its left side: its lines then
    run from left to right and follow each other downwards."""
    box = line.box
    return replace(line, box=Box(box.top, 1 - box.right, box.bottom, 1 - box.left)) if box else line


def measured(lines: Sequence[Line]) -> list[Set]:
    boxed = [(line, line.box, max(0.5, em(line.text.strip()))) for line in lines if line.box]
    flat = [(box, length) for _, box, length in boxed if length >= 4 and _wide(box)]
    flat = flat or [(box, length) for _, box, length in boxed]
    wide = (
        median([(box.right - box.left) / length for box, length in flat for _ in range(int(length))]) or 1e-3
    )
    high = median([box.bottom - box.top for box, length in flat for _ in range(int(length))]) or 1e-3
    return [
        Set(
            line,
            box.left / wide,
            box.top / high,
            box.right / wide,
            box.bottom / high,
            _size(box, length, wide, high),
        )
        for line, box, length in boxed
    ]


def _wide(box: Box) -> bool:
    return box.right - box.left > box.bottom - box.top


def _size(box: Box, length: float, wide: float, high: float) -> float:
    """Type size over the body's; a letter-spaced line is as large as it is high, an upright one as wide."""
    width, height = (box.right - box.left) / wide, (box.bottom - box.top) / high
    if length >= 2 and height > 1.5 * width:
        return min(width, height / length)
    return min(height, width / length) if length >= 3 else height


def blocks_of(lines: Sequence[Set]) -> list[Block]:
    """Lines stacked under each other in type of one kind."""
    blocks: list[Block] = []
    growing: list[Block] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        if line.upright:
            continue
        growing = [block for block in growing if line.top - block.bottom < 3 * _NEXT * max(1.0, line.size)]
        above = sorted((b for b in growing if _follows(line, b)), key=lambda block: block.bottom)
        if above and all(block.bottom <= above[-1].top + SLACK for block in above[:-1]):
            above[-1].take(line)
            continue
        heading = line.size >= HEADING
        block = Block([line], line.left, line.top, line.right, line.bottom, heading)
        blocks.append(block)
        growing.append(block)
    for block in blocks:
        block.trim()
    return blocks + _upright_blocks([line for line in lines if line.upright])


def _upright_blocks(lines: Sequence[Set]) -> list[Block]:
    """Upright lines beside each other, read from the right."""
    blocks: list[Block] = []
    for line in sorted(lines, key=lambda line: (-line.right, line.top)):
        for block in blocks[-_BESIDE:]:
            near = block.left - line.right < _NEXT * line.size
            if near and min(block.bottom, line.bottom) > max(block.top, line.top):
                block.take(line)
                break
        else:
            blocks.append(Block([line], line.left, line.top, line.right, line.bottom, True))
    return blocks


def _follows(line: Set, block: Block) -> bool:
    last = block.lines[-1]
    if block.heading != (line.size >= HEADING) or last.bottom > line.top + SLACK + 0.3 * line.size:
        return False
    if line.top - last.bottom > _NEXT * max(1.0, min(line.size, last.size)):
        return False
    shared = min(line.right, block.right) - max(line.left, block.left)
    if block.heading:
        return shared > 0 and max(line.size, last.size) < 2.2 * min(line.size, last.size)
    return (
        shared > 0
        and abs(line.left - block.left) <= STEP
        and (line.right <= block.right + _HANGING or len(block.lines) == 1)
    )
