"""Articles that repeat earlier ones: the same story twice in an issue, or reprinted on another date.

Candidates share a sentence that few articles hold; of those, the runs of five letters tell how much they have in
common: all runs of short texts, a bottom-k sketch of longer ones (Broder 1997).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

_LEAST = 60  # letters and digits; shorter articles repeat only when they are equal
_SENTENCE = 16  # letters and digits of a sentence that is worth comparing
_KEPT = 8  # sentences of an article that are looked up
_COMMON = 12  # a sentence in more articles than this is a formula
_SLICE = 8_000_000  # keys that are sorted at once
_TRIED = 6  # earlier articles compared with one
_ALIKE = 0.75  # Jaccard index of the runs of letters from which one repeats the other
_RUN = 5  # letters
_SKETCH = 1024  # runs kept of a text: the index is exact up to so many of both texts, and within .03 beyond
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MARKS = re.compile(r"[\W_]+")
_INNER = re.compile(r"[^\w。！？!?；;\n]+")
_ENDS = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Trace:
    """What it takes to compare a text: its letters and digits in number, their checksum, and the smallest hashes of
    their runs, (≤ _SKETCH,) uint32, ascending."""

    length: int
    checksum: bytes
    sketch: np.ndarray


def find_doubles(articles: Iterable[tuple[str, dt.date, str]]) -> dict[str, str]:
    """(id, date, text) of all articles → id → id of the earliest article it repeats, for those that do.

    Articles are compared in order of date, then as given. A text of which an earlier article holds the
    most part is a double; articles that share formulas only are not. Holds all texts: for a large archive
    the caller puts `sentence_keys`, `candidates`, `trace` and `chained` together itself.
    """
    ordered = sorted(articles, key=lambda article: article[1])
    near = candidates(*flattened([sentence_keys(text) for _, _, text in ordered]), len(ordered))
    wanted = {n for later, earlier in near.items() for n in (later, *earlier)}
    traces = {n: trace(ordered[n][2]) for n in wanted}
    return chained({n: name for n, (name, _, _) in enumerate(ordered)}, near, traces)


def chained(
    names: Mapping[int, str], near: Mapping[int, Sequence[int]], traces: Mapping[int, Trace]
) -> dict[str, str]:
    """Id → id of the earliest article it repeats. near: as `candidates` gives them; names, traces: of
    every article in `near`, by its number."""
    doubles: dict[str, str] = {}
    for later in sorted(near):
        for earlier in near[later]:
            if _repeats(traces[earlier], traces[later]):
                original = names[earlier]
                doubles[names[later]] = doubles.get(original, original)
                break
    return doubles


def sentence_keys(text: str) -> list[int]:
    """Checksums of the longest sentences worth comparing, or of the whole of a short text."""
    bare = _ENDS.split(_INNER.sub("", text))
    long = sorted((s for s in bare if len(s) >= _SENTENCE), key=len, reverse=True)[:_KEPT] or ["".join(bare)]
    return list({crc32(s.encode("utf-8", "surrogatepass")): None for s in long if s})


def candidates(owner: np.ndarray, keys: np.ndarray, articles: int) -> dict[int, list[int]]:
    """Later article → the earlier ones that share the most rare sentences with it, best first.

    keys: (k,) uint32 `sentence_keys` of all articles; owner: (k,) number of the article of each, 0.. by date;
    a sentence in more than a few articles is a formula. Beside these 8 bytes a key and the pairs found it
    holds what _SLICE keys take.
    """
    slices = max(1, -(-len(keys) // _SLICE))
    pairs = [np.zeros(0, dtype=np.int64)]
    for part in range(slices):
        mine = keys % slices == part
        pairs += _sharing(owner[mine], keys[mine], articles)
    pair, shared = np.unique(np.concatenate(pairs), return_counts=True)
    later, earlier = pair // max(articles, 1), pair % max(articles, 1)
    found: dict[int, list[int]] = {}
    for place in np.lexsort((earlier, -shared, later)).tolist():
        best = found.setdefault(int(later[place]), [])
        if len(best) < _TRIED:
            best.append(int(earlier[place]))
    return found


def _sharing(owner: np.ndarray, keys: np.ndarray, articles: int) -> list[np.ndarray]:
    """later × articles + earlier of every two articles with the same rare key, once for each such key."""
    order = np.lexsort((owner, keys))
    owner, keys = owner[order].astype(np.int64), keys[order]
    _, group, size = np.unique(keys, return_inverse=True, return_counts=True)
    kept = (size[group] > 1) & (size[group] <= _COMMON)
    owner, keys = owner[kept], keys[kept]
    pairs = []
    for apart in range(1, _COMMON):
        same = np.flatnonzero(keys[apart:] == keys[:-apart])
        pairs.append(owner[same + apart] * articles + owner[same])
    return pairs


def flattened(keys: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    """(owner, keys) of `candidates` out of the keys of each article, by date."""
    sizes = [len(own) for own in keys]
    flat = np.fromiter((key for own in keys for key in own), dtype=np.uint32, count=sum(sizes))
    return np.repeat(np.arange(len(keys), dtype=np.int32), sizes), flat


def trace(text: str) -> Trace:
    """What is held of a text to compare it."""
    bare = _MARKS.sub("", text)
    return Trace(len(bare), _checksum(bare), _sketch(bare))


def _checksum(bare: str) -> bytes:
    return hashlib.blake2b(bare.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _repeats(a: Trace, b: Trace) -> bool:
    if a.checksum == b.checksum:
        return True
    shorter, longer = sorted((a.length, b.length))
    return shorter >= max(_LEAST, 0.5 * longer) and _jaccard(a.sketch, b.sketch) >= _ALIKE


def _sketch(bare: str) -> np.ndarray:
    letters = np.frombuffer(bare.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    runs = max(1, len(letters) - _RUN + 1)
    hashes = np.zeros(runs, dtype=np.uint64)
    for place in range(min(_RUN, len(letters))):
        hashes = (hashes + letters[place : place + runs]) * _BASE
        hashes ^= hashes >> np.uint64(29)
    return np.unique((hashes >> np.uint64(32)).astype(np.uint32))[:_SKETCH]


def _jaccard(one: np.ndarray, other: np.ndarray) -> float:
    """Of the smallest hashes of both together the part that both have."""
    either = np.union1d(one, other)[:_SKETCH]
    both = np.intersect1d(one, other, assume_unique=True)
    return float(np.isin(either, both, assume_unique=True).mean())
