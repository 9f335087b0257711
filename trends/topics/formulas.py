"""Which topics are set phrases (套话) rather than subjects."""

from __future__ import annotations

import numpy as np


def formulaic(n: np.ndarray, articles: np.ndarray, explained: np.ndarray) -> np.ndarray:
    """(K,) bool: topics whose articles are alike and come evenly, issue after issue, like a weather report.

    n: (periods, K) articles of each topic in each period, articles: (periods,) all of them; periods are
    months where there are at least six, else issues. explained: (K,) mean cosine of a topic's articles
    with what the topics say of them. Flagged: present in nine periods of ten or more, share varying
    by at most half its mean (coefficient of variation), and explained above 0.6.
    """
    n, articles = np.asarray(n, dtype=np.float64), np.asarray(articles, dtype=np.float64)
    held = articles > 0
    if held.sum() < 6:
        return np.zeros(n.shape[1], dtype=bool)
    shares = n[held] / articles[held, None]
    mean = shares.mean(axis=0)
    variation = np.divide(shares.std(axis=0), mean, out=np.full_like(mean, np.inf), where=mean > 0)
    present = (n[held] > 0).mean(axis=0)
    flagged: np.ndarray = (present >= 0.9) & (variation <= 0.5) & (np.asarray(explained) >= 0.6)
    return flagged
