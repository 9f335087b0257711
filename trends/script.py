"""Traditional and simplified characters: one shadow for both, in which the text's places stay.

Whoever looks for words in a text looks in its shadow; what is shown is the text itself.

>>> simplified("中華民國110年，記者報導")
'中华民国110年，记者报导'
"""

from __future__ import annotations

import functools
from collections.abc import Callable

# Simplified pages and the names of half the world's papers are wholly within it; whether a text is
# costs a third of converting it.
_SIMPLE = "gb2312"
# Taiwan's characters included: 裡 and 裏 become 里, 隨著 becomes 随着 and 著名 stays.
_CONVERSION = "tw2s"
_HAN = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32400))


def simplified(text: str) -> str:
    """The text in simplified characters, as long as it was: character k stands for character k.

    Words decide where one character has two readings (乾淨 → 干净, 乾隆 stays). A text without a single
    character that only traditional script has comes back as it is.
    """
    if not is_traditional(text):
        return text
    try:
        found = _converter()(text)
    except UnicodeEncodeError:  # half of a surrogate pair
        found = ""
    return found if len(found) == len(text) else text.translate(_table())


def folded(word: str) -> str:
    """The word by which all its spellings are counted as one: in simplified characters and small letters, so that
    Economy and economy, GDP and gdp, are one term."""
    return simplified(word).lower()


def is_traditional(text: str) -> bool:
    """Whether the text holds a character that simplified print does not use: 記 and 國, not 著 or 里."""
    if text.isascii():
        return False
    if _is_simple(text):
        return False
    rest = text.replace("—", "").replace(
        "·", ""
    )  # a fifth of all texts have these, and nothing else beyond it
    return not _is_simple(rest) and not _traditional().isdisjoint(rest)


def _is_simple(text: str) -> bool:
    try:
        text.encode(_SIMPLE)
    except UnicodeEncodeError:
        return False
    return True


def each_simplified(text: str) -> str:
    """The text with every character in its simplified form, whatever word it stands in: what `printings` spells out."""
    if text.isascii():
        return text
    try:
        text.encode(_SIMPLE)
        mixed = any(character in text for character in _simple_keys())
    except UnicodeEncodeError:
        mixed = not _keys().isdisjoint(text)
    return text.translate(_table()) if mixed else text


def as_printed(part: str, printed: str, shadow: str) -> str:
    """A part of a shadow as it stands in the printed text: 联合报 → 聯合報.

    printed, shadow: a text and its shadow, of one length. Blanks in either are passed over; a part that
    does not stand in the shadow comes back as it is.
    """
    if printed == shadow or not part:
        return part
    kept = [k for k, c in enumerate(shadow) if not c.isspace()]
    at = "".join(shadow[k] for k in kept).find("".join(part.split()))
    if at < 0:
        return part
    characters = iter(kept[at:])
    return "".join(c if c.isspace() else printed[next(characters)] for c in part)


@functools.cache
def printings(part: str) -> tuple[str, ...]:
    """For each character of a part of a shadow the characters that may be printed for it, itself first."""
    return tuple(c + _printed().get(c, "") for c in part)


@functools.cache
def _printed() -> dict[str, str]:
    """Simplified character → the others whose shadow it may be."""
    found: dict[str, str] = {}
    for code, shadow in _table().items():
        found[shadow] = found.get(shadow, "") + chr(code)
    return found


@functools.cache
def _converter() -> Callable[[str], str]:
    # Loaded with the first text that needs it: most archives never do
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(_CONVERSION).convert
    return convert


@functools.cache
def _table() -> dict[int, str]:
    """Each character alone → its simplified form, where it has another one."""
    characters = [chr(code) for start, end in _HAN for code in range(start, end)]
    shadows = _converter()("\n".join(characters)).split("\n")
    return {ord(c): shadow for c, shadow in zip(characters, shadows, strict=True) if c != shadow}


@functools.cache
def _keys() -> frozenset[str]:
    return frozenset(map(chr, _table()))


@functools.cache
def _simple_keys() -> tuple[str, ...]:
    """Characters of simplified print that have another form all the same."""
    return tuple(sorted(_keys() & frozenset(_within(_SIMPLE))))


@functools.cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, _table())) - frozenset(_within(_SIMPLE))


def _within(encoding: str) -> str:
    return bytes(b for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF) for b in (row, cell)).decode(
        encoding, "ignore"
    )
