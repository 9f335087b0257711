"""A table of articles → the counts every benchmark of topics starts from, the same for all systems."""

from __future__ import annotations

import gzip
import json
import pickle
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from trends.readers.wordlists import stopwords as stop_words
from trends.records import Settings
from trends.terms import count_terms, vocabulary


@dataclass(frozen=True)
class Corpus:
    """counts, heads: (n × V) occurrences in the article and, of these, in its headline; terms, classes,
    df: (V,); dates: (n,) ISO, ascending; labels: (n,) or all None."""

    counts: csr_matrix
    heads: csr_matrix
    terms: tuple[str, ...]
    classes: tuple[str, ...]
    df: np.ndarray
    dates: np.ndarray
    labels: np.ndarray


def corpus(source: Path, cache: Path, *, least: int = 60) -> Corpus:
    """Articles with bodies of `least` characters or more, cut and counted by the product's own terms."""
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = sorted(
        (row for row in rows if len(row["body"]) >= least), key=lambda row: (row["date"], row["id"])
    )
    counted = count_terms([row["title"] or "" for row in rows], [row["body"] for row in rows])
    df = Counter(
        dict(
            zip(counted.terms, np.bincount(counted.term, minlength=len(counted.terms)).tolist(), strict=True)
        )
    )
    s = Settings()
    kept = vocabulary(
        df, len(rows), stopwords=stop_words(), min_df=s.min_df, max_df=s.max_df, max_terms=s.max_terms
    )
    place = {term: column for column, term in enumerate(kept.fitted_terms)}
    column = np.array([place.get(term, -1) for term in counted.terms])[counted.term]
    own, shape = column >= 0, (len(rows), kept.fitted)
    at = (counted.article[own], column[own])
    made = Corpus(
        csr_matrix((counted.n[own], at), shape=shape), csr_matrix((counted.head[own], at), shape=shape),
        kept.fitted_terms, kept.classes[: kept.fitted], kept.df[: kept.fitted], np.array([row["date"] for row in rows]),
        np.array([row.get("label") for row in rows], dtype=object),
    )  # fmt: skip
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps(made))
    return made
