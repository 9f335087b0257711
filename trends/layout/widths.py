"""Print widths of a page's lines: where columns are hard-wrapped, and how wide they are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from trends.layout.characters import is_closed
from trends.layout.units import Unit

WINDOWS = (6, 12)  # lines on one side of a line that decide its column's width
NARROWEST = 10  # em
WIDEST = 48  # em; wider lines are one line per paragraph, not print columns


def column_widths(units: Sequence[Unit]) -> list[tuple[float, ...]]:
    """For each unit the em widths of the hard-wrapped columns that it may stand in; () where there are none.

    A width counts when two thirds of the 6 or 12 lines on one side that do not end a sentence share it.
    """
    readable = [k for k, unit in enumerate(units) if unit.readable]
    rounded = [0 if is_closed(units[k].text) else round(units[k].width) for k in readable]
    ahead = [[*_modes(rounded, n)[1:], 0.0] for n in WINDOWS]
    behind = [[0.0, *_modes(rounded[::-1], n)[::-1][:-1]] for n in WINDOWS]
    sides = [*ahead, *behind]
    widths: list[tuple[float, ...]] = [()] * len(units)
    for i, k in enumerate(readable):
        widths[k] = tuple(sorted({side[i] for side in sides if side[i]}))
    return widths


def is_full(width: float, columns: Sequence[float]) -> bool:
    """True when a line fills one of the columns; a paragraph's first line has lost its indent of 2 em."""
    return any(column - 3.1 <= width <= column + 1.6 for column in columns)


def _modes(rounded: Sequence[int], size: int) -> list[float]:
    """For each place the width that half of the next `size` lines share, else 0."""
    modes = [0.0] * len(rounded)
    window: Counter[int] = Counter()
    for i in range(len(rounded) - 1, -1, -1):
        window[rounded[i]] += 1
        if i + size < len(rounded):
            window[rounded[i + size]] -= 1
        total = min(size, len(rounded) - i) - window[0]
        if total < 4:
            continue
        shared = {w: sum(window[w + d] for d in (-3, -2, -1, 0, 1)) for w, n in window.items() if n and w}
        best = max(shared, key=lambda w: (shared[w], window[w], w), default=0)
        if NARROWEST <= best <= WIDEST and shared[best] * 3 >= total * 2:
            modes[i] = float(max(range(best - 3, best + 2), key=lambda w: (window[w], w)))
    return modes


def usual_gap(units: Sequence[Unit]) -> float:
    """The usual number of blank lines between neighbouring lines of the page."""
    gaps = [unit.gap for unit in units[1:]]
    return median(gaps) if gaps else 0.0
