"""TF-IDF rows + topics → how much of each article is about each topic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends.topics.linking import components_rows
from trends.topics.numerics import TINY, WEIGHT_DIGITS, nnls, one_thread


@dataclass(frozen=True, slots=True)
class ArticleWeights:
    """theta: (n, K) float32, the part of each article that is about each topic; theta and rest sum to 1.
    rest: (n,) float32, 1 for an article of which no topic explains anything.
    main: (n,) int, the heaviest topic (the first of equals), −1 for an unassigned article.
    explained: (n,) float32, cosine of the article and what its topics say of it, 0..1.
    """

    theta: np.ndarray
    rest: np.ndarray
    main: np.ndarray
    explained: np.ndarray


# What a part of unfamiliar words takes: a tenth more of them divides how clear an article is by e.
UNFAMILIAR = 10.0
# An article of fewer terms cannot be explained as well: the cosine with what is said of it falls with their root.
USUAL_TERMS = 60


@one_thread
def article_weights(
    rows: csr_matrix,
    components: np.ndarray,
    *,
    min_explained: float = 0.0,
    min_clear: float = 0.0,
    unfamiliar: np.ndarray | float = 0.0,
) -> ArticleWeights:
    """Non-negative least squares of rows (n × V) on topics (K × V).

    W and H are fixed only up to a factor per topic, so each row of H is scaled to sum 1 and W by the
    inverse before articles are compared: θ_dk = w_dk·s_k / Σ_k w_dk·s_k with s_k = Σ_j H_kj. Rounded
    to 4 digits, so that equal inputs give equal bytes on any machine. An article is unassigned that
    its topics explain less than `min_explained` of, or, divided by the number of topics that takes (exp of the
    entropy of θ), less than `min_clear`; of an article of n < USUAL_TERMS terms √(n / USUAL_TERMS) of it is asked, and so much its
    unfamiliar words count: the part of a few words says little.

    unfamiliar: (n,) ≥ 0, by how much the part of an article's words that the topics were not fitted on is above what
    is usual. TF-IDF rows do not show these words, yet a text of another field is known by them; what explains the rest
    of it is divided by exp(UNFAMILIAR · unfamiliar) (benchmarks/strangers.py).
    """
    n, k = rows.shape[0], len(components)
    if k == 0:
        none = np.zeros((n, 0), dtype=np.float32)
        return ArticleWeights(none, np.ones(n, np.float32), np.full(n, -1), np.zeros(n, np.float32))
    gram, right = components @ components.T, components_rows(components, rows)
    w = nnls(gram, right)
    inner, length = (w * right).sum(axis=0), np.sqrt(np.maximum((w * (gram @ w)).sum(axis=0), 0))
    explained = np.divide(inner, length, out=np.zeros_like(inner), where=length > 0)
    scaled = (w * components.sum(axis=1)[:, None]).T
    total = scaled.sum(axis=1, keepdims=True)
    theta = np.divide(scaled, total, out=np.zeros_like(scaled), where=total > 0)
    entropy = -(theta * np.log(np.maximum(theta, TINY))).sum(axis=1)
    asked = np.sqrt(np.minimum(1, np.diff(rows.indptr) / USUAL_TERMS))
    clear = np.round(explained * np.exp(-entropy - UNFAMILIAR * unfamiliar * asked), WEIGHT_DIGITS + 1)
    told = (total > 0) & ((explained >= min_explained * asked) & (clear >= min_clear * asked))[:, None]
    theta = np.round(np.where(told, theta, 0), WEIGHT_DIGITS)
    main = np.where(told[:, 0], theta.argmax(axis=1), -1)
    rest = np.maximum(np.round(1 - theta.sum(axis=1), WEIGHT_DIGITS), 0)
    return ArticleWeights(theta, rest, main, np.round(explained, WEIGHT_DIGITS))
