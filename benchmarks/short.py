"""Topics of short texts beside peers: the first sentences of labelled articles, as texts of their own.

    python -m benchmarks.short ARTICLES.jsonl.gz [--sentences 1 2 4 8] [--draws 4]

Of each article (date, title, body, label) three texts of so many sentences. Prints the agreement (NMI) of main topic and
label for all labels and for draws of four labels: the fit as a build makes it, the same without widening, and
scikit-learn's NMF and LDA on the same terms; and the part that is assigned to no topic.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.metrics import normalized_mutual_info_score as nmi

from benchmarks.topics import fitted
from trends import topics
from trends.readers.wordlists import stopwords
from trends.records import Settings
from trends.terms import Vocabulary, count_terms, vocabulary

TEXTS, DRAWN = 3, 4
SETTINGS = Settings()


@dataclass(frozen=True)
class Texts:
    """counts: (n × all terms); labels, dates: (n,)."""

    counts: csr_matrix
    terms: Sequence[str]
    labels: np.ndarray
    dates: np.ndarray

    def of(self, labels: Sequence[str]) -> tuple[csr_matrix, Vocabulary, np.ndarray, np.ndarray]:
        """The texts with one of the labels, in the order of their dates, and their vocabulary."""
        own = np.flatnonzero(np.isin(self.labels, labels))
        own = own[np.argsort(self.dates[own], kind="stable")]
        df = np.asarray((self.counts[own] > 0).sum(axis=0)).ravel()
        held = Counter({term: int(n) for term, n in zip(self.terms, df, strict=True) if n})
        s = SETTINGS
        kept = vocabulary(
            held, len(own), stopwords=stopwords(), min_df=s.min_df, max_df=s.max_df, max_terms=s.max_terms
        )
        place = {term: column for column, term in enumerate(self.terms)}
        columns = [place[term] for term in kept.fitted_terms]
        return self.counts[own][:, columns], kept, self.labels[own], self.dates[own]


def texts_of(source: Path, sentences: int) -> Texts:
    bodies, labels, dates = [], [], []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            parts = [s for s in re.split(r"[。！？\n]", record["body"]) if 12 <= len(s) <= 60]
            for begin in range(0, min(len(parts), TEXTS * sentences), sentences):
                bodies.append("。".join(parts[begin : begin + sentences]))
                labels.append(record["label"])
                dates.append(record["date"])
    found = count_terms([""] * len(bodies), bodies)
    at = (np.asarray(found.article), np.asarray(found.term))
    counts = csr_matrix((np.asarray(found.n), at), shape=(len(bodies), len(found.terms)))
    return Texts(counts, found.terms, np.array(labels), np.array(dates))


def main_topics(rows: csr_matrix, seen: csr_matrix, dates: np.ndarray, k: int) -> np.ndarray:
    starts = np.unique(dates, return_index=True)[1]
    issues = [seen[a:b] for a, b in zip(starts, [*starts[1:], len(dates)], strict=True)]
    own = [topics.issue_topics(part, max_topics=SETTINGS.max_issue_topics).components for part in issues]
    blocks = [seen[begin : begin + 500] for begin in range(0, seen.shape[0], 500)]
    components, _ = fitted(topics.stacked(own), blocks, k)
    rule = {"min_explained": SETTINGS.min_explained, "min_clear": SETTINGS.min_clear}
    return topics.article_weights(rows, components, **rule).main


def measured(texts: Texts, labels: Sequence[str]) -> dict[str, float]:
    counts, kept, truth, dates = texts.of(labels)
    k = len(labels)
    rows = topics.tfidf(counts, kept.df[: kept.fitted], kept.articles)
    wide = topics.widened(rows, topics.related_terms([counts])) if kept.short else rows
    ours = main_topics(rows, wide, dates, k)
    lda = LatentDirichletAllocation(k, random_state=0, max_iter=30).fit_transform(counts).argmax(axis=1)
    peer = NMF(k, init="nndsvd", max_iter=300).fit_transform(rows).argmax(axis=1)
    return {
        "texts": len(truth),
        "content words each": kept.postings / kept.articles,
        "terms": kept.fitted,
        "ours": nmi(truth, ours),
        "not widened": nmi(truth, main_topics(rows, rows, dates, k)),
        "scikit-learn NMF": nmi(truth, peer),
        "LDA": nmi(truth, lda),
        "unassigned": float((ours < 0).mean()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--sentences", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--draws", type=int, default=4)
    args = parser.parse_args()
    random = np.random.default_rng(0)
    for sentences in args.sentences:
        texts = texts_of(args.source, sentences)
        every = np.unique(texts.labels)
        rows = [measured(texts, every)]
        drawn = [
            measured(texts, random.choice(every, DRAWN, replace=False).tolist()) for _ in range(args.draws)
        ]
        rows.append({name: float(np.mean([row[name] for row in drawn])) for name in drawn[0]})
        for row, name in zip(
            rows, (f"all {len(every)}", f"{DRAWN} of them, mean of {args.draws}"), strict=True
        ):
            told = {key: round(value, 3) for key, value in row.items()}
            print(f"{sentences} sentences, {name} labels:", json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
