"""How well one line's end reads on into another line's beginning.

The score is a log-odds: a weighted sum of the pointwise mutual information of the characters on both
sides of the seam (two, three and four of them) and of the dictionary word across it. Counts are
shrunk towards what chance would give (κ pseudo-occurrences), so that the same weights hold for one
page and for a whole archive: they were fitted by logistic regression (benchmarks/weights.py) on true and exchanged line
breaks of news text with 0, 30,000, 300,000 and 1.3 million characters learned beside the page. AUC
0.79, 0.83, 0.89 and 0.92.
"""

from __future__ import annotations

import dataclasses
import math
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import numpy.typing as npt

from trends.layout.characters import plain

_K0, _K1, _K2, _K3 = _KEYS = (2654435761, 2246822519, 3266489917, 668265263)
_KAPPA = 0.5
_INTERCEPT, _WORD = -0.79, 0.28
_TWO, _LEFT_THREE, _RIGHT_THREE, _FOUR = 0.75, 0.51, 0.92, 1.31
_WHOLE, _FRONT, _BACK, _MIDDLE = 1, 2, 4, 8  # where two letters stand in a word
_PLACES = {2: ((0, _WHOLE),), 3: ((0, _FRONT), (1, _BACK)), 4: ((0, _FRONT), (1, _MIDDLE), (2, _BACK))}
_MASK = 0xFFFFFFFF
_PAGE_BITS, _ARCHIVE_BITS = 17, 22
_MOST = 65535
_LONG, _LONGER = math.sqrt(2), math.sqrt(3)  # what words of three and of four letters count, one of two 1


Pairs = Mapping[str, Mapping[str, int]]  # a letter → a letter after it → where they stand in words


@dataclass(frozen=True, slots=True)
class Seams:
    """Counts of characters and hashed 2- to 4-grams and, if given, words' frequencies.

    `cells`: a power of two of them, each at most 65,535; `base`: what was learned before, counted in.
    """

    letters: memoryview[int]  # by code point modulo 65,536
    cells: memoryview[int]
    size: int
    words: Mapping[str, int] = field(default_factory=dict)
    inner: Pairs = field(default_factory=dict)  # of the words
    base: Seams | None = None
    known: dict[str, float] = field(default_factory=dict, compare=False)  # seams already judged

    def count(self, gram: str) -> int:
        """How often 1 to 4 characters stand together in the learned text."""
        if len(gram) == 1:
            own = self.letters[ord(gram) & _MOST]
        else:
            mixed = sum(map(operator.mul, map(ord, gram), _KEYS)) & _MASK
            own = self.cells[(mixed ^ (mixed >> 15)) & (len(self.cells) - 1)]
        return own + (self.base.count(gram) if self.base else 0)

    @property
    def total(self) -> int:
        """Characters learned."""
        return self.size + (self.base.size if self.base else 0)

    @property
    def wordless(self) -> Seams:
        """The same without a dictionary, so that it says less."""
        return dataclasses.replace(self, inner={}, known={})

    def joint(self, left: str, right: str) -> float:
        """Log-odds that `right` continues `left` within a sentence; both plain and stripped."""
        if not left or not right:
            return 0.0
        place = f"{left[-3:]}|{right[:3]}"
        found = self.known.get(place)
        if found is None:
            found = self.known[place] = self._joint(left[-3:], right[:3])
        return found

    def joints(self, lefts: Sequence[str], rights: Sequence[str]) -> npt.NDArray[np.float64]:
        """`joint` of every left with every right, lefts × rights."""
        x, y = (_codes(lefts, place)[:, None] for place in (-2, -1))
        z, w = (_codes(rights, place)[None, :] for place in (0, 1))
        score = self._letters(x, y, z, w)
        backs, fronts = _by_letter(lefts, -1), _by_letter(rights, 0)
        for letter in backs.keys() & self.inner.keys():
            for other in fronts.keys() & self.inner[letter]:
                held = self.inner[letter][other]
                for i, j in product(backs[letter], fronts[other]):
                    score[i, j] += _WORD * self._across(held, lefts[i], rights[j])
        return score

    def judge(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Judges each pair of a left and a right, all at once, for `joint` to know."""
        lefts, rights = [left[-3:] for left, _ in pairs], [right[:3] for _, right in pairs]
        x, y, z, w = (_codes(t, place) for t, place in ((lefts, -2), (lefts, -1), (rights, 0), (rights, 1)))
        for a, b, score in zip(lefts, rights, self._letters(x, y, z, w).tolist(), strict=True):
            if a and b:
                self.known[f"{a}|{b}"] = score + _WORD * self._word(a, b)

    def _letters(
        self,
        x: npt.NDArray[np.uint32],
        y: npt.NDArray[np.uint32],
        z: npt.NDArray[np.uint32],
        w: npt.NDArray[np.uint32],
    ) -> npt.NDArray[np.float64]:
        """The evidence of the letters xy|zw around seams, broadcast together."""
        total = max(1, self.total)
        one_y, one_z = self._seen(y), self._seen(z)
        left_two, right_two = self._seen(x, y), self._seen(z, w)
        score = _INTERCEPT + _TWO * _information(self._seen(y, z), one_y, one_z, total)
        score += np.where(x > 0, _LEFT_THREE, 0) * _information(self._seen(x, y, z), left_two, one_z, total)
        score += np.where(w > 0, _RIGHT_THREE, 0) * _information(self._seen(y, z, w), one_y, right_two, total)
        four = _information(self._seen(x, y, z, w), left_two, right_two, total)
        found: npt.NDArray[np.float64] = score + np.where((x > 0) & (w > 0), _FOUR, 0) * four
        return found

    def _seen(self, *codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
        """Counts of the grams whose code points are given place by place, broadcast together."""
        if len(codes) == 1:
            own = np.asarray(self.letters)[codes[0] & np.uint32(_MOST)].astype(np.float64)
        else:
            mixed = sum(code * np.uint32(key) for code, key in zip(codes, _KEYS, strict=False))
            places = (mixed ^ (mixed >> np.uint32(15))) & np.uint32(len(self.cells) - 1)
            own = np.asarray(self.cells)[places].astype(np.float64)
        below: npt.NDArray[np.float64] | float = self.base._seen(*codes) if self.base else 0.0
        found: npt.NDArray[np.float64] = own + below
        return found

    def _joint(self, a: str, b: str) -> float:
        x, y, z, w = a[-2:-1], a[-1], b[0], b[1:2]
        count, total = self.count, max(1, self.total)
        one_y, one_z = count(y), count(z)
        score = _INTERCEPT + _WORD * self._word(a, b)
        score += _TWO * math.log((count(y + z) + _KAPPA) / (one_y * one_z / total + _KAPPA))
        left, right = count(x + y) if x else 0, count(z + w) if w else 0
        if x:
            chance = left * one_z / total
            score += _LEFT_THREE * math.log((count(x + y + z) + _KAPPA) / (chance + _KAPPA))
        if w:
            chance = one_y * right / total
            score += _RIGHT_THREE * math.log((count(y + z + w) + _KAPPA) / (chance + _KAPPA))
        if x and w:
            score += _FOUR * math.log((count(x + y + z + w) + _KAPPA) / (left * right / total + _KAPPA))
        return score

    def _word(self, a: str, b: str) -> float:
        """The best dictionary word with letters on both sides of the seam: log frequency by length."""
        held = self.inner.get(a[-1], {}).get(b[0], 0)
        return self._across(held, a, b) if held else 0.0

    def _across(self, held: int, a: str, b: str) -> float:
        """The same where the letters at the seam stand in words in the ways of `held`."""
        known = self.words.get
        near = a[-1] + b[0]
        two, three, four = known(near, 0) if held & _WHOLE else 0, 0, 0
        if held & _FRONT and len(b) > 1:
            three = known(near + b[1], 0)
            four = known(near + b[1:3], 0) if len(b) > 2 else 0
        if held & _BACK and len(a) > 1:
            three = max(three, known(a[-2] + near, 0))
            four = max(four, known(a[-3] + a[-2] + near, 0) if len(a) > 2 else 0)
        if held & _MIDDLE and len(a) > 1 and len(b) > 1:
            four = max(four, known(a[-2] + near + b[1], 0))
        best = math.log1p(two) if two else 0.0
        if three:
            best = max(best, _LONG * math.log1p(three))
        return max(best, _LONGER * math.log1p(four)) if four else best


def _information(
    both: npt.NDArray[np.float64],
    left: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    total: int,
) -> npt.NDArray[np.float64]:
    """Pointwise mutual information, shrunk towards chance."""
    found: npt.NDArray[np.float64] = np.log((both + _KAPPA) / (left * right / total + _KAPPA))
    return found


def _by_letter(texts: Sequence[str], place: int) -> dict[str, list[int]]:
    """Which texts have which letter at a place."""
    found: dict[str, list[int]] = {}
    for n, text in enumerate(texts):
        if text:
            found.setdefault(text[place], []).append(n)
    return found


def _codes(texts: Sequence[str], place: int) -> npt.NDArray[np.uint32]:
    """The code point at a place of each text, 0 where the text is too short."""
    reach = place + 1 if place >= 0 else -place
    return np.array([ord(text[place]) if len(text) >= reach else 0 for text in texts], dtype=np.uint32)


def learn_seams(texts: Iterable[str], words: Mapping[str, int] | None = None) -> Seams:
    """Clean texts → Seams. `words`: a dictionary's words and frequencies."""
    letters, cells = np.zeros(_MOST + 1, dtype=np.int64), np.zeros(1 << _ARCHIVE_BITS, dtype=np.int64)
    batch: list[str] = []
    size = total = 0
    for text in texts:
        batch.append(plain(text))
        size += len(text)
        if size > 1_000_000:
            total += _add(letters, cells, batch)
            batch, size = [], 0
    total += _add(letters, cells, batch)
    return _seams(letters, cells, total, words, None)


def seams_of(text: str, words: Mapping[str, int] | None, base: Seams | None = None) -> Seams:
    """One page's plain text → its own Seams, over what was learned before."""
    letters, cells, total = _counted(text, _PAGE_BITS)
    return _seams(letters, cells, total, words, base)


def _seams(
    letters: npt.NDArray[np.int64],
    cells: npt.NDArray[np.int64],
    size: int,
    words: Mapping[str, int] | None,
    base: Seams | None,
) -> Seams:
    few = np.minimum(cells, _MOST).astype(np.uint16)
    inner = _inner_pairs(words) if words else {}
    return Seams(letters.astype(np.uint32).data, few.data, size, words or {}, inner, base)


def _inner_pairs(words: Mapping[str, int]) -> Pairs:
    """Kept for the dictionary last asked for, since every page asks for the same one."""
    if not _INNER or _INNER[0][0] is not words:
        pairs: dict[str, dict[str, int]] = {}
        for word in words:
            for at, place in _PLACES.get(len(word), ()):
                after = pairs.setdefault(word[at], {})
                after[word[at + 1]] = after.get(word[at + 1], 0) | place
        _INNER[:] = [(words, pairs)]
    return _INNER[0][1]


_INNER: list[tuple[Mapping[str, int], Pairs]] = []


def _add(letters: npt.NDArray[np.int64], cells: npt.NDArray[np.int64], texts: Sequence[str]) -> int:
    """Counts texts in; returns how many characters they have."""
    own_letters, own_cells, total = _counted("\n".join(texts), _ARCHIVE_BITS)
    letters += own_letters
    cells += own_cells
    return total


def _counted(text: str, bits: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], int]:
    """A text's letters and hashed grams counted, the latter in 2 to the power of `bits` cells; its length."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = np.bincount(codes & np.uint32(_MOST), minlength=_MOST + 1)
    places = [np.zeros(0, dtype=np.uint32)]
    mixed = codes * np.uint32(_KEYS[0])  # unsigned numbers of 32 bits wrap as the mask does
    for n in (2, 3, 4):
        if len(codes) >= n:
            mixed = mixed[: len(codes) - n + 1] + codes[n - 1 :] * np.uint32(_KEYS[n - 1])
            places.append((mixed ^ (mixed >> np.uint32(15))) & np.uint32((1 << bits) - 1))
    return letters, np.bincount(np.concatenate(places), minlength=1 << bits), len(codes)
