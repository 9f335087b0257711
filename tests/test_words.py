"""Words of an archive: every number against plain counting over the same articles."""

from __future__ import annotations

import pytest

from tests.words_archive import (
    ALL,
    DAY,
    FEBRUARY,
    JANUARY,
    ROWS,
    text,
    words_snapshot,
)
from trends.archive.sql import words
from trends.archive.sql.articles import Filter, article_table
from trends.errors import QueryError
from trends.records import Scope


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return words_snapshot(tmp_path_factory.mktemp("archive") / "s.duckdb")


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
