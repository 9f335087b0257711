"""Boxes of contents: lines above the stories that only repeat their headlines."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from trends.layout.characters import is_closed
from trends.layout.units import Unit

_LONGEST = 44  # em of a headline
_SHORTEST = 5  # letters of a headline that can be known again
_RUNNING = re.compile(r"[,。;]")
_LETTERS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、)]?|[·•■◆▶>*-])\s*")


def without_contents(units: Sequence[Unit]) -> list[Unit]:
    """The units, those of a box of contents as noise.

    Above the first running text, a line is of contents where it, or one of its pieces parted by blanks, stands
    again further down as a line of its own; so are the lines between two such.
    """
    told = next((k for k, unit in enumerate(units) if _tells(unit)), len(units))
    if told == len(units):
        return list(units)
    later = {}
    for k, unit in enumerate(units):
        if _like_head(unit) and unit.width <= _LONGEST and len(key := _packed(unit.text)) >= _SHORTEST:
            later[key] = k
    repeats = [
        k
        for k, unit in enumerate(units[:told])
        if _like_head(unit) and not unit.part and any(later.get(key, -1) > k for key in _pieces(unit.text))
    ]
    if not repeats:
        return list(units)
    box = {k for k in range(repeats[0], repeats[-1] + 1) if units[k].role == "text" and not units[k].part}
    return [
        dataclasses.replace(unit, role="noise", why="导读") if k in box else unit
        for k, unit in enumerate(units)
    ]


def _tells(unit: Unit) -> bool:
    """Whether running text stands in a unit."""
    return unit.role == "start" or (unit.readable and (is_closed(unit.text) or "," in unit.text))


def _like_head(unit: Unit) -> bool:
    return unit.role == "text" and unit.width <= 3 * _LONGEST and not _RUNNING.search(unit.text)


def _pieces(text: str) -> set[str]:
    """A line's text and, where it holds several, the headlines in it."""
    pieces = {_packed(_NUMBERED.sub("", piece)) for piece in text.split()} if " " in text else set()
    whole = _packed(_NUMBERED.sub("", text))
    return {piece for piece in (*pieces, whole) if len(piece) >= _SHORTEST}


def _packed(text: str) -> str:
    return _LETTERS.sub("", text)
