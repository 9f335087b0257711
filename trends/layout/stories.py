"""Units with headline flags → drafts of stories in file order: bodies cut at openings, bylines, jumps.

Headline lines between bodies are kept as blocks; `attach.py` gives them to stories.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from trends.layout import cues
from trends.layout.characters import is_closed
from trends.layout.habits import heads_follow
from trends.layout.likeness import content_of, kinship, overlap, pairs_of
from trends.layout.units import Unit
from trends.layout.widths import opens_by_indents, parts_by_blanks, usual_gap

_ENDING = re.compile(
    r"(?:参加|出席|列席|陪同)(?:了)?(?:会议|活动|调研|座谈|仪式|考察|观摩)?。$|其他事项。$|作了?(?:发言|讲话|报告)。$"
)
_CAPTION = re.compile(r"(?:\d{1,2}月\d{1,2}日|图为|图①|上图|下图|左图|右图|▲|△|↑|→)")
_SIGNATURE = re.compile(
    r"(?:书记|主任|局长|县长|市长|区长|主席|部长|院长|校长|厅长|教授|研究员|会长|所长)\s{1,3}[\u4e00-\u9fff·]{2,4}$"
)
_SERIES = re.compile(
    r"^【[^】]*】$|系列评论|大家谈|评论员|短评|快评|时评|杂谈|漫谈|随笔|访谈|——访|之[一二三四五六七八九十]+$|[①②③④⑤⑥⑦⑧⑨⑩]"
)
_SUBJECT = re.compile(r"[电讯]\s{0,2}题:[^。]*$")
_MAKERS = re.compile(r"\([^()]*(?:记者|通讯员)")
_SPEAKS_MORE = 0.1  # share of a headline's pairs
_LARGE = 1.6  # type over the body's that no subhead has
_FOREIGN, _FOREIGN_BELOW = 3.0, 1.0  # odds against one story that part two; where the head is the first's
_SECTIONED = 3.0  # more odds for a signed story or one with subheads: its parts differ
_TELLING, _ENOUGH = 40, 250  # letters that tell what a text is about, and as many as are compared
_WHOLE = 30  # em from which lines are whole paragraphs
_AHEAD = 30  # lines after a headline that tell whose it is
_CAPTION_PARTS = 2  # paragraphs of a caption before its credit


@dataclass(slots=True)
class Draft:
    """A story being put together; every number is an index into the page's units."""

    body: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    subheads: list[int] = field(default_factory=list)
    bylines: list[int] = field(default_factory=list)
    credits: list[int] = field(default_factory=list)
    jump: int | None = None
    jump_from: int | None = None
    cued: bool = False  # opened by 本报讯 or the like, or by a byline
    caption: bool = False
    pointer: bool = False
    ordered: bool = True
    title: str | None = None  # a person's word on the headline


@dataclass(slots=True)
class Block:
    """Consecutive headline lines; `inside` is the byline unit before them whose body follows them."""

    units: list[int]
    inside: int | None = None


def draft_stories(units: Sequence[Unit], flags: Sequence[bool]) -> tuple[list[Draft], list[Block]]:
    """File order cut into drafts and the headline blocks between them."""
    drafts: list[Draft] = []
    blocks: list[Block] = []
    open_draft: Draft | None = None
    pending: Block | None = None
    indents, usual, parted = opens_by_indents(units), usual_gap(units), parts_by_blanks(units, flags)
    follow = heads_follow(units, flags)
    for k, unit in enumerate(units):
        if flags[k]:
            if pending is None:
                pending = Block([])
                blocks.append(pending)
            pending.units.append(k)
            continue
        if (
            unit.role == "text"
            and open_draft
            and pending
            and _is_subhead(units, open_draft, pending, k, indents)
            and not (parted and units[pending.units[0]].gap and _strange(units, open_draft, k))
            and not (follow and _closes(units, open_draft, pending, k))
        ):
            open_draft.subheads += pending.units
            open_draft.body.append(k)
            blocks.remove(pending)
        elif unit.readable:
            if (
                unit.role == "start"
                or open_draft is None
                or pending
                or _starts_anew(units, open_draft, k, usual)
            ):
                fresh = open_draft is None or bool(open_draft.body) or open_draft.jump_from is not None
                if open_draft is None or (fresh and not _waits_for_body(open_draft)):
                    open_draft = Draft()
                    drafts.append(open_draft)
                elif pending:
                    pending.inside = open_draft.bylines[0] if open_draft.bylines else None
                open_draft.cued = open_draft.cued or unit.role == "start"
            open_draft.body.append(k)
        else:
            open_draft = _mark(units, drafts, blocks, open_draft, pending, k)
        if unit.role != "noise":
            pending = None
    return drafts, blocks


def _waits_for_body(draft: Draft) -> bool:
    return not draft.body and (bool(draft.bylines) or draft.jump_from is not None)


def _is_subhead(units: Sequence[Unit], draft: Draft, block: Block, k: int, indents: bool) -> bool:
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
    if _ENDING.search(last) or (is_closed(last) and _credit_follows(units, k)):
        return False
    cut_off = not is_closed(last) and min(units[draft.body[-1]].width, units[k].width) > _WHOLE
    if cut_off and _foreign(_end_of(units, draft), _ahead_of(units, k)[:_ENOUGH]) > -_FOREIGN_BELOW:
        return False
    apart = cut_off or is_closed(last)
    if apart and (_heads_anew(units, draft, lines, k) or _parts(units, draft, lines, k)):
        return False
    return all(u.width <= 15 for u in lines) and len(lines) <= 2 and len(draft.body) >= 2


def _closes(units: Sequence[Unit], draft: Draft, block: Block, k: int) -> bool:
    """Whether headline lines speak more of the story before them than of the text after them."""
    if not is_closed(units[draft.body[-1]].text):
        return False
    before, after = content_of([units[i] for i in draft.body]), _ahead_of(units, k)
    heads = [content_of([units[i]]) for i in block.units]  # a kicker may speak of both
    return max(overlap(head, before) - overlap(head, after) for head in heads) >= _SPEAKS_MORE


def _strange(units: Sequence[Unit], draft: Draft, k: int) -> bool:
    """Whether the text after headline lines is not told to be of one story with the text before them."""
    return (
        is_closed(units[draft.body[-1]].text)
        and _foreign(_end_of(units, draft), _ahead_of(units, k)[:_ENOUGH]) >= 0
    )


def _heads_anew(units: Sequence[Unit], draft: Draft, lines: Sequence[Unit], k: int) -> bool:
    """Whether headline lines speak of the text after them and not of the story before them."""
    head = content_of(lines)
    own = overlap(head, _ahead_of(units, k))
    before = overlap(head, content_of([units[i] for i in draft.body]))
    dated = bool(cues.DATED.match(units[k].text))
    return own >= (0.25 if dated else 0.4) and own - before >= (0.2 if dated else 0.3)


def _parts(units: Sequence[Unit], draft: Draft, lines: Sequence[Unit], k: int) -> bool:
    """Whether headline lines stand between two stories: the text after them is foreign to the text before."""
    before, after = _end_of(units, draft), _ahead_of(units, k)[:_ENOUGH]
    head = content_of(lines)
    closes = overlap(head, before) - overlap(head, after) >= 0.2
    sectioned = _SECTIONED if draft.subheads or draft.bylines else 0.0
    return _foreign(before, after) > sectioned + (_FOREIGN_BELOW if closes else _FOREIGN)


def _ahead_of(units: Sequence[Unit], k: int) -> str:
    """The letters of the running text from a line on."""
    end = next((j for j in range(k, min(k + _AHEAD, len(units))) if not units[j].readable), k + _AHEAD)
    return content_of(units[k:end])


def _end_of(units: Sequence[Unit], draft: Draft) -> str:
    """The last letters of a story."""
    return content_of([units[i] for i in draft.body[-_AHEAD:]])[-_ENOUGH:]


def _foreign(before: str, after: str) -> float:
    """Log-odds that two stretches of text are of two stories; 0 where one is too short to tell."""
    if len(before) < _TELLING or len(after) < _TELLING:
        return 0.0
    return -kinship(pairs_of(before), pairs_of(after))


def _starts_anew(units: Sequence[Unit], draft: Draft, k: int, usual: float) -> bool:
    """Whether running text opens a caption of its own right after a story.

    usual: blank lines between neighbouring lines of the page.
    """
    if not draft.body or draft.caption:
        return bool(draft.credits)
    if not is_closed(units[draft.body[-1]].text):
        return False
    return _credited_caption(units, k) or (units[k].gap > usual and _foreign_caption(units, draft, k))


def _foreign_caption(units: Sequence[Unit], draft: Draft, k: int) -> bool:
    """One paragraph right before a photo credit that speaks of something else than the story before it."""
    if not _credit_follows(units, k, paragraphs=1):
        return False
    below = next(j for j in range(k, len(units)) if not units[j].readable)
    return _foreign(_end_of(units, draft), content_of(units[k:below])) > 0


def _credited_caption(units: Sequence[Unit], k: int) -> bool:
    """Text that begins like a caption and has a photo credit within two paragraphs."""
    return bool(_CAPTION.match(units[k].text) or "图为" in units[k].text[:200]) and _credit_follows(units, k)


def _credit_follows(units: Sequence[Unit], k: int, paragraphs: int = _CAPTION_PARTS) -> bool:
    """Whether so many paragraphs and no more stand before a photo credit."""
    closed = 0
    for j in range(k, min(k + 16, len(units))):
        if units[j].role in ("credit", "byline"):
            return units[j].role == "credit" or not _byline_opens(units, j, None)
        if not units[j].readable or units[j].role == "start":
            return False
        closed += is_closed(units[j].text)
        if closed > paragraphs:
            return False
    return False


def _names_subject(units: Sequence[Unit], draft: Draft) -> bool:
    """Whether a story has said no more than 新华社…电 题：…, after which its makers stand."""
    return len(draft.body) <= 3 and bool(_SUBJECT.search(units[draft.body[0]].text))


def _byline_opens(units: Sequence[Unit], k: int, draft: Draft | None) -> bool:
    """Whether a byline line stands before a body (and not below a photo).

    A headline may part them where the story before, `draft`, names its makers in its opening.
    """
    following = units[k + 1] if k + 1 < len(units) else None
    if following is not None and following.role == "text" and following.width > 12:
        return True
    if draft is None or not _MAKERS.search(units[draft.body[0]].text[:40]):
        return False
    ahead = [unit for unit in units[k + 1 : k + 8] if unit.role != "byline"][:4]
    heads = next((n for n, unit in enumerate(ahead) if unit.role != "text" or is_closed(unit.text)), 0)
    return heads > 0 and ahead[heads].role == "text"


def _mark(
    units: Sequence[Unit],
    drafts: list[Draft],
    blocks: list[Block],
    draft: Draft | None,
    pending: Block | None,
    k: int,
) -> Draft | None:
    """What a jump, byline, credit or pointer does to the story before or after it; returns the open draft."""
    role = units[k].role
    if role == "pointer":
        if pending:
            blocks.remove(pending)
            drafts.append(Draft(head=list(pending.units), jump=k, pointer=True))
            return None
        if draft:
            draft.jump = k
        return None
    if role == "jump" and draft:
        draft.jump = k
        return None
    if role == "from":
        fresh = Draft(jump_from=k, cued=True)
        drafts.append(fresh)
        return fresh
    if role == "credit" or (
        role == "byline" and draft and draft.body and not pending and not _byline_opens(units, k, draft)
    ):
        if draft and draft.body and not pending:
            draft.credits.append(k)
            draft.caption = not draft.cued and len(draft.body) <= 16
            return None if draft.caption else draft
        return draft
    if role == "signature":
        if draft and draft.body and not pending:
            draft.bylines.append(k)
        return draft
    named = draft is not None and bool(draft.body) and _names_subject(units, draft)
    if role == "byline" and draft and (named or (draft.bylines and not draft.body)) and not pending:
        draft.bylines.append(k)
        return draft
    if role == "byline":
        fresh = Draft(bylines=[k], cued=True)
        drafts.append(fresh)
        return fresh
    return draft
