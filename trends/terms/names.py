"""Text → the people, places, organisations and reporters it names.

Nothing is guessed from a word alone. A person is a word that may be a Chinese name and once in the
text stands beside a title, a verb of speech or another name of a list (市长张百顺, 李长萍指出,
谢兆村、王彤宇), or a foreign name with its dots. Places and organisations are what jieba's
dictionary calls so, less what a paper never means by it, and names made of them (聊城 + 市,
聊城市 + 财政局). Reporters come from the byline and from 记者 with a name.

`tests/data/names.tsv` holds hits checked by hand, and `tests/test_names.py` the precision on them.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from trends.script import simplified
from trends.terms.name_roles import (
    BEFORE_NAME,
    HAN,
    NAME_CLASSES,
    ORGANISATION,
    PLACE,
    SPEAKER,
    may_be_name,
    roles_of,
)
from trends.terms.name_words import (
    COMPOUND_SURNAMES,
    GLUED,
    GLUED_FOREIGN,
    NOT_IN_ORGANISATIONS,
    NOT_NAME_ENDS,
    NOT_ORGANISATIONS,
    NOT_PEOPLE,
    NOT_PLACE_HEADS,
    NOT_PLACES,
    ORGANISATION_ENDS,
    PLACE_ENDS,
    REPORTERS,
    SPEECH,
    SURNAMES,
    TITLES,
    TRANSLITERATION,
)
from trends.terms.segment import KNOWN_WORDS, word_classes, words_of

NameKind = Literal["person", "place", "organisation", "reporter"]
KINDS: tuple[NameKind, ...] = ("person", "place", "organisation", "reporter")
_MODIFIERS = ("n", "ns", "nt", "nz", "vn", "j", "b", "x", "l")
DOTS = frozenset("·・•")
_FOREIGN = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]++(?:[·・•][\u4e00-\u9fff]++)+")
_BLANK = " 、\u3000"
_BYLINE = re.compile(
    rf"(?:记者|通讯员)[ :：\u3000]*((?:[\u4e00-\u9fff]{{2,4}}[{_BLANK}]{{1,2}}){{0,4}}[\u4e00-\u9fff]{{2,4}})"
    r"(?=[)） \n\u3000]|$)"
)


class Name(NamedTuple):
    """A name of a text and how often it stands there (at least once)."""

    text: str
    kind: NameKind
    n: int


def names_of(
    text: str,
    *,
    tokens: Sequence[str] | None = None,
    reporters: Sequence[str] = (),
    known: Mapping[str, NameKind] | None = None,
) -> tuple[Name, ...]:
    """The names of one article, by kind and text, each once.

    tokens: the words of the text when it is already cut; reporters: names of its byline;
    known: names the user's dictionary gives, found as exact strings whatever stands beside them.
    """
    text, reporters = simplified(text), [simplified(name) for name in reporters]
    words = list(tokens) if tokens is not None else words_of(text)
    given = {name: kind for name, kind in (known or {}).items() if name in text}
    found = {(name, kind): text.count(name) for name, kind in given.items()}
    wrote = {*reporters, *_signed(text)}
    roles = roles_of(words)
    people = {*_people(words, roles), *_foreign(text)} - wrote
    for name in people:
        found.setdefault((name, "person"), text.count(name))
    for name in wrote:
        found.setdefault((name, "reporter"), max(text.count(name), 1))
    for name, n in _places(words, roles).items():
        if name not in people and name not in wrote:
            found.setdefault((name, "place"), n)
    for name, n in _organisations(words, roles).items():
        found.setdefault((name, "organisation"), n)
    right = (key for key in found if given.get(key[0], key[1]) == key[1])
    order = sorted(right, key=lambda key: (key[1], key[0]))
    return tuple(Name(*key, found[key]) for key in order)


# ---- people ----------------------------------------------------------------------------------


def _people(words: Sequence[str], roles: Sequence[tuple[int, int]]) -> set[str]:
    """Words that may be names and stand beside what only a name stands beside."""
    sure: set[str] = set()
    for i, role in roles:
        if i + 1 == len(words):
            break
        if role & BEFORE_NAME:
            sure |= _named_after(words, i + 1)
        elif role & SPEAKER and words[i + 1] in SPEECH:
            sure.add(words[i])
    return sure


def _named_after(words: Sequence[str], i: int) -> set[str]:
    """The name that begins at word i, and those of a list that goes on after it."""
    names: set[str] = set()
    while i < len(words):
        name, used = _name_at(words, i)
        if not name:
            break
        names.add(name)
        i += used
        if i >= len(words) or words[i] not in {"、", " ", "\u3000"}:
            break
        i += 1
    return names


def _name_at(words: Sequence[str], i: int) -> tuple[str, int]:
    """A name made of word i, or of a surname and the word or two after it: (name, words used)."""
    word = words[i]
    if len(word) == 3 and word[-1] in GLUED and word[0] in SURNAMES:
        return word[:2], 1
    after = words[i + 1] if i + 1 < len(words) else ""
    name, used = _foreign_at(words, i) if _may_be_foreign(word) else ("", 0)
    if may_be_name(word) and used < 2:
        return (word + after, 2) if len(word) == 2 and _ends_name(after) else (word, 1)
    if used:
        return name, used
    if (word in SURNAMES and len(word) == 1) or word in COMPOUND_SURNAMES:
        if len(after) == 2 and HAN.match(after) and after not in SPEECH and _is_given(after):
            return word + after, 2
        more = words[i + 2] if i + 2 < len(words) else ""
        if len(after) == len(more) == 1 and HAN.match(after + more) and _is_given(after + more):
            return word + after + more, 3
    return "", 0


@functools.lru_cache(maxsize=KNOWN_WORDS)
def _may_be_foreign(word: str) -> bool:
    """普京, 默克尔: of two to six of the characters foreign names are written with."""
    if not 2 <= len(word) <= 6 or word in NOT_PEOPLE or not set(word) <= TRANSLITERATION:
        return False
    return word in NOT_PLACES or word_classes().get(word, "x").startswith(NAME_CLASSES)


def _foreign_at(words: Sequence[str], i: int) -> tuple[str, int]:
    """The pieces of one foreign name, 里亚布 + 科夫, and the words they stand in (希奇 + 莱马及).

    None before a dot: `_foreign` looks after those.
    """
    end = i + 1
    while end < len(words) and (_may_be_foreign(words[end]) or _is_syllable(words[end])):
        end += 1
    name = "".join(words[i:end])
    if end < len(words) and words[end] in DOTS:
        return "", 0
    rest, glued = (words[end][:-1], words[end][-1]) if end < len(words) else ("", "")
    if glued in GLUED_FOREIGN and words[end] not in word_classes() and _may_be_foreign(rest):
        return name + rest, end + 1 - i
    return name, end - i


def _is_syllable(word: str) -> bool:
    return word in TRANSLITERATION and word_classes().get(word, "x").startswith(("n", "x", "g", "z", "a"))


def _ends_name(word: str) -> bool:
    """A single character that is hardly a word by itself, as the last of a name that was cut: 张雨 霏."""
    kind = word_classes().get(word, "x")
    return len(word) == 1 and HAN.match(word) is not None and kind.startswith(("x", "g", "ng", "z", "nr"))


def _is_given(word: str) -> bool:
    kind = word_classes().get(word, "x")
    return word[-1] not in NOT_NAME_ENDS and not kind.startswith(("v", "d", "c", "p", "r", "m"))


def _foreign(text: str) -> set[str]:
    """Names with dots whose every character is one that foreign names are written with."""
    return {name for name in map(_transliterated, _FOREIGN.findall(text)) if name}


def _transliterated(name: str) -> str:
    """The name without what stands before or after it: 总统弗拉基米尔·普京强调 → 弗拉基米尔·普京."""
    parts = re.split(r"([·・•])", name)
    last_part = parts[-1].removesuffix("因")
    first = re.search(f"[{''.join(TRANSLITERATION)}]+$", parts[0])
    last = re.match(f"[{''.join(TRANSLITERATION)}]+", last_part)
    middle = all(set(part) <= TRANSLITERATION for part in parts[2:-1:2])
    if not first or not last or not middle or len(first.group()) < 2 or len(last.group()) < 2:
        return ""
    return "".join([first.group(), *parts[1:-1], last.group()])


def _signed(text: str) -> Iterator[str]:
    """Names that follow 记者 or 通讯员 inside brackets or at the end of a line."""
    for names in _BYLINE.findall(text):
        yield from (
            name for name in re.split(r"[ 、\u3000]+", names) if may_be_name(name) and name not in REPORTERS
        )


# ---- places and organisations ----------------------------------------------------------------


def _places(words: Sequence[str], roles: Sequence[tuple[int, int]]) -> Counter[str]:
    """Places of the dictionary, with the 省, 市, 县 … after them; and what stands before 镇, 村 …"""
    found: Counter[str] = Counter()
    classes = word_classes()
    for i in (i for i, role in roles if role & PLACE):
        word = words[i]
        whole = _with_end(word, words[i + 1] if i + 1 < len(words) else "")
        if classes.get(word, "x") == "ns" or (whole[-1] in PLACE_ENDS and _is_place_head(whole[:-1])):
            found[whole] += 1
    return found


def _with_end(word: str, after: str) -> str:
    return word + after if after in PLACE_ENDS and word[-1] not in PLACE_ENDS else word


@functools.lru_cache(maxsize=KNOWN_WORDS)
def _is_place_head(head: str) -> bool:
    return (
        2 <= len(head) <= 4
        and head not in NOT_PLACE_HEADS
        and word_classes().get(head, "x") in ("x", "ns", "nr")
    )


def _organisations(words: Sequence[str], roles: Sequence[tuple[int, int]]) -> Counter[str]:
    """Organisations of the dictionary, and runs of names and nouns from a place to an ending."""
    found: Counter[str] = Counter()
    free = 0
    for i in (i for i, role in roles if role & ORGANISATION):
        used = _organisation_at(words, i) if i >= free else 0
        if used:
            found["".join(words[i : i + used])] += 1
            free = i + used
    return found


def _organisation_at(words: Sequence[str], i: int, longest: int = 5) -> int:
    """How many words from i on make the longest organisation, 0 for none."""
    best = 0
    for end in range(i, min(i + longest, len(words))):
        word = words[end]
        if end > i and word not in PLACE_ENDS and not _may_modify(word):
            break
        if word.endswith(ORGANISATION_ENDS):
            whole = "".join(words[i : end + 1])
            best = end - i + 1 if len(whole) > 2 and whole not in NOT_ORGANISATIONS else best
    return best


@functools.lru_cache(maxsize=KNOWN_WORDS)
def _may_modify(word: str) -> bool:
    if len(word) < 2 or word in SPEECH or word in NOT_IN_ORGANISATIONS or word.endswith(TITLES):
        return False
    return word_classes().get(word, "x").startswith(_MODIFIERS)
