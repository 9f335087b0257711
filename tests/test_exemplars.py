"""Where topics start: a subject has an exemplar of its own, however small or varied."""

import numpy as np
from scipy.sparse import csr_matrix

from trends import topics
from trends.topics.exemplars import exemplar_topics

WORDS = 12


def test_news_in_new_words_counts_as_much_as_a_formula_in_the_same():
    """Three subjects told in other words each day, one formula in four shades: as many starts as parts."""
    rng = np.random.default_rng(3)
    rows = []
    for shade in range(4):
        for _ in range(40):
            row = np.zeros(4 * 40)
            row[:9], row[9 + shade] = 1, 0.9
            rows.append(row)
    for subject in range(1, 4):
        for _ in range(30):
            row = np.zeros(4 * 40)
            row[subject * 40 + rng.choice(40, 9, replace=False)] = 1
            rows.append(row)
    starts = exemplar_topics(topics.stacked([csr_matrix(np.array(rows))]), 4)
    assert sorted(start.argmax() // 40 for start in starts) == [0, 1, 2, 3]


def test_a_small_subject_among_many_has_an_exemplar_of_its_own():
    """Nine wide subjects and one that comes back rarely, in the same words: all ten are starts."""
    rng = np.random.default_rng(0)
    rows = []
    for subject in range(9):
        for _ in range(60):
            row = np.zeros(10 * WORDS)
            row[subject * WORDS + rng.choice(WORDS, 7, replace=False)] = rng.random(7)
            rows.append(row)
    for _ in range(12):
        rows.append(np.r_[np.zeros(9 * WORDS), np.ones(WORDS)])
    stack = topics.stacked([csr_matrix(np.array(rows))])
    starts = exemplar_topics(stack, 10)
    assert sorted(start.argmax() // WORDS for start in starts) == list(range(10))
    assert np.array_equal(exemplar_topics(stack, 10), starts)
    assert len(exemplar_topics(stack[:3], 10)) <= 3
