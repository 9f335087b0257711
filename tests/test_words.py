"""Words of an archive: every number against plain counting over the same articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pytest

from trends.archive.schema import TABLES
from trends.archive.snapshot import Snapshot
from trends.archive.sql import words
from trends.archive.sql.articles import Filter, article_table
from trends.archive.sql.changes import ITEMS
from trends.archive.sql.term_counts import term_counts
from trends.archive.writing import write_snapshot
from trends.errors import QueryError
from trends.records import Scope

DAY = dt.date
ALL = Scope()
JANUARY = Scope(since=DAY(2024, 1, 1), until=DAY(2024, 1, 31))
FEBRUARY = Scope(since=DAY(2024, 2, 1), until=DAY(2024, 2, 29))
TERMS = ("产业", "六个新聊城", "航天", "神舟", "粮食")


@dataclass(frozen=True)
class Row:
    date: dt.date
    headline: str | None
    body: str
    topic: int = 1
    page: int = 1
    paper: str = "聊城日报"


def rows():
    """20 days of January with grain, 20 of February with space, one slogan in the last week."""
    for day in range(1, 21):
        yield Row(DAY(2024, 1, day), "粮食丰收", f"粮食第{day}批入库，产业兴旺。\n粮食安全。", 1)
        yield Row(DAY(2024, 1, day), None, "天气晴好，GDP增长。", 2, page=2)
    for day in range(1, 21):
        slogan = "“六个新聊城”" if day > 15 else "新区"
        yield Row(DAY(2024, 2, day), f"航天日{day}", f"神舟飞船升空，航天产业兴旺，建设{slogan}。", 3)
        yield Row(
            DAY(2024, 2, day), "市民来信", "天气晴好，粮食充足；DROP TABLE articles; 100%_.*", 2, page=2
        )


ROWS = tuple(rows())


def text(row):
    return (row.headline or "") + "\n" + row.body


def characters(row):
    return len("".join(text(row).split()))


def whole(name, table):
    """The table with every column of the schema, absent ones empty."""
    for column in TABLES[name].columns:
        if column.name not in table.column_names:
            table = table.append_column(column.name, pa.nulls(len(table)))
    return table


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "s.duckdb"
    held = [
        {"article": a, "term": t, "n": text(row).count(term)}
        for a, row in enumerate(ROWS)
        for t, term in enumerate(TERMS)
        if term in text(row)
    ]
    tables = {
        "articles": pa.table(
            {
                "article": pa.array(range(len(ROWS)), pa.int32()),
                "id": [f"a{i}" for i in range(len(ROWS))],
                "date": [row.date for row in ROWS],
                "paper": [row.paper for row in ROWS],
                "page": [row.page for row in ROWS],
                "headline": [row.headline for row in ROWS],
                "kind": ["news"] * len(ROWS),
                "byline": [""] * len(ROWS),
                "reporters": pa.array([[]] * len(ROWS), pa.list_(pa.string())),
                "body": [row.body for row in ROWS],
                "characters": list(map(characters, ROWS)),
                "file": ["f"] * len(ROWS),
                "lines": ["1"] * len(ROWS),
                "ordered": [True] * len(ROWS),
                "topic": [row.topic for row in ROWS],
                "weight": [0.9] * len(ROWS),
            }
        ),
        "topics": pa.table(
            {
                "topic": [1, 2, 3],
                "label": ["粮食·安全", "天气", "航天·神舟"],
                "formulaic": [False] * 3,
                "hidden": [False] * 3,
                "since": [1] * 3,
            }
        ),
        "terms": pa.table(
            {
                "term": list(range(len(TERMS))),
                "text": list(TERMS),
                "class": ["n"] * len(TERMS),
                "n": [sum(term in text(row) for row in ROWS) for term in TERMS],
            }
        ),
        "article_terms": pa.Table.from_pylist(held),
        "phrases": pa.table(
            {
                "phrase": ["六个新聊城", "航天产业兴旺发展大道"],
                "n": [5, 3],
                "occurrences": [5, 4],
                "first": [DAY(2024, 2, 16), DAY(2024, 1, 5)],
                "last": [DAY(2024, 2, 20), DAY(2024, 1, 9)],
                "cohesion": [9.0, 8.0],
                "freedom": [2.3, 2.0],
                "quoted": [1.0, 0.0],
                "example": ["建设“六个新聊城”", ""],
            }
        ),
        "names": pa.table({"name": [0, 1], "text": ["王培源", "聊城"], "kind": ["reporter", "place"]}),
        "article_names": pa.table({"article": [0, 2, 3], "name": [0, 0, 1], "n": [1, 2, 1]}),
    }  # fmt: skip
    tables = {name: whole(name, table) for name, table in tables.items()}
    write_snapshot(path, tables, {"build_key": "0000", "settings": {}, "versions": {}})
    return Snapshot(path)


# ---- timelines -------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["粮食", "航天", "gdp", "100%_.*", "“六个新聊城”", "没有这个词"])
@pytest.mark.parametrize("scope", [ALL, JANUARY, Scope(front_page=True)])
def test_a_timeline_is_what_plain_counting_gives(snapshot, query, scope):
    table = words.keywords(snapshot, [query], scope, "month").set_index("period")
    for month in table.index:
        inside = [
            row for row in ROWS
            if f"{row.date:%Y-%m}" == month
            and (scope.since is None or scope.since <= row.date <= scope.until)
            and (row.page == 1 or not scope.front_page)
        ]  # fmt: skip
        forms = {query, query.upper()}
        held = [row for row in inside if any(form in text(row) for form in forms)]
        assert table.loc[month, "n"] == len(held)
        assert table.loc[month, "N"] == len(inside)
        assert table.loc[month, "occurrences"] == sum(text(row).count(f) for row in held for f in forms)
        assert table.loc[month, "share"] == pytest.approx(len(held) / len(inside))


def test_both_either_and_without(snapshot):
    table = words.keywords(snapshot, ["粮食 天气", "航天|粮食", "粮食 -产业"], ALL, "year")
    assert table.set_index("term")["n"].to_dict() == {"粮食 天气": 20, "航天|粮食": 60, "粮食 -产业": 20}


# ---- context ---------------------------------------------------------------------------------


def test_concordance_pages_hold_every_hit_once(snapshot):
    articles, lines = words.count_hits(snapshot, "粮食", ALL)
    assert (articles, lines) == (40, sum(text(row).count("粮食") for row in ROWS))
    whole = words.concordance(snapshot, "粮食", ALL, limit=1000)
    pages = [words.concordance(snapshot, "粮食", ALL, limit=7, offset=at) for at in range(0, lines + 7, 7)]
    joined = [tuple(map(str, row)) for page in pages for row in page.itertuples(index=False)]
    assert joined == [tuple(map(str, row)) for row in whole.itertuples(index=False)]
    assert len(whole) == lines
    assert list(whole["date"]) == sorted(whole["date"])


def test_a_line_is_cut_from_the_text(snapshot):
    line = words.concordance(snapshot, "安全", ALL, width=6).iloc[0]
    assert (line["left"], line["hit"], line["right"]) == ("兴旺。 粮食", "安全", "。")
    assert words.concordance(snapshot, "gdp", ALL).loc[0, "hit"] == "GDP"


def test_lines_sort_by_their_context(snapshot):
    right = words.concordance(snapshot, "粮食", ALL, limit=1000, order="right")["right"]
    assert list(right) == sorted(right)
    left = words.concordance(snapshot, "粮食", ALL, limit=1000, order="left")["left"]
    assert [x[::-1] for x in left] == sorted(x[::-1] for x in left)
    assert len(left) == len(right) == words.count_hits(snapshot, "粮食", ALL)[1]


def test_example_sentences_come_from_different_articles(snapshot):
    assert words.example_sentences(snapshot, "粮食", JANUARY)["id"].tolist() == ["a0", "a2", "a4"]
    assert words.example_sentences(snapshot, "没有这个词", ALL).empty


def test_company(snapshot):
    table = words.cooccurring(snapshot, "神舟", ALL).set_index("term")
    assert table.loc["航天", ["n", "N"]].tolist() == [20, 20]
    assert table.index[0] == "航天"
    assert "神舟" not in table.index
    assert "粮食" not in table.index  # never together
    near = words.cooccurring(snapshot, "飞船", ALL, window=5).set_index("term")
    assert set(near.index) == {"神舟", "航天"}  # 产业 stands farther off
    assert words.cooccurring(snapshot, "没有这个词", ALL).empty


# ---- change ----------------------------------------------------------------------------------


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


# ---- articles ----------------------------------------------------------------------------------


def test_articles_of_a_word_begin_with_those_that_say_it_most(snapshot):
    wanted = Filter(query="粮食")
    table = article_table(snapshot, ALL, wanted, wanted.closest, 100, 0)
    held = [text(row).count("粮食") for row in ROWS]
    assert table["hits"].tolist() == sorted((n for n in held if n), reverse=True)
    assert table["date"].iloc[0] == "2024-01-20"  # of equals the newest
    assert Filter(query="粮食", topic="t1").closest == Filter().closest == "weight"
    with pytest.raises(QueryError, match="没有查询词"):
        article_table(snapshot, ALL, Filter(), "hits", 100, 0)


# ---- lists -----------------------------------------------------------------------------------


def test_phrases_and_names_of_a_scope(snapshot):
    assert list(words.phrases(snapshot, ALL)["phrase"]) == ["六个新聊城", "航天产业兴旺发展大道"]
    early = Scope(since=DAY(2024, 2, 1), until=DAY(2024, 2, 17))
    table = words.phrases(snapshot, early)
    assert table[["phrase", "n", "first", "last"]].to_numpy().tolist() == [
        ["六个新聊城", 2, "2024-02-16", "2024-02-17"]
    ]
    assert list(words.phrases(snapshot, JANUARY)["phrase"]) == ["航天产业兴旺发展大道"]  # its whole life
    assert list(words.phrases(snapshot, Scope(paper="另一报"))["phrase"]) == []
    assert words.names(snapshot, ALL, "reporter")[["name", "n", "occurrences"]].to_numpy().tolist() == [
        ["王培源", 2, 3]
    ]
    assert words.names(snapshot, FEBRUARY, "reporter").empty


# ---- bad input -------------------------------------------------------------------------------

ASK = {
    "keywords": lambda s, q: words.keywords(s, [q], ALL, "month"),
    "bursts": lambda s, q: words.bursts(s, ALL, "month", queries=[q]),
    "concordance": lambda s, q: words.concordance(s, q, ALL),
    "cooccurring": lambda s, q: words.cooccurring(s, q, ALL),
    "count_hits": lambda s, q: words.count_hits(s, q, ALL),
}


@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
@pytest.mark.parametrize("query", ["", "   ", "我们", "中", "-航天", "词" * 10_000, "(a|a?)+" * 40 + "$"])
def test_a_bad_query_is_a_sentence_everywhere(snapshot, ask, query):
    with pytest.raises(QueryError):
        ask(snapshot, query)


@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
@pytest.mark.parametrize(
    "query", ["天气'; DROP TABLE articles;", '"天气"', "(a+)+$", "100%_.*", "\\d{3}", "天气'--"]
)
def test_nothing_typed_is_run(snapshot, ask, query):
    ask(snapshot, query)
    assert snapshot.rows("SELECT count(*) FROM articles") == [(len(ROWS),)]


def test_bad_ranges_are_sentences(snapshot):
    empty = Scope(since=DAY(1999, 1, 1), until=DAY(1999, 12, 31))
    for compare in (words.keyness, words.movers):
        with pytest.raises(QueryError, match="没有任何一期"):
            compare(snapshot, FEBRUARY, empty)
        with pytest.raises(QueryError, match="重叠"):
            compare(snapshot, FEBRUARY, Scope(since=DAY(2024, 2, 20)))
        with pytest.raises(QueryError, match="重叠"):
            compare(snapshot, ALL, Scope(front_page=True))
    assert words.keywords(snapshot, ["航天"], empty, "month")["n"].sum() == 0
    assert words.bursts(snapshot, empty, "month").empty
    with pytest.raises(QueryError, match="没有类别"):
        words.bursts(snapshot, ALL, "month", "words")
    with pytest.raises(QueryError, match="没有名称类别"):
        words.names(snapshot, ALL, "animal")
    with pytest.raises(QueryError, match="最多比较 8"):
        words.keywords(snapshot, [f"词语{i}" for i in range(9)], ALL, "month")
