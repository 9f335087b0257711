"""Series for the charts, their peaks and the ranges around them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from trends.records import Scope
from trends.series.measures import colour_top, topic_series, undrawn_share, word_series
from trends.series.movers import movers, shown_changes
from trends.series.peaks import peaks
from trends.series.ranges import period_scope, same_dates_before, window_before

MONTHS = [f"2024-{m:02d}" for m in range(1, 13)]


def shares(n: list[int], total: int = 100) -> pd.DataFrame:
    """A topic's n articles a month out of `total`; a negative n is a month without issues."""
    rows = [(m, f"{m}-01", f"{m}-28", "t1", "甲", max(k, 0), total if k >= 0 else 0, int(k >= 0)) for m, k in zip(MONTHS, n, strict=False)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["period", "start", "end", "topic", "label", "n", "N", "issues"])
    share = (table["n"] / table["N"]).where(table["N"] > 0)
    return table.assign(share=share, low=share, high=share, missing=0, complete=True)


def coverage(table: pd.DataFrame, characters: int) -> pd.DataFrame:
    return table[["period"]].assign(characters=characters)


def test_measures_of_one_table_agree() -> None:
    table = shares([10, -1, 30])
    cover = coverage(table, 500_000)
    value = {m: topic_series(table, cover, m, 1)["value"].tolist() for m in ("articles", "count", "per_million")}  # fmt: skip
    assert [value[m][0] for m in value] == [0.1, 10, 20]
    assert all(v[1] != v[1] for v in value.values())


def test_smoothing_leaves_gaps_open_and_counts_them_not() -> None:
    smooth = topic_series(shares([10, -1, 30]), coverage(shares([1, 1, 1]), 1), "articles", 3)["smooth"]
    assert smooth.iloc[0] == 0.1
    assert smooth.iloc[1] != smooth.iloc[1]


def test_words_are_counted_as_asked() -> None:
    table = pd.DataFrame({"term": ["甲"], "share": [0.5], "n": [5], "per_million": [7.0], "issues": [1]})
    assert [word_series(table, m, 1)["value"].iloc[0] for m in ("articles", "count", "characters")] == [0.5, 5, 7]  # fmt: skip


def test_the_peak_of_a_burst_is_its_highest_period() -> None:
    series = topic_series(shares([5, 5, 40, 20, 5, 5, 5, 60, 70, 5, 5, 5]), coverage(shares([1] * 12), 1), "articles", 1)  # fmt: skip
    rows = [
        ("2024-03-01", "2024-04-30", "2024-03-01", 40.0),
        ("2024-08-01", "2024-12-31", "2024-09-01", 90.0),
    ]
    bursts = pd.DataFrame(rows, columns=["start", "end", "top", "weight"])
    found = peaks(series, bursts)
    assert found["period"].tolist() == ["2024-03", "2024-09"]
    assert found["over"].tolist() == [True, False]
    assert peaks(series, bursts, 1)["period"].tolist() == ["2024-09"]
    assert peaks(series, bursts.head(0)).empty


def test_what_an_area_leaves_out_is_counted_in_articles() -> None:
    rows = [
        ("2020-01", "t1", 5, 10),
        ("2020-01", "t2", 2, 10),
        ("2020-02", "t1", 0, 0),
        ("2020-02", "t2", 0, 0),
    ]
    table = pd.DataFrame(rows, columns=["start", "series", "n", "N"])
    assert undrawn_share(table, ["t1"]) == pytest.approx(0.5)
    assert undrawn_share(table, ["t1", "t2"]) == pytest.approx(0.3)
    assert undrawn_share(table[table["N"] == 0], ["t1"]) == 0


def test_one_extreme_cell_does_not_take_the_whole_scale() -> None:
    usual = [0.01 * (i % 10) for i in range(200)]
    assert colour_top(pd.Series([*usual, 0.6])) == pytest.approx(0.09)
    assert colour_top(pd.Series(usual)) == pytest.approx(0.09)
    assert colour_top(pd.Series([0.0] * 99 + [0.2])) == pytest.approx(0.2)


def test_changes_of_shown_topics_have_their_names_the_greatest_rise_first() -> None:
    topics = pd.DataFrame({"topic": ["t1", "t2", "t3"], "label": list("甲乙丙"), "slot": [0, 1, 2], "hidden": [False, False, True]})  # fmt: skip
    rows = [("t1", 10, 100, 10, 100), ("t2", 50, 100, 30, 100), ("t3", 9, 100, 1, 100)]
    moves = movers(
        pd.DataFrame(rows, columns=["item", "n", "N", "n_before", "N_before"]).assign(effect=1.0, label="")
    )
    table = shown_changes(topics, moves)
    assert table["topic"].tolist() == ["t2", "t1"]
    assert table["label"].tolist() == ["乙", "甲"]
    assert table["change"].tolist() == [0.2, 0]
    assert table["low"][1] < 0 < table["high"][1]


def test_ranges_before_are_as_long_and_do_not_overlap() -> None:
    now, before = window_before(Scope(), dt.date(2020, 1, 1), dt.date(2024, 3, 31), 30)
    assert now.since
    assert now.until
    assert before.since
    assert before.until == now.since - dt.timedelta(days=1)
    assert (now.until - now.since).days == 29
    assert (before.until - before.since).days == 29


def test_the_same_dates_of_the_year_before() -> None:
    scope = Scope(dt.date(2024, 2, 29), dt.date(2024, 3, 5), "甲报")
    assert same_dates_before(scope) == Scope(dt.date(2023, 2, 28), dt.date(2023, 3, 5), "甲报")
    with pytest.raises(ValueError, match="open"):
        same_dates_before(Scope())


def test_a_period_is_cut_to_the_scope() -> None:
    scope = Scope(since=dt.date(2024, 3, 10))
    inside = period_scope(scope, "2024-03-01", "2024-03-31")
    assert (inside.since, inside.until) == (dt.date(2024, 3, 10), dt.date(2024, 3, 31))
