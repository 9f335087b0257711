"""Texts → codes of their letters, and a hash for every 13 of them."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from trends.script import simplified

GRAM = 13  # letters; Nicholls (2019) and passim use 5 words
EVERY = 4  # of so many grams one is looked up, told by its hash, so that the same ones are in every text
_BASE = np.uint64(0x9E3779B97F4A7C15)
_POWERS = [np.uint64(pow(int(_BASE), n, 1 << 64)) for n in (2, 4)]


@functools.cache
def _letters() -> np.ndarray:
    """(65536,) bool: code points that count; blanks and punctuation do not."""
    return np.array([chr(code).isalnum() for code in range(65_536)])


def kept_codes(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Codes of a text's letters in simplified script, (n,) uint16, and their places in the text, (n,) int32."""
    codes, marks = kept_letters([text])
    return codes, np.flatnonzero(marks).astype(np.int32)


def kept_letters(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Codes of the letters of texts put in a row, (n,) uint16, and which of all their characters are letters, bool."""
    joined = "".join(map(simplified, texts))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint16)
    marks = _letters()[codes]
    return codes[marks], marks


def gram_hashes(codes: np.ndarray) -> np.ndarray:
    """(n − 12,) uint64 hash of every 13 codes in a row; empty for a shorter text. Wraps round at 2^64."""
    if len(codes) < GRAM:
        return np.zeros(0, dtype=np.uint64)
    one = (codes.astype(np.uint64) + np.uint64(1)) * _BASE
    one ^= one >> np.uint64(29)
    two = one[:-1] * _BASE + one[1:]
    four = two[:-2] * _POWERS[0] + two[2:]
    eight = four[:-4] * _POWERS[1] + four[4:]
    twelve = eight[:-4] * _POWERS[1] + four[8:]
    found = twelve[:-1] * _BASE + one[12:]
    found ^= found >> np.uint64(32)
    return np.asarray(found * np.uint64(0xBF58476D1CE4E5B9))


def looked_up(hashes: np.ndarray) -> np.ndarray:
    """(n,) bool: the grams that are looked up."""
    return np.asarray(hashes >> np.uint64(20) & np.uint64(EVERY - 1) == 0)
