"""Do topics agree with a label that the source gave each article?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def nmi(topics: Sequence[object], labels: Sequence[object]) -> float:
    """Normalised mutual information, arithmetic mean of the entropies, 0..1."""
    from sklearn.metrics import normalized_mutual_info_score

    return float(normalized_mutual_info_score(_codes(labels), _codes(topics)))


def ari(topics: Sequence[object], labels: Sequence[object]) -> float:
    """Rand index adjusted for chance, 1 for equal partitions, about 0 for random ones (Hubert & Arabie 1985)."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(_codes(labels), _codes(topics)))


def purity(topics: Sequence[object], labels: Sequence[object]) -> float:
    """Part of the articles that carry the commonest label of their topic, 0..1. Grows with the number
    of topics: compare at equal numbers only."""
    topic, label = _codes(topics), _codes(labels)
    if not len(topic):
        return float("nan")
    table = np.zeros((topic.max() + 1, label.max() + 1))
    np.add.at(table, (topic, label), 1)
    return float(table.max(axis=1).sum() / len(topic))


def _codes(values: Sequence[object]) -> np.ndarray:
    codes: np.ndarray = np.unique(np.asarray(list(values), dtype=str), return_inverse=True)[1]
    return codes
