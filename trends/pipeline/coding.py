"""A codebook over an archive: which code each article has, strictly by its words or by seeded centroids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from trends.archive import Archive
from trends.archive.codebooks import FittedCodebook, fitted_codebook, keep_codebook
from trends.archive.query import Query, parse_query
from trends.archive.sql import coding
from trends.codebook import REST, Codebook, Fault
from trends.codebook.assist import Fitted, assign, fit
from trends.errors import QueryError
from trends.topics import tfidf

Mode = Literal["strict", "assisted"]
# An example article, and an article of a topic merged into a code, speak for it as loudly as this many uses of a word.
EXAMPLE_HITS = 20


@dataclass(frozen=True, slots=True)
class Coding:
    """Articles in the archive's order and how much each holds of each code.

    articles: article, id, date, paper; hits: (n × codes) float32: uses of the code's words, 0 where the article does not
    hold the code; faults: words that are no query.
    """

    articles: pd.DataFrame
    hits: np.ndarray
    faults: tuple[Fault, ...]


def code_hits(archive: Archive, codebook: Codebook) -> Coding:
    """Which articles hold which code: those that match one of its words and none of its not-words."""
    articles = coding.coded_articles(archive.snapshot)
    numbers = articles["article"].to_numpy()
    faults: list[Fault] = []
    queries: dict[Query, int] = {}

    def places(words: tuple[str, ...], name: str) -> list[int]:
        found = []
        for word in words:
            try:
                query = parse_query(word, least=1)
            except QueryError as error:
                faults.append(Fault(None, f"编码“{name}”的词“{word}”：{error.what}", error.cure))
            else:
                found.append(queries.setdefault(query, len(queries)))
        return found

    wanted = [(places(code.words, code.name), places(code.without, code.name)) for code in codebook.codes]
    words = coding.word_hits(archive.snapshot, list(queries), numbers).tocsc()
    hits = np.zeros((len(numbers), len(wanted)), dtype=np.float32)
    for i, (having, lacking) in enumerate(wanted):
        if having:
            hits[:, i] = np.asarray(words[:, having].sum(axis=1)).ravel()
        if lacking:
            hits[np.asarray(words[:, lacking].sum(axis=1)).ravel() > 0, i] = 0
    return Coding(articles, hits, tuple(faults))


def apply_codebook(
    archive: Archive, codebook: Codebook, mode: Mode = "strict", *, keep: bool = True
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """A row an article: id, code (REST for none), weight 0..1; and what of the codebook could not be used.

    strict: the code whose words stand most often in it, the first of equal ones; weight: that code's part of the uses of
    all codes. assisted: the code of the nearest centroid, weight the cosine with it; a codebook is fitted once on an
    archive, and later articles are told by that fit. keep: store a new fit in the archive's folder.
    """
    counted = code_hits(archive, codebook)
    if mode == "strict":
        total = counted.hits.sum(axis=1)
        code = np.where(total > 0, counted.hits.argmax(axis=1), -1)
        most = counted.hits.max(axis=1, initial=0)
        weight = most / np.where(total > 0, total, 1)
    else:
        code, weight = _assisted(archive, codebook, counted, keep)
    names = np.array([*(one.name for one in codebook.codes), REST], dtype=object)
    table = pd.DataFrame({"id": counted.articles["id"], "code": names[code], "weight": np.round(weight, 4)})
    return table, counted.faults


def _assisted(
    archive: Archive, codebook: Codebook, counted: Coding, keep: bool
) -> tuple[np.ndarray, np.ndarray]:
    snapshot = archive.snapshot
    counts, df = coding.term_counts(snapshot, counted.articles["article"].to_numpy())
    kept = fitted_codebook(snapshot.folder, codebook.version)
    if kept is None:
        rows = tfidf(counts, df, len(counted.articles))
        topics = coding.main_topics(snapshot)
        fitted = fit(rows, counted.hits + _spoken_for(codebook, counted, topics), topics)
        terms = tuple(str(term) for term in snapshot.terms)
        names = tuple(code.name for code in codebook.codes)
        kept = FittedCodebook(
            names, terms, fitted.centroids, fitted.rest, df, len(counted.articles), archive.meta.data_version
        )
        if keep:
            keep_codebook(snapshot.folder, codebook.version, kept)
        return assign(rows, fitted)
    return assign(
        tfidf(_renumbered(counts, snapshot.terms, kept.terms), kept.df, kept.articles),
        Fitted(kept.centroids, kept.rest),
    )


def _spoken_for(codebook: Codebook, counted: Coding, main: np.ndarray) -> np.ndarray:
    """(n × codes) hits of examples and of the topics that a code takes in."""
    extra = np.zeros_like(counted.hits)
    if not any(code.examples or code.topics for code in codebook.codes):
        return extra
    ids = counted.articles["id"].to_numpy()
    for i, code in enumerate(codebook.codes):
        numbers = [
            int(topic.removeprefix("t")) for topic in code.topics if topic.removeprefix("t").isdecimal()
        ]
        extra[np.isin(ids, code.examples) | np.isin(main, numbers), i] = EXAMPLE_HITS
    return extra


def _renumbered(counts: csr_matrix, now: np.ndarray, then: tuple[str, ...]) -> csr_matrix:
    """Counts with the columns of the vocabulary as it was; terms that came later are left out."""
    if tuple(now) == then:
        return counts
    place = {term: i for i, term in enumerate(then)}
    coo = counts.tocoo()
    columns = np.array([place.get(term, -1) for term in now])[coo.col]
    known = columns >= 0
    return csr_matrix((coo.data[known], (coo.row[known], columns[known])), shape=(counts.shape[0], len(then)))
