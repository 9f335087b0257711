"""Characters of a PDF page with their places → printed lines, level or upright, one within one column.

Lengths are points with the origin at the page's lower left, as PDF has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

_WIDE_FROM = "\u2e80"  # from here on characters are one em wide
_GUTTER = 1.35  # em between two characters from which they stand in different columns
_BLANK = 0.45  # em of white that is read as a blank
_UPRIGHT = 0.6  # share of a page's characters in upright rows from which it is set vertically
_LEVEL = 3  # characters up to which a level row of such a page is a piece of its columns
_ASIDE = 0.55  # em by which a mark may stand beside the middle of its column
_LARGER = 1.4  # type so much larger than a column's is none of it
_SPACED = 1.6  # how many times its usual white a blank of a spaced row has
_SHIFT = 0.3  # em by which baselines of one line may differ


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, its origin (x, y) and its box."""

    text: str
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float

    @property
    def wide(self) -> bool:
        return self.text >= _WIDE_FROM


@dataclass(slots=True)
class Row:
    """Glyphs in the order of reading; upright ones run from top to bottom. `size`: em in points."""

    glyphs: list[Glyph]
    upright: bool = False
    blanks: set[int] = field(default_factory=set)  # before which glyphs a blank was stored

    @property
    def size(self) -> float:
        return max(map(_em, self.glyphs))

    @property
    def text(self) -> str:
        """The characters, with a blank where white or a stored blank parts them."""
        size = self.size
        spacing = self._spacing(size)
        spaced = spacing > 0.12 * size
        blank = max(_BLANK * size, _SPACED * spacing)
        parts: list[str] = []
        for k, glyph in enumerate(self.glyphs):
            if k:
                white = _white(self.glyphs[k - 1], glyph, size, self.upright)
                stored = k in self.blanks and not spaced and white > 0.12 * size
                if white > blank or stored:
                    parts.append(" ")
            parts.append(glyph.text)
        return "".join(parts)

    def _spacing(self, size: float) -> float:
        """The usual white between the Chinese characters of a row that is spaced out, as narrow columns are."""
        pairs = [(a, b) for a, b in pairwise(self.glyphs) if a.wide and b.wide]
        return median(_white(a, b, size, self.upright) for a, b in pairs) if len(pairs) > 1 else 0.0

    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top: one em high (or wide, when upright) around the characters."""
        size = self.size
        left = min(min(g.left, g.x) for g in self.glyphs)
        right = max(max(g.right, g.x + size * (0.9 if g.wide else 0)) for g in self.glyphs)
        if self.upright:
            middle = median((g.left + g.right) / 2 for g in self.glyphs)
            bottom, top = min(g.bottom for g in self.glyphs), max(g.top for g in self.glyphs)
            return middle - size / 2, bottom, middle + size / 2, top
        base = median(g.y for g in self.glyphs)
        return left, base - 0.12 * size, right, base + 0.88 * size


def rows_of(glyphs: Iterable[Glyph | None]) -> list[Row]:
    """Glyphs in the order of the file → rows in that order; None is a stored blank or line end.

    A glyph goes on the row before it when it stands beside (or, in an upright row, below) its last one.
    """
    rows: list[Row] = []
    row: Row | None = None
    blank = False
    for glyph in glyphs:
        if glyph is None:
            blank = True
            continue
        if row is None or not _goes_on(row, glyph):
            row = Row([glyph])
            rows.append(row)
        else:
            if blank:
                row.blanks.add(len(row.glyphs))
            row.glyphs.append(glyph)
        blank = False
    if _is_vertical(rows):
        return _columns(rows)
    return _joined([part for row in rows for part in _parted(row)])


def _is_vertical(rows: Sequence[Row]) -> bool:
    """Whether most of a page's text runs from top to bottom."""
    upright = sum(len(row.glyphs) for row in rows if row.upright and len(row.glyphs) > 2)
    return upright > _UPRIGHT * sum(len(row.glyphs) for row in rows)


def _columns(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page set vertically. The order of the file goes across its columns, so they are put
    together by the places of their characters; level rows of some length stay."""
    level = [row for row in rows if not row.upright and len(row.glyphs) > _LEVEL]
    loose = [glyph for row in rows if row.upright or len(row.glyphs) <= _LEVEL for glyph in row.glyphs]
    columns: list[Row] = []
    open_at: dict[int, list[Row]] = {}  # place across the page, in units of a character → columns there
    unit = median(map(_em, loose)) or 1.0
    for glyph in sorted(loose, key=lambda glyph: (-glyph.top, glyph.left)):
        at = int(_middle(glyph) / unit)
        near = [row for k in (at - 1, at, at + 1) for row in open_at.get(k, ()) if _goes_down(row, glyph)]
        if near:
            near[0].glyphs.append(glyph)
            continue
        row = Row([glyph], upright=True)
        columns.append(row)
        open_at.setdefault(at, []).append(row)
    return sorted(columns, key=lambda row: (-_middle(row.glyphs[0]), -row.glyphs[0].top)) + level


def _goes_down(row: Row, glyph: Glyph) -> bool:
    """Whether a glyph stands below the last one of a column. Boxes drawn close around 日, 一 or a comma are
    much smaller than their type, and a comma's stands in the upper right of its place."""
    last, size = row.glyphs[-1], max(row.size, _em(glyph))
    mark = not glyph.text.isalnum()
    if len(row.glyphs) > 2 and not mark and _em(glyph) > _LARGER * row.size:
        return False  # the headline of the row of columns below
    axis = _middle(max(row.glyphs[-4:], key=_em))
    if abs(axis - _middle(glyph)) > (_ASIDE if mark else _SHIFT) * size:
        return False
    alike = mark or max(_em(glyph), glyph.top - glyph.bottom) > 0.5 * size or not (last.wide and glyph.wide)
    return alike and 0 < _height(last) - _height(glyph) < 2.1 * size


def _goes_on(row: Row, glyph: Glyph) -> bool:
    last = row.glyphs[-1]
    size = max(_em(last), _em(glyph))
    if min(_em(last), _em(glyph)) < 0.45 * size and last.wide and glyph.wide:
        return False
    level = abs(glyph.y - last.y) < _SHIFT * size and -0.7 * size < _white(last, glyph, size, False)
    if not row.upright and level and _white(last, glyph, size, False) < _GUTTER * size:
        return True
    below = abs(_middle(glyph) - _middle(last)) < _SHIFT * size
    step = _white(last, glyph, size, True)
    if (
        (row.upright or len(row.glyphs) == 1)
        and below
        and -0.5 * size < step < 0.9 * size
        and glyph.y < last.y
    ):
        row.upright = True
        return True
    return False


def _em(glyph: Glyph) -> float:
    """A wide character's width, the height of another. Boxes drawn close around a character give less."""
    return glyph.right - glyph.left if glyph.wide else 0.95 * (glyph.top - glyph.bottom)


def _height(glyph: Glyph) -> float:
    return (glyph.bottom + glyph.top) / 2


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _white(last: Glyph, glyph: Glyph, size: float, upright: bool) -> float:
    """The white between two glyphs in the direction of reading."""
    if upright:
        if last.wide and glyph.wide:  # whose boxes may be no higher than their ink
            return _height(last) - _height(glyph) - size
        return last.bottom - glyph.top
    end = max(last.right, last.x + 0.9 * size) if last.wide else last.right
    return min(glyph.left, glyph.x) - end


def _parted(row: Row) -> list[Row]:
    """An upright row of two or three glyphs is mostly the ends of level lines: taken apart again."""
    if row.upright and len(row.glyphs) < 3:
        return [Row([glyph]) for glyph in row.glyphs]
    return [row]


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Level rows that stand close beside each other on one baseline made one, as the file parted them."""
    level = sorted(
        (row for row in rows if not row.upright), key=lambda r: (-round(r.glyphs[0].y), r.glyphs[0].x)
    )
    merged: dict[int, Row] = {}
    for before, after in pairwise(level):
        first = merged.get(id(before), before)
        last, glyph = first.glyphs[-1], after.glyphs[0]
        size = max(_em(last), _em(glyph))
        near = -0.3 * size < _white(last, glyph, size, False) < 0.6 * size
        if near and abs(last.y - glyph.y) < _SHIFT * size and min(_em(last), _em(glyph)) > 0.7 * size:
            offset = len(first.glyphs)
            first.blanks |= {offset + k for k in after.blanks}
            first.glyphs += after.glyphs
            merged[id(after)] = first
    return [row for row in rows if id(row) not in merged]
