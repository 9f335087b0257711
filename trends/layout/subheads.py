"""Headline lines inside running text: subheads of the story that goes on below them, or heads of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trends.layout import cues
from trends.layout.captions import credit_follows
from trends.layout.characters import is_closed
from trends.layout.drafts import Block, Draft
from trends.layout.likeness import content_of, kinship, overlap, pairs_of
from trends.layout.units import Unit

_ENDING = re.compile(
    r"(?:参加|出席|列席|陪同)(?:了)?(?:会议|活动|调研|座谈|仪式|考察|观摩)?。$|其他事项。$|作了?(?:发言|讲话|报告)。$"
)
_SIGNATURE = re.compile(
    r"(?:书记|主任|局长|县长|市长|区长|主席|部长|院长|校长|厅长|教授|研究员|会长|所长)\s{1,3}[\u4e00-\u9fff·]{2,4}$"
)
_SERIES = re.compile(
    r"^【[^】]*】$|系列评论|大家谈|评论员|短评|快评|时评|杂谈|漫谈|随笔|访谈|——访|之[一二三四五六七八九十]+$|[①②③④⑤⑥⑦⑧⑨⑩]"
)
_SPEAKS_MORE = 0.1  # share of a headline's pairs
_LARGE = 1.6  # type over the body's that no subhead has
_FOREIGN, _FOREIGN_BELOW = 3.0, 1.0  # odds against one story that part two; where the head is the first's
_SECTIONED = 3.0  # more odds for a signed story or one with subheads: its parts differ
_TELLING, _ENOUGH = 40, 250  # letters that tell what a text is about, and as many as are compared
_WHOLE = 30  # em from which lines are whole paragraphs
_AHEAD = 30  # lines after a headline that tell whose it is


def is_subhead(units: Sequence[Unit], draft: Draft, block: Block, k: int, indents: bool) -> bool:
    """Whether headline lines inside running text belong to the story that goes on after them.

    indents: paragraphs of the page open by one; a line set in like them is no headline of a story.
    """
    lines = [units[i] for i in block.units]
    if indents and draft.body and all(unit.indented for unit in lines):
        return True
    if not draft.body or draft.jump is not None or draft.caption:
        return False
    if any(_SIGNATURE.search(u.text) or _SERIES.search(u.text) for u in lines):
        return False
    if any(u.size >= _LARGE for u in lines):
        return False
    last = units[draft.body[-1]].text
    if _ENDING.search(last) or (is_closed(last) and credit_follows(units, k)):
        return False
    cut_off = not is_closed(last) and min(units[draft.body[-1]].width, units[k].width) > _WHOLE
    if cut_off and foreign(end_of(units, draft), _ahead_of(units, k)[:_ENOUGH]) > -_FOREIGN_BELOW:
        return False
    apart = cut_off or is_closed(last)
    if apart and (_heads_anew(units, draft, lines, k) or _parts(units, draft, lines, k)):
        return False
    return all(u.width <= 15 for u in lines) and len(lines) <= 2 and len(draft.body) >= 2


def closes(units: Sequence[Unit], draft: Draft, block: Block, k: int) -> bool:
    """Whether headline lines speak more of the story before them than of the text after them."""
    if not is_closed(units[draft.body[-1]].text):
        return False
    before, after = content_of([units[i] for i in draft.body]), _ahead_of(units, k)
    heads = [content_of([units[i]]) for i in block.units]  # a kicker may speak of both
    return max(overlap(head, before) - overlap(head, after) for head in heads) >= _SPEAKS_MORE


def strange(units: Sequence[Unit], draft: Draft, k: int) -> bool:
    """Whether the text after headline lines is not told to be of one story with the text before them."""
    return (
        is_closed(units[draft.body[-1]].text)
        and foreign(end_of(units, draft), _ahead_of(units, k)[:_ENOUGH]) >= 0
    )


def is_set_off(units: Sequence[Unit], block: Block, k: int) -> bool:
    """Whether a blank line stands above headline lines that are not set in, and the text below them is."""
    lines = [units[i] for i in block.units]
    return lines[0].gap > 0 and not any(unit.indented for unit in lines) and bool(units[k].indented)


def _heads_anew(units: Sequence[Unit], draft: Draft, lines: Sequence[Unit], k: int) -> bool:
    """Whether headline lines speak of the text after them and not of the story before them."""
    head = content_of(lines)
    own = overlap(head, _ahead_of(units, k))
    before = overlap(head, content_of([units[i] for i in draft.body]))
    dated = bool(cues.DATED.match(units[k].text))
    return own >= (0.25 if dated else 0.4) and own - before >= (0.2 if dated else 0.3)


def _parts(units: Sequence[Unit], draft: Draft, lines: Sequence[Unit], k: int) -> bool:
    """Whether headline lines stand between two stories: the text after them is foreign to the text before."""
    before, after = end_of(units, draft), _ahead_of(units, k)[:_ENOUGH]
    head = content_of(lines)
    closes = overlap(head, before) - overlap(head, after) >= 0.2
    sectioned = _SECTIONED if draft.subheads or draft.bylines else 0.0
    return foreign(before, after) > sectioned + (_FOREIGN_BELOW if closes else _FOREIGN)


def _ahead_of(units: Sequence[Unit], k: int) -> str:
    """The letters of the running text from a line on."""
    end = next((j for j in range(k, min(k + _AHEAD, len(units))) if not units[j].readable), k + _AHEAD)
    return content_of(units[k:end])


def end_of(units: Sequence[Unit], draft: Draft) -> str:
    """The last letters of a story."""
    return content_of([units[i] for i in draft.body[-_AHEAD:]])[-_ENOUGH:]


def foreign(before: str, after: str) -> float:
    """Log-odds that two stretches of text are of two stories; 0 where one is too short to tell."""
    if len(before) < _TELLING or len(after) < _TELLING:
        return 0.0
    return -kinship(pairs_of(before), pairs_of(after))
