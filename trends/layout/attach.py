"""Headline blocks → the stories they belong to, one to one, by overlap with the body and by place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trends.layout.stories import Block, Draft
from trends.layout.units import Unit

_NEAR, _FAR, _LEAST = 0.35, -0.45, 0.12
_LONG_RUN = 5  # characters in common that tie a distant headline to a body
_CONTENT = re.compile(r"[^\u3400-\u9fffA-Za-z0-9%]")


def attach_heads(units: Sequence[Unit], drafts: list[Draft], blocks: Sequence[Block], base: float) -> list[list[int]]:
    """Gives each block's lines to drafts (their `head`); returns the lines that found no story, block by block.

    A block may close the story before it and open the story after it: it is divided where the sum of
    overlaps is largest. The file's own habit (heads before or after bodies) is weighed in.
    """
    bodies = [_content(units, draft.body) for draft in drafts]
    habit = _habit(units, drafts, blocks, bodies)
    orphans: list[list[int]] = []
    taken: set[int] = {i for i, draft in enumerate(drafts) if draft.pointer}
    for block in blocks:
        before = block.after if block.after >= 0 and block.after not in taken else None
        after = block.after + 1 if block.after + 1 < len(drafts) and not drafts[block.after + 1].pointer else None
        cut, rest = _division(units, block, before, after, bodies, habit, base)
        for index, lines in ((before, block.units[:cut]), (after, block.units[rest:])):
            if index is not None and lines:
                drafts[index].head += lines
                taken.add(index)
        if block.units[cut:rest]:
            orphans.append(block.units[cut:rest])
    return _distant(units, drafts, bodies, orphans)


def overlap(head: str, body: str) -> float:
    """Share of the head's character bigrams that the body holds, 0..1; both reduced to letters and digits."""
    pairs = {head[i : i + 2] for i in range(len(head) - 1)}
    return sum(pair in body for pair in pairs) / len(pairs) if pairs else 0.0


def longest_run(head: str, body: str) -> int:
    """Length of the longest stretch of the head that stands in the body."""
    best = 0
    for i in range(len(head)):
        while i + best < len(head) and head[i : i + best + 1] in body:
            best += 1
    return best


def _content(units: Sequence[Unit], indexes: Sequence[int]) -> str:
    return _CONTENT.sub("", "".join(units[k].text for k in indexes))


def _score(units: Sequence[Unit], lines: Sequence[int], body: str) -> float:
    return overlap(_content(units, lines), body)


def _habit(units: Sequence[Unit], drafts: Sequence[Draft], blocks: Sequence[Block], bodies: Sequence[str]) -> float:
    """Between -0.2 (heads follow their bodies) and 0.2 (heads stand before them)."""
    before = after = 0.0
    for block in blocks:
        if 0 <= block.after and block.after + 1 < len(drafts):
            own = _score(units, block.units, bodies[block.after])
            following = _score(units, block.units, bodies[block.after + 1])
            before += max(0.0, following - own)
            after += max(0.0, own - following)
    if blocks and drafts:
        before += 0.3 * (blocks[0].after < 0 and not drafts[0].pointer)
        after += 0.3 * (blocks[-1].after == len(drafts) - 1)
    total = before + after
    return 0.2 * (before - after) / total if total else 0.1


def _division(
    units: Sequence[Unit],
    block: Block,
    before: int | None,
    after: int | None,
    bodies: Sequence[str],
    habit: float,
    base: float,
) -> tuple[int, int]:
    """(cut, rest): lines [:cut] go to the draft before, [rest:] to the draft after, the middle to neither."""
    n = len(block.units)
    best, division = 0.0, (0, 0 if after is not None else n)
    best = -1.0
    for cut in range(n + 1 if before is not None else 1):
        for rest in range(cut, n + 1) if after is not None else (n,):
            lines = block.units
            score = 0.0
            if cut and before is not None:
                score += _score(units, lines[:cut], bodies[before]) + _NEAR - habit + 0.02 * cut
            if rest < n and after is not None:
                score += _score(units, lines[rest:], bodies[after]) + _NEAR + habit + 0.02 * (n - rest)
            score += _breaks(units, lines, cut, rest, base)
            if score > best + 1e-9:
                best, division = score, (cut, rest)
    return division


def _breaks(units: Sequence[Unit], lines: Sequence[int], cut: int, rest: int, base: float) -> float:
    """Dividing a block costs, less so at a wider gap between its lines."""
    total = 0.0
    for place in {cut, rest}:
        if 0 < place < len(lines):
            total -= 0.15 if units[lines[place]].gap > base else 0.3
    return total


def _distant(
    units: Sequence[Unit], drafts: list[Draft], bodies: Sequence[str], orphans: Sequence[list[int]]
) -> list[list[int]]:
    """Orphan headlines go to stories without one that share a long run of characters with them."""
    pairs = []
    for i, lines in enumerate(orphans):
        head = _content(units, lines)
        for j, draft in enumerate(drafts):
            if not draft.head and draft.body:
                share, run = overlap(head, bodies[j]), longest_run(head, bodies[j])
                if share >= 0.5 and run >= min(_LONG_RUN, len(head) - 1) and len(head) >= 5:
                    pairs.append((-share, i, j))
    used: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in used and not drafts[j].head:
            drafts[j].head += orphans[i]
            used.add(i)
    return [lines for i, lines in enumerate(orphans) if i not in used]
