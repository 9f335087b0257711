"""Keyness against values computed by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trends.series.keyness import dispersion, keyness_table, log_likelihood, log_ratio


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


def test_the_table_ranks_by_g2_and_keeps_the_minimum():
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
    table = keyness_table(counts, 1_000_000, 1_000_000, 5)
    assert list(table["item"]) == [1, 5, 3]
    assert table.loc[1, "per_million_a"] == 20
    assert (table["log_ratio"] < 0).tolist() == [True, False, False]
    pd.testing.assert_frame_equal(counts, before)
