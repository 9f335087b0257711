"""What a page's headlines do as a habit: whether they follow the bodies of their stories."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from trends.layout.likeness import content_of, overlap
from trends.layout.units import Unit

_FEWEST = 2  # headlines whose stories are told apart by cues
_CLEAR = 0.15  # mean share of pairs by which they speak of the story before rather than the one after


def heads_follow(units: Sequence[Unit], flags: Sequence[bool]) -> bool:
    """Whether headlines speak of the story before them rather than of the one after, where cues open both.

    flags: for each unit whether it is a headline line.
    """
    blocks = [
        [k for k, _ in group] for flagged, group in groupby(enumerate(flags), lambda x: x[1]) if flagged
    ]
    lean = []
    for block in blocks:
        first, last = block[0], block[-1]
        if first == 0 or last + 1 == len(units) or units[last + 1].role != "start":
            continue
        opened = next((k for k in range(first - 1, -1, -1) if units[k].role in ("start", "byline")), 0)
        before = [units[k] for k in range(opened, first) if units[k].readable and not flags[k]]
        ends = next(
            (k for k in range(last + 2, len(units)) if flags[k] or units[k].role == "start"), len(units)
        )
        after = [unit for unit in units[last + 1 : ends] if unit.readable]
        head = content_of([units[k] for k in block])
        lean.append(overlap(head, content_of(before)) - overlap(head, content_of(after)))
    return len(lean) >= _FEWEST and sum(lean) > _CLEAR * len(lean)
