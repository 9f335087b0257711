"""Headline blocks → the stories they belong to, one to one, by overlap with the body and by place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trends.layout.drafts import Block, Draft
from trends.layout.likeness import Bodies, bodies_of, content_of, longest_run
from trends.layout.units import Unit

_HAS_HEAD = 0.45  # what it is worth that a story gets a headline at all
_ORPHAN = 0.2  # a line left to no story
_TEAR = 0.6  # dividing lines that stand together
_HABIT = 0.15
_PRINTED = 0.5
_SPEAKS = 0.35  # overlap from which a line speaks of a story
_LONG_RUN = 5  # characters in common that tie a distant headline to a body
_LEADS_ON = re.compile(r"(?:——|[:：]|强调|指出|要求|召开|举行)$")


@dataclass(frozen=True, slots=True)
class _Place:
    """A block between the story before it and the story that opens after it (None: there is none)."""

    lines: list[int]
    before: int | None
    after: int | None


def attach_heads(
    units: Sequence[Unit], drafts: list[Draft], blocks: Sequence[Block], base: float
) -> list[list[int]]:
    """Gives each block's lines to drafts (their `head`); returns lines that found no story, block by block.

    A block may close the story before it and open the story after it. All blocks are decided together:
    the division with the largest sum of overlaps wins, once for files whose heads stand before their
    bodies and once for files whose heads follow them.
    """
    places = _places(units, drafts, blocks)
    bodies = bodies_of([content_of([units[k] for k in draft.body]) for draft in drafts])
    lines = [k for place in places for k in place.lines]
    sides = [{place.before, place.after} for place in places for _ in place.lines]
    asked = [(n, d) for n, around in enumerate(sides) for d in around if d is not None]
    found = bodies.shares([content_of([units[k]]) for k in lines], asked)
    shares = {(lines[n], d): share for (n, d), share in zip(asked, found, strict=True)}
    choices = [_choices(units, drafts, place, shares, base) for place in places]
    printed = any(unit.size for unit in units)  # in the order of their places: heads stand above their bodies
    habits = (_PRINTED,) if printed else (_HABIT, -_HABIT)
    _, division = max((_divide(places, choices, habit) for habit in habits), key=lambda found: found[0])
    orphans: list[list[int]] = []
    for place, (cut, rest) in zip(places, division, strict=True):
        if place.before is not None:
            drafts[place.before].head += place.lines[:cut]
        if place.after is not None:
            drafts[place.after].head += place.lines[rest:]
        if place.lines[cut:rest]:
            orphans.append(place.lines[cut:rest])
    return _distant(units, drafts, bodies, orphans)


def _places(units: Sequence[Unit], drafts: Sequence[Draft], blocks: Sequence[Block]) -> list[_Place]:
    owner = {k: d for d, draft in enumerate(drafts) for k in draft.body}
    opening = {
        min((*draft.bylines, *draft.body)): d for d, draft in enumerate(drafts) if draft.body or draft.bylines
    }
    openings = sorted(opening)
    places = []
    for block in blocks:
        first, last = block.units[0], block.units[-1]
        previous = next((k for k in range(first - 1, -1, -1) if k in owner), None)
        following = next((k for k in openings if k > last), None)
        if block.inside is not None and block.inside in opening:  # between a byline and its body
            following = block.inside
        before = owner[previous] if previous is not None else None
        after = opening[following] if following is not None else None
        places.append(_Place(block.units, None if before == after else before, after))
    return places


def _divide(
    places: Sequence[_Place], choices: Sequence[list[tuple[int, int, float]]], habit: float
) -> tuple[float, list[tuple[int, int]]]:
    """The best (cut, rest) of every block: lines [:cut] go to the story before, [rest:] to the one after.

    Dynamic programming over the blocks; the state is the story that the last block has already served.
    """
    states: dict[int | None, tuple[float, list[tuple[int, int]]]] = {None: (0.0, [])}
    for place, options in zip(places, choices, strict=True):
        n = len(place.lines)
        reached: dict[int | None, tuple[float, list[tuple[int, int]]]] = {}
        for served, (total, path) in states.items():
            for cut, rest, score in options:
                if (cut and place.before == served) or (rest < n and served == place.after):
                    continue
                state = place.after if rest < n else served if served == place.after else None
                found = total + score - habit * (cut > 0) + habit * (rest < n)
                if state not in reached or found > reached[state][0] + 1e-9:
                    reached[state] = (found, [*path, (cut, rest)])
        states = reached
    return max(states.values(), key=lambda found: found[0])


def _choices(
    units: Sequence[Unit],
    drafts: Sequence[Draft],
    place: _Place,
    shares: dict[tuple[int, int], float],
    base: float,
) -> list[tuple[int, int, float]]:
    """All (cut, rest, score) of one block, leaving out the file's habit."""
    lines, before, after = place.lines, place.before, place.after
    n = len(lines)
    last_cut = min(n, 6) if before is not None and not drafts[before].pointer else 0
    first_rest = max(0, n - 6) if after is not None else n
    choices = []
    for cut in range(last_cut + 1):
        for rest in range(max(cut, first_rest), n + 1):
            score = _ORPHAN * (rest - cut)
            if cut and before is not None:
                worth = 0.0 if drafts[before].caption else _HAS_HEAD
                score += worth + sum(shares[k, before] for k in lines[:cut])
            if rest < n and after is not None:
                score += _HAS_HEAD + sum(shares[k, after] for k in lines[rest:])
            score -= sum(_tear(units, lines, place_, base) for place_ in {cut, rest} if 0 < place_ < n)
            score -= sum(_gap(units, lines, i, base) for i in range(1, n) if i not in (cut, rest))
            choices.append((cut, rest, score))
    return choices or [(0, n, 0.0)]


def _tear(units: Sequence[Unit], lines: Sequence[int], i: int, base: float) -> float:
    leads = _LEADS_ON.search(units[lines[i - 1]].text) or units[lines[i]].text.startswith("——")
    return 2 * _TEAR if leads and units[lines[i]].gap <= base else _TEAR


def _gap(units: Sequence[Unit], lines: Sequence[int], i: int, base: float) -> float:
    """Keeping lines together over a gap wider than usual, which undoes the cost of a tear there."""
    return _TEAR if units[lines[i]].gap > base else 0.0


def _distant(
    units: Sequence[Unit],
    drafts: list[Draft],
    bodies: Bodies,
    orphans: Sequence[list[int]],
) -> list[list[int]]:
    """Orphan headlines go to stories without one that share a long run of characters with them."""
    bare = [j for j, draft in enumerate(drafts) if not draft.head and draft.body and not draft.caption]
    blocks = [part for lines in orphans for part in _parted(units, lines, bodies, bare)]
    found = []
    for i, lines in enumerate(blocks):
        head = content_of([units[k] for k in lines])
        if len(head) < 5:
            continue
        for j, share in zip(bare, bodies.shares([head], [(0, j) for j in bare]), strict=True):
            if share >= 0.45 and longest_run(head, bodies.contents[j]) >= min(_LONG_RUN, len(head) - 1):
                found.append((-share, i, j))
    used: set[int] = set()
    for _, i, j in sorted(found):
        if i not in used and not drafts[j].head:
            drafts[j].head += blocks[i]
            used.add(i)
    return [lines for i, lines in enumerate(blocks) if i not in used]


def _parted(units: Sequence[Unit], lines: list[int], bodies: Bodies, bare: Sequence[int]) -> list[list[int]]:
    """Headlines of several stories that stand in one place, as at a file's end → one block a story.

    A line that speaks of no story goes with the line after it, as a kicker does, a deck with the one before.
    """
    if len(lines) < 2 or len(bare) < 2:
        return [lines]
    blocks: list[list[int]] = []
    waiting: list[int] = []
    last: int | None = None
    for k in lines:
        found = bodies.shares([content_of([units[k]])], [(0, j) for j in bare])
        shares = dict(zip(bare, found, strict=True))
        best = max(bare, key=lambda j: (shares[j], -j))
        if blocks and not waiting and (units[k].text.startswith("——") or best == last):
            blocks[-1].append(k)
        elif shares[best] < _SPEAKS:
            waiting.append(k)
        else:
            blocks.append([*waiting, k])
            waiting, last = [], best
    if waiting:
        blocks.append(waiting)
    return blocks
