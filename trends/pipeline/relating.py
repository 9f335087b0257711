"""Vocabulary → the related terms by which rows of short texts are widened."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from scipy.sparse import csr_matrix

from trends import topics
from trends.archive.work import WorkStore, digest
from trends.pipeline.fitting import Recipe
from trends.pipeline.partitions import Partition, partition_rows
from trends.terms import Vocabulary


def with_related_terms(recipe: Recipe, partitions: Sequence[Partition], vocabulary: Vocabulary) -> Recipe:
    """The recipe with the related terms of an archive of short texts; as it is for any other."""
    if not vocabulary.short:
        return recipe
    key = digest("related", recipe.lexicon, *(partition.key for partition in partitions))
    if not recipe.store.has_record("related", key):
        read = functools.partial(_counts, recipe.store, recipe.lexicon, vocabulary.fitted)
        recipe.store.save_record("related", key, topics.related_terms(map(read, partitions)))
    return replace(recipe, related=key)


def _counts(store: WorkStore, lexicon: str, fitted: int, partition: Partition) -> csr_matrix:
    return partition_rows(store, partition, lexicon, texts=False).counts.tocsr()[:, :fitted]
