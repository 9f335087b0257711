"""What a codebook is: codes that a reader names, each with the words that stand for it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

MOST_CODES = 500
MOST_WORDS = 10_000
MOST_CHARACTERS = 200  # of one word, as in 关键词
REST = ""  # the code of an article that belongs to none


@dataclass(frozen=True, slots=True)
class Code:
    """A subject that a reader defined.

    words: queries as in 关键词 (`a|b` either, `a b` both, `-c` not); an article that matches one of them holds the code,
    unless it matches one of `without`. examples: ids of articles that are about it. topics: ids of the machine's
    topics that belong to it. parent: name of the code above it, "" for none; two levels.
    """

    name: str
    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    parent: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Codes in the order of the file; names are unique."""

    codes: tuple[Code, ...]

    @property
    def version(self) -> str:
        """Eight hex digits of what decides an article's code: the same codes, the same version."""
        deciding = [{**asdict(code), "note": ""} for code in self.codes]
        text = json.dumps(deciding, ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a codebook that is not used: its line (1-based, None when the form has no lines), what is wrong
    with it and what to do."""

    line: int | None
    what: str
    cure: str

    def __str__(self) -> str:
        place = f"第 {self.line} 行：" if self.line else ""
        return f"{place}{self.what}；{self.cure}"


def without_wildcards(word: str, line: int | None) -> str | Fault:
    """A word of a dictionary as characters to be held: `*` at its ends is any beginning or ending, which holding the
    characters means anyway; elsewhere it is a fault."""
    plain = word.strip("*")
    if "*" in plain or "?" in plain:
        return Fault(line, f"“{word}”中间有通配符", "“*”只能在词的两端；请把几种写法分开写")
    return plain


@dataclass(frozen=True, slots=True)
class Entry:
    """A code as a file gives it, not yet looked at: texts by field, each with the line it stands on."""

    line: int | None
    name: str
    fields: tuple[tuple[str, str, int | None], ...]  # (field, text, line)
