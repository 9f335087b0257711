"""Short headings and the columns beside each other that they stand over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trends.layout.blocks import SLACK, STEP, Block

_UNDER = 4.0  # line heights, of its own type, between a heading and the columns it stands over
_GUTTER = 6.0  # em of white between columns of one story
_CENTRED = 2.0  # em by which a heading may miss the middle of its columns


def spanned(blocks: list[Block]) -> list[Block]:
    """The blocks, short headings made as wide as the columns they stand over: those beside each other that
    begin right below, with white above them, and of which the heading takes the middle or the left edge."""
    bodies = [block for block in blocks if not block.heading]
    wide: list[tuple[Block, float, float]] = []
    for head in (block for block in blocks if block.heading and not block.lines[0].upright):
        reach = head.bottom + _UNDER * max(line.size for line in head.lines)
        foot = max((b.bottom for b in bodies if _is_under(b, head) and b.top < reach), default=None)
        if foot is None:
            continue
        row = [
            b for b in bodies if head.bottom - SLACK < b.top < foot and not _covered(b, head, blocks, b.top)
        ]
        row.sort(key=lambda b: b.left)
        wide += [(head, *edges) for edges in _widest_span(head, row)]
    for head, left, right in wide:
        head.left, head.right = min(head.left, left), max(head.right, right)
    return blocks


def _is_under(block: Block, head: Block) -> bool:
    return block.left < head.right and block.right > head.left and block.top > head.bottom - SLACK


def _covered(block: Block, head: Block, blocks: Sequence[Block], top: float) -> bool:
    """Whether something other than the heading stands above a block, level with the heading or below it."""
    return any(
        other is not head
        and other is not block
        and other.left < block.right
        and other.right > block.left
        and other.bottom > head.top + SLACK
        and other.top < top
        for other in blocks
    )


def _widest_span(head: Block, row: Sequence[Block]) -> list[tuple[float, float]]:
    """The edges of the most neighbouring columns of a row that the heading may stand over, as a list of one or none."""
    middle = (head.left + head.right) / 2
    for size in range(len(row), 1, -1):
        for k in range(len(row) - size + 1):
            part = row[k : k + size]
            left, right = part[0].left, max(b.right for b in part)
            near = all(b.left - a.right < _GUTTER for a, b in pairwise(part))
            over = left - STEP < head.left and head.right < right + STEP
            centred = abs((left + right) / 2 - middle) < _CENTRED or abs(left - head.left) < STEP
            if near and over and centred:
                return [(left, right)]
    return []
