"""Movers and smoothing against values computed by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trends.series.movers import STATUSES, _wilson, difference_band, movers
from trends.series.smoothing import smoothed, with_smooth
from trends.series.timelines import appearances, keyword_timeline


def band(n, total, n_before, total_before):
    low, high = difference_band(*(np.array([float(x)]) for x in (n, total, n_before, total_before)))
    return float(low[0]), float(high[0])


def test_wilson_interval_by_hand():
    # n = 5 of 10, z = 1.6449: (0.5 + z²/20 ± z √(0.025 + z²/400)) / (1 + z²/10) = 0.5 ± 0.2307
    p, low, high = _wilson(np.array([5.0]), np.array([10.0]))
    assert (p[0], low[0], high[0]) == pytest.approx((0.5, 0.2693, 0.7307), abs=1e-4)
    assert _wilson(np.array([0.0]), np.array([10.0]))[1][0] == pytest.approx(0)


def test_the_band_covers_the_difference_about_nine_times_in_ten():
    rng = np.random.default_rng(0)
    for p, q, total, total_before in ((0.3, 0.1, 80, 120), (0.02, 0.01, 200, 400), (0.6, 0.55, 40, 40)):
        n, m = rng.binomial(total, p, 20_000), rng.binomial(total_before, q, 20_000)
        low, high = difference_band(
            n.astype(float), np.full(20_000, total), m.astype(float), np.full(20_000, total_before)
        )
        assert 0.86 < np.mean((low <= p - q) & (p - q <= high)) < 0.96


@settings(deadline=None)
@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_the_band_holds_the_change_and_turns_with_it(n, rest, m, rest_before):
    low, high = band(n, n + rest, m, m + rest_before)
    change = n / (n + rest) - m / (m + rest_before)
    assert -1 <= low <= change + 1e-12
    assert change - 1e-12 <= high <= 1
    assert band(m, m + rest_before, n, n + rest) == pytest.approx((-high, -low))


def test_statuses_and_order():
    rows = [
        ("新", 30, 100, 0, 100), ("升", 40, 100, 10, 100), ("落", 10, 100, 40, 100),
        ("去", 0, 100, 25, 100), ("平", 21, 100, 20, 100), ("小新", 1, 100, 0, 100),
    ]  # fmt: skip
    table = movers(pd.DataFrame(rows, columns=["item", "n", "N", "n_before", "N_before"]))
    status = dict(zip(table["item"], table["status"], strict=True))
    assert status == {
        "新": "new",
        "升": "rising",
        "落": "fading",
        "去": "gone",
        "平": "steady",
        "小新": "new",
    }
    assert set(table["status"]) <= set(STATUSES)
    assert list(table["item"])[-2:] == ["小新", "平"] or list(table["item"])[-2:] == ["平", "小新"]
    assert table.set_index("item").loc["升", "change"] == pytest.approx(0.3)
    assert ((table["low"] <= table["change"]) & (table["change"] <= table["high"])).all()


def test_a_side_without_articles_has_no_band():
    table = movers(pd.DataFrame([("甲", 3, 10, 0, 0)], columns=["item", "n", "N", "n_before", "N_before"]))
    assert np.isnan(table.loc[0, "low"])
    assert np.isnan(table.loc[0, "change"])


# ---- smoothing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "window", "want"),
    [
        ([1, 2, 6], 3, [1.5, 3, 4]),
        ([1, np.nan, 6, 2], 3, [1, np.nan, 4, 4]),  # the gap stays and divides nothing
        ([1, 2, 6], 0, [1, 2, 6]),
        ([1, 2, 6], 1, [1, 2, 6]),
        ([1, 2, 6], 30, [3, 3, 3]),
        ([np.nan, np.nan], 7, [np.nan, np.nan]),
        ([], 7, []),
    ],
)
def test_smoothing_by_hand(values, window, want):
    np.testing.assert_allclose(smoothed(np.array(values, dtype=float), window), want)


def test_each_series_is_smoothed_by_itself_and_raw_values_stay():
    table = pd.DataFrame({"term": ["a", "b", "a", "b"], "share": [0.0, 1.0, 1.0, 0.0]})
    out = with_smooth(table, "share", 3, "term")
    assert out["smooth"].tolist() == [0.5, 0.5, 0.5, 0.5]
    assert out["share"].tolist() == [0.0, 1.0, 1.0, 0.0]
    assert "smooth" not in table


# ---- timelines -------------------------------------------------------------------------------

PERIODS = pd.DataFrame(
    {
        "period": ["2024-01", "2024-02", "2024-03"],
        "start": ["2024-01-01", "2024-02-01", "2024-03-01"],
        "end": ["2024-01-31", "2024-02-29", "2024-03-31"],
        "issues": [20, 0, 21],
        "expected": [22, 21, 21],
        "missing": [2, 21, 0],
        "articles": [100, 0, 80],
        "characters": [50_000, 0, 40_000],
        "complete": [True, True, False],
    }
)


def test_a_period_without_hits_is_zero_and_without_issues_a_gap():
    counts = pd.DataFrame({"period": ["2024-03"], "n": [4], "occurrences": [6]})
    table = keyword_timeline(counts, PERIODS, "航天")
    assert table["n"].tolist() == [0, 0, 4]
    assert table["N"].tolist() == [100, 0, 80]
    assert table["share"].fillna(-1).tolist() == [0, -1, 0.05]
    assert table["per_million"].fillna(-1).tolist() == [0, -1, 150]
    seen = appearances(table)
    assert seen.to_numpy().tolist() == [["航天", "2024-03", "2024-03", 4, 6]]


def test_a_query_that_never_hits_has_no_first_appearance():
    none = pd.DataFrame({"period": [], "n": [], "occurrences": []})
    seen = appearances(keyword_timeline(none, PERIODS, "没有"))
    assert seen.loc[0, "first"] is None
    assert seen.loc[0, "n"] == 0
