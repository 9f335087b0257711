"""Lines with their places on the page → reading order, type sizes and indents: recursive XY-cut over blocks.

Blocks of lines are cut apart at white bands and gutters that no block crosses; a side that does not open
with a headline belongs to the side before it. A page set vertically is read as if it lay on its side.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from trends.layout.blocks import SLACK, Block, blocks_of, is_vertical, measured, turned
from trends.layout.spanned import spanned
from trends.records import Line

_HEADLINE = 2.0  # what a headline's type is taken for where it is not known
_PLACED = 0.9  # share of lines that must carry a box
_UNDER = 4.0  # line heights, of its own type, between a headline and the text under it
_DIM = 0.4  # mean recognition confidence below which a block of one or two lines is no text
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


def placed_lines(lines: Sequence[Line], headings: Container[int] = ()) -> list[Placed] | None:
    """A page's lines that hold text, in reading order by place; None where too few lines carry a box.

    headings: numbers of lines that are headlines, though their boxes are no larger than the body's.
    """
    filled = [line for line in lines if line.text and not line.text.isspace()]
    if len(filled) < 2 or sum(line.box is not None for line in filled) < _PLACED * len(filled):
        return None
    vertical = is_vertical(filled)
    sets = measured([turned(line) for line in filled] if vertical else filled)
    for line in sets:
        if line.line.number in headings:
            line.size = max(line.size, _HEADLINE)
    blocks = _reading_order(spanned(blocks_of(sets)), rows_first=vertical)
    known = {line.line.number for line in sets}
    printed = {line.number: line for line in filled}
    loose = [Placed(line, opens=True) for line in filled if line.number not in known]
    placed = [replace(put, line=printed[put.line.number]) for put in _with_indents(blocks)]
    return placed + loose


def _reading_order(blocks: list[Block], *, rows_first: bool) -> list[Block]:
    """Blocks in reading order. Where no cut is possible the topmost block is read first.

    rows_first: of a page set vertically, whose stories stand in rows, which are its sides as it lies.
    """
    if len(blocks) > _MOST_BLOCKS:
        return sorted(blocks, key=lambda block: (block.top, block.left))
    ordered: list[Block] = []
    waiting = [blocks]
    while waiting:
        region = waiting.pop()
        if len(region) == 1:
            ordered += region
        elif region:
            waiting += reversed(_cut(region, rows_first))
    return ordered


def _cut(region: list[Block], rows_first: bool) -> list[list[Block]]:
    """A region in two or more parts, in reading order."""
    sides = _parted(region, lambda b: (b.left, b.right))
    bands = _parted(region, lambda b: (b.top, b.bottom))
    heads = _headed(sides), _headed(_with_their_texts(bands))
    headed = heads if rows_first else heads[::-1]
    for parts in (*headed, sides, bands):
        if len(parts) > 1:
            return parts
    first = min(region, key=lambda b: (round(b.top), b.left))
    return [[first], [block for block in region if block is not first]]


def _parted(region: Sequence[Block], edges: Callable[[Block], tuple[float, float]]) -> list[list[Block]]:
    """The region cut at every white band across it."""
    parts: list[list[Block]] = []
    end = float("-inf")
    for block in sorted(region, key=edges):
        near, far = edges(block)
        if near >= end - SLACK:
            parts.append([])
        parts[-1].append(block)
        end = max(end, far)
    return parts


def _with_their_texts(bands: list[list[Block]]) -> list[list[Block]]:
    """Bands joined where the white between them is that below a headline of one column: its text is in the next."""
    joined: list[list[Block]] = []
    for band in bands:
        if joined and any(_hangs(block, joined[-1], band) for block in joined[-1]):
            joined[-1] = joined[-1] + band
        else:
            joined.append(band)
    return joined


def _hangs(head: Block, band: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether a headline has no text under it in its own band, and has some right under it in the next."""
    if not head.heading or head.lines[0].upright:
        return False
    reach = head.bottom + _UNDER * max(line.size for line in head.lines)
    return not any(_is_under(b, head) for b in band) and any(
        _is_under(b, head) and b.top < reach for b in below
    )


def _is_under(block: Block, head: Block) -> bool:
    return (
        not block.heading
        and block.left < head.right
        and block.right > head.left
        and block.top > head.bottom - SLACK
    )


def _headed(parts: list[list[Block]]) -> list[list[Block]]:
    """Parts joined to the part before them unless a heading stands at their top."""
    joined: list[list[Block]] = []
    for part in parts:
        top = min(block.top for block in part)
        opens = any(block.heading and block.top < top + 1.5 for block in part)
        if joined and (not opens or all(block.heading for block in joined[-1])):
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


def _with_indents(blocks: Sequence[Block]) -> list[Placed]:
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


def _edge(block: Block) -> float:
    """The left edge of a column: where most of its lines begin."""
    lefts = sorted(line.left for line in block.lines)
    return lefts[len(lefts) // 3] if len(lefts) > 2 else lefts[0]
