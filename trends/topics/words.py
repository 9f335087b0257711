"""Topics → the words people see: shown words, words of a period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

EXCLUSIVITY = 0.9
_POOL = 40


def display_weights(
    components: np.ndarray,
    *,
    exclusivity: float = EXCLUSIVITY,
    at: tuple[np.ndarray, np.ndarray] | None = None,
) -> np.ndarray:
    """(K × V) float32, H_kj · φ_kj^exclusivity with the rows of H summing to 1 and φ_kj = H_kj / Σ_k H_kj,
    the part of a term's weight that this topic holds: a word all topics share tells none apart.
    exclusivity 0 leaves H. `at`: only these (rows, columns), (n,) instead of (K × V). After Airoldi &
    Bischof 2016 and the relevance of Sievert & Shirley 2014.
    """
    h = np.asarray(components, dtype=np.float64)
    h = h / np.maximum(h.sum(axis=1, keepdims=True), 1e-12)
    all_topics = np.maximum(h.sum(axis=0), 1e-12)
    if at is not None:
        h, all_topics = h[at], all_topics[at[1]]
    phi = h / all_topics
    weights: np.ndarray = (h * phi**exclusivity).astype(np.float32)
    return weights


def shown_words(
    components: np.ndarray, n: int = 10, *, exclusivity: float = EXCLUSIVITY
) -> list[list[tuple[int, float]]]:
    """For each topic its n words as (term index, weight), best first.

    Words are the topic's 40 heaviest, ranked by `display_weights`; the weights of all ranked words
    of a topic sum to 1, 4 digits. Ties go to the smaller index.
    """
    pools = [heaviest_terms(h, max(_POOL, n)) for h in np.asarray(components)]
    rows = np.repeat(np.arange(len(pools)), [len(pool) for pool in pools])
    terms = np.concatenate([*pools, np.zeros(0, dtype=np.int64)])
    display = display_weights(components, exclusivity=exclusivity, at=(rows, terms))
    shown = []
    for k, pool in enumerate(pools):
        weight = display[rows == k]
        scores = weight / max(float(weight.sum()), 1e-12)
        best = np.lexsort((pool, -np.round(scores, 6)))[:n]
        shown.append([(int(pool[i]), round(float(scores[i]), 4)) for i in best])
    return shown


def heaviest_terms(h: np.ndarray, n: int) -> np.ndarray:
    """Columns of the n largest weights above 0, the largest first; of equal ones the first."""
    weights = np.round(h / max(float(h.max(initial=0)), 1e-30), 6)
    least = np.partition(weights, -n)[-n] if len(weights) > n else -np.inf
    pool = np.flatnonzero(weights >= least)
    pool = pool[np.lexsort((pool, -weights[pool]))][:n]
    return pool[h[pool] > 0]


@dataclass(frozen=True, slots=True)
class TopicWords:
    """What each term adds to a topic in an issue, one entry a (issue, topic, term), in that order.

    issue: index of the issue; topic: row of the components; term: column
    n: articles of the issue, main topic `topic`, that hold the term; weight: float32, see below
    """

    issue: np.ndarray
    topic: np.ndarray
    term: np.ndarray
    n: np.ndarray
    weight: np.ndarray


def topic_words_by_issue(
    rows: csr_matrix, issues: np.ndarray, main: np.ndarray, weight: np.ndarray, components: np.ndarray,
    *, n_words: int = 30,
) -> TopicWords:  # fmt: skip
    """Contributions of the articles to the words of their main topics, issue by issue.

    rows: (n × V) TF-IDF; issues: (n,) index of each article's issue; main: (n,) topic, −1 for none;
    weight: (n,) θ of the main topic. A term adds Σ_d θ_d · x_dj · display_kj over the articles d of the
    issue whose main topic is k; sums over issues give the words of any period, and since an absent
    term adds nothing, every word shown for a period stands in it. The `n_words` largest of each
    issue and topic are kept.
    """
    rows = csr_matrix(rows)
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    told = main[row] >= 0
    row, term, x = row[told], rows.indices[told].astype(np.int64), rows.data[told]
    added = weight[row] * x * display_weights(components, at=(main[row], term))
    told = added > 0
    row, term, added = row[told], term[told], added[told]
    k, v = len(components), rows.shape[1]
    keys, inverse, n = np.unique(
        (issues[row].astype(np.int64) * k + main[row]) * v + term, return_inverse=True, return_counts=True
    )
    total = np.bincount(inverse, weights=added, minlength=len(keys))
    kept = _best(keys // v, total, n_words)
    keys, total, n = keys[kept], total[kept].astype(np.float32), n[kept]
    return TopicWords(keys // v // k, keys // v % k, keys % v, n, total)


def _best(group: np.ndarray, value: np.ndarray, n: int) -> np.ndarray:
    """Places of the n largest values of each group (ascending groups), in their first order."""
    order = np.lexsort((np.arange(len(value)), -value, group))
    starts = np.searchsorted(group, group)
    return np.sort(order[np.arange(len(order)) - starts < n])
