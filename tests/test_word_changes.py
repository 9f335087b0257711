"""What bursts, moves and marks a side: every number against plain counting over the same articles."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.words_archive import (
    ALL,
    DAY,
    FEBRUARY,
    JANUARY,
    ROWS,
    characters,
    text,
    words_snapshot,
)
from trends.archive.sql import words
from trends.archive.sql.changes import ITEMS
from trends.archive.sql.term_counts import term_counts
from trends.records import Scope


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return words_snapshot(tmp_path_factory.mktemp("archive") / "s.duckdb")


@pytest.mark.parametrize("kind", list(ITEMS))
def test_every_kind_gives_the_same_tables(snapshot, kind):
    bursts = words.bursts(snapshot, ALL, "issue", kind, min_n=1)
    assert list(bursts.columns) == [
        "item", "label", "start", "end", "top", "weight", "n", "N", "usual", "headline", "id"
    ]  # fmt: skip
    movers = words.movers(snapshot, FEBRUARY, JANUARY, kind, min_n=1)
    assert {"item", "label", "change", "low", "high", "status", "headlines"} <= set(movers.columns)
    assert all(len(shown) <= 3 for shown in movers["headlines"])


def test_a_word_bursts_and_its_headline_explains_it(snapshot):
    columns = ["start", "end", "n", "N", "usual", "headline", "id"]
    table = words.bursts(snapshot, ALL, "week", queries=["航天"])
    assert table[columns].to_numpy().tolist() == [["2024-01-29", "2024-02-25", 20, 40, 0, "航天日1", "a40"]]


def test_topics_burst_where_they_were_planted(snapshot):
    table = words.bursts(snapshot, ALL, "week", "topics").set_index("item")
    assert (table.loc["t3", "start"], table.loc["t3", "end"]) == ("2024-01-29", "2024-02-25")
    assert table.loc["t3", "label"] == "航天·神舟"


def test_few_articles_do_not_burst(snapshot):
    """Five articles in two weeks, however new their slogan is, may be chance."""
    assert words.bursts(snapshot, ALL, "week", queries=["六个新聊城"]).empty


def test_movers_count_both_sides(snapshot):
    table = words.movers(snapshot, FEBRUARY, JANUARY, "terms").set_index("item")
    assert table.loc["航天", ["n", "N", "n_before", "N_before", "status"]].tolist() == [20, 40, 0, 40, "new"]
    assert table.loc["产业", "change"] == 0
    assert table.loc["航天", "headlines"][0][2].startswith("航天日")
    topics = words.movers(snapshot, FEBRUARY, JANUARY).set_index("item")
    assert topics.loc["t1", "status"] == "gone"
    assert topics.loc["t1", "headlines"][0][1].startswith("2024-01")


def test_keyness_counts_both_sides(snapshot):
    table = words.keyness(snapshot, FEBRUARY, JANUARY).set_index("term")
    assert table.loc["航天", ["n_a", "n_b", "occurrences_a", "issues_a"]].tolist() == [20, 0, 40, 20]
    assert table.loc["航天", "log_ratio"] > 5
    assert table.loc["粮食", "log_ratio"] < 0
    assert table.loc["航天", "dispersion_a"] < table.loc["六个新聊城", "dispersion_a"]
    size = sum(characters(row) for row in ROWS if row.date.month == 2)
    assert table.loc["航天", "per_million_a"] == pytest.approx(40e6 / size)
    assert words.keyness(snapshot, FEBRUARY, JANUARY, min_n=41).empty


def test_keyness_without_spread_is_the_same_table_without_four_columns(snapshot):
    table, bare = (words.keyness(snapshot, FEBRUARY, JANUARY, spread=spread) for spread in (True, False))
    assert list(table.columns.drop(bare.columns)) == [
        f"{name}_{side}" for name in ("dispersion", "issues") for side in "ab"
    ]
    pd.testing.assert_frame_equal(table[bare.columns], bare)


@pytest.mark.parametrize("until", [DAY(2024, 1, 3), DAY(2024, 1, 31), DAY(2024, 2, 25), DAY(2024, 3, 1)])
def test_terms_are_counted_alike_from_within_and_from_without(snapshot, until):
    """A scope with most of the articles is counted by what lies outside it."""
    counts = term_counts(snapshot, Scope(since=DAY(2024, 1, 2), until=until))
    held = [text(row) for row in ROWS if DAY(2024, 1, 2) <= row.date <= until]
    for term, (n, occurrences) in zip(snapshot.terms, counts.to_numpy(), strict=True):
        assert n == sum(term in one for one in held), term
        assert occurrences == sum(one.count(term) for one in held), term
