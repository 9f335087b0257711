"""All issue topics → the topics of the archive, with ids, labels and terms as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from trends import topics
from trends.archive.work import digest
from trends.pipeline.fitting import FIT_VERSION, Recipe, row_blocks, stacked_issue_topics
from trends.terms import Vocabulary

SHOWN_TERMS = 20


@dataclass(frozen=True, slots=True)
class FoundTopics:
    """The archive's topics. key: where the work cache keeps the components (K × V);
    the tables are those of the snapshot; report: what to tell people of this fit."""

    key: str
    topic_table: pa.Table
    term_table: pa.Table
    component_table: pa.Table
    report: dict[str, Any]


def found_topics(recipe: Recipe, fits: Sequence[str], vocabulary: Vocabulary, number: int) -> FoundTopics:
    """Links the issue topics of all partitions into topics and refines them on the articles.

    number: of the snapshot that is being made.
    """
    settings = recipe.settings
    stack = stacked_issue_topics(recipe.store, fits)
    count = settings.topics or 8
    linked = topics.link_topics(stack, count, seed=settings.seed)
    components = topics.refine_topics(
        linked, lambda: row_blocks(recipe.store, fits), passes=settings.refine_passes
    )
    key = digest(FIT_VERSION, repr(settings), *fits)
    recipe.store.save_record("components", key, components)
    return _described(key, components, vocabulary, number)


def _described(key: str, components: np.ndarray, vocabulary: Vocabulary, number: int) -> FoundTopics:
    scaled = components / np.maximum(components.sum(axis=1, keepdims=True), 1e-12)
    phi = scaled / np.maximum(scaled.sum(axis=0, keepdims=True), 1e-12)
    rows = []
    labels = []
    for k in range(len(components)):
        top = np.argsort(-scaled[k], kind="stable")[:40]
        top = top[np.argsort(-scaled[k, top] * phi[k, top] ** 0.5, kind="stable")][:SHOWN_TERMS]
        rows += [(k + 1, r + 1, int(t), float(scaled[k, t])) for r, t in enumerate(top)]
        labels.append("·".join(vocabulary.terms[t] for t in top[:2]))
    topic, term = np.nonzero(components)
    return FoundTopics(
        key=key,
        topic_table=pa.table({
            "topic": pa.array(range(1, len(components) + 1), pa.int16()), "label": labels,
            "formulaic": [False] * len(labels), "hidden": [False] * len(labels),
            "since": pa.array([number] * len(labels), pa.int32())}),
        term_table=pa.table({name: pa.array([r[i] for r in rows]) for i, name in enumerate(("topic", "rank", "term", "weight"))}),
        component_table=pa.table({"topic": (topic + 1).astype(np.int16), "term": term.astype(np.int32), "weight": components[topic, term]}),
        report={},
    )
