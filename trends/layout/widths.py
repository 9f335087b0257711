"""Print widths of a page's lines: where columns are hard-wrapped, and how wide they are there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from trends.layout.characters import is_closed
from trends.layout.units import Unit

WINDOWS = (6, 12)  # lines on one side of a line that decide its column's width
FEWEST = 6  # indented openings that make it a page's habit
FEWEST_PARTED = 3  # headlines with a blank line before them that make that a page's habit
NARROWEST = 10  # em
WIDEST = 48  # em; wider lines are one line per paragraph, not print columns


def column_widths(units: Sequence[Unit]) -> list[tuple[float, ...]]:
    """For each unit the em widths of the hard-wrapped columns that it may stand in; () where there are none.

    A width counts when two thirds of the 6 or 12 lines on one side that do not end a sentence share it.
    """
    readable = [k for k, unit in enumerate(units) if unit.readable]
    rounded = [0 if is_closed(units[k].text) else round(units[k].width) for k in readable]
    modes = [_modes(rounded, n) for n in WINDOWS]
    ahead = [found[n + 1 :] for n, found in zip(WINDOWS, modes, strict=True)]
    sides = [*ahead, *modes]
    widths: list[tuple[float, ...]] = [()] * len(units)
    for i, k in enumerate(readable):
        widths[k] = tuple(sorted({side[i] for side in sides if side[i]}))
    return widths


def is_full(width: float, columns: Sequence[float]) -> bool:
    """True when a line fills one of the columns; a paragraph's first line has lost its indent of 2 em."""
    return any(column - 3.1 <= width <= column + 1.6 for column in columns)


def _modes(rounded: Sequence[int], size: int) -> list[float]:
    """The width that most of `size` lines in turn share, or 0: first of the lines before the first, last of
    those after the last; 0 in `rounded` is no line."""
    n = len(rounded)
    if not n:
        return []
    widths = np.minimum(np.asarray(rounded), WIDEST + 2)
    held = np.zeros((n + 1, WIDEST + 8), dtype=np.int32)
    held[np.arange(1, n + 1), widths + 3] = 1
    held[:, 3] = 0
    held = held.cumsum(axis=0)
    starts = np.arange(-size, n + 1)
    window = held[np.minimum(starts + size, n)] - held[np.maximum(starts, 0)]
    total = window.sum(axis=1)
    reach = np.pad(window.cumsum(axis=1), ((0, 0), (4, 1)), mode="edge")
    reach[:, :4] = 0
    shared = reach[:, 5:] - reach[:, :-5]  # lines 3 em narrower to 1 em wider
    columns = np.arange(window.shape[1])
    best = np.where(window > 0, shared * 10_000 + window * 100 + columns, 0).argmax(axis=1)
    rows = np.arange(len(starts))
    fits = (
        (total >= 4) & (best - 3 >= NARROWEST) & (best - 3 <= WIDEST) & (shared[rows, best] * 3 >= total * 2)
    )
    near = best[:, None] + np.array([-3, -2, -1, 0, 1])[None, :]
    near = np.clip(near, 0, window.shape[1] - 1)
    refined = near[rows, (window[rows[:, None], near] * 100 + near).argmax(axis=1)] - 3
    return [float(width) if fit else 0.0 for width, fit in zip(refined.tolist(), fits.tolist(), strict=True)]


def opens_by_indents(units: Sequence[Unit], fewest: int = FEWEST) -> bool:
    """Whether the page's paragraphs, at least `fewest`, open with an indent, so that a line without one opens none."""
    opening = [
        unit
        for before, unit in pairwise(units)
        if unit.readable and unit.width > NARROWEST and before.readable and is_closed(before.text)
    ]
    indented = sum(unit.indented is True for unit in opening)
    return indented >= fewest and indented >= 0.6 * len(opening)


def parts_by_blanks(units: Sequence[Unit], flags: Sequence[bool], fewest: int = FEWEST_PARTED) -> bool:
    """Whether the page's blank lines stand before headlines alone, so that they part stories.

    flags: for each unit whether it is a headline line. fewest: headlines with a blank line before them.
    """
    gaps = [k for k in range(1, len(units)) if units[k].gap]
    inside = sum(not flags[k] and units[k].readable and units[k - 1].readable for k in gaps)
    return not inside and sum(flags[k] for k in gaps) >= fewest


def usual_gap(units: Sequence[Unit]) -> float:
    """The usual number of blank lines between neighbouring lines of the page."""
    gaps = [unit.gap for unit in units[1:]]
    return median(gaps) if gaps else 0.0
