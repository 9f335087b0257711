"""Topics → the weight of each topic in each article, and the tables of one partition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from trends import topics
from trends.archive.work import digest
from trends.archive.writing import NAMED
from trends.pipeline.fitting import FittedPartition, Recipe, fitted
from trends.pipeline.identity import Place
from trends.pipeline.partitions import Partition, PartitionRows, partition_rows
from trends.pipeline.tables import write_rows
from trends.topics.nearest import nearest_topics

# Terms kept for each issue topic, and words kept for each topic in each issue.
ISSUE_TOPIC_TERMS = 12
WORDS_PER_ISSUE = 12
# Smaller weights of an article are not stored; they count to its unassigned rest.
LEAST_WEIGHT = 0.005


@dataclass(frozen=True, slots=True)
class Weighed:
    """Where a partition's part of each table lies.

    counts: (K,) articles by main topic; articles: all of them, those without a topic too.
    """

    paths: dict[str, Path]
    counts: np.ndarray
    articles: int


def weigh_partition(
    pair: tuple[Partition, str],
    recipe: Recipe,
    components_key: str,
    renamed: dict[Place, str],
    doubles: dict[str, str],
) -> Weighed:
    """Writes the tables of a partition, given with the key of its fit. `renamed` gives a new id to
    articles whose id another one has; `doubles` the earlier article that one repeats."""
    partition, fit_key = pair
    components, ids = recipe.store.load_record("components", components_key)
    found = partition_rows(recipe.store, partition, recipe.lexicon)
    fit = fitted(recipe.store, fit_key)
    weights = recipe.weights(fit, components)
    tables = {
        "articles": _articles(found, partition, weights, ids, renamed, doubles),
        "article_topics": article_topic_table(_numbers(partition, found.table.num_rows), weights.theta, ids),
        "article_terms": _article_terms(partition, found.counts),
        "topic_words": topic_word_table(
            fit.rows,
            found.dates,
            found.issues,
            partition.paper,
            weights.main,
            weights.theta.max(axis=1, initial=0),
            components,
            ids,
        ),
        "issue_topics": issue_topic_table(
            found.dates, partition.paper, fit, _numbers(partition, found.table.num_rows), components, ids
        ),
        "article_issue_topics": _article_issue_topics(partition, fit),
        NAMED: found.names.set_column(
            0,
            "article",
            pa.array(_numbers(partition, found.table.num_rows)[found.names["article"].to_numpy()]),
        ),
    }
    key = digest(
        fit_key,
        components_key,
        partition.first,
        recipe.settings.min_explained,
        recipe.settings.min_clear,
        recipe.usual,
        *sorted(renamed.values()),
        *sorted(doubles),
    )
    paths = {}
    for name, table in tables.items():
        with recipe.store.writing(f"tables/{name}", key, "parquet") as path:
            write_rows(table, path)
        paths[name] = recipe.store.path(f"tables/{name}", key, "parquet")
    told = weights.main >= 0
    counts = np.bincount(weights.main[told], minlength=len(ids))
    return Weighed(paths, counts, found.table.num_rows)


def _numbers(partition: Partition, n: int) -> np.ndarray:
    return np.arange(partition.first, partition.first + n, dtype=np.int32)


def _articles(
    found: PartitionRows,
    partition: Partition,
    weights: topics.ArticleWeights,
    ids: np.ndarray,
    renamed: dict[Place, str],
    doubles: dict[str, str],
) -> pa.Table:
    table = found.table
    best = weights.theta.max(axis=1, initial=0) * (weights.main >= 0)
    columns = (table[name].to_pylist() for name in ("id", "file", "first_line"))
    names = [renamed.get(place, place[0]) for place in zip(*columns, strict=True)]
    table = table.set_column(table.column_names.index("id"), "id", pa.array(names, pa.string()))
    repeats = pa.array([doubles.get(name) for name in names], pa.string())
    table = table.set_column(table.column_names.index("double_of"), "double_of", repeats)
    table = table.append_column("article", pa.array(_numbers(partition, len(names))))
    table = table.append_column("topic", pa.array(_topic_numbers(weights.main, ids)))
    table = table.append_column("weight", pa.array(best.astype(np.float32)))
    return table.append_column("margin", pa.array(margins(weights)))


def margins(weights: topics.ArticleWeights) -> np.ndarray:
    """(n,) float32, by how much the main topic's weight leads the next one's; 0 for an unassigned article."""
    theta = weights.theta
    if theta.shape[1] == 0:
        return np.zeros(len(theta), dtype=np.float32)
    padded = np.pad(theta, ((0, 0), (1, 0)))
    second, first = np.partition(padded, -2, axis=1)[:, -2:].T
    return np.where(weights.main >= 0, first - second, 0).round(4).astype(np.float32)


def _topic_numbers(rows: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Topic numbers of component rows; 0 for row −1."""
    numbers: np.ndarray = np.append(ids, 0)[rows].astype(np.int16)
    return numbers


def article_topic_table(articles: np.ndarray, weights: np.ndarray, ids: np.ndarray) -> pa.Table:
    """The table article_topics: articles (n,) numbers, weights (n, K) of the topics `ids` (K,)."""
    # Rounded weights of many topics can add up to a little more than the whole.
    weights = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1)
    article, topic = np.nonzero(weights > LEAST_WEIGHT)
    return pa.table(
        {
            "article": articles[article],
            "topic": ids[topic].astype(np.int16),
            "weight": weights[article, topic].astype(np.float32),
        }
    )


def _article_terms(partition: Partition, counts: csr_matrix) -> pa.Table:
    counts = counts.sorted_indices()
    return pa.table(
        {
            "article": np.repeat(_numbers(partition, counts.shape[0]), np.diff(counts.indptr)),
            "term": counts.indices.astype(np.int32),
            "n": np.minimum(counts.data, np.iinfo(np.int16).max).astype(np.int16),
        }
    )


def topic_word_table(
    rows: csr_matrix, dates: Sequence[str], issues: np.ndarray, paper: str, main: np.ndarray,
    weight: np.ndarray, components: np.ndarray, ids: np.ndarray,
) -> pa.Table:  # fmt: skip
    """The table topic_words of one paper: rows (n × V), issues (n,) index into dates, main (n,) row of
    the main topic or −1, weight (n,) of it."""
    words = topics.topic_words_by_issue(rows, issues, main, weight, components, n_words=WORDS_PER_ISSUE)
    days = pa.array(dates, pa.string()).cast(pa.date32())
    return pa.table(
        {
            "date": days.take(pa.array(words.issue)),
            "paper": pa.array([paper] * len(words.issue), pa.string()),
            "topic": ids[words.topic].astype(np.int16),
            "term": words.term.astype(np.int32),
            "n": words.n.astype(np.int16),
            "weight": words.weight.astype(np.float32),
        }
    )


def issue_topic_table(
    dates: Sequence[str],
    paper: str,
    fit: FittedPartition,
    articles: np.ndarray,
    components: np.ndarray,
    ids: np.ndarray,
) -> pa.Table:
    """The table issue_topics; dates: of the fit's issues, articles: numbers of its rows."""
    near, similarity = nearest_topics(fit.stack, components)
    terms = [_heaviest(fit.stack[row]) for row in range(fit.stack.shape[0])]
    days = pa.array(dates, pa.string()).cast(pa.date32())
    return pa.table(
        {
            "date": days.take(pa.array(fit.issue)),
            "paper": pa.array([paper] * len(fit.issue), pa.string()),
            "local": fit.local,
            "share": fit.share,
            "n": fit.count,
            "terms": pa.array(terms, pa.list_(pa.int32())),
            "article": articles[fit.closest],
            "topic": _topic_numbers(near, ids),
            "similarity": similarity.astype(np.float32),
        }
    )


def _heaviest(row: csr_matrix) -> list[int]:
    order = np.lexsort((row.indices, -row.data))[:ISSUE_TOPIC_TERMS]
    return [int(term) for term in row.indices[order]]


def _article_issue_topics(partition: Partition, fit: FittedPartition) -> pa.Table:
    return pa.table({"article": _numbers(partition, len(fit.article_local)), "local": fit.article_local})
