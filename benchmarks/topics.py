"""The topics' own figures: time, coherence, labels, threads, events.

    python benchmarks/topics.py ARTICLES.jsonl.gz --cache DIR [--topics 30 60] [--event NAME=A,B …]

A source whose articles carry `label` is also judged by it, with as many topics as labels. An event
is found when a topic shows one of its words; the line gives the topic's three strongest months.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.corpus import Corpus, corpus
from trends import topics
from trends.quality import Evidence, diversity, evaluate, npmi
from trends.records import Settings


def issue_rows(data: Corpus, rows: csr_matrix) -> list[csr_matrix]:
    starts = np.unique(data.dates, return_index=True)[1]
    return [rows[a:b] for a, b in zip(starts, [*starts[1:], len(data.dates)], strict=True)]


def fitted(stack: csr_matrix, blocks: Sequence[csr_matrix], k: int) -> tuple[np.ndarray, topics.Accumulated]:
    s = Settings()
    components = topics.refine_topics(topics.link_topics(stack, k), lambda: blocks, passes=s.refine_passes)
    total = topics.accumulate(blocks[0], components)
    for block in blocks[1:]:
        total = total + topics.accumulate(block, components)
    return components, total


def month_shares(data: Corpus, main: np.ndarray, k: int) -> tuple[list[str], np.ndarray]:
    months, at = np.unique([date[:7] for date in data.dates[: len(main)]], return_inverse=True)
    table = np.zeros((len(months), k + 1))
    np.add.at(table, (at, main), 1)
    return months.tolist(), table[:, :k] / table.sum(axis=1, keepdims=True)


def events(data: Corpus, shown: list[list[str]], main: np.ndarray, wanted: Sequence[str]) -> dict[str, str]:
    months, shares = month_shares(data, main, len(shown))
    lines = {}
    for event in wanted:
        name, words = event.split("=")
        ranks = [min((row.index(w) for w in words.split(",") if w in row), default=99) for row in shown]
        k = int(np.argmin(ranks))
        peak = ", ".join(
            f"{months[m]} {shares[m, k]:.0%}" for m in np.argsort(-shares[:, k], kind="stable")[:3]
        )
        lines[name] = f"t{k + 1} {'、'.join(shown[k][:5])}: {peak}" if ranks[k] < 99 else "not found"
    return lines


def figures(data: Corpus, ks: Sequence[int], wanted: Sequence[str]) -> None:
    s = Settings()
    weighted = data.counts + s.headline_weight * data.heads
    rows = topics.tfidf(weighted, data.df, len(data.dates))
    parts = issue_rows(data, rows)
    wall, cpu = time.perf_counter(), time.process_time()
    issues = [topics.issue_topics(part, max_topics=s.max_issue_topics) for part in parts]
    stack = topics.stacked(issue.components for issue in issues)
    first = time.perf_counter() - wall, time.process_time() - cpu
    blocks = [rows[i : i + 500] for i in range(0, rows.shape[0], 500)]
    for k in ks:
        wall, cpu = time.perf_counter(), time.process_time()
        components, total = fitted(stack, blocks, k)
        weights = topics.article_weights(
            rows, components, min_explained=s.min_explained, min_clear=s.min_clear
        )
        row = {"K": k, "issue_topics_s": first[0], "topics_and_weights_s": time.perf_counter() - wall,
               "cpu_s": first[1] + time.process_time() - cpu}  # fmt: skip
        words = [[j for j, _ in shown] for shown in topics.shown_words(total.words.toarray())]
        row |= {"npmi": npmi(words, data.counts), "diversity": diversity(words)}
        row |= evaluate(Evidence(words, data.counts, weights.main))
        if all(label is not None for label in data.labels):
            row |= evaluate(Evidence(words, data.counts, weights.main, labels=data.labels.tolist()))
        print(json.dumps({name: round(value, 4) for name, value in row.items()}), flush=True)
        shown = [[data.terms[j] for j in topic] for topic in words]
        for name, line in events(data, shown, weights.main, wanted).items():
            print(f"  {name}: {line}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--topics", type=int, nargs="+", default=[30, 60])
    parser.add_argument("--event", nargs="*", default=[], help="NAME=WORD,WORD")
    args = parser.parse_args()
    data = corpus(args.source, args.cache / f"{args.source.name}.pickle")
    labels = {label for label in data.labels if label is not None}
    figures(data, [len(labels)] if labels else args.topics, args.event)


if __name__ == "__main__":
    main()
