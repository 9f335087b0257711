"""A codebook over a snapshot: which articles hold which code, strictly by its words or by seeded centroids.

What a word finds, the TF-IDF rows and the last fits are kept with the snapshot, so that a codebook of which one word
changes is counted anew in the time of that word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from trends.archive.codebooks import FittedCodebook, fitted_codebook, keep_codebook
from trends.archive.query import Query, parse_query
from trends.archive.snapshot import Snapshot
from trends.archive.sql import coding
from trends.codebook import REST, Codebook, Fault
from trends.codebook.assist import Fitted, assign, fit
from trends.errors import NotFoundError, QueryError

Mode = Literal["strict", "assisted"]
# An example article, and an article of a topic merged into a code, speak for it as loudly as this many uses of a word.
EXAMPLE_HITS = 20
MEET = "×"  # between codes that must meet in one article


@dataclass(frozen=True, slots=True)
class Coding:
    """Articles in the archive's order and how much each holds of each code.

    articles: article, id, date, paper; hits: (n × codes) float32: uses of the code's words, or 1 for an example or an
    article of a topic merged into the code; 0 where the article does not hold it; faults: words that are no query.
    """

    articles: pd.DataFrame
    hits: np.ndarray
    faults: tuple[Fault, ...]


def word_queries(words: tuple[str, ...], name: str) -> tuple[list[Query], list[Fault]]:
    """The words of a code as queries, and those that are none."""
    found, faults = [], []
    for word in words:
        try:
            found.append(parse_query(word, least=1))
        except QueryError as error:
            faults.append(Fault(None, f"编码“{name}”的词“{word}”：{error.what}", error.cure))
    return found, faults


def code_hits(snapshot: Snapshot, codebook: Codebook) -> Coding:
    """Which articles hold which code: those that match one of its words, are an example or of a topic of it, and match
    none of its not-words."""
    made: Coding = snapshot.coding.answer(("hits", codebook.version), lambda: _code_hits(snapshot, codebook))
    return made


def _code_hits(snapshot: Snapshot, codebook: Codebook) -> Coding:
    articles = coding.coded_articles(snapshot)
    faults: list[Fault] = []
    queries: dict[Query, int] = {}

    def places(words: tuple[str, ...], name: str) -> list[int]:
        found, wrong = word_queries(words, name)
        faults.extend(wrong)
        return [queries.setdefault(query, len(queries)) for query in found]

    wanted = [(places(code.words, code.name), places(code.without, code.name)) for code in codebook.codes]
    words = coding.word_hits(snapshot, list(queries), articles["article"].to_numpy()).tocsc()
    hits = np.zeros((len(articles), len(wanted)), dtype=np.float32)
    spoken = _spoken_for(snapshot, codebook, articles)
    for i, (having, lacking) in enumerate(wanted):
        if having:
            hits[:, i] = np.asarray(words[:, having].sum(axis=1)).ravel()
        if spoken is not None:
            hits[:, i] = np.maximum(hits[:, i], spoken[:, i])
        if lacking:
            hits[np.asarray(words[:, lacking].sum(axis=1)).ravel() > 0, i] = 0
    return Coding(articles, hits, tuple(faults))


def main_codes(
    snapshot: Snapshot, codebook: Codebook, mode: Mode = "strict", *, keep: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """(n,) main code of every article by its place in the codebook, −1 for none, and (n,) its weight 0..1.

    strict: the code whose words stand most often in it, the first of equal ones; weight: that code's part of the uses of
    all codes. assisted: the code of the nearest centroid, weight the cosine with it. keep: store a new fit in the archive's
    folder, where who asks may change it.
    """
    if mode == "assisted":
        answer = snapshot.coding.answer(
            ("assisted", codebook.version), lambda: _assisted(snapshot, codebook, keep)
        )
    else:
        answer = _most_hits(code_hits(snapshot, codebook).hits)
    code, weight = answer
    return code, weight


def members(snapshot: Snapshot, codebook: Codebook, name: str, mode: Mode = "strict") -> np.ndarray:
    """(n,) whether each article holds the code (strict: any number of codes) or has it as its main one (assisted).

    name: "" for the articles of no code; a×b for those of both. Raises NotFoundError for a code that the codebook does not
    have.
    """
    names = [code.name for code in codebook.codes]
    if MEET in name and name not in names:
        parts = [members(snapshot, codebook, part, mode) for part in name.split(MEET)]
        return np.asarray(np.logical_and.reduce(parts))
    if name != REST and name not in names:
        raise NotFoundError(f"没有编码 {name[:40]!r}", "可用 codes 命令列出编码本里的编码")
    if mode == "assisted":
        place = names.index(name) if name != REST else -1
        return np.asarray(main_codes(snapshot, codebook, mode)[0] == place)
    hits = code_hits(snapshot, codebook).hits
    return np.asarray(hits[:, names.index(name)] > 0 if name != REST else ~(hits > 0).any(axis=1))


def apply_codebook(
    snapshot: Snapshot, codebook: Codebook, mode: Mode = "strict", *, keep: bool = True
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """A row an article: id, code (REST for none), weight 0..1 as in `main_codes`; and what of the codebook could not be
    used. A codebook is fitted once on an archive, and later articles are told by that fit."""
    counted = code_hits(snapshot, codebook)
    code, weight = main_codes(snapshot, codebook, mode, keep=keep)
    names = np.array([*(one.name for one in codebook.codes), REST], dtype=object)
    table = pd.DataFrame({"id": counted.articles["id"], "code": names[code], "weight": np.round(weight, 4)})
    return table, counted.faults


def _most_hits(hits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    total = hits.sum(axis=1)
    code = np.where(total > 0, hits.argmax(axis=1) if hits.shape[1] else -1, -1)
    return code, hits.max(axis=1, initial=0) / np.where(total > 0, total, 1)


def _assisted(snapshot: Snapshot, codebook: Codebook, keep: bool) -> tuple[np.ndarray, np.ndarray]:
    from trends.topics import tfidf  # brings scikit-learn along, which a server without codes never loads

    counted = code_hits(snapshot, codebook)
    numbers = counted.articles["article"].to_numpy()
    kept = fitted_codebook(snapshot.folder, codebook.version)
    if kept is None:
        df, rows = snapshot.coding.answer("rows", lambda: _rows(snapshot, numbers))
        hits = counted.hits
        spoken = _spoken_for(snapshot, codebook, counted.articles)
        if spoken is not None:
            hits = hits + (EXAMPLE_HITS - 1) * spoken
        fitted = fit(rows, hits, coding.main_topics(snapshot))
        if keep:
            terms = tuple(str(term) for term in snapshot.terms)
            names = tuple(code.name for code in codebook.codes)
            version = snapshot.meta.data_version
            new = FittedCodebook(names, terms, fitted.centroids, fitted.rest, df, len(numbers), version)
            keep_codebook(snapshot.folder, codebook, new)
        return assign(rows, fitted)
    counts, _ = coding.term_counts(snapshot, numbers)
    then = tfidf(_renumbered(counts, snapshot.terms, kept.terms), kept.df, kept.articles)
    return assign(then, Fitted(kept.centroids, kept.rest))


def _rows(snapshot: Snapshot, numbers: np.ndarray) -> tuple[np.ndarray, csr_matrix]:
    from trends.topics import tfidf

    counts, df = coding.term_counts(snapshot, numbers)
    return df, tfidf(counts, df, len(numbers))


def _spoken_for(snapshot: Snapshot, codebook: Codebook, articles: pd.DataFrame) -> np.ndarray | None:
    """(n × codes) 1 for a code's examples and the articles of the topics that it takes in; None without any."""
    if not any(code.examples or code.topics for code in codebook.codes):
        return None
    found = np.zeros((len(articles), len(codebook.codes)), dtype=np.float32)
    ids, main = articles["id"].to_numpy(), coding.main_topics(snapshot)
    for i, code in enumerate(codebook.codes):
        texts = [topic.strip().removeprefix("t") for topic in code.topics]
        numbers = [int(text) for text in texts if text.isdecimal() and int(text) > 0]
        found[np.isin(ids, code.examples) | np.isin(main, numbers), i] = 1
    return found


def _renumbered(counts: csr_matrix, now: np.ndarray, then: tuple[str, ...]) -> csr_matrix:
    """Counts with the columns of the vocabulary as it was; terms that came later are left out."""
    if tuple(now) == then:
        return counts
    place = {term: i for i, term in enumerate(then)}
    coo = counts.tocoo()
    columns = np.array([place.get(term, -1) for term in now])[coo.col]
    known = columns >= 0
    return csr_matrix((coo.data[known], (coo.row[known], columns[known])), shape=(counts.shape[0], len(then)))
