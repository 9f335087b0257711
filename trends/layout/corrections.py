"""A person's corrections → drafts of stories changed accordingly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trends.layout.drafts import Draft
from trends.layout.units import Unit
from trends.records import Correction


def corrected(
    units: Sequence[Unit], drafts: list[Draft], corrections: Sequence[Correction]
) -> tuple[list[Draft], dict[int, str]]:
    """The drafts after all corrections in their order, and unit → reason for what was declared noise."""
    noise: dict[int, str] = {}
    for correction in corrections:
        lines = _units_in(units, correction)
        if correction.action == "noise":
            _take(drafts, lines)
            noise |= dict.fromkeys(lines, correction.value or "人工改正：不属于任何一篇")
        elif correction.action == "new" and lines:
            _take(drafts, lines)
            drafts.append(Draft(body=lines, title=correction.value or None))
        elif correction.action == "move":
            target = _holder(units, drafts, int(correction.value))
            if target is not None and lines:
                heads = {k for draft in drafts for k in draft.head}
                _take(drafts, lines)
                target.head += [k for k in lines if k in heads]
                target.body = _inserted(target.body, [k for k in lines if k not in heads])
        elif correction.action == "headline":
            for draft in drafts:
                if set(lines) & {*draft.body, *draft.head, *draft.bylines, *draft.subheads}:
                    draft.title = correction.value or None
                    break
        if correction.action != "noise":
            for k in lines:
                noise.pop(k, None)
    return [d for d in drafts if d.body or d.head or d.bylines], noise


def corrected_date(corrections: Sequence[Correction]) -> dt.date | None:
    """The date that the last correction of it gives."""
    dates = [dt.date.fromisoformat(c.value) for c in corrections if c.action == "date"]
    return dates[-1] if dates else None


def _units_in(units: Sequence[Unit], correction: Correction) -> list[int]:
    return [k for k, unit in enumerate(units) if any(a <= unit.line <= b for a, b in correction.lines)]


def _holder(units: Sequence[Unit], drafts: Sequence[Draft], line: int) -> Draft | None:
    at = {k for k, unit in enumerate(units) if unit.line == line}
    return next((d for d in drafts if at & {*d.body, *d.head, *d.bylines, *d.subheads}), None)


def _take(drafts: Sequence[Draft], lines: Sequence[int]) -> None:
    gone = set(lines)
    for draft in drafts:
        for part in ("body", "head", "subheads", "bylines"):
            setattr(draft, part, [k for k in getattr(draft, part) if k not in gone])


def _inserted(body: Sequence[int], lines: Sequence[int]) -> list[int]:
    """Lines put after the body's last line that stands before them in the file."""
    at = max((i + 1 for i, k in enumerate(body) if lines and k < lines[0]), default=0)
    return [*body[:at], *lines, *body[at:]]
