"""Issue topics beside the topics through time."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.linking import components_rows
from trends.topics.numerics import one_thread, unit_rows

NEAR = 0.2


@one_thread
def nearest_topics(stack: csr_matrix, components: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each issue topic (M × V) the row of the nearest topic (K × V), −1 below cosine 0.2, and
    the cosine, 0..1, 4 digits."""
    if len(components) == 0 or stack.shape[0] == 0:
        return np.full(stack.shape[0], -1), np.zeros(stack.shape[0], dtype=np.float32)
    cosine = np.round(components_rows(unit_rows(components), unit_rows(stack)), 4)
    best = cosine.max(axis=0)
    return np.where(best >= NEAR, cosine.argmax(axis=0), -1), best
