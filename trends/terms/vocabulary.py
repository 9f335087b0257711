"""Document frequencies → the terms kept for analysis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trends.script import folded
from trends.terms.segment import classes_of

# First letters of jieba's classes that carry subjects: nouns (with names of people, places and
# organisations), verbs, adjectives, idioms and fixed expressions, abbreviations, and what the
# dictionary does not know ("x": names and new words found by the segmenter). Verbs and adjectives
# help to tell subjects apart; words that stand everywhere fall to `max_df`.
CONTENT_CLASSES = ("n", "v", "a", "i", "l", "j", "x", "eng")
# The class of a term that neither the dictionary nor the list of kept words knows: the segmenter's guess.
GUESSED = "xg"
# So many articles may hold a term however small the archive is.
FEW_ARTICLES = 12
# Different content words of an article, in the mean; texts of fewer are short (benchmarks/short.py).
USUAL_TERMS = 50


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms kept: first those that topics are fitted on, then those in too many articles to tell topics apart, which
    are counted, compared and searched all the same. Each part is sorted by code point, so that a term's index is
    the same on any machine.

    terms: (V,) distinct terms; fitted: how many of them topics are fitted on; classes: (V,) jieba's word class of each, "x" for a phrase or name that the
    dictionary does not know, GUESSED for what the segmenter took for a word by itself
    df: (V,) int64, articles holding the term; articles: how many articles were counted; postings: the (article, term)
    pairs of all content words, rare ones too
    """

    terms: tuple[str, ...]
    classes: tuple[str, ...]
    df: np.ndarray
    articles: int
    fitted: int
    postings: int

    @property
    def fitted_terms(self) -> tuple[str, ...]:
        """The terms that topics are fitted on."""
        return self.terms[: self.fitted]

    @property
    def short(self) -> bool:
        """Whether the articles are short texts: headlines, posts, briefs of some sentences."""
        return self.postings < USUAL_TERMS * self.articles

    def index(self) -> dict[str, int]:
        return {term: i for i, term in enumerate(self.terms)}


def document_frequencies(batches: Iterable[tuple[list[str], np.ndarray]]) -> Counter[str]:
    """Sum over batches of (terms, articles of the batch that hold each term)."""
    total: Counter[str] = Counter()
    held: list[pa.Table] = []
    rows = 0
    for terms, df in batches:
        held.append(pa.table({"term": pa.array(terms, pa.string()), "n": pa.array(df, pa.int64())}))
        rows += len(terms)
        if rows > 4_000_000:
            held = [_summed(held)]
            rows = held[0].num_rows // 2
    if held:
        summed = _summed(held)
        total.update(dict(zip(summed["term"].to_pylist(), summed["n"].to_pylist(), strict=True)))
    return total


def _summed(tables: Sequence[pa.Table]) -> pa.Table:
    grouped = pa.concat_tables(tables).group_by("term", use_threads=False).aggregate([("n", "sum")])
    return grouped.rename_columns({"n_sum": "n"}).select(["term", "n"])


def vocabulary(
    df: Mapping[str, int],
    articles: int,
    *,
    stopwords: frozenset[str] = frozenset(),
    keep: frozenset[str] = frozenset(),
    min_df: int = 20,
    max_df: float = 0.3,
    max_terms: int = 30_000,
) -> Vocabulary:
    """The content terms in at least `least_df` articles. Topics are fitted on those in at most `max_df`·articles
    (or FEW_ARTICLES).

    `keep` (user dictionary, phrases) passes the class filter. Of more than `max_terms` fitted
    ones those in most articles stay; ties go to the smaller code point. Limits that leave no term at all (articles
    that are all alike, a single subject) are lifted: `max_df` first, then `min_df`.
    """
    keep = frozenset(map(folded, keep))
    ceiling = max(max_df * articles, min(articles, FEW_ARTICLES))
    classes = content_words(df, stopwords=stopwords, keep=keep)
    known = list(classes)
    postings = sum(map(df.__getitem__, known))
    floor = least_df(articles, postings, min_df)
    limits = ((floor, ceiling), (floor, articles), (1, articles))
    within = ([t for t in known if low <= df[t] <= high] for low, high in limits)
    content = next(filter(None, within), [])
    fitted = sorted(sorted(content, key=lambda t: (-df[t], t))[:max_terms])
    chosen = [*fitted, *sorted({t for t in known if df[t] > ceiling}.difference(fitted))]
    return Vocabulary(
        terms=tuple(chosen),
        classes=tuple(classes[t] for t in chosen),
        df=np.array([df[t] for t in chosen], dtype=np.int64),
        articles=articles,
        fitted=len(fitted),
        postings=postings,
    )


def content_words(
    words: Iterable[str], *, stopwords: frozenset[str] = frozenset(), keep: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Those of the words that may be terms, in their order, with their word classes."""
    known = [word for word in words if word not in stopwords]
    classes = zip(known, classes_of(known), strict=True)
    return {
        word: GUESSED if found == "x" and word not in keep else found
        for word, found in classes
        if word in keep or found.startswith(CONTENT_CLASSES)
    }


def least_df(articles: int, postings: int, min_df: int) -> int:
    """The document frequency a term needs: `min_df` for a large archive, less for a small one or one of short texts,
    whose terms stand in fewer articles each; 1 below 12 articles, 2 below 900.

    postings: the (article, term) pairs of the content terms.
    """
    if articles < 12:
        return 1
    return max(2, min(min_df, articles // 450, postings // (450 * USUAL_TERMS)))
