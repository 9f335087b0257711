"""What may belong nowhere: articles of subjects an archive does not have, and its own, under one rule.

    python -m benchmarks.strangers ARCHIVE STRANGERS.jsonl.gz [--classes 汽车 招聘 …]

Strangers are articles (date, title, body, label) of another source, cut and weighed by the archive's own terms and topics.
Prints, for several rules, the part of either side that is assigned to no topic.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from trends import topics
from trends.archive import open_archive
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.terms import count_terms

OWN = 4_000
# Least cosine of an article with what its topics say of it; the same over the number of topics that takes; the same
# divided by exp(UNFAMILIAR · how many more words than usual the archive does not know).
RULES: dict[str, tuple[float, ...]] = {
    "min_explained": (0.12,),
    "min_clear": (0.015,),
    "unfamiliar": (0.0065, 0.007, 0.0075, 0.008, 0.009),
}


def counted(
    state: FittedTopics, heads: Sequence[str], bodies: Sequence[str]
) -> tuple[csr_matrix, np.ndarray]:
    """TF-IDF rows, and the part of each article's different words that topics were not fitted on."""
    place = {term: j for j, term in enumerate(state.terms)}
    found = count_terms(heads, bodies)
    article, n = np.asarray(found.article), np.asarray(found.n)
    column = np.array([place.get(term, -1) for term in found.terms])[np.asarray(found.term)]
    known = column >= 0
    shape = (len(heads), len(state.terms))
    counts = csr_matrix((n[known], (article[known], column[known])), shape=shape)
    words = np.bincount(article, minlength=len(heads))
    return topics.tfidf(counts, state.df, state.articles), 1 - np.diff(counts.indptr) / np.maximum(words, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("strangers", type=Path)
    parser.add_argument("--classes", nargs="*", default=[])
    args = parser.parse_args()
    snapshot = open_archive(args.archive).snapshot
    state = fitted_topics(snapshot)
    own = snapshot.rows(
        "SELECT coalesce(headline, ''), body FROM articles ORDER BY hash(article) LIMIT ?", [OWN]
    )
    with gzip.open(args.strangers, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    groups = {"own": own}
    for label in args.classes or sorted({r["label"] for r in records}):
        groups[label] = [(r["title"] or "", r["body"]) for r in records if r["label"] == label]
    usual = None
    for name, texts in groups.items():
        rows, unknown = counted(state, *zip(*texts, strict=True))
        usual = float(np.median(unknown)) if usual is None else usual
        parts = [f"{name} n={len(texts)} unknown {np.median(unknown):.3f}"]
        for rule, limits in RULES.items():
            more = np.maximum(unknown - usual, 0) if rule == "unfamiliar" else 0.0
            key = "min_clear" if rule == "unfamiliar" else rule
            out = {
                x: (
                    topics.article_weights(rows, state.components, unfamiliar=more, **{key: x}).main < 0
                ).mean()
                for x in limits
            }
            parts.append(rule + " " + " ".join(f"{x}: {part:.3f}" for x, part in out.items()))
        print(" | ".join(parts), flush=True)


if __name__ == "__main__":
    main()
