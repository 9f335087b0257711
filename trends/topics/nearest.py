"""Issue topics + topics → which topic each issue topic belongs to."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.linking import components_rows
from trends.topics.numerics import one_thread, unit_rows

KIN = 0.2


@one_thread
def nearest_topics(stack: csr_matrix, components: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each issue topic (M × V) the row of the nearest topic (K × V) by cosine, −1 below 0.2, and
    that cosine, 4 digits; (M,) int and (M,) float32. Read by topic it is the topic's history."""
    if len(components) == 0:
        return np.full(stack.shape[0], -1), np.zeros(stack.shape[0], dtype=np.float32)
    cosine = np.round(components_rows(unit_rows(components), unit_rows(stack)).T, 4)
    best: np.ndarray = cosine.argmax(axis=1)
    similarity = cosine.max(axis=1)
    return np.where(similarity >= KIN, best, -1), similarity
