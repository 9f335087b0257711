"""Text → words, by jieba's dictionary.

rjieba is jieba's algorithm in Rust with the same dictionary; `tests/test_terms.py` holds the two
against each other on the sample pages.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path

import rjieba

from trends.script import simplified

# jieba's own frequency for a word that must stay whole is computed from its parts; a fixed
# high one does the same and does not depend on the order in which words are added.
KEEP_WHOLE = 1_000_000
# Words of which a process remembers what it found out: as many as a month has are gone through again for the next.
KNOWN_WORDS = 100_000


# Characters whose compatibility form matters to words: full-width letters, digits and blank,
# radicals and compatibility ideographs (common in text out of PDFs), vertical forms.
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\u3000\uf900-\ufaff\ufe30-\ufe4f０-９Ａ-Ｚａ-ｚ]")


def normalised(text: str) -> str:
    """The text in which words are looked for: in simplified characters."""
    return simplified(composed(text))


def composed(text: str) -> str:
    """The text in Unicode form NFKC where that can change a word; others pass untouched, which
    costs a tenth of normalising every full-width comma."""
    return unicodedata.normalize("NFKC", text) if _COMPATIBILITY.search(text) else text


@functools.lru_cache(maxsize=4)
def segmenter(words: frozenset[str] = frozenset()) -> rjieba.Jieba:
    """jieba's dictionary plus `words`, each of which is never cut. Loaded once a process."""
    cutter = rjieba.Jieba()
    for word in sorted(words):
        cutter.add_word(word, KEEP_WHOLE, "nz")
    return cutter


def words_of(text: str, words: frozenset[str] = frozenset()) -> list[str]:
    """All words of a text in order, punctuation included: cut first, drop later, so that no
    word is read across a punctuation mark."""
    return cut(text, segmenter(words))


def cut(text: str, cutter: rjieba.Jieba) -> list[str]:
    """`words_of` for many texts: finding the segmenter compares all words that are never cut, and with
    tens of thousands of them that takes longer than cutting an article."""
    found: list[str] = cutter.cut(normalised(text), True)
    return found


@functools.lru_cache(maxsize=1)
def word_classes() -> Mapping[str, str]:
    """Word → class (n, nr, ns, nt, v, a, …) of jieba's own dictionary, about 349,000 entries."""
    words, _, classes = _dictionary()
    return dict(zip(words, classes, strict=True))


@functools.lru_cache(maxsize=1)
def word_frequencies() -> Mapping[str, int]:
    """Words of two to four characters of jieba's dictionary → how often its corpus has them."""
    words, counts, _ = _dictionary()
    return {word: int(n) for word, n in zip(words, counts, strict=True) if 2 <= len(word) <= 4}


def _dictionary() -> tuple[list[str], list[str], list[str]]:
    """Words, how often each, classes: the columns of jieba's dictionary, three fields a line."""
    # Not by `import jieba`, which takes as long as reading its dictionary
    file = Path(str(distribution("jieba").locate_file("jieba/dict.txt")))
    fields = file.read_text("utf-8").split()
    return fields[0::3], fields[1::3], fields[2::3]


def classes_of(terms: Iterable[str]) -> list[str]:
    """The class of each term; "x" for a term the dictionary does not know."""
    known = word_classes()
    return [known.get(term, "x") for term in terms]
