"""How much of a headline stands in a body: shared pairs of letters, longest shared run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trends.layout.units import Unit

_OTHER = re.compile(r"[^\u3400-\u9fffA-Za-z0-9%]")


def content_of(units: Sequence[Unit]) -> str:
    """The units' letters and digits, run together."""
    return _OTHER.sub("", "".join(unit.text for unit in units))


def overlap(head: str, body: str) -> float:
    """Share of the head's character bigrams that the body holds, 0..1; both reduced to letters and digits."""
    pairs = {head[i : i + 2] for i in range(len(head) - 1)}
    return sum(pair in body for pair in pairs) / len(pairs) if pairs else 0.0


def distinct_overlap(head: str, bodies: Sequence[str], index: int) -> float:
    """`overlap` with body `index`, where a bigram counts less the more of the page's bodies hold it."""
    own = total = 0.0
    for pair in {head[i : i + 2] for i in range(len(head) - 1)}:
        holders = [pair in body for body in bodies]
        weight = 1 / max(1, holders.count(True))
        total += weight
        own += weight * holders[index]
    return own / total if total else 0.0


def longest_run(head: str, body: str) -> int:
    """Length of the longest stretch of the head that stands in the body."""
    best = 0
    for i in range(len(head)):
        while i + best < len(head) and head[i : i + best + 1] in body:
            best += 1
    return best
