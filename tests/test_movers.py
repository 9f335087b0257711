"""Movers and smoothing against values computed by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from trends.series.movers import STATUSES, movers
from trends.series.smoothing import smoothed, with_smooth
from trends.series.timelines import appearances, keyword_timeline


def counted(rows):
    return pd.DataFrame(rows, columns=["item", "n", "N", "n_before", "N_before"]).assign(effect=1.0)


def test_statuses_and_order():
    rows = [
        ("新", 30, 100, 0, 100), ("升", 40, 100, 10, 100), ("落", 10, 100, 40, 100),
        ("去", 0, 100, 25, 100), ("平", 21, 100, 20, 100), ("小新", 1, 100, 0, 100),
    ]  # fmt: skip
    table = movers(counted(rows))
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
    table = movers(counted([("甲", 3, 10, 0, 0)]))
    assert not table.loc[0, "beyond_chance"]
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
    # Nothing is drawn of what has not begun yet
    np.testing.assert_equal(out["smooth"].to_numpy(), [np.nan, 0.5, 0.5, 0.5])
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


DAYS = pd.DataFrame({"period": ["2024-01-31", "2024-03-01"], "articles": [100, 80]})


def timeline(counts, term):
    return keyword_timeline(counts, PERIODS, DAYS, np.array([0, 2]), term)


def test_a_period_without_hits_is_zero_and_without_issues_a_gap():
    counts = pd.DataFrame({"date": ["2024-03-01"], "n": [4], "occurrences": [6]})
    table = timeline(counts, "航天")
    assert (table["low"][0], table["high"][0] > 0.02) == (0, True)
    assert table[["low", "high"]].isna().all(axis=1).tolist() == [False, True, False]
    assert table["n"].tolist() == [0, 0, 4]
    assert table["N"].tolist() == [100, 0, 80]
    assert table["share"].fillna(-1).tolist() == [0, -1, 0.05]
    assert table["per_million"].fillna(-1).tolist() == [0, -1, 150]
    seen = appearances(table)
    assert seen.to_numpy().tolist() == [["航天", "2024-03", "2024-03", 4, 6]]


def test_a_query_that_never_hits_has_no_first_appearance():
    none = pd.DataFrame({"date": [], "n": [], "occurrences": []})
    seen = appearances(timeline(none, "没有"))
    assert seen.loc[0, "first"] is None
    assert seen.loc[0, "n"] == 0
