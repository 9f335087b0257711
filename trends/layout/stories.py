"""Units with headline flags → drafts of stories in file order: bodies cut at openings, bylines, jumps.

Headline lines between bodies are kept as blocks; `attach.py` gives them to stories.
"""

from __future__ import annotations

from collections.abc import Sequence

from trends.layout.captions import byline_opens, credit_follows, credited_caption, names_subject
from trends.layout.characters import is_closed
from trends.layout.drafts import Block, Draft
from trends.layout.habits import heads_follow
from trends.layout.likeness import content_of
from trends.layout.subheads import closes, end_of, foreign, is_set_off, is_subhead, strange
from trends.layout.units import Unit
from trends.layout.widths import opens_by_indents, parts_by_blanks, usual_gap

_SET_OFF = 2  # paragraphs set in, and headlines below a blank line, that make it the page's habit


def draft_stories(units: Sequence[Unit], flags: Sequence[bool]) -> tuple[list[Draft], list[Block]]:
    """File order cut into drafts and the headline blocks between them."""
    drafts: list[Draft] = []
    blocks: list[Block] = []
    open_draft: Draft | None = None
    pending: Block | None = None
    indents, usual, parted = opens_by_indents(units), usual_gap(units), parts_by_blanks(units, flags)
    follow = heads_follow(units, flags)
    set_off = opens_by_indents(units, _SET_OFF) and parts_by_blanks(units, flags, _SET_OFF)
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
            and is_subhead(units, open_draft, pending, k, indents)
            and not (parted and units[pending.units[0]].gap and strange(units, open_draft, k))
            and not (set_off and is_set_off(units, pending, k))
            and not (follow and closes(units, open_draft, pending, k))
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


def _starts_anew(units: Sequence[Unit], draft: Draft, k: int, usual: float) -> bool:
    """Whether running text opens a caption of its own right after a story.

    usual: blank lines between neighbouring lines of the page.
    """
    if not draft.body or draft.caption:
        return bool(draft.credits)
    if not is_closed(units[draft.body[-1]].text):
        return False
    return credited_caption(units, k) or (units[k].gap > usual and _foreign_caption(units, draft, k))


def _foreign_caption(units: Sequence[Unit], draft: Draft, k: int) -> bool:
    """One paragraph right before a photo credit that speaks of something else than the story before it."""
    if not credit_follows(units, k, paragraphs=1):
        return False
    below = next(j for j in range(k, len(units)) if not units[j].readable)
    return foreign(end_of(units, draft), content_of(units[k:below])) > 0


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
        role == "byline" and draft and draft.body and not pending and not byline_opens(units, k, draft)
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
    named = draft is not None and bool(draft.body) and names_subject(units, draft)
    if role == "byline" and draft and (named or (draft.bylines and not draft.body)) and not pending:
        draft.bylines.append(k)
        return draft
    if role == "byline":
        fresh = Draft(bylines=[k], cued=True)
        drafts.append(fresh)
        return fresh
    return draft
