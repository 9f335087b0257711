"""Keyness against values computed by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trends.series.keyness import association, dispersion, keyness_table, log_likelihood, log_ratio


def one(function, a, b, size_a, size_b):
    return float(function(np.array([a], dtype=float), np.array([b], dtype=float), size_a, size_b)[0])


def test_g2_by_hand():
    # E = 7.5 on both sides: 2 (10 ln(10/7.5) + 5 ln(5/7.5)) = 2 (2.8768 − 2.0273)
    assert one(log_likelihood, 10, 5, 1000, 1000) == pytest.approx(1.6990, abs=1e-4)
    # absent from b: 2 · 12 ln(12 / (12 · 1000/4000)) = 24 ln 4
    assert one(log_likelihood, 12, 0, 1000, 3000) == pytest.approx(24 * math.log(4))
    assert one(log_likelihood, 0, 0, 1000, 3000) == 0
    assert one(log_likelihood, 10, 30, 1000, 3000) == pytest.approx(0, abs=1e-9)


def test_log_ratio_by_hand():
    assert one(log_ratio, 7.5, 1.5, 1000, 1000) == pytest.approx(2)  # log2(8 / 2)
    assert one(log_ratio, 0, 0, 1000, 1000) == 0
    assert one(log_ratio, 0, 3.5, 1000, 1000) == pytest.approx(-3)  # finite without an occurrence


@settings(deadline=None)
@given(st.integers(0, 99), st.integers(0, 99), st.integers(100, 9999), st.integers(100, 9999))
def test_sides_are_symmetric(a, b, size_a, size_b):
    assert one(log_likelihood, a, b, size_a, size_b) == pytest.approx(
        one(log_likelihood, b, a, size_b, size_a)
    )
    assert one(log_ratio, a, b, size_a, size_b) == pytest.approx(-one(log_ratio, b, a, size_b, size_a))
    assert one(log_likelihood, a, b, size_a, size_b) >= 0


def test_dispersion_by_hand():
    sizes = np.array([50.0, 30.0, 20.0])
    item = np.array([0, 0, 0, 1, 2, 2])
    issue = np.array([0, 1, 2, 2, 0, 1])
    n = np.array([5, 3, 2, 4, 5, 5])
    found = dispersion(item, issue, n, sizes, 4)
    # 0 follows the sizes; 1 stands in the smallest issue alone: (0.5 + 0.3 + 0.8) / 2 / 0.8 = 1;
    # 2: (0 + 0.2 + 0.2) / 2 / 0.8 = 0.25; 3 does not occur
    np.testing.assert_allclose(found, [0, 1, 0.25, np.nan], atol=1e-12)
    assert np.isnan(dispersion(np.array([0]), np.array([0]), np.array([3]), np.array([9.0]), 1)[0])


def test_association_is_that_of_the_table_of_articles():
    # 8 of 20 against 2 of 20: 2 Σ O ln(O / E) with E = 5, 5, 15, 15
    expected = 2 * (
        8 * math.log(8 / 5) + 2 * math.log(2 / 5) + 12 * math.log(12 / 15) + 18 * math.log(18 / 15)
    )
    assert one(association, 8, 2, 20, 20) == pytest.approx(expected)
    assert one(association, 5, 5, 20, 20) == pytest.approx(0, abs=1e-9)


def test_words_of_shuffled_articles_pass_one_in_a_thousand_about_as_often():
    """A word is said once, twice or fifty times in an article: only that it is there counts."""
    rng = np.random.default_rng(0)
    shares = rng.uniform(0.005, 0.6, 20_000)
    a, b = (rng.binomial(600, shares) for _ in range(2))
    passed = (association(a.astype(float), b.astype(float), 600, 600) >= 10.83).mean()
    assert 0.0003 < passed < 0.002
    often = rng.integers(1, 50, len(shares))
    counts = pd.DataFrame(
        {
            "item": range(len(shares)),
            "n_a": a,
            "n_b": b,
            "occurrences_a": a * often,
            "occurrences_b": b * often,
        }
    )
    assert not keyness_table(counts, (600_000, 600_000), (600, 600))["beyond_chance"].any()


def test_the_table_ranks_by_g2():
    counts = pd.DataFrame(
        {
            "n_a": [9, 9, 2, 0],
            "n_b": [9, 1, 0, 9],
            "occurrences_a": [10, 20, 2, 0],
            "occurrences_b": [10, 2, 0, 40],
            "item": [3, 5, 8, 1],
        }
    )
    before = counts.copy()
    table = keyness_table(counts, (1_000_000, 1_000_000), (100, 100))
    assert list(table["item"]) == [1, 5, 8, 3]
    assert table.loc[1, "per_million_a"] == 20
    assert (table["log_ratio"] < 0).tolist() == [True, False, False, False]
    assert table["beyond_chance"].tolist() == [True, True, False, False]
    pd.testing.assert_frame_equal(counts, before)
