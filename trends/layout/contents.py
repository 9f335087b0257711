"""Boxes of contents: lines that only repeat headlines of the page, or point to other pages of the issue."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from itertools import groupby

from trends.layout import cues
from trends.layout.characters import em, has_cjk, is_closed
from trends.layout.furniture import heads_contents
from trends.layout.units import Unit

_LONGEST = 44  # em of a headline
_SHORTEST = 5  # letters of a headline that can be known again
_RUNNING = re.compile(r"[,。;]")
_LETTERS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、)]?|[·•■◆▶>*-])\s*")
_BETWEEN = 3  # lines of an entry before the one with its page
_FEWEST = 2  # entries of a box without a heading
_PAGE = r"[(\[【▶►→]?\s?(?:请?详?见\s?)?第?\s?(?:[A-D]\s?\d{1,2}(?:\s?版)?|\d{1,2}\s?版)\s?[)\]】]?"
_REFERS = re.compile(
    rf"(?<![\d年月日])(?<!\d[年月]\s){_PAGE}$|^(?:{cues.MARK}|[·•])?\s?{_PAGE}(?:\s|[:|·—-]|(?=[\u4e00-\u9fff\"《]))"
)
_PAGE_OF = re.compile(r"第?\s?[A-D]?\s?\d{1,2}\s?版|请?详?见")
_ALONE = re.compile(_PAGE)
_MENU_ITEM = re.compile(r"[•·▪]\s{0,4}[^\s,。;:]{2,8}")  # • 时政
_FEWEST_ITEMS = 4
_COUNTED = re.compile(r"(\d{1,3})\s?[.、]\s?\S")
_FEWEST_COUNTED = 8
_DIGIT = re.compile(r"\d")
_BARE = re.compile(
    r"(?:(?<=\s)|(?<=[.…·\s][.…·]))0?\d{1,2}$|^0?\d{1,2}(?:\s|[.、:|])"
)  # where a heading says what it is


def without_contents(units: Sequence[Unit]) -> list[Unit]:
    """The units, those of boxes of contents as noise."""
    return _without_repeats(_without_pointers(units))


def _without_pointers(units: Sequence[Unit]) -> list[Unit]:
    """The units, those of entries that point to pages as noise."""
    lines = [list(group) for _, group in groupby(units, lambda unit: unit.line)]
    texts = [
        None
        if any(u.part or u.heading or (u.role not in ("text", "pointer") and u.why != "报头") for u in line)
        and not heads_contents(line[0].text)
        else " ".join(u.text for u in line)
        for line in lines
    ]
    box = {lines[n][0].line for n in pointing(texts)}
    return [
        dataclasses.replace(unit, role="noise", why="导读")
        if unit.line in box and unit.role in ("text", "pointer", "noise")
        else unit
        for unit in units
    ]


def pointing(texts: Sequence[str | None]) -> set[int]:
    """The places of lines that name headlines and their pages: below a heading (导读), or two and more in a row.

    texts: plain and stripped, None for a line that can be of no box. A headline of the page with 见8版 below it
    is a brief and no entry, unless a heading says so. Names of sections behind bullets are a web page's menu.
    """
    box = _menus(texts)
    n = 0
    while n < len(texts):
        headed = heads_contents(texts[n] or "")
        last = _last_entry(texts, n + headed, headed)
        box.update(range(n + headed, last))
        n = max(last, n + 1)
    return box


def _menus(texts: Sequence[str | None]) -> set[int]:
    """The places of items in a row that are names alone, and of long rows of open lines that are numbered on."""
    box = _counted(texts)
    for is_item, run in groupby(range(len(texts)), lambda n: bool(_MENU_ITEM.fullmatch(texts[n] or ""))):
        items = list(run)
        if is_item and len(items) >= _FEWEST_ITEMS:
            box.update(items)
    return box


def _counted(texts: Sequence[str | None]) -> set[int]:
    """The places of lines that count on (31. …, 32. …), where there are many: a table of contents."""
    box: set[int] = set()
    if sum(1 for text in texts if text and text[0].isdecimal()) < _FEWEST_COUNTED:
        return box
    run: list[int] = []
    last = None
    for n, text in enumerate([*texts, None]):
        match = _COUNTED.match(text) if text and text[0].isdecimal() else None
        match = match if text and em(text) <= _LONGEST and not is_closed(text) else None
        if match and (last is None or int(match[1]) == last + 1):
            run.append(n)
            last = int(match[1])
            continue
        if len(run) >= _FEWEST_COUNTED:
            box.update(run)
        run, last = ([n], int(match[1])) if match else ([], None)
    return box


def _last_entry(texts: Sequence[str | None], first: int, headed: bool) -> int:
    """Behind the last line of the entries that begin at `first`; `first` where there are none."""
    end, entries = first, 0
    for n in range(first, len(texts)):
        text = texts[n]
        if text is None or n - end >= (_BETWEEN if headed else 1):
            break
        if (not headed and not _DIGIT.search(text)) or em(text) > _LONGEST:
            break
        entry = bool(_REFERS.search(text)) and has_cjk(_PAGE_OF.sub("", text))
        alone = headed and bool(_ALONE.fullmatch(text))
        if (entry and (headed or not cues.POINTER.search(text))) or alone or (headed and _BARE.search(text)):
            end, entries = n + 1, entries + 1
        elif not headed:
            break
    return end if entries >= (1 if headed else _FEWEST) else first


def _without_repeats(units: Sequence[Unit]) -> list[Unit]:
    """The units, those of a box that repeats headlines as noise.

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
