"""Articles drawn at random for people to code."""

from __future__ import annotations

import numpy as np

MOST = 5_000  # articles of one draw


def draw_sample(member: np.ndarray, size: int, seed: int, *, stratified: bool = False) -> np.ndarray:
    """Places of `size` articles, in random order, without repetition; the same seed draws the same.

    member: (n,) bool, what the machine says. stratified: half of the sample from each side where both are large enough,
    so that a rare subject is seen often enough; estimates weigh the sides by their true sizes.
    """
    random = np.random.default_rng(seed)
    size = min(size, len(member))
    if not stratified:
        return random.choice(len(member), size, replace=False)
    sides = [np.flatnonzero(member), np.flatnonzero(~member)]
    first = min(len(sides[0]), max(size // 2, size - len(sides[1])))
    taken = [
        random.choice(side, n, replace=False) for side, n in zip(sides, (first, size - first), strict=True)
    ]
    return random.permutation(np.concatenate(taken))
