"""Articles drawn at random for people to code."""

from __future__ import annotations

import numpy as np

MOST = 5_000  # articles of one draw


def draw_sample(
    member: np.ndarray, size: int, seed: int, *, stratified: bool = False, dates: np.ndarray | None = None
) -> np.ndarray:
    """Places of `size` articles, in random order, without repetition; the same seed draws the same.

    member: (n,) bool, what the machine says. stratified: half of the sample from each side where both are large enough,
    so that a rare subject is seen often enough, each half spread evenly over the dates, (n,) of anything that sorts;
    `sampling_weights` says for how many articles each of them stands.
    """
    random = np.random.default_rng(seed)
    size = min(size, len(member))
    if not stratified:
        return random.choice(len(member), size, replace=False)
    sides = [np.flatnonzero(member), np.flatnonzero(~member)]
    first = min(len(sides[0]), max(size // 2, size - len(sides[1])))
    taken = [_spread(side, n, dates, random) for side, n in zip(sides, (first, size - first), strict=True)]
    return random.permutation(np.concatenate(taken))


def sampling_weights(member: np.ndarray, drawn: np.ndarray, *, stratified: bool) -> np.ndarray:
    """(len(drawn),) for how many of the archive's articles each drawn one stands: one over its chance to be drawn."""
    if not stratified:
        return np.full(len(drawn), len(member) / max(len(drawn), 1))
    sizes, taken = (np.bincount(own.astype(int), minlength=2) for own in (member, member[drawn]))
    return np.asarray((sizes / np.maximum(taken, 1))[member[drawn].astype(int)])


def _spread(side: np.ndarray, n: int, dates: np.ndarray | None, random: np.random.Generator) -> np.ndarray:
    """n of a side at equal distances in the order of dates from a random start, equal dates in random order: every
    article has the same chance, and every period its due part (systematic sampling; Cochran 1977, chapter 8)."""
    mixed = random.permutation(side)
    if dates is not None:
        mixed = mixed[np.argsort(dates[mixed], kind="stable")]
    picked = np.floor((random.random() + np.arange(n)) * len(side) / max(n, 1)).astype(int)
    return np.asarray(mixed[picked])
