"""What the reductions of a build cost at sizes no corpus here has: simulated partitions, the real reductions.

python -m benchmarks.reductions [ARTICLES …] — one process a row; CPU seconds of the reduction without those of
making its input, peak memory of the process. Simulated are what the maps would hand over, a month of one
paper (450 articles) a partition, as large as measured on 74,496 articles of one newspaper:

    frequencies  49,000 pairs (term, article); terms by a shifted power law, as many new ones as text brings:
                 13,500 in a partition, 147,000 in 168 of them (measured: 13,000 and 181,000)
    runs         31,000 runs of words, two thirds of them of the same law
    repeats      6.6 sentence checksums an article, of every fiftieth article those of an earlier one
    links        .31 issue topics an article of 197 terms, every n-th as in a build
    sums         one K × V sum for twelve partitions, six passes
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import TypeVar

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix, vstack

from trends import topics
from trends.layout.doubles import candidates
from trends.pipeline.topics import GROUP, STACKED_ARTICLES
from trends.terms.ngrams import COUNTS, merged_counts
from trends.terms.vocabulary import document_frequencies
from trends.topics.numerics import unit_rows

Made = TypeVar("Made")

PARTITION = 450
SHIFT, TAIL = 2_500, 2.3
PAIRS, RUNS, KEYS = 49_000, 31_000, 6.6
TERMS, TOPICS = 30_000, 60
PASSES = 6
BLOCK = 5_000


class Making:
    """CPU seconds spent on making input, to be taken off."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def each(self, n: int, make: Callable[[np.random.Generator], Made]) -> Iterator[Made]:
        for seed in range(n):
            begun = time.process_time()
            made = make(np.random.default_rng(seed))
            self.seconds += time.process_time() - begun
            yield made


def words(rng: np.random.Generator, n: int) -> tuple[list[str], np.ndarray]:
    drawn = (SHIFT * ((1 - rng.random(n)) ** (-1 / (TAIL - 1)) - 1)).astype(np.int64)
    numbers, counts = np.unique(drawn, return_counts=True)
    return [f"词{number}" for number in numbers.tolist()], counts


def runs(rng: np.random.Generator) -> pa.Table:
    texts, n = words(rng, 3 * RUNS)
    texts, n = texts[:RUNS], n[:RUNS]
    rows = len(texts)
    columns = [texts, n, np.zeros(rows, np.int64), np.full(rows, 2, np.int8), np.zeros(rows, bool)]
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, COUNTS, strict=True)], schema=COUNTS)


def frequencies(articles: int, making: Making) -> str:
    batches = making.each(articles // PARTITION, lambda rng: words(rng, PAIRS))
    return f"{len(document_frequencies(batches)):,} terms"


def run_counts(articles: int, making: Making) -> str:
    return f"{merged_counts(making.each(articles // PARTITION, runs)).num_rows:,} runs"


def repeats(articles: int, making: Making) -> str:
    def make(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        owner = np.repeat(np.arange(articles, dtype=np.int32), rng.poisson(KEYS, articles))
        keys = rng.integers(0, 2**32, len(owner), dtype=np.uint32)
        again = np.flatnonzero(owner % 50 == 49)
        keys[again] = keys[rng.integers(0, np.maximum(again, 1))]
        return owner, keys

    ((owner, keys),) = making.each(1, make)
    return f"{len(candidates(owner, keys, articles)):,} articles with candidates"


def links(articles: int, making: Making) -> str:
    def make(rng: np.random.Generator) -> csr_matrix:
        subject = rng.integers(0, 300, BLOCK)[:, None] * 97
        columns = (subject + rng.integers(0, 2_000, (BLOCK, 197))) % TERMS
        data = rng.random(BLOCK * 197, dtype=np.float32)
        ends = np.arange(BLOCK + 1, dtype=np.int32) * 197
        return unit_rows(csr_matrix((data, columns.ravel().astype(np.int32), ends), shape=(BLOCK, TERMS)))

    rows = 0.31 * articles / max(1, -(-articles // STACKED_ARTICLES))
    stack = vstack(list(making.each(round(rows / BLOCK), make)), format="csr")
    found = topics.link_topics(stack, TOPICS)
    return f"{stack.shape[0]:,} issue topics → {len(found)} topics"


def sums(articles: int, making: Making) -> str:
    total = np.zeros((TOPICS, TERMS), np.float32)
    one = next(making.each(1, lambda rng: rng.random(total.shape, dtype=np.float32)))
    groups = PASSES * (articles // PARTITION // GROUP)
    for _ in range(groups):
        total = total + one
    return f"{groups:,} sums"


REDUCTIONS = {
    "frequencies": frequencies,
    "runs": run_counts,
    "repeats": repeats,
    "links": links,
    "sums": sums,
}


def measured(name: str, articles: int, answer: Connection) -> None:
    making, begun = Making(), time.process_time()
    result = REDUCTIONS[name](articles, making)
    seconds = time.process_time() - begun - making.seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answer.send(f"| {name} | {articles:,} | {seconds:.1f} | {peak:,} | {result} |")


def main(sizes: list[int]) -> None:
    print("| reduction | articles | CPU s | peak MB | result |\n|---|---|---|---|---|")
    fresh = multiprocessing.get_context("spawn")
    for name in REDUCTIONS:
        for articles in sizes:
            ours, theirs = fresh.Pipe(duplex=False)
            process = fresh.Process(target=measured, args=(name, articles, theirs))
            process.start()
            theirs.close()
            try:
                print(ours.recv(), flush=True)
            except EOFError:
                print(f"| {name} | {articles:,} | not done | | |", flush=True)
            process.join()


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [100_000, 1_000_000])
