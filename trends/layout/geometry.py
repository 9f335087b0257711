"""Lines with their places on the page → reading order, type sizes and indents: recursive XY-cut over blocks.

Lengths are measured in the page's own body type, since boxes are fractions of a page of unknown shape:
one em wide, one line high. Blocks of lines are cut apart at white bands and gutters that no block
crosses; a side that does not open with a headline belongs to the side before it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from statistics import median

from trends.layout.characters import em
from trends.records import Box, Line

HEADING = 1.25  # type size over the body's from which a line is a heading
_HEADLINE = 2.0  # what a headline's type is taken for where it is not known
_PLACED = 0.9  # share of lines that must carry a box
_NEXT = 1.1  # line heights of white between a line and the next of its block
_STEP = 2.7  # em by which the left edges of a column's lines differ: an indent
_HANGING = 2.2  # em by which closing marks and uneven blanks carry a line over its column
_SLACK = 0.35  # overlap of boxes that is put down to inexact recognition, in em or line heights
_DIM = 0.4  # mean recognition confidence below which a block of one or two lines is no text
_BESIDE = 20  # upright headlines among which a line's neighbour is looked for
_MOST_BLOCKS = 800  # no page has more; cutting takes the square of their number at worst
_INDENTED = 0.03  # share of indented lines from which a page indents its paragraphs


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its reading place. size: of its type, 1.0 = the body's. opens: it begins a block.

    indented: whether it opens a paragraph by its indent; None where the page does not show it.
    dim: recognition trusts it so little that it is likely part of a picture.
    """

    line: Line
    size: float = 1.0
    opens: bool = False
    indented: bool | None = None
    dim: bool = False


@dataclass(slots=True)
class _Set:
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
class _Block:
    """Lines of one column or headline, top to bottom."""

    lines: list[_Set]
    left: float
    top: float
    right: float
    bottom: float
    heading: bool

    def take(self, line: _Set) -> None:
        self.lines.append(line)
        self.left, self.right = min(self.left, line.left), max(self.right, line.right)
        self.top = min(self.top, line.top)
        self.bottom = max(self.bottom, line.bottom)

    def trim(self) -> None:
        """Leaves a few lines that hang over the column's edge out of its width."""
        if len(self.lines) > 4:
            self.left = sorted(line.left for line in self.lines)[len(self.lines) // 10]
            self.right = sorted(line.right for line in self.lines)[-1 - len(self.lines) // 10]


def placed_lines(lines: Sequence[Line], headings: Container[int] = ()) -> list[Placed] | None:
    """A page's lines that hold text, in reading order by place; None where too few lines carry a box.

    headings: numbers of lines that are headlines, though their boxes are no larger than the body's.
    """
    filled = [line for line in lines if line.text and not line.text.isspace()]
    if len(filled) < 2 or sum(line.box is not None for line in filled) < _PLACED * len(filled):
        return None
    measured = _measured(filled)
    for line in measured:
        if line.line.number in headings:
            line.size = max(line.size, _HEADLINE)
    blocks = _reading_order(_blocks(measured))
    known = {line.line.number for line in measured}
    loose = [Placed(line, opens=True) for line in filled if line.number not in known]
    return _with_indents(blocks) + loose


def _measured(lines: Sequence[Line]) -> list[_Set]:
    boxed = [(line, line.box, max(0.5, em(line.text.strip()))) for line in lines if line.box]
    flat = [(box, length) for _, box, length in boxed if length >= 4 and _wide(box)]
    flat = flat or [(box, length) for _, box, length in boxed]
    wide = (
        median([(box.right - box.left) / length for box, length in flat for _ in range(int(length))]) or 1e-3
    )
    high = median([box.bottom - box.top for box, length in flat for _ in range(int(length))]) or 1e-3
    return [
        _Set(
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


def _blocks(lines: Sequence[_Set]) -> list[_Block]:
    """Lines stacked under each other in type of one kind."""
    blocks: list[_Block] = []
    growing: list[_Block] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        if line.upright:
            continue
        growing = [block for block in growing if line.top - block.bottom < 3 * _NEXT * max(1.0, line.size)]
        above = sorted((b for b in growing if _follows(line, b)), key=lambda block: block.bottom)
        if above and all(block.bottom <= above[-1].top + _SLACK for block in above[:-1]):
            above[-1].take(line)
            continue
        heading = line.size >= HEADING
        block = _Block([line], line.left, line.top, line.right, line.bottom, heading)
        blocks.append(block)
        growing.append(block)
    for block in blocks:
        block.trim()
    return blocks + _upright_blocks([line for line in lines if line.upright])


def _upright_blocks(lines: Sequence[_Set]) -> list[_Block]:
    """Upright lines beside each other, read from the right."""
    blocks: list[_Block] = []
    for line in sorted(lines, key=lambda line: (-line.right, line.top)):
        for block in blocks[-_BESIDE:]:
            near = block.left - line.right < _NEXT * line.size
            if near and min(block.bottom, line.bottom) > max(block.top, line.top):
                block.take(line)
                break
        else:
            blocks.append(_Block([line], line.left, line.top, line.right, line.bottom, True))
    return blocks


def _follows(line: _Set, block: _Block) -> bool:
    last = block.lines[-1]
    if block.heading != (line.size >= HEADING) or last.bottom > line.top + _SLACK + 0.3 * line.size:
        return False
    if line.top - last.bottom > _NEXT * max(1.0, min(line.size, last.size)):
        return False
    shared = min(line.right, block.right) - max(line.left, block.left)
    if block.heading:
        return shared > 0 and max(line.size, last.size) < 2.2 * min(line.size, last.size)
    return (
        shared > 0
        and abs(line.left - block.left) <= _STEP
        and (line.right <= block.right + _HANGING or len(block.lines) == 1)
    )


def _reading_order(blocks: list[_Block]) -> list[_Block]:
    """Blocks in reading order. Where no cut is possible the topmost block is read first."""
    if len(blocks) > _MOST_BLOCKS:
        return sorted(blocks, key=lambda block: (block.top, block.left))
    ordered: list[_Block] = []
    waiting = [blocks]
    while waiting:
        region = waiting.pop()
        if len(region) == 1:
            ordered += region
        elif region:
            waiting += reversed(_cut(region))
    return ordered


def _cut(region: list[_Block]) -> list[list[_Block]]:
    """A region in two or more parts, in reading order."""
    sides = _parted(region, lambda b: (b.left, b.right))
    bands = _parted(region, lambda b: (b.top, b.bottom))
    for parts in (_headed(bands), _headed(sides), sides, bands):
        if len(parts) > 1:
            return parts
    first = min(region, key=lambda b: (round(b.top), b.left))
    return [[first], [block for block in region if block is not first]]


def _parted(region: Sequence[_Block], edges: Callable[[_Block], tuple[float, float]]) -> list[list[_Block]]:
    """The region cut at every white band across it."""
    parts: list[list[_Block]] = []
    end = float("-inf")
    for block in sorted(region, key=edges):
        near, far = edges(block)
        if near >= end - _SLACK:
            parts.append([])
        parts[-1].append(block)
        end = max(end, far)
    return parts


def _headed(parts: list[list[_Block]]) -> list[list[_Block]]:
    """Parts joined to the part before them unless a heading stands at their top."""
    joined: list[list[_Block]] = []
    for part in parts:
        top = min(block.top for block in part)
        opens = any(block.heading and block.top < top + 1.5 for block in part)
        if joined and (not opens or all(block.heading for block in joined[-1])):
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


def _with_indents(blocks: Sequence[_Block]) -> list[Placed]:
    """Lines in order; where the page indents its paragraphs, a flush line after a full one runs on."""
    edges = [_edge(block) for block in blocks]
    body = [(b, line) for b, block in enumerate(blocks) if not block.heading for line in block.lines]
    steps = sum(1.2 <= line.left - edges[b] <= 3.2 for b, line in body)
    shown = steps > _INDENTED * len(body)
    out: list[Placed] = []
    full = False
    for block, edge in zip(blocks, edges, strict=True):
        dim = len(block.lines) < 3 and sum(s.line.confidence for s in block.lines) < _DIM * len(block.lines)
        for n, line in enumerate(block.lines):
            indented = None
            if shown and not block.heading:
                step = line.left - edge
                indented = True if 1.2 <= step <= 3.2 else False if full and step < 0.8 else None
            out.append(Placed(line.line, line.size, n == 0, indented, dim))
            full = line.right > block.right - 1.6 and not block.heading
    return out


def _edge(block: _Block) -> float:
    """The left edge of a column: where most of its lines begin."""
    lefts = sorted(line.left for line in block.lines)
    return lefts[len(lefts) // 3] if len(lefts) > 2 else lefts[0]
