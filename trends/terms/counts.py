"""Texts → how often each term stands in each article."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from trends.script import folded, is_traditional
from trends.terms.segment import KNOWN_WORDS, composed, cut, segmenter, word_classes

_WORD = re.compile(r"^(?:[\w·\-]|(?<=\w)\+|(?<=\w)\.(?=\d))+$")  # 5G+工业互联网, PM2.5
_NUMBER = re.compile(r"^[\d\W_]+$")
_NUMERAL = re.compile(r"^[\d.零〇一二三四五六七八九十百千]+$")
_NUMERALS = frozenset(".零〇一二三四五六七八九十百千")
_UNITS = frozenset("年月日时届")


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Sparse counts of a batch of articles, one entry a pair that occurs.

    article: (entries,) int32, row of the article in the batch, ascending
    term: (entries,) int32, index into `terms`, ascending within an article
    n: (entries,) int32, occurrences in headline and body
    head: (entries,) int32, those of them in the headline
    terms: the distinct terms of the batch, sorted
    printed: term → how many articles print it in each other form: traditional characters, capital letters
    """

    article: np.ndarray
    term: np.ndarray
    n: np.ndarray
    head: np.ndarray
    terms: list[str]
    printed: dict[str, dict[str, int]] = field(default_factory=dict)


def count_terms(
    heads: Sequence[str], bodies: Sequence[str], words: frozenset[str] = frozenset()
) -> TermCounts:
    """Counts of the terms of each article; `heads` and `bodies` run in parallel."""
    tokens: list[str] = []
    cutter = segmenter(words)
    ends = np.zeros(len(heads) * 2, dtype=np.int64)
    forms: Counter[tuple[str, str]] = Counter()
    own: set[tuple[str, str]] = set()  # of the article
    for half, text in enumerate(text for pair in zip(heads, bodies, strict=True) for text in pair):
        found = cut(text, cutter)
        tokens += found
        ends[half] = len(tokens)
        if is_traditional(text):
            own.update(
                pair for pair in zip(found, _as_printed(text, found), strict=True) if pair[0] != pair[1]
            )
        if half % 2:
            forms.update(own)
            own.clear()
    encoded = pa.array(tokens, pa.string()).dictionary_encode()
    codes, distinct = _without_units(encoded.indices.to_numpy(), encoded.dictionary.to_pylist(), words)
    place = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    lower = [word.lower() for word in distinct]
    forms.update(_capitals(place // 2, codes, distinct, lower))
    codes, distinct = _small(codes, lower)
    held = np.flatnonzero(np.bincount(codes)).tolist()
    order = sorted((code for code in held if is_term(distinct[code])), key=distinct.__getitem__)
    rank_of = np.full(len(distinct), -1)
    rank_of[order] = np.arange(len(order))
    terms = [distinct[code] for code in order]
    counts = _aggregated(place, rank_of[codes] if len(codes) else codes, terms)
    known = frozenset(terms)
    printed: dict[str, dict[str, int]] = {}
    for (term, form), n in sorted(forms.items()):
        term = folded(term)
        if term in known:
            own_forms = printed.setdefault(term, {})
            own_forms[form] = own_forms.get(form, 0) + n
    return replace(counts, printed=printed)


def _as_printed(text: str, words: Sequence[str]) -> list[str]:
    """The words of a text's shadow as the text prints them."""
    printed, at, found = composed(text), 0, []
    for word in words:
        found.append(printed[at : at + len(word)])
        at += len(word)
    return found


def _without_units(
    codes: np.ndarray, distinct: list[str], words: frozenset[str]
) -> tuple[np.ndarray, list[str]]:
    """The tokens, codes into distinct words, where a word that was only guessed and follows a numeral
    has lost the unit it begins with: 12|日至 is no word 日至, nor is 135|届广交会."""
    known = word_classes()
    place = {word: code for code, word in enumerate(distinct)}
    rest = np.arange(len(distinct))
    for code, word in enumerate(distinct):
        if word[0] in _UNITS and len(word) > 1 and word not in words and word not in known:
            rest[code] = place.setdefault(word[1:], len(place))
    numeral = np.array([_is_numeral(word) for word in distinct], dtype=bool)
    if len(codes) == 0:
        return codes, distinct
    after = np.concatenate([[False], numeral[codes[:-1]]])
    return np.where(after, rest[codes], codes), list(place)


def _is_numeral(word: str) -> bool:
    return (word[0] in _NUMERALS or word[0].isdecimal()) and _NUMERAL.match(word) is not None


def _capitals(
    article: np.ndarray, codes: np.ndarray, distinct: list[str], lower: list[str]
) -> dict[tuple[str, str], int]:
    """(word, form) → articles that print it so, of the words that are printed with capital letters anywhere.

    lower: the distinct words in small letters."""
    small = {word for word, printed in zip(lower, distinct, strict=True) if word != printed}
    if not small:
        return {}
    cased = np.array([word in small for word in lower], dtype=bool)
    own = cased[codes]
    pairs = np.unique(article[own] * len(distinct) + codes[own])
    code, n = np.unique(pairs % len(distinct), return_counts=True)
    return {(lower[i], distinct[i]): int(k) for i, k in zip(code.tolist(), n.tolist(), strict=True)}


def _small(codes: np.ndarray, lower: list[str]) -> tuple[np.ndarray, list[str]]:
    """The tokens, codes into words in small letters some of which are the same, as codes into different ones."""
    place = {word: code for code, word in enumerate(dict.fromkeys(lower))}
    small = np.fromiter(map(place.__getitem__, lower), dtype=np.int64, count=len(lower))
    return (small[codes] if len(codes) else codes), list(place)


@functools.lru_cache(maxsize=KNOWN_WORDS)
def is_term(word: str) -> bool:
    """At least two characters, only letters, digits and inner marks, not digits alone: 5G and
    24小时 are terms, 2024 is none."""
    return len(word) > 1 and _WORD.match(word) is not None and _NUMBER.match(word) is None


def _aggregated(place: np.ndarray, rank: np.ndarray, terms: list[str]) -> TermCounts:
    kept = rank >= 0
    place, rank = place[kept], rank[kept]
    width = max(len(terms), 1)
    # Sorted with the half of the article in the last bit, which costs a quarter of finding distinct pairs
    keys = np.sort(((place // 2) * width + rank) * 2 + place % 2)
    pairs, body = keys // 2, keys % 2
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    bodies = np.diff(np.append(0, np.cumsum(body))[np.append(begins, len(keys))])
    n = np.diff(np.append(begins, len(keys)))
    return TermCounts(
        article=(pairs[begins] // width).astype(np.int32),
        term=(pairs[begins] % width).astype(np.int32),
        n=n.astype(np.int32),
        head=(n - bodies).astype(np.int32),
        terms=terms,
    )
