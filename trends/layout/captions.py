"""Captions and makers: which text a photo credit or a line of names belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trends.layout.characters import is_closed
from trends.layout.drafts import Draft
from trends.layout.units import Unit

_CAPTION = re.compile(r"(?:\d{1,2}月\d{1,2}日|图为|图①|上图|下图|左图|右图|▲|△|↑|→)")
_SUBJECT = re.compile(r"[电讯]\s{0,2}题:[^。]*$")
_MAKERS = re.compile(r"\([^()]*(?:记者|通讯员)")
_CAPTION_PARTS = 2  # paragraphs of a caption before its credit


def credited_caption(units: Sequence[Unit], k: int) -> bool:
    """Text that begins like a caption and has a photo credit within two paragraphs."""
    return bool(_CAPTION.match(units[k].text) or "图为" in units[k].text[:200]) and credit_follows(units, k)


def credit_follows(units: Sequence[Unit], k: int, paragraphs: int = _CAPTION_PARTS) -> bool:
    """Whether so many paragraphs and no more stand before a photo credit."""
    closed = 0
    for j in range(k, min(k + 16, len(units))):
        if units[j].role in ("credit", "byline"):
            return units[j].role == "credit" or not byline_opens(units, j, None)
        if not units[j].readable or units[j].role == "start":
            return False
        closed += is_closed(units[j].text)
        if closed > paragraphs:
            return False
    return False


def names_subject(units: Sequence[Unit], draft: Draft) -> bool:
    """Whether a story has said no more than 新华社…电 题：…, after which its makers stand."""
    return len(draft.body) <= 3 and bool(_SUBJECT.search(units[draft.body[0]].text))


def byline_opens(units: Sequence[Unit], k: int, draft: Draft | None) -> bool:
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
