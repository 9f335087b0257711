"""Articles that repeat earlier ones: the same story twice in an issue, or reprinted on another date.

Candidates share a sentence that few articles hold; of those, MinHash signatures (datasketch) of
character 5-grams estimate how much of the shorter is in the longer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from zlib import crc32

from datasketch import MinHash

_LEAST = 60  # letters and digits; shorter articles repeat only when they are equal
_SENTENCE = 16  # letters and digits of a sentence that is worth comparing
_KEPT = 8  # sentences of an article that are looked up
_COMMON = 12  # a sentence in more articles than this is a formula
_TRIED = 6  # earlier articles compared with one
_ALIKE = 0.75  # estimated Jaccard similarity of 5-grams from which one repeats the other
_PERMUTATIONS = 64
_MARKS = re.compile(r"[\W_]+")
_INNER = re.compile(r"[^\w。！？!?；;\n]+")
_ENDS = re.compile(r"[。！？!?；;\n]")


def find_doubles(articles: Iterable[tuple[str, dt.date, str]]) -> dict[str, str]:
    """(id, date, text) of all articles → id → id of the earliest article it repeats, for those that do.

    Articles are compared in order of date, then as given. A text of which an earlier article holds the
    most part is a double; articles that share formulas only are not.
    """
    ordered = sorted(articles, key=lambda article: article[1])
    holders: dict[int, list[int]] = {}
    keys: list[list[int]] = []
    for n, (_, _, text) in enumerate(ordered):
        found = _sentence_keys(text)
        keys.append(found)
        for key in found:
            holders.setdefault(key, []).append(n)
    signatures: dict[int, MinHash] = {}
    doubles: dict[str, str] = {}
    for n, (name, _, text) in enumerate(ordered):
        for other in _candidates(n, keys[n], holders):
            if _repeats(n, other, ordered[other][2], text, signatures):
                original = ordered[other][0]
                doubles[name] = doubles.get(original, original)
                break
    return doubles


def _sentence_keys(text: str) -> list[int]:
    """Checksums of the longest sentences worth comparing, or of the whole of a short text."""
    bare = _ENDS.split(_INNER.sub("", text))
    long = sorted((s for s in bare if len(s) >= _SENTENCE), key=len, reverse=True)[:_KEPT] or ["".join(bare)]
    return list({crc32(s.encode("utf-8", "surrogatepass")): None for s in long if s})


def _candidates(n: int, keys: list[int], holders: dict[int, list[int]]) -> list[int]:
    """Earlier articles that share the most rare sentences, at least a third of the shorter one's."""
    shared: dict[int, int] = {}
    for key in keys:
        group = holders[key]
        if len(group) <= _COMMON:
            for other in group:
                if other < n:
                    shared[other] = shared.get(other, 0) + 1
    return sorted(shared, key=lambda other: (-shared[other], other))[:_TRIED]


def _repeats(n: int, other: int, earlier: str, later: str, signatures: dict[int, MinHash]) -> bool:
    a, b = _MARKS.sub("", earlier), _MARKS.sub("", later)
    if a == b:
        return True
    if min(len(a), len(b)) < _LEAST or min(len(a), len(b)) < 0.5 * max(len(a), len(b)):
        return False
    for key, text in ((other, a), (n, b)):
        if key not in signatures:
            signatures[key] = _signature(text)
    return bool(signatures[n].jaccard(signatures[other]) >= _ALIKE)


def _signature(text: str) -> MinHash:
    signature = MinHash(num_perm=_PERMUTATIONS, seed=1)
    signature.update_batch(
        [text[i : i + 5].encode("utf-8", "surrogatepass") for i in range(max(1, len(text) - 4))]
    )
    return signature
