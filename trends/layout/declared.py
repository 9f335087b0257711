"""Units of a page whose form tells where its stories begin → drafts of stories."""

from __future__ import annotations

from collections.abc import Sequence

from trends.layout.drafts import Draft
from trends.layout.headlines import Headline
from trends.layout.units import Unit

HEADS = ("headline", "kicker", "deck", "head")


def declares_stories(units: Sequence[Unit]) -> bool:
    return any(unit.part in HEADS for unit in units)


def declared_drafts(units: Sequence[Unit]) -> list[Draft]:
    """Every head that the form marks begins a story; what follows is its, up to the next."""
    drafts: list[Draft] = []
    for k, unit in enumerate(units):
        draft = drafts[-1] if drafts else None
        if unit.part in HEADS:
            if draft is None or draft.body:
                draft = Draft(cued=True)
                drafts.append(draft)
            draft.head.append(k)
        elif unit.readable:
            if draft is None:
                draft = Draft()
                drafts.append(draft)
            draft.body.append(k)
        elif draft is not None:
            _mark(draft, unit, k)
    return drafts


def _mark(draft: Draft, unit: Unit, k: int) -> None:
    """What a byline, credit or jump says of the story that it stands in."""
    if unit.role in ("byline", "signature"):
        draft.bylines.append(k)
    elif unit.role == "credit":
        draft.credits.append(k)
    elif unit.role in ("jump", "pointer"):
        draft.jump = k
    elif unit.role == "from":
        draft.jump_from = k


def declared_headline(units: Sequence[Unit], raws: Sequence[str]) -> Headline | None:
    """The headline's parts where the form tells them apart; None where it only tells which lines they are."""
    if not units or any(unit.part not in ("headline", "kicker", "deck") for unit in units):
        return None
    parts = {
        name: " ".join(
            " ".join(raw.split()) for unit, raw in zip(units, raws, strict=True) if unit.part == name
        )
        for name in ("headline", "kicker", "deck")
    }
    return Headline(parts["headline"] or None, parts["kicker"] or None, parts["deck"] or None)
