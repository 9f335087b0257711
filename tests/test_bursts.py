"""Bursts: the cheapest path is the cheapest, planted bursts are found, history is where it was."""

from __future__ import annotations

import gzip
import itertools
import json
import math
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trends.series.bursts import burst_states, burst_table
from trends.series.periods import periods_between


def months(n):
    return periods_between("2020-01-01", f"{2020 + (n - 1) // 12}-{(n - 1) % 12 + 1:02d}-01", "month")


def path_cost(states, r, d):
    """Kleinberg's cost of a sequence of states, written out."""
    p0 = min(max(sum(r) / sum(d), 1e-9), 1 - 1e-9)
    p1 = min(max(2 * sum(r) / sum(d), 1e-9), 1 - 1e-9)
    cost, before = 0.0, 0
    for state, rt, dt in zip(states, r, d, strict=True):
        p = (p0, p1)[state]
        cost += -(rt * math.log(p) + (dt - rt) * math.log(1 - p))
        cost += math.log(len(r)) if state > before else 0
        before = state
    return cost


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 20)), min_size=1, max_size=9))
def test_no_other_path_is_cheaper(pairs):
    r = [hit for hit, _ in pairs]
    d = [hit + rest + 1 for hit, rest in pairs]
    found = burst_states(np.array([r], dtype=float), np.array(d, dtype=float))[0]
    best = min(path_cost(states, r, d) for states in itertools.product((0, 1), repeat=len(r)))
    assert path_cost(found.astype(int), r, d) == pytest.approx(best, abs=1e-6)


def test_a_planted_burst_by_hand():
    r = np.array([[1, 1, 1, 1, 8, 9, 1, 1, 1, 1, 1, 1]], dtype=float)
    d = np.full(12, 20.0)
    table = burst_table(["甲"], months(12), r, d)
    assert table[["item", "start", "end", "n", "N"]].to_numpy().tolist() == [
        ["甲", "2020-05-01", "2020-06-30", 17, 40]
    ]
    # p0 = 27/240 = 0.1125, p1 = 0.225: 17 ln 2 + 23 ln(0.775 / 0.8875) = 11.783 − 3.117
    assert table.loc[0, "weight"] == pytest.approx(17 * math.log(2) + 23 * math.log(0.775 / 0.8875))
    assert table.loc[0, "weight"] == pytest.approx(8.666, abs=0.001)


def test_an_even_series_does_not_burst():
    even = np.full((3, 24), 5.0)
    assert not burst_states(even, np.full(24, 50.0)).any()
    assert burst_table(["a", "b", "c"], months(24), even, np.full(24, 50.0)).empty


def test_more_articles_are_no_burst():
    """An issue three times as thick holds the item three times as often."""
    d = np.array([20, 20, 60, 60, 20, 20] * 4, dtype=float)
    assert not burst_states(d[None, :] * 0.1, d).any()


def test_a_gap_is_left_out_and_crossed():
    r = np.array([[0, 0, 9, 0, 9, 0, 0, 0, 0, 0, 0, 0]], dtype=float)
    d = np.array([20, 20, 20, 0, 20, 20, 20, 20, 20, 20, 20, 20], dtype=float)
    table = burst_table(["甲"], months(12), r, d)
    assert table[["start", "end", "n", "N"]].to_numpy().tolist() == [["2020-03-01", "2020-05-31", 18, 40]]


def test_bursts_at_the_ends_and_in_all_articles():
    r = np.zeros((2, 12))
    r[0, :2] = 10
    r[1, -2:] = 20
    table = burst_table(["first", "last"], months(12), r, np.full(12, 20.0)).set_index("item")
    assert (table.loc["first", "start"], table.loc["first", "end"]) == ("2020-01-01", "2020-02-29")
    assert (table.loc["last", "start"], table.loc["last", "end"]) == ("2020-11-01", "2020-12-31")


@settings(deadline=None)
@given(arrays(np.float64, (5, 8), elements=st.integers(0, 9).map(float)))
def test_items_do_not_touch_each_other(hits):
    totals = np.full(8, 10.0)
    together = burst_states(hits, totals)
    alone = [burst_states(hits[i : i + 1], totals)[0] for i in range(5)]
    assert (together == np.array(alone)).all()


def test_nothing_and_one_period():
    assert burst_table([], months(3), np.zeros((0, 3)), np.ones(3)).empty
    assert burst_table(["甲"], months(1), np.ones((1, 1)), np.ones(1)).empty
    assert burst_table(["甲"], months(2), np.zeros((1, 2)), np.zeros(2)).empty


# ---- the evening news ------------------------------------------------------------------------

DATA = Path(os.environ.get("TRENDS_DATA", "")) / "xwlb.jsonl.gz"


@pytest.fixture(scope="module")
def news():
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["date"], row["title"] + "\n" + row["body"]) for row in rows]


def news_bursts(news, word, until="2026-06-30"):
    periods = periods_between("2012-07-01", until, "month")
    table = pd.DataFrame(
        [(date[:7], word in text) for date, text in news if date <= until], columns=["period", "hit"]
    )
    counts = table.groupby("period")["hit"].agg(["sum", "size"]).reindex(periods["period"], fill_value=0)
    found = burst_table([word], periods, counts[["sum"]].to_numpy(dtype=float).T, counts["size"].to_numpy())
    return [tuple(row) for row in found[["start", "end"]].itertuples(index=False)]


def bursting(bursts, day):
    return any(start <= day <= end for start, end in bursts)


@pytest.mark.skipif(not DATA.is_file(), reason="TRENDS_DATA does not hold xwlb.jsonl.gz")
def test_bursts_fall_where_history_has_them(news):
    epidemic = news_bursts(news, "疫情")
    # Wuhan was closed on 2020-01-23; the controls ended on 2022-12-07, class B from 2023-01-08.
    assert epidemic == [("2020-01-01", "2023-01-31")]
    games = news_bursts(news, "奥运")
    # London, Rio, Tokyo (a year late), Beijing's winter games, Paris.
    for day in ("2012-08-01", "2016-08-10", "2021-07-25", "2022-02-10", "2024-08-01"):
        assert bursting(games, day)
    assert not any(bursting(games, f"{year}-08-01") for year in (2013, 2014, 2015, 2017, 2019, 2023, 2025))
    poverty = news_bursts(news, "脱贫")
    # 2020 was the year set for the end of rural poverty; it was declared ended on 2021-02-25.
    assert bursting(poverty, "2020-06-15")
    assert bursting(poverty, "2021-02-25")
    assert poverty[0][0] >= "2019-10-01"
    assert poverty[0][1] <= "2021-08-31"
    assert not any(start < "2015-11-01" for start, _ in poverty)  # the decision of November 2015
    space = news_bursts(news, "航天")
    # Shenzhou 10 flew in June 2013; the station's core and Tianwen 1 on Mars in spring 2021.
    assert bursting(space, "2013-06-15")
    assert bursting(space, "2021-05-15")
    # The new area was announced on 2017-04-01. Seen from 2018 that is where the word bursts; in the
    # whole archive it is only in its later years, when it filled, that it stood out again.
    assert news_bursts(news, "雄安", until="2018-12-31")[0][0] == "2017-04-01"
    assert all(start >= "2017-04-01" for start, _ in news_bursts(news, "雄安"))
    assert bursting(news_bursts(news, "雄安"), "2026-03-15")
