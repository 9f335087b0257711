"""Texts of a partition + phrases → where the phrases stand and what stands beside them.

Phrases are found as exact strings, whatever the segmenter would do: windows of every phrase
length are hashed by one polynomial over the characters and looked up.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from trends.script import simplified

OPENING = frozenset('“「『《"')
CLOSING = frozenset('”」』》"')
GLUE = frozenset("·-")  # join the parts of one name
NUMERALS = frozenset("0123456789零〇一二三四五六七八九十百千万亿两")
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_TABLE_BITS = 20
_CHARACTERS = 0x110000
EXAMPLE = 40
_SENTENCE_ENDS = frozenset("。！？；\n")


@dataclass(frozen=True)
class Uses:
    """How the phrases that stand in some articles are used there; partitions add up.

    phrase: (P,) int64, the numbers of those phrases, ascending
    n: (P,) articles; occurrences: (P,) times; quoted: (P,) times as the whole of a quotation
    first, last: (P,) ISO dates; example: (P,) first sentence
    left, right: (entries,) int64, phrase × 0x110000 + neighbouring letter, sorted; left_n, right_n:
    (entries,) times. A neighbour that is no letter, digit or GLUE is left out: it bounds the phrase.
    All digits and numerals are one neighbour, "0": a piece of 第135届广交会 is not free for being numbered.
    """

    phrase: np.ndarray
    n: np.ndarray
    occurrences: np.ndarray
    quoted: np.ndarray
    first: np.ndarray
    last: np.ndarray
    example: np.ndarray
    left: np.ndarray
    left_n: np.ndarray
    right: np.ndarray
    right_n: np.ndarray

    def of_all(self, total: int) -> Uses:
        """The same of phrases 0 to total − 1: nought, and "" as dates and sentence, of those that stand nowhere."""
        return _laid_out(self, np.arange(total))


def phrase_uses(dates: Sequence[str], texts: Sequence[str], phrases: str) -> Uses:
    """Counts phrases in the articles of a partition; `dates` and `texts` run in parallel.

    phrases: one a line. As one text they reach a worker, and are known there for the same, at no cost.
    """
    printed = "\n".join(("", *texts, ""))
    joined = simplified(printed)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    place, phrase, size = _found(points, phrases)
    begins = np.cumsum([1, *(len(text) + 1 for text in texts)])
    article = np.searchsorted(begins, place, side="right") - 1
    before, after = points[place - 1], points[place + size]
    present, row = np.unique(phrase, return_inverse=True)
    pairs = np.unique(row * len(begins) + article)
    total = len(present)
    first, last, example = _spans(np.array([*dates, ""], dtype=object), printed, place, row, article)
    letters = _letters(points)
    left, left_n = _neighbours(phrase, before, letters)
    right, right_n = _neighbours(phrase, after, letters)
    opening, closing = _members(OPENING), _members(CLOSING)
    quoted = np.isin(before, opening) & np.isin(after, closing)
    return Uses(
        phrase=present,
        n=np.bincount(pairs // len(begins), minlength=total),
        occurrences=np.bincount(row, minlength=total),
        quoted=np.bincount(row[quoted], minlength=total),
        first=first, last=last, example=example,
        left=left, left_n=left_n, right=right, right_n=right_n,
    )  # fmt: skip


def merged_uses(uses: Iterable[Uses]) -> Uses:
    """The sum of the uses of disjoint articles. Only sums of equally many parts are added, so n parts cost
    n · log n and log n sums are held. Raises ValueError for none."""
    sums: list[tuple[int, Uses]] = []
    for one in uses:
        sums.append((1, one))
        while len(sums) > 1 and sums[-2][0] == sums[-1][0]:
            (parts, a), (_, b) = sums[-2:]
            sums[-2:] = [(2 * parts, _sum(a, b))]
    if not sums:
        raise ValueError("no uses to merge")
    return functools.reduce(lambda later, earlier: _sum(earlier, later), (one for _, one in reversed(sums)))


def entropy(phrases: int, occurrences: np.ndarray, keys: np.ndarray, n: np.ndarray) -> np.ndarray:
    """(P,) branching entropy in bits of the neighbours on one side (Huang & Powers 2003).

    Each occurrence beside punctuation counts as a neighbour of its own: there the phrase is free.
    """
    phrase = keys // _CHARACTERS
    total = np.maximum(occurrences, 1).astype(float)
    p = n / total[phrase]
    inner = np.bincount(phrase, weights=-p * np.log2(p), minlength=phrases)
    bounded = (occurrences - np.bincount(phrase, weights=n, minlength=phrases)) / total
    return np.asarray(inner + bounded * np.log2(total))


def _found(points: np.ndarray, phrases: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Place (first character), phrase and length of every occurrence, overlapping ones included."""
    places, found, sizes = [], [], []
    wanted = _wanted(phrases)
    for length, hashes in _window_hashes(_mixed(points), max(wanted, default=0)):
        if length not in wanted:
            continue
        known, own, table = wanted[length]
        near = np.flatnonzero(table[_slot(hashes)])
        rank = np.minimum(np.searchsorted(known, hashes[near]), len(known) - 1)
        hit = known[rank] == hashes[near]
        places.append(near[hit])
        found.append(own[rank[hit]])
        sizes.append(np.full(len(places[-1]), length))
    none = np.empty(0, dtype=np.int64)
    return np.concatenate([none, *places]), np.concatenate([none, *found]), np.concatenate([none, *sizes])


@functools.lru_cache(maxsize=1)
def _wanted(text: str) -> dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Length → hashes of the phrases of that length in order, their places in `phrases`, the slots that
    any of them has. Kept for the phrases last asked for: every partition asks for the same."""
    phrases = text.split("\n")
    by_length: dict[int, list[int]] = {}
    for i, phrase in enumerate(phrases):
        by_length.setdefault(len(phrase), []).append(i)
    wanted = {}
    for length, own in by_length.items():
        hashes = _hashes([phrases[i] for i in own])
        order = np.argsort(hashes)
        table = np.zeros(1 << _TABLE_BITS, dtype=bool)
        table[_slot(hashes)] = True
        wanted[length] = (hashes[order], np.array(own)[order], table)
    return wanted


def _mixed(points: np.ndarray) -> np.ndarray:
    codes = (points.astype(np.uint64) + np.uint64(1)) * _MIX
    return codes ^ (codes >> np.uint64(29))


def _window_hashes(codes: np.ndarray, longest: int) -> Iterator[tuple[int, np.ndarray]]:
    """(length, hash of the window that begins at each place), for lengths 1, 2, …; modulo 2^64."""
    hashes = codes.copy()
    for length in range(1, longest + 1):
        if length > 1:
            hashes = hashes[:-1] * _BASE + codes[length - 1 :]
        if not len(hashes):
            return
        yield length, hashes


def _hashes(phrases: Sequence[str]) -> np.ndarray:
    """The hash of each of some phrases of one length."""
    points = np.frombuffer("".join(phrases).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = _mixed(points).reshape(len(phrases), -1)
    hashes = codes[:, 0]
    for column in codes.T[1:]:
        hashes = hashes * _BASE + column
    return hashes


def _slot(hashes: np.ndarray) -> np.ndarray:
    return (hashes >> np.uint64(64 - _TABLE_BITS)).astype(np.int64)


def _letters(points: np.ndarray) -> np.ndarray:
    """The letters, digits and GLUE among the characters that occur, sorted."""
    inner = (p for p in np.unique(points).tolist() if chr(p).isalnum() or chr(p) in GLUE)
    return np.array(list(inner), dtype=np.uint32)


def _members(characters: frozenset[str]) -> np.ndarray:
    return np.array(sorted(map(ord, characters)), dtype=np.uint32)


def _neighbours(phrase: np.ndarray, beside: np.ndarray, letters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    inner = np.isin(beside, letters)
    beside = np.where(np.isin(beside, _members(NUMERALS)), np.uint32(ord("0")), beside)
    keys, n = np.unique(phrase[inner] * _CHARACTERS + beside[inner], return_counts=True)
    return keys, n


def _spans(
    dates: np.ndarray, text: str, place: np.ndarray, row: np.ndarray, article: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(rows,) first date, last date and the first sentence of each phrase. row: (n,) of the phrase of each place."""
    _, day = np.unique(dates.astype(str), return_inverse=True)
    order = np.lexsort((place, day[article], row))
    starts = np.flatnonzero(np.diff(row[order], prepend=-1))
    ends = np.append(starts[1:], len(order))[: len(starts)] - 1
    example = np.array(sentences(text, place[order[starts]]), dtype=object)
    return dates[article[order[starts]]], dates[article[order[ends]]], example


def sentences(text: str, places: np.ndarray) -> list[str]:
    """The sentence around each place, at most EXAMPLE characters to each side."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    marks = np.concatenate([[-1], np.flatnonzero(np.isin(points, _members(_SENTENCE_ENDS))), [len(points)]])
    after = np.searchsorted(marks, places)
    begins = np.maximum(marks[after - 1] + 1, places - EXAMPLE).tolist()
    ends = np.minimum(marks[after], places + EXAMPLE).tolist()
    return [text[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]


def _laid_out(uses: Uses, phrase: np.ndarray) -> Uses:
    """The uses of these phrases, ascending, among which all of the uses' own are."""
    place = np.searchsorted(phrase, uses.phrase)

    def wider(values: np.ndarray, rest: int | str) -> np.ndarray:
        laid = np.full(len(phrase), rest, dtype=values.dtype)
        laid[place] = values
        return laid

    counts = {name: wider(getattr(uses, name), 0) for name in ("n", "occurrences", "quoted")}
    texts = {name: wider(getattr(uses, name), "") for name in ("first", "last", "example")}
    return replace(uses, phrase=phrase, **counts, **texts)


def _sum(a: Uses, b: Uses) -> Uses:
    phrase = np.union1d(a.phrase, b.phrase)
    a, b = _laid_out(a, phrase), _laid_out(b, phrase)
    left, left_n = _added(a.left, a.left_n, b.left, b.left_n)
    right, right_n = _added(a.right, a.right_n, b.right, b.right_n)
    earlier = (b.first != "") & ((a.first == "") | (b.first < a.first))
    return Uses(
        phrase=phrase,
        n=a.n + b.n,
        occurrences=a.occurrences + b.occurrences,
        quoted=a.quoted + b.quoted,
        first=np.where(earlier, b.first, a.first),
        last=np.where(b.last > a.last, b.last, a.last),
        example=np.where(earlier, b.example, a.example),
        left=left, left_n=left_n, right=right, right_n=right_n,
    )  # fmt: skip


def _added(
    keys: np.ndarray, n: np.ndarray, more: np.ndarray, more_n: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    both, inverse = np.unique(np.concatenate([keys, more]), return_inverse=True)
    return both, np.bincount(inverse, weights=np.concatenate([n, more_n]), minlength=len(both)).astype(
        np.int64
    )
