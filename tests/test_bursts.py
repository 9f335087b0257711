"""Bursts: the cheapest path is the cheapest, planted bursts are found, history is where it was."""

from __future__ import annotations

import gzip
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
from trends.series.intervals import IssueCounts
from trends.series.periods import periods_between


def months(n):
    return periods_between("2020-01-01", f"{2020 + (n - 1) // 12}-{(n - 1) % 12 + 1:02d}-01", "month")


def issues_of(hits, totals, each=5):
    """The counts of each period spread over as many issues as divide them best."""
    hits, totals = np.asarray(hits, dtype=float), np.asarray(totals, dtype=float)
    place = np.repeat(np.arange(len(totals)), each)
    share = np.diff(np.round(np.linspace(0, 1, each + 1)[None] * hits[..., None]), axis=-1)
    whole = np.diff(np.round(np.linspace(0, 1, each + 1)[None] * totals[:, None]), axis=-1).ravel()
    days = (np.datetime64("2020-01-01") + 6 * np.arange(len(place))).astype(str)
    n = share.reshape(len(hits), len(place)).T
    return IssueCounts(days, np.full(len(days), ""), n, whole, whole, whole), place


def table(items, hits, totals, **named):
    issues, place = issues_of(hits, totals)
    return burst_table(items, months(len(totals)), issues, place, **named)


QUIET, HIGH = [10.0] * 24, [60.0, 70.0, 50.0]


def test_a_planted_burst_is_found_with_what_was_usual_before():
    found = table(["甲"], [[*QUIET, *HIGH, *QUIET[:9]]], np.full(36, 500.0))
    row = found[["start", "end", "top", "n", "N"]].to_numpy().tolist()
    assert row == [["2022-01-01", "2022-03-31", "2022-02-01", 180, 1500]]
    assert found["usual"][0] == pytest.approx(0.02)
    # rate 0.12 against 0.02: 180 ln 6 + 1320 ln(0.88 / 0.98)
    assert found["weight"][0] == pytest.approx(180 * math.log(6) + 1320 * math.log(0.88 / 0.98))


@settings(deadline=None, max_examples=40)
@given(arrays(np.float64, (3, 30), elements=st.integers(0, 25).map(float)), st.integers(5, 29))
def test_a_burst_once_seen_stays(hits, seen):
    """Whatever comes later, a period that was in a burst is in one for good."""
    totals = np.full(30, 60.0)
    early = burst_states(hits[:, :seen], totals[:seen])
    assert not (early & ~burst_states(hits, totals)[:, :seen]).any()


def test_an_even_series_does_not_burst():
    assert table(["a", "b", "c"], np.full((3, 24), 5.0), np.full(24, 50.0)).empty


def test_more_articles_are_no_burst():
    """A month three times as thick holds the item three times as often."""
    d = np.array([20, 20, 60, 60, 20, 20] * 4, dtype=float)
    assert not burst_states(d[None, :] * 0.1, d).any()


def test_a_gap_is_left_out_and_crossed():
    gap = [*QUIET, 60, 0, 60, *QUIET[:6]]
    totals = np.array([500.0] * 25 + [0] + [500.0] * 7)
    assert table(["甲"], [gap], totals)[["start", "end"]].to_numpy().tolist() == [
        ["2022-01-01", "2022-03-31"]
    ]


def test_one_issue_full_of_it_is_no_burst():
    issues, place = issues_of([[*QUIET, *QUIET[:12]]], np.full(36, 500.0))
    issues.n[24 * 5] = 80  # of its 100 articles
    assert burst_table(["甲"], months(36), issues, place).empty


def test_bursts_of_a_range_are_those_of_all_times():
    rows, totals = [[*QUIET, *HIGH, *QUIET[:9]]], np.full(36, 500.0)
    assert table(["甲"], rows, totals, since="2022-06-01").empty
    late = table(["甲"], rows, totals, since="2022-02-01")
    assert late["usual"][0] == pytest.approx(0.02)
    assert late["start"][0] >= "2022-02-01"


@settings(deadline=None)
@given(arrays(np.float64, (5, 8), elements=st.integers(0, 9).map(float)))
def test_items_do_not_touch_each_other(hits):
    totals = np.full(8, 10.0)
    together = burst_states(hits, totals)
    alone = [burst_states(hits[i : i + 1], totals, of=5)[0] for i in range(5)]
    assert (together == np.array(alone)).all()


def test_nothing_and_one_period():
    assert table([], np.zeros((0, 3)), np.ones(3)).empty
    assert table(["甲"], np.ones((1, 1)), np.ones(1)).empty
    assert table(["甲"], np.zeros((1, 2)), np.zeros(2)).empty


@pytest.mark.parametrize("rho", [0.0, 0.09])
def test_series_that_never_change_seldom_burst(rho):
    rng = np.random.default_rng(1)
    shares, place = np.tile([0.003, 0.01, 0.03, 0.1], 15), np.repeat(np.arange(40), 20)
    told = 0
    for _ in range(20):
        total = rng.integers(8, 21, len(place))
        own = np.tile(shares, (len(place), 1))
        if rho:
            own = rng.beta(shares * (1 / rho - 1), (1 - shares) * (1 / rho - 1), own.shape)
        n = rng.binomial(total[:, None], own).astype(float)
        days = (np.datetime64("2020-01-01") + 2 * np.arange(len(place))).astype(str)
        whole = total.astype(float)
        issues = IssueCounts(days, np.full(len(days), ""), n, whole, whole, whole)
        told += len(burst_table([str(i) for i in range(60)], months(40), issues, place)) > 0
    assert told <= 2


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
        [(date, word in text) for date, text in news if date <= until], columns=["period", "n"]
    )
    days = table.groupby("period")["n"].agg(n="sum", articles="size").reset_index()
    issues = IssueCounts.of_days(days, [days.rename(columns={"period": "date"})])
    place = pd.Index(periods["period"]).get_indexer(days["period"].str[:7])
    found = burst_table([word], periods, issues, place)
    return [tuple(row) for row in found[["start", "end"]].itertuples(index=False)]


def bursting(bursts, day):
    return any(start <= day <= end for start, end in bursts)


@pytest.mark.skipif(not DATA.is_file(), reason="TRENDS_DATA does not hold xwlb.jsonl.gz")
def test_bursts_fall_where_history_has_them(news):
    epidemic = news_bursts(news, "疫情")
    # Wuhan was closed on 2020-01-23; the controls ended on 2022-12-07. The year before had swine fever at most.
    assert ("2020-01-01", "2022-12-31") in epidemic
    games = news_bursts(news, "奥运")
    # Rio, Tokyo (a year late), Beijing's winter games, Paris; London was in the second month that there is.
    for day in ("2016-08-10", "2021-07-25", "2022-02-10", "2024-08-01"):
        assert bursting(games, day)
    assert not any(bursting(games, f"{year}-08-01") for year in (2013, 2014, 2015, 2017, 2019, 2023, 2025))
    # 2020 was the year set for the end of rural poverty; it was declared ended on 2021-02-25.
    assert bursting(news_bursts(news, "脱贫"), "2020-06-15")
    # The station's core and Tianwen 1 on Mars in spring 2021.
    assert bursting(news_bursts(news, "航天"), "2021-05-15")
    # The new area was announced on 2017-04-01, seen from the next year and from today.
    for until in ("2018-12-31", "2026-06-30"):
        assert news_bursts(news, "雄安", until)[0][0] == "2017-04-01"


@pytest.mark.skipif(not DATA.is_file(), reason="TRENDS_DATA does not hold xwlb.jsonl.gz")
@pytest.mark.parametrize("word", ["疫情", "脱贫", "雄安"])
def test_what_was_seen_in_2018_is_seen_today(news, word):
    early, late = news_bursts(news, word, "2018-12-31"), news_bursts(news, word)
    assert all(any(a <= start and end <= b for a, b in late) for start, end in early)
