"""Do topics differ, and do their words hold through time without coming from another time?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

from trends.quality.coherence import Words, npmi_table


def diversity(words: Words) -> float:
    """Distinct words / words shown, 0..1 (Dieng, Ruiz & Blei 2020). NaN without words."""
    shown = [j for topic in words for j in topic]
    return len(set(shown)) / len(shown) if shown else float("nan")


def grounded(words: Sequence[Words], presence: Sequence[csr_matrix], *, least: int = 1) -> float:
    """Part of the words shown for periods that occur in at least `least` articles of their period, 0..1.

    words: for each period the words of each topic in it; presence: (n × V) articles of each period.
    """
    found = total = 0
    for topics, held in zip(words, presence, strict=True):
        df = np.asarray((held > 0).sum(axis=0)).ravel()
        shown = np.array([j for topic in topics for j in topic], dtype=np.int64)
        found += int((df[shown] >= least).sum())
        total += len(shown)
    return found / total if total else float("nan")


def ttc(words: Sequence[Words], presence: csr_matrix) -> float:
    """Temporal topic coherence: mean NPMI of (word of a period, word of the next), −1..1 (James 2024).

    Pairs of a word with itself score 1, which only measures `tts` again: left out here.
    """
    values = [np.where(same, np.nan, table) for table, same in _steps(words, presence)]
    told = [float(v) for table in values for v in table[~np.isnan(table)]]
    return float(np.mean(told)) if told else float("nan")


def tts(words: Sequence[Words]) -> float:
    """Temporal topic smoothness: mean |words of a period ∩ words of the next| / words, 0..1 (James 2024).
    Frozen topics score 1: read it beside `ttc` and `grounded`."""
    values = [
        len(set(old) & set(new)) / len(old)
        for before, after in pairwise(words)
        for old, new in zip(before, after, strict=True)
        if old and new
    ]
    return float(np.mean(values)) if values else float("nan")


def ttq(words: Sequence[Words], presence: csr_matrix) -> float:
    """Temporal topic quality: mean over steps and topics of TTC × TTS, −1..1, where TTC counts a word
    with itself as 1, as the paper does (James, Rogers & Wei 2024)."""
    values = [float(table.mean()) * same.sum() / len(same) for table, same in _steps(words, presence)]
    return float(np.mean(values)) if values else float("nan")


def _steps(words: Sequence[Words], presence: csr_matrix) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each topic and pair of successive periods the (words before × words after) NPMI, a word
    with itself 1, and where the two are the same word."""
    used = sorted({j for period in words for topic in period for j in topic})
    table, place = npmi_table(used, presence), {j: i for i, j in enumerate(used)}
    for before, after in pairwise(words):
        for old, new in zip(before, after, strict=True):
            if old and new:
                rows, columns = ([place[j] for j in topic] for topic in (old, new))
                yield table[np.ix_(rows, columns)], np.equal.outer(rows, columns)
