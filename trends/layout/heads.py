"""Which units are headline lines, by shape, width and what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from trends.layout import cues
from trends.layout.characters import em, is_closed, without_slips
from trends.layout.likeness import content_of, kinship, pairs_of
from trends.layout.seams import Seams
from trends.layout.units import Unit
from trends.layout.widths import column_widths, is_full, opens_by_indents, usual_gap

LONGEST = 76  # em of a one-line head with kicker, main and deck
_PAIRS = ("()", "《》", "「」", "『』", "[]", "【】")
_BRACKETS = re.compile("[" + re.escape("".join(_PAIRS)) + "]")
_KICKER_END = re.compile(r"(?:强调|指出|要求|表示|召开|举行|开幕|闭幕|启动|出席|讲话|致辞|——|等)$")
_ROUNDS = 6  # a line's neighbours decide with it; more rounds change nothing
_PUNCTUATION = re.compile(r"[,。、;:()]")
_THRESHOLD = 0.4  # before an opening, a byline or another headline
_DATED = 2.0  # what it speaks for a head that a sentence follows with the day of its news
_FOREIGN = 1.5  # the most that foreign text below speaks for a head
_NEAR = 13  # lines around a head that are compared
_TELLING, _ENOUGH = 40, 250  # letters that tell what they are about, and as many as are compared
_BODY_TYPE = 0.8  # what it speaks against a head to be set as small as the body
_SET_OUT = 1.0  # a line that opens without the indent of the page's paragraphs
_SUBHEAD = 20  # em of the longest subhead set in like a paragraph
_SHORT, _LONG = 20, 30  # em of a headline, and of lines that are whole paragraphs
_CUT_OFF = 0.6  # what it speaks for a head that the paragraph above it was cut off
_INNER = 1.4  # before running text: a subhead, or the head of a story without an opening cue


def head_flags(units: Sequence[Unit], seams: Seams) -> list[bool]:
    """For each unit whether it is a headline line (kicker, main, deck, label or subhead)."""
    widths = column_widths(units)
    base = usual_gap(units)
    indents = opens_by_indents(units)
    shapes = [
        _shape(unit, width, indents) if unit.role == "text" and not unit.heading else None
        for unit, width in zip(units, widths, strict=True)
    ]
    flags = [unit.heading or shape is not None for unit, shape in zip(units, shapes, strict=True)]
    parts = [
        0.0 if shape is None else _parting(units, k, base if columns else 0)
        for k, (shape, columns) in enumerate(zip(shapes, widths, strict=True))
    ]
    seams.judge([(a.text, b.text) for a, b in pairwise(units) if not is_closed(a.text)])
    doubted: Sequence[int] = range(len(units))
    for _ in range(_ROUNDS):
        now = list(flags)
        for k in doubted:
            shape = shapes[k]
            if shape is not None:
                around = _before(units, flags, k, seams, indents, whole=not widths[k]) + _after(
                    units, flags, k, seams, base
                )
                around += parts[k]
                now[k] = shape + around > _needed(units, flags, k)
        changed = [k for k in doubted if now[k] != flags[k]]
        flags = now
        if not changed:
            break
        doubted = sorted({j for k in changed for j in (k - 1, k, k + 1) if 0 <= j < len(units)})
    return flags


def _needed(units: Sequence[Unit], flags: Sequence[bool], k: int) -> float:
    runs_on = k + 1 < len(units) and units[k + 1].role == "text" and not flags[k + 1]
    return (_INNER + ("," in units[k].text)) if runs_on else _THRESHOLD


def _shape(unit: Unit, columns: Sequence[float], indents: bool) -> float | None:
    """Evidence of the line alone; None for what cannot be a headline. `indents`: paragraphs open by one."""
    text = unit.text
    width = unit.width
    if (
        cues.NOTE.fullmatch(text)
        or not 1.5 <= width <= LONGEST
        or text[-1] in "。;,、"
        or text[0] in ",。、;:!?)」』》…%"
    ):
        return None
    asks = text[-1] in "!?" and "。" not in text
    if not asks and (is_closed(text) or "。" in text or ";" in text or cues.NOT_FIRST.match(text)):
        return None
    if indents and unit.indented and (text[-1] == ":" or unit.width > _SUBHEAD):
        return None
    score = -_BODY_TYPE if unit.size else 0.0
    if text[-1] in "!?:":
        score -= 0.8
    if text.count('"') % 2 or (_BRACKETS.search(text) and _unpaired(text)):
        score -= 1.5
    if columns:
        score += 2.0 if not is_full(width, columns) else -1.2 if width < min(columns) - 1.6 else -2.0
    else:
        score += 0.8 if width <= 40 else 0.0
        score += 0.5 if width >= 14 and not _PUNCTUATION.search(text) else 0.0
    pieces = text.split()
    if len(pieces) > 1 and "," not in text and em(pieces[0]) <= 14:
        score += 0.6 if len(pieces) == 2 else 1.0
    if "," in text and cues.OPENER.match(text) and not _KICKER_END.search(text):
        score -= 1.2
    score -= 0.5 * min(text.count(","), 3)
    if text.startswith("——") or _KICKER_END.search(text):
        score += 0.8
    return score


def _unpaired(text: str) -> bool:
    return any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS)


def _parting(units: Sequence[Unit], k: int, base: float) -> float:
    """What it speaks for a head that more than `base` blank lines set it apart on both sides and the text
    below is foreign to that above."""
    if not 0 < k < len(units) - 1 or min(units[k].gap, units[k + 1].gap) <= base:
        return 0.0
    if not is_closed(units[k - 1].text):
        return 0.0
    above = _stretch(units, range(k - 1, max(-1, k - _NEAR), -1))
    below = _stretch(units, range(k + 1, min(len(units), k + _NEAR)))
    if min(len(above), len(below)) < _TELLING:
        return 0.0
    kin = kinship(pairs_of(above[:_ENOUGH]), pairs_of(below[:_ENOUGH]))
    return max(0.0, min(_FOREIGN, -0.5 * kin))


def _stretch(units: Sequence[Unit], places: Iterable[int]) -> str:
    """The running text from a line on, as far as it is running text."""
    return content_of([units[k] for k in takewhile(lambda k: units[k].readable, places)])


def _before(
    units: Sequence[Unit], flags: Sequence[bool], k: int, seams: Seams, indents: bool, *, whole: bool
) -> float:
    """What stands before: a closed sentence or a boundary speaks for a head, an open line against it.

    whole: lines are whole paragraphs, none broken at a column's edge; a short one between long ones does not
    go on with a paragraph that was cut off.
    """
    apart = _SET_OUT if indents and units[k].gap and not units[k].indented else 0.0
    if k == 0 or not units[k - 1].readable:
        return 1.2 + apart
    if flags[k - 1]:
        return 1.0
    previous = units[k - 1].text
    if is_closed(previous):
        return 1.2 + apart
    joint = max(0.0, min(4.0, seams.joint(previous, units[k].text)))
    cut_off = whole and units[k].width <= _SHORT and min(_width(units, k - 1), _width(units, k + 1)) > _LONG
    return (_CUT_OFF if cut_off else -0.7) - 0.4 * joint


def _width(units: Sequence[Unit], k: int) -> float:
    return units[k].width if k < len(units) and units[k].readable else 0.0


def _after(units: Sequence[Unit], flags: Sequence[bool], k: int, seams: Seams, base: float) -> float:
    """What stands after: a new article speaks for a head, a line that reads on against it."""
    if k + 1 == len(units):
        return 1.5
    following = units[k + 1]
    if following.role != "text":
        alone = base == 0 and units[k].gap and following.gap and k
        return 2.7 if alone else 1.5
    joint = seams.joint(units[k].text, following.text)
    if units[k].text.count('"') % 2 and following.text.count('"') % 2:
        return -3.0
    if flags[k + 1]:
        return 2.0 if following.text.startswith("——") else 0.6 if joint < 4 else 0.0
    if cues.NOT_FIRST.match(following.text):
        return -2.5
    aside = 0.5 if following.gap > base else 0.0
    if joint < 1.0 and cues.DATED.match(without_slips(following.text)):
        aside += _DATED
    return aside + max(-2.5, min(0.6, -0.6 * joint))
