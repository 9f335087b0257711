"""A whole page on one line, as copies and exports without line ends hold it → the pieces it had lines of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from trends.layout.characters import is_closed
from trends.layout.statements import LONGEST, statement_of

_MOST = 3  # lines of a file that one line takes nearly whole
_SHARE = 0.8  # part of its characters
_FEWEST = 160  # characters of such a line
_FACTS = 8  # blanks within a masthead
_BLANK = re.compile(r"\s+")
_OPENED, _ENDED = "([【〔《「『<", ")]】〕》」』>"


def is_one_line(texts: Sequence[str]) -> bool:
    """Whether a file of these plain lines stands on one of them."""
    told = [text for text in texts if text and not text.isspace()]
    if not 0 < len(told) <= _MOST:
        return False
    longest = max(map(len, told))
    return longest >= _FEWEST and longest >= _SHARE * sum(map(len, told))


def pieces_of(text: str) -> list[tuple[int, int]]:
    """The stretches (start, end) of a plain line: masthead, headlines, paragraphs. Together they are the line.

    Ended sentences end a piece at the next blank; before a piece with sentences stands its headline.
    """
    words = _words(text)
    if len(words) < 4:
        return [(0, len(text))]
    head, starts = _facts(text, words), [0]
    for k in range(max(head, 1), len(words)):
        before, here = text[slice(*words[k - 1])], text[slice(*words[k])]
        if k == head or is_closed(before) or _tells(here):
            starts.append(words[k][0])
    return list(pairwise([*starts, len(text)]))


def _tells(word: str) -> bool:
    """Whether a word between blanks has sentences of its own."""
    return "。" in word or len(word) > LONGEST


def _facts(text: str, words: Sequence[tuple[int, int]]) -> int:
    """How many words at the line's beginning are its masthead."""
    for n in range(min(_FACTS, len(words) - 1), 0, -1):
        stated = statement_of(text[: words[n - 1][1]])
        if stated and stated.alone and (stated.dates or stated.page):
            return n
    return 0


def _words(text: str) -> list[tuple[int, int]]:
    """What stands between blanks; blanks within brackets part nothing."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    deep = 0
    for at, sign in enumerate(text):
        if sign.isspace() and deep <= 0:
            if start is not None:
                found.append((start, at))
            start = None
            continue
        if start is None:
            start = at
        deep += (sign in _OPENED) - (sign in _ENDED)
        if sign == "。":
            deep = 0  # a bracket that is never closed
    return found + ([(start, len(text))] if start is not None else [])
