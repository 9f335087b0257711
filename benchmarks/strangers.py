"""What may belong nowhere: articles of subjects an archive does not have, and its own, under one rule.

    python -m benchmarks.strangers ARCHIVE STRANGERS.jsonl.gz [--classes 汽车 招聘 …]

Strangers are articles (date, title, body, label) of another source, cut and weighed by the archive's own terms and topics.
Prints, for some of either rule, the part of either side that is assigned to no topic.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from trends import topics
from trends.archive import open_archive
from trends.archive.sql.state import fitted_topics
from trends.terms import count_terms

# Least cosine of an article with what its topics say of it, and the same over the number of topics.
RULES = {
    "min_explained": (0.05, 0.1, 0.11, 0.12, 0.13, 0.14),
    "min_clear": (0.012, 0.014, 0.015, 0.016, 0.02),
}
OWN = 8_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("strangers", type=Path)
    parser.add_argument("--classes", nargs="*", default=[])
    args = parser.parse_args()
    snapshot = open_archive(args.archive).snapshot
    state = fitted_topics(snapshot)
    entries = snapshot.table(
        """SELECT article, term, n FROM article_terms JOIN (SELECT article FROM articles USING SAMPLE reservoir(? ROWS)
           REPEATABLE (1)) USING (article) JOIN terms USING (term) WHERE df > 0""".replace(
            "?", str(OWN)
        ).replace(", n FROM", ", article_terms.n FROM")
    )
    numbers, row = np.unique(entries["article"].to_numpy(), return_inverse=True)
    own = csr_matrix((entries["n"], (row, entries["term"])), shape=(len(numbers), len(state.terms)))
    shown = {"own": topics.tfidf(own, state.df, state.articles)}
    with gzip.open(args.strangers, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    place = {term: j for j, term in enumerate(state.terms)}
    for label in args.classes or sorted({r["label"] for r in records}):
        those = [r for r in records if r["label"] == label]
        counted = count_terms([r["title"] or "" for r in those], [r["body"] for r in those])
        column = np.array([place.get(term, -1) for term in counted.terms])[counted.term]
        known = column >= 0
        matrix = csr_matrix(
            (counted.n[known], (counted.article[known], column[known])), shape=(len(those), len(state.terms))
        )
        shown[label] = topics.tfidf(matrix, state.df, state.articles)
    for name, rows in shown.items():
        parts = [f"{name} n={rows.shape[0]}"]
        for rule, least in RULES.items():
            out = {x: topics.article_weights(rows, state.components, **{rule: x}).main < 0 for x in least}
            parts.append(rule + " " + " ".join(f"{x}: {those.mean():.3f}" for x, those in out.items()))
        print(" | ".join(parts), flush=True)


if __name__ == "__main__":
    main()
