"""Anchors → aligned passages: chains of anchors at one distance, drawn out as far as the texts agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trends.reuse.grams import GRAM

GAP = 240  # letters between two anchors of a passage, at most
DRIFT = 24  # letters by which they may move against each other
LEAST = 30  # letters of a passage
REACH = 160  # letters that a passage is drawn out at either end
SHIFTS = sorted(range(-6, 7), key=abs)  # letters put in or left out there, the fewest first
_WINDOW = 7  # letters over which agreement is looked at
_AGREE = 0.55  # part of them, 0..1
_BATCH = 2_000  # passages
_NOWHERE, _NOT_THERE = np.uint16(0), np.uint16(0xFFFF)  # no letters: a place without one is like no other


@dataclass(frozen=True, slots=True)
class Texts:
    """All letters of many texts in a row. codes: (N,) uint16; starts: (T + 1,) where each text begins."""

    codes: np.ndarray
    starts: np.ndarray

    def of(self, places: np.ndarray) -> np.ndarray:
        """The text that each place is in."""
        return np.searchsorted(self.starts, places, "right") - 1


@dataclass(frozen=True, slots=True)
class Passages:
    """(P,) each: a text and the part of it, start..end (exclusive, letters of the text), and the text and part where it
    was printed before."""

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    from_text: np.ndarray
    from_start: np.ndarray
    from_end: np.ndarray

    def take(self, kept: np.ndarray) -> Passages:
        return Passages(*(getattr(self, name)[kept] for name in self.__slots__))


def passages_of(later: np.ndarray, first: np.ndarray, texts: Texts) -> Passages:
    """The passages behind the anchors `later`, `first` (places of the same gram). No two of a text overlap by more
    than half: the longer stays."""
    chains = _chains(later, first, texts)
    found = _drawn_out(chains, texts)
    found = _joined(found)
    found = found.take(found.end - found.start >= LEAST)
    return _apart(found)


def _chains(later: np.ndarray, first: np.ndarray, texts: Texts) -> Passages:
    text, source = texts.of(later), texts.of(first)
    at, was = later - texts.starts[text], first - texts.starts[source]
    order = np.lexsort((at, source, text))
    text, source, at, was = text[order], source[order], at[order], was[order]
    move = at - was
    breaks = np.r_[
        True,
        (text[1:] != text[:-1])
        | (source[1:] != source[:-1])
        | (np.diff(at) > GAP)
        | (np.abs(np.diff(move)) > DRIFT),
    ]
    if not len(at):
        breaks = np.zeros(0, bool)
    begins = np.flatnonzero(breaks)
    if not len(begins):
        nothing = np.zeros(0, np.int64)
        return Passages(nothing, nothing, nothing, nothing, nothing, nothing)
    ends = np.r_[begins[1:], len(at)] - 1
    several = ends > begins  # one anchor alone is a phrase
    begins, ends = begins[several], ends[several]
    return Passages(text[begins], at[begins], at[ends] + GRAM, source[begins], was[begins], was[ends] + GRAM)


def _drawn_out(chains: Passages, texts: Texts) -> Passages:
    """Both ends moved outward while the texts agree, allowing for letters put in or left out."""
    parts = [
        _batch(chains.take(np.arange(k, min(k + _BATCH, len(chains.text)))), texts)
        for k in range(0, len(chains.text), _BATCH)
    ]
    if not parts:
        return chains
    return Passages(*(np.concatenate([getattr(p, name) for p in parts]) for name in Passages.__slots__))


def _batch(chains: Passages, texts: Texts) -> Passages:
    base, source = texts.starts[chains.text], texts.starts[chains.from_text]
    sizes = texts.starts[chains.text + 1] - base, texts.starts[chains.from_text + 1] - source
    left, left_from = _reach(chains.start - 1, chains.from_start - 1, base, source, sizes, texts.codes, -1)
    right, right_from = _reach(chains.end, chains.from_end, base, source, sizes, texts.codes, 1)
    return Passages(
        chains.text,
        np.maximum(chains.start - left, 0),
        np.minimum(chains.end + right, sizes[0]),
        chains.from_text,
        np.maximum(chains.from_start - left_from, 0),
        np.minimum(chains.from_end + right_from, sizes[1]),
    )


def _reach(
    at: np.ndarray,
    was: np.ndarray,
    base: np.ndarray,
    source: np.ndarray,
    sizes: tuple[np.ndarray, np.ndarray],
    codes: np.ndarray,
    way: int,
) -> tuple[np.ndarray, np.ndarray]:
    """How many letters each passage goes on beyond its end, in its text and in the other."""
    steps = way * np.arange(REACH)
    here = at[:, None] + steps
    inside = (here >= 0) & (here < sizes[0][:, None])
    own = np.where(inside, _codes_at(codes, base[:, None] + here), _NOWHERE)
    most = max(SHIFTS)
    there = was[:, None] + way * np.arange(-most, REACH + most)
    within = (there >= 0) & (there < sizes[1][:, None])
    other = np.where(within, _codes_at(codes, source[:, None] + there), _NOT_THERE)
    best = np.zeros(
        here.shape, dtype=np.uint8
    )  # of the last _WINDOW letters how many agree, under the best shift
    shift = np.zeros(here.shape, dtype=np.int8)
    alike = np.zeros(here.shape, dtype=bool)
    padded = np.zeros((len(at), _WINDOW - 1 + REACH), dtype=np.uint8)
    for s in SHIFTS:
        first = most + way * s
        same = own == other[:, first : first + REACH]
        padded[:, _WINDOW - 1 :] = same
        near = padded[:, :REACH].copy()
        for later in range(1, _WINDOW):
            near += padded[:, later : later + REACH]
        better = near > best
        for kept, new in ((best, near), (shift, np.int8(s)), (alike, same)):
            np.copyto(kept, new, where=better)
    agree = best / np.minimum(np.arange(1, REACH + 1), _WINDOW)
    score = np.cumsum(np.where(inside & (agree >= _AGREE), 1.0, -1.0), axis=1)
    last = np.argmax(np.where(alike, score, -1.0), axis=1)  # a passage ends with a letter that both have
    rows = np.arange(len(at))
    good = score[rows, last] > 0
    length = np.where(good, last + 1, 0)
    moved = np.where(good, way * shift[rows, last].astype(np.int64), 0)
    return length, np.maximum(length + moved, 0)


def _codes_at(codes: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The letters at places; of places before and behind all texts, any."""
    found: np.ndarray = np.asarray(codes)[np.clip(places, 0, len(codes) - 1)]
    return found


def _joined(found: Passages) -> Passages:
    """Parts of one passage that meet after being drawn out are one."""
    order = np.lexsort((found.start, found.from_text, found.text))
    found = found.take(order)
    if not len(order):
        return found
    moves = found.start - found.from_start
    apart = (
        (found.text[1:] != found.text[:-1])
        | (found.from_text[1:] != found.from_text[:-1])
        | (found.start[1:] - found.end[:-1] > DRIFT)
        | (np.abs(np.diff(moves)) > 2 * DRIFT)
    )
    begins = np.flatnonzero(np.r_[True, apart])
    return Passages(
        found.text[begins],
        np.minimum.reduceat(found.start, begins),
        np.maximum.reduceat(found.end, begins),
        found.from_text[begins],
        np.minimum.reduceat(found.from_start, begins),
        np.maximum.reduceat(found.from_end, begins),
    )


def _apart(found: Passages) -> Passages:
    """Of passages of a text that lie on each other by more than half, the longest."""
    order = np.lexsort((found.start - found.end, found.text))
    found = found.take(order)
    kept: list[int] = []
    own: list[tuple[int, int]] = []
    last = -1
    for k, (text, start, end) in enumerate(
        zip(found.text.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    ):
        if text != last:
            own, last = [], text
        if all(2 * (min(end, b) - max(start, a)) <= end - start for a, b in own):
            own.append((start, end))
            kept.append(k)
    found = found.take(np.array(kept, dtype=np.int64))
    return found.take(np.lexsort((found.start, found.text)))
