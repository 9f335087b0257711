"""Blanks of a recognised line: recognition gives characters only, the white between them is in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

# Measured on 5,149 pairs of printed Chinese characters at 200 dpi, 18 of them parted by a blank of a
# quarter em: blanks have a white of .27 and a step of 1.23 at least, of other pairs none has more than
# .25 and 1.17 together.
WHITE = 0.26  # between the ink of two characters, over the line's usual step
STEP = 1.19  # from the middle of one character's ink to the next one's, over the line's usual step

Run = tuple[int, int]  # columns of pixels, end exclusive


def with_blanks(text: str, places: Sequence[float], filled: Any) -> str:
    """The line with a blank where the picture has one between two Chinese characters.

    places: for each character a column within it. filled: whether each column of pixels holds ink.
    """
    kept = [k for k, c in enumerate(text) if not c.isspace()]
    whites = _whites([places[k] for k in kept], filled)
    middles = [(before[1] + after[0]) / 2 for before, after in pairwise(whites)]
    pairs = [k for k in range(len(kept) - 1) if _is_han(text[kept[k]]) and _is_han(text[kept[k + 1]])]
    if len(pairs) < 2:
        return text
    usual = median(middles[k + 1] - middles[k] for k in pairs)
    parted = {
        kept[k + 1]
        for k in pairs
        if kept[k + 1] == kept[k] + 1
        and middles[k + 1] - middles[k] > STEP * usual
        and whites[k + 1][1] - whites[k + 1][0] > WHITE * usual
    }
    return "".join(f" {c}" if k in parted else c for k, c in enumerate(text))


def _whites(places: Sequence[float], filled: Any) -> list[Run]:
    """The white before the first character, the widest one between each two, and that after the last."""
    inked = filled.nonzero()[0]
    first, end = (int(inked[0]), int(inked[-1]) + 1) if len(inked) else (0, len(filled))
    between = [_widest(int(a), int(b), filled) for a, b in pairwise(places)]
    return [(0, first), *between, (end, len(filled))]


def _widest(start: int, end: int, filled: Any) -> Run:
    """The longest run of columns without ink; an empty one at the start where there is none."""
    edges = [start - 1, *(start + int(k) for k in filled[start:end].nonzero()[0]), end]
    gaps = [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=(start, start))


def _is_han(c: str) -> bool:
    return "\u3400" <= c <= "\u9fff"
