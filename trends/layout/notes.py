"""Notes that stand above the headline of their story: [编者按], 【导读】, 开栏的话."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trends.layout import cues
from trends.layout.drafts import Block, Draft
from trends.layout.units import Unit

_LONGEST = 400  # characters of a note


def join_notes(units: Sequence[Unit], drafts: list[Draft], blocks: Sequence[Block]) -> None:
    """A note right above a headline goes to the story below it, in front of its text.

    Notes that stand below their headline already are in its story.
    """
    emptied: list[Draft] = []
    for before, after in reversed(list(pairwise(drafts))):
        if not before.body or not after.body:
            continue
        block = next(
            (b for b in blocks if before.body[-1] < b.units[0] and b.units[-1] < after.body[0]), None
        )
        at = next((i for i, k in enumerate(before.body) if cues.NOTE.match(units[k].text)), None)
        if block is None or at is None or (at == 0 and _is_headed(units, before, blocks)):
            continue
        note = before.body[at:]
        if sum(len(units[k].text) for k in note) > _LONGEST:
            continue
        after.body = [*note, *after.body]
        before.body = before.body[:at]
        emptied += [] if before.body else [before]
        block.inside = min((*after.bylines, *after.body))
    drafts[:] = [draft for draft in drafts if not any(draft is other for other in emptied)]


def _is_headed(units: Sequence[Unit], draft: Draft, blocks: Sequence[Block]) -> bool:
    """Whether headline lines stand right above a story's text."""
    above = draft.body[0] - 1
    return any(block.units[-1] == above for block in blocks)
