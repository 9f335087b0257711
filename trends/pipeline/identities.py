"""Topics of a build + topics of the snapshot before it → ids that never change their subject."""

from __future__ import annotations

from typing import Any

import numpy as np

from trends import topics
from trends.archive.sql.state import FittedTopics
from trends.terms import Vocabulary


def identities(
    components: np.ndarray,
    vocabulary: Vocabulary,
    previous: FittedTopics | None,
    shared: np.ndarray | None,
    first: int = 1,
) -> tuple[np.ndarray, int, dict[str, Any]]:
    """Ids of the rows (K × V), the next free id, and what became of the previous topics. shared: articles
    known to both, as `topics.align_topics` takes them: a topic keeps its id where words and articles
    say that it is the same, and gets one never used before otherwise, from `first` on."""
    if previous is None or len(previous.ids) == 0:
        ids = first + np.arange(len(components))
        return ids, first + len(components), {}
    old = topics.on_vocabulary(previous.components, previous.terms, vocabulary.fitted_terms)
    alignment = topics.align_topics(old, components, shared)
    ids = np.zeros(len(components), dtype=np.int64)
    for row, match, _ in alignment.pairs:
        ids[match] = previous.ids[row]
    fresh = np.flatnonzero(ids == 0)
    ids[fresh] = first + np.arange(len(fresh))
    return ids, int(first + len(fresh)), _changes(alignment, ids, previous)


def _changes(alignment: topics.Alignment, ids: np.ndarray, previous: FittedTopics) -> dict[str, Any]:
    """What became of the previous topics, in topic numbers; labels: of the old ones."""
    old = [int(number) for number in previous.ids]
    new = [int(number) for number in ids]
    similarity = alignment.similarity
    return {
        "same": [[new[j], cosine] for _, j, cosine in alignment.pairs],
        "births": [new[j] for j in alignment.births],
        "drifted": [[new[j], old[i], float(similarity[i, j])] for i, j in _kin(alignment)],
        "deaths": [old[i] for i in alignment.deaths],
        "splits": [[old[i], [new[j] for j in parts]] for i, parts in alignment.splits],
        "merges": [[new[j], [old[i] for i in parts]] for j, parts in alignment.merges],
        "labels": {str(number): label for number, label in zip(old, previous.labels, strict=True)},
    }


def _kin(alignment: topics.Alignment) -> list[tuple[int, int]]:
    """(old, new) rows: each drifted topic with the old one it is closest to."""
    return [(int(alignment.similarity[:, j].argmax()), j) for j in alignment.drifted]
