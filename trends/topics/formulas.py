"""Which topics are set phrases (套话) rather than subjects."""

from __future__ import annotations

import numpy as np


def formulaic(n: np.ndarray, articles: np.ndarray, explained: np.ndarray) -> np.ndarray:
    """(K,) bool: topics whose articles are alike and come evenly, issue after issue, like a weather report.

    n: (periods, K) articles of each topic in each period, articles: (periods,) all of them; periods are
    months where there are at least six, else none is flagged. explained: (K,) mean cosine of a topic's
    articles with what the topics say of them. Flagged: present in eight periods of ten or more, share
    varying by at most its mean (coefficient of variation), and explained a fifth better than the
    other topics on average. How well words explain an article falls with the length of articles and the
    size of the vocabulary, so only the other topics of the same archive are a measure.
    """
    n, articles = np.asarray(n, dtype=np.float64), np.asarray(articles, dtype=np.float64)
    held, k = articles > 0, n.shape[1]
    if held.sum() < 6 or k < 2:
        return np.zeros(k, dtype=bool)
    shares = n[held] / articles[held, None]
    mean = shares.mean(axis=0)
    variation = np.divide(shares.std(axis=0), mean, out=np.full_like(mean, np.inf), where=mean > 0)
    present = (n[held] > 0).mean(axis=0)
    explained = np.asarray(explained, dtype=np.float64)
    others = (explained.sum() - explained) / (k - 1)
    flagged: np.ndarray = (present >= 0.8) & (variation <= 1) & (explained >= 1.2 * others)
    return flagged
