"""Old topics + new topics → which is which: pairs, births, deaths, splits, merges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trends.topics.numerics import one_thread, unit_rows

SAME = 0.6
KIN = 0.3


@dataclass(frozen=True, slots=True)
class Alignment:
    """How K old topics (rows) became L new ones, by row index.

    pairs: (old, new, cosine) of topics that are the same, by old; births: new topics without kin
    among the old; deaths: old ones without kin among the new; splits: (old, (new, …)), two or more;
    merges: (new, (old, …)); drifted: new topics that are kin of an old one but the same as none.
    similarity: (K, L) float32 cosines.
    """

    pairs: tuple[tuple[int, int, float], ...]
    births: tuple[int, ...]
    deaths: tuple[int, ...]
    splits: tuple[tuple[int, tuple[int, ...]], ...]
    merges: tuple[tuple[int, tuple[int, ...]], ...]
    drifted: tuple[int, ...]
    similarity: np.ndarray


@one_thread
def align_topics(old: np.ndarray, new: np.ndarray, shared: np.ndarray | None = None) -> Alignment:
    """Alignment of topics (K × V) and (L × V) over one vocabulary (see `on_vocabulary`).

    The same = paired by the Hungarian method, each the other's best, cosine ≥ 0.6, and, given `shared`,
    by their articles too. Kin = cosine ≥ 0.3. shared: (K + 1, L + 1) articles known to both by main
    topic, the last row and column for none; of a pair more than half of either side's articles must
    be the other's. A topic of which no article is known to both is judged by its words.
    """
    from scipy.optimize import linear_sum_assignment  # takes a third of a second to load

    s = np.round(unit_rows(old) @ unit_rows(new).T, 4)
    if not s.size:
        return Alignment((), tuple(range(len(new))), tuple(range(len(old))), (), (), (), s)
    pairs = tuple(
        (int(i), int(j), float(s[i, j]))
        for i, j in zip(*linear_sum_assignment(-s), strict=True)
        if s[i, j] >= max(SAME, s[i].max(), s[:, j].max()) and (shared is None or _agree(shared, i, j))
    )
    births = tuple(np.flatnonzero(s.max(axis=0) < KIN).tolist())
    known = {j for _, j, _ in pairs} | set(births)
    return Alignment(
        pairs=pairs,
        births=births,
        deaths=tuple(np.flatnonzero(s.max(axis=1) < KIN).tolist()),
        splits=_groups(s),
        merges=_groups(s.T),
        drifted=tuple(j for j in range(s.shape[1]) if j not in known),
        similarity=s,
    )


def _agree(shared: np.ndarray, i: int, j: int) -> bool:
    """Whether the articles say that old topic i is new topic j."""
    larger = max(shared[i].sum(), shared[:, j].sum())
    return bool(larger == 0 or 2 * shared[i, j] > larger)


def _groups(s: np.ndarray) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Rows that are the best kin of two or more columns, with those columns."""
    best, close = s.argmax(axis=0), s.max(axis=0) >= KIN
    groups = ((i, tuple(np.flatnonzero((best == i) & close).tolist())) for i in range(len(s)))
    return tuple((i, members) for i, members in groups if len(members) > 1)


def on_vocabulary(components: np.ndarray, terms: Sequence[str], wanted: Sequence[str]) -> np.ndarray:
    """Topics (K × V) over `terms` brought over to `wanted`; terms not wanted are lost, new ones weigh 0."""
    place = {term: j for j, term in enumerate(terms)}
    source = np.array([place.get(term, -1) for term in wanted], dtype=np.int64)
    out = np.zeros((len(components), len(wanted)), dtype=np.float32)
    out[:, source >= 0] = np.asarray(components)[:, source[source >= 0]]
    return out
