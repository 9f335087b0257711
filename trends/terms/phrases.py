"""Articles → new words and fixed expressions, found in the archive itself.

Two maps over partitions with a small sum between them, so memory does not grow with the archive:

    runs of words, counted      ngrams.ngram_counts    → merged_counts
    runs that hold together     candidates
    how those are used          contexts.phrase_uses   → merged_uses
    those that stand alone      accepted

A run of words is an expression when its parts hold together (pointwise mutual information; Church
and Hanks 1990), its neighbours vary (branching entropy; Jin and Tanaka-Ishii 2006) and articles
that hold it come back to it (burstiness; Church and Gale 1995), which set phrases of reporting do
not. Text in quotation or title marks is this genre's own sign of an expression and needs less.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from trends.terms.contexts import Uses, entropy, merged_uses, phrase_uses
from trends.terms.ngrams import merged_counts, ngram_counts

Partition = tuple[Sequence[str], Sequence[str]]  # ISO dates and texts of its articles, in parallel
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]

# All thresholds were set by reading what they let through on five pages and on 74,000 articles.
# Cohesion, as a part of log2(words of the archive): 8 bits in 20 million words, 5 in 50,000.
COHESION = 0.33
FIRM_COHESION = 0.41
MARKED_COHESION = 0.28
# Branching entropy of the poorer side in bits, and for rare phrases as a part of what they can reach.
FREEDOM = 2.2
MARKED_FREEDOM = 1.4
FIRM_FREEDOM = 4.0
REACHABLE = 0.6
# Occurrences per article that holds the phrase.
RETURNS = 1.25
MARKED_RETURNS = 1.2
# From this part of its occurrences in quotation marks on, a phrase needs no other evidence.
QUOTED = 0.25
LONGEST = 8  # characters of a phrase that was never seen in quotation marks
LINKS = frozenset("的和与及暨同等或")
COLUMNS = ["phrase", "n", "occurrences", "first", "last", "cohesion", "freedom", "quoted", "example"]


@dataclass(frozen=True)
class Candidates:
    """Runs of words worth a second look: phrases, sorted; cohesion in bits (NaN when no cut of the
    phrase was ever counted); single: True for a word of the dictionary, which only the quotation
    marks brought here; clause: True when a verb or adverb begins or ends it."""

    phrases: tuple[str, ...]
    cohesion: np.ndarray
    single: np.ndarray
    clause: np.ndarray
    words: int
    articles: int


def discover(partitions: Iterable[Partition], run: Map = map) -> pd.DataFrame:
    """The phrases of an archive: COLUMNS, most articles first.

    `partitions` is gone through twice; `run` may be a parallel map that keeps order.
    n: articles; occurrences: times; first, last: ISO dates; cohesion, freedom: bits;
    quoted: part of the occurrences in quotation or title marks, 0..1; example: the first sentence.
    """
    held = partitions if isinstance(partitions, Sequence) else list(partitions)
    sizes: list[int] = []
    found = candidates(merged_counts(_noted(run(_counted, held), sizes)), sum(sizes))
    if not found.phrases:
        return pd.DataFrame(columns=COLUMNS)
    uses = merged_uses(run(partial(_used, "\n".join(found.phrases)), held))
    return accepted(found, uses.of_all(len(found.phrases)))


def _noted(counted: Iterable[tuple[int, pa.Table]], sizes: list[int]) -> Iterator[pa.Table]:
    """The tables; the number of articles of each partition goes to `sizes`."""
    for articles, table in counted:
        sizes.append(articles)
        yield table


def _counted(partition: Partition) -> tuple[int, pa.Table]:
    _, texts = partition
    return len(texts), ngram_counts(texts)


def _used(phrases: str, partition: Partition) -> Uses:
    dates, texts = partition
    return phrase_uses(dates, texts, phrases)


def candidates(counts: pa.Table, articles: int) -> Candidates:
    """The runs of `merged_counts` that are frequent and cohesive enough, or were quoted."""
    possible = _possible(counts, articles)
    texts = possible["text"].to_pylist()
    n = _counts_of(counts, {"", *texts, *(part for text in texts for cut in _cuts(text) for part in cut)})
    words = n.pop("", 0)
    scale = math.log2(max(words, 2))
    kept: list[tuple[str, float, bool, bool]] = []
    columns = (possible[name].to_pylist() for name in ("quoted", "phrase", "word"))
    for text, quoted, phrase, word in zip(texts, *columns, strict=True):
        holds = cohesion(text, n, words)
        marked = quoted >= least_quoted(articles)
        if marked or holds >= scale * (COHESION if phrase == 2 else FIRM_COHESION):
            kept.append((text, holds, word, phrase == 1))
    return Candidates(
        phrases=tuple(row[0] for row in kept),
        cohesion=np.array([row[1] for row in kept], dtype=float),
        single=np.array([row[2] for row in kept], dtype=bool),
        clause=np.array([row[3] for row in kept], dtype=bool),
        words=words,
        articles=articles,
    )


def _possible(counts: pa.Table, articles: int) -> pa.Table:
    """The rows that are frequent enough, or were quoted."""
    marked = pc.greater_equal(counts["quoted"], least_quoted(articles))
    frequent = pc.and_(pc.greater_equal(counts["n"], least_n(articles)), pc.invert(counts["word"]))
    long = pc.greater_equal(pc.utf8_length(counts["text"]), 2)
    expression = pc.and_(pc.greater(counts["phrase"], 0), long)
    return counts.filter(pc.and_(expression, pc.or_(marked, frequent)))


def _counts_of(counts: pa.Table, texts: set[str]) -> dict[str, int]:
    """How often each of the texts stands in the archive; of all others a large archive has millions."""
    own = counts.filter(pc.is_in(counts["text"], value_set=pa.array(texts, pa.string())))
    return dict(zip(own["text"].to_pylist(), own["n"].to_pylist(), strict=True))


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    return ((text[:i], text[i:]) for i in range(1, len(text)))


def cohesion(text: str, n: dict[str, int], words: int) -> float:
    """min over cuts of log2( n(text) · words / (n(left) · n(right)) ), in bits; NaN without a cut."""
    own = n.get(text, 0)
    cuts = [n.get(left, 0) * n.get(right, 0) for left, right in _cuts(text)]
    most = max(cuts, default=0)
    return math.log2(own * words / most) if own and most else math.nan


def least_n(articles: int) -> int:
    """Articles that must hold a phrase which is never quoted."""
    return max(3, min(20, articles // 450))


def least_quoted(articles: int) -> int:
    """Times that a phrase must stand in quotation marks for these to count."""
    return 1 if articles < 500 else 2 if articles < 5_000 else 3


def accepted(found: Candidates, uses: Uses) -> pd.DataFrame:
    """The candidates that stand alone, as `discover` returns them."""
    total = len(found.phrases)
    sides = [(uses.left, uses.left_n), (uses.right, uses.right_n)]
    freedom = np.minimum(*(entropy(total, uses.occurrences, keys, n) for keys, n in sides))
    table = pd.DataFrame(
        {
            "phrase": found.phrases,
            "n": uses.n,
            "occurrences": uses.occurrences,
            "first": uses.first,
            "last": uses.last,
            "cohesion": found.cohesion,
            "freedom": freedom,
            "quoted": uses.quoted / np.maximum(uses.occurrences, 1),
            "example": uses.example,
        }
    )
    good = _is_quotation(table, uses, found) | _is_marked(table, uses, found) | _is_expression(table, found)
    kept: pd.DataFrame = table[good]
    return kept.sort_values(["n", "phrase"], ascending=[False, True], ignore_index=True)


def _is_quotation(table: pd.DataFrame, uses: Uses, found: Candidates) -> np.ndarray:
    """Mostly seen in quotation or title marks."""
    enough = uses.quoted >= least_quoted(found.articles)
    free = (table["freedom"] >= 1) | (table["occurrences"] < 8)
    common = found.single & (table["phrase"].str.len() == 2) & (uses.quoted < 3)
    return np.asarray((table["quoted"] >= QUOTED) & enough & free & ~common)


def _is_marked(table: pd.DataFrame, uses: Uses, found: Candidates) -> np.ndarray:
    """Sometimes quoted, and behaves like one expression; three characters at least."""
    marked = (
        (uses.quoted >= least_quoted(found.articles))
        & (table["phrase"].str.len() > 2)
        & ~table["phrase"].str.isdecimal()
    )
    returns = table["occurrences"] >= MARKED_RETURNS * table["n"]
    return np.asarray(
        marked & returns & (table["freedom"] >= MARKED_FREEDOM) & _holds(table, found, MARKED_COHESION)
    )


def _is_expression(table: pd.DataFrame, found: Candidates) -> np.ndarray:
    """Never quoted: free on both sides, and come back to within an article or, for a name, very firm."""
    length = table["phrase"].str.len()
    reach = np.log2(table["occurrences"].clip(lower=1))
    free = table["freedom"] >= np.minimum(np.where(length > 2, FREEDOM, 3.5), REACHABLE * reach)
    returns = table["occurrences"] >= RETURNS * table["n"]
    firm = (length > 2) & ~found.clause & (table["freedom"] >= np.minimum(FIRM_FREEDOM, 0.75 * reach))
    firm &= _holds(table, found, FIRM_COHESION)
    plain = ~found.single & ~table["phrase"].map(lambda phrase: bool(LINKS.intersection(phrase)))
    frequent = (table["n"] >= least_n(found.articles)) & length.between(2, LONGEST)
    return np.asarray(plain & frequent & free & (returns | firm) & _holds(table, found, COHESION))


def _holds(table: pd.DataFrame, found: Candidates, part: float) -> np.ndarray:
    return np.asarray(table["cohesion"] >= part * math.log2(max(found.words, 2)))
