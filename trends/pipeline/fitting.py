"""Partitions → issue topics → topics: the numeric half of the corridor up to the topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix, vstack

from trends import topics
from trends.archive.work import WorkStore, digest
from trends.pipeline.partitions import Partition, load_lexicon, partition_rows
from trends.records import Settings

# Raise when the numbers that come out of the same chunks and vocabulary change.
FIT_VERSION = 15


@dataclass(frozen=True, slots=True)
class Recipe:
    """What every numeric task of one build needs; small, so that it travels to the workers."""

    store: WorkStore
    lexicon: str
    settings: Settings
    related: str = ""  # key of the related terms by which rows of short texts are widened, "" for others
    usual: float = 1.0  # part of an article's words that are unknown, see `FittedPartition`, in the median

    def weights(self, fit: FittedPartition, components: np.ndarray) -> topics.ArticleWeights:
        """The weights of a partition's articles, by the rule of the settings for what belongs nowhere."""
        s = self.settings
        return topics.article_weights(
            fit.rows,
            components,
            min_explained=s.min_explained,
            min_clear=s.min_clear,
            unfamiliar=np.maximum(fit.unknown - self.usual, 0),
        )

    def taught(self, fits: Sequence[str]) -> Recipe:
        """The recipe with what is usual in the partitions that topics are fitted on."""
        unknown = np.concatenate([fitted(self.store, key).unknown for key in fits])
        return replace(self, usual=round(float(np.median(unknown)), 4) if len(unknown) else 1.0)

    def key(self, partition: Partition) -> str:
        relevant = (
            self.settings.articles_per_issue_topic,
            self.settings.max_issue_topics,
            self.settings.headline_weight,
            self.settings.seed,
        )
        return digest(FIT_VERSION, partition.key, self.lexicon, self.related, *relevant)


@dataclass(frozen=True, slots=True)
class FittedPartition:
    """TF-IDF rows of a partition and the topics of each of its issues.

    rows: (n × V) float32, L2 rows; stack: (M × V) the heaviest terms of the topics of all issues, one
    under another, rows of length 1;
    issue: (M,) index of the issue date of each; local: (M,) its rank in the issue, 1 = largest;
    share: (M,) part of the issue's articles; count: (M,) articles whose main issue topic it is;
    closest: (M,) row of the article nearest to it; article_local: (n,) main issue topic of each
    article, 0 = none; by_id: (n,) the rows in the order of date and id; unknown: (n,) float32, part of its different
    words that topics are not fitted on, 0..1.
    seen: (n × V), links: (M' × V) what topics through time are fitted on and begin from: rows and stack, or, of short
    texts, both of widened rows.
    """

    rows: csr_matrix
    stack: csr_matrix
    issue: np.ndarray
    local: np.ndarray
    share: np.ndarray
    count: np.ndarray
    closest: np.ndarray
    article_local: np.ndarray
    by_id: np.ndarray
    unknown: np.ndarray
    seen: csr_matrix
    links: csr_matrix

    @property
    def summed_rows(self) -> csr_matrix:
        """The rows that topics are fitted on, in an order that does not know which file an article came in, for sums
        over them: their last digits, and with them the topics, are then the same however the files are grouped."""
        return self.seen[self.by_id]


def fit_partition(partition: Partition, recipe: Recipe) -> str:
    """Fits the issue topics of a partition unless the work cache has them; returns the key."""
    key = recipe.key(partition)
    if not recipe.store.has_record("fitted", key):
        recipe.store.save_record("fitted", key, _fitted(partition, recipe))
    return key


def _fitted(partition: Partition, recipe: Recipe) -> FittedPartition:
    vocabulary = load_lexicon(recipe.store, recipe.lexicon)[0].vocabulary
    found = partition_rows(recipe.store, partition, recipe.lexicon, texts=False)
    weighted = found.counts + recipe.settings.headline_weight * found.heads
    fitted = vocabulary.fitted
    rows = topics.tfidf(weighted.tocsr()[:, :fitted], vocabulary.df[:fitted], vocabulary.articles)
    parts = []
    article_local = np.zeros(rows.shape[0], dtype=np.int16)
    by_id = np.lexsort((np.array(found.table["id"].to_pylist(), dtype=str), found.issues))
    for issue in range(len(found.dates)):
        own = by_id[found.issues[by_id] == issue]
        fit = _issue_topics(rows[own], recipe.settings)
        parts.append((issue, own, fit))
        article_local[own] = fit.main + 1
    known = np.diff(found.counts.tocsr()[:, :fitted].indptr)
    unknown = 1 - known / np.maximum(found.words, 1)
    fit_of_rows = stacked_fits(rows, parts, article_local, by_id, unknown)
    if not recipe.related:
        return fit_of_rows
    seen = topics.widened(rows, recipe.store.load_record("related", recipe.related))
    links = topics.stacked(_issue_topics(seen[own], recipe.settings).components for _, own, _ in parts)
    return replace(fit_of_rows, seen=seen, links=links)


def _issue_topics(rows: csr_matrix, settings: Settings) -> topics.IssueTopics:
    return topics.issue_topics(
        rows,
        articles_per_topic=settings.articles_per_issue_topic,
        max_topics=settings.max_issue_topics,
        seed=settings.seed,
    )


def stacked_fits(
    rows: csr_matrix,
    parts: Sequence[tuple[int, np.ndarray, topics.IssueTopics]],
    article_local: np.ndarray,
    by_id: np.ndarray,
    unknown: np.ndarray,
) -> FittedPartition:
    """The fits of some issues one under another; parts: (issue, rows of its articles, its fit)."""
    sizes = [len(fit.shares) for _, _, fit in parts]
    stack = topics.stacked(fit.components for _, _, fit in parts)
    return FittedPartition(
        rows=rows,
        stack=stack,
        issue=np.repeat([issue for issue, _, _ in parts], sizes).astype(np.int32),
        local=np.concatenate([np.arange(1, size + 1) for size in sizes]).astype(np.int16),
        share=np.concatenate([fit.shares for _, _, fit in parts]).astype(np.float32),
        count=np.concatenate([_counts(fit) for _, _, fit in parts]).astype(np.int16),
        closest=np.concatenate([own[fit.weights.argmax(axis=0)] for _, own, fit in parts]).astype(np.int32),
        article_local=article_local,
        by_id=by_id,
        unknown=unknown.astype(np.float32),
        seen=rows,
        links=stack,
    )


def _counts(fit: topics.IssueTopics) -> np.ndarray:
    return np.bincount(fit.main[fit.main >= 0], minlength=len(fit.shares))


def fitted(store: WorkStore, key: str) -> FittedPartition:
    found: FittedPartition = store.load_record("fitted", key)
    return found


def stacked_issue_topics(store: WorkStore, keys: Sequence[str], *, every: int = 1) -> csr_matrix:
    """Every n-th of the issue topics that topics begin from, (M × V), in the partitions' order."""
    stacks = (fitted(store, key).links for key in keys)
    return vstack([stack[place % every :: every] for place, stack in enumerate(stacks)], format="csr")
