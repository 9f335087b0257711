"""The query language: what is found, what is counted, and a sentence for everything else."""

from __future__ import annotations

import re

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trends.archive.query import occurrences_sql, parse_queries, parse_query, spelling, where_query
from trends.errors import QueryError

ARTICLES = (
    ("全市大会召开", None, "为“六个新聊城”建设积蓄动能。六个新聊城，六个新聊城！"),
    ("GDP增长5.5%", "经济运行", "ＧＤＰ增速稳定，5G基站建成。双减落地，校外培训规范。"),
    (None, None, "神舟十三号载人航天飞船升空，'; DROP TABLE articles; -- 50%_a.*b"),
    ("航天日", None, "航天强国建设。乡村振兴要靠产业。"),
    ("乡村振兴", "产业兴旺", "哈哈哈哈哈"),
)

MEMORY = duckdb.connect()


@pytest.fixture(scope="module")
def db():
    base = duckdb.connect()
    base.execute("CREATE TABLE articles(i INT, headline VARCHAR, kicker VARCHAR, deck VARCHAR, body VARCHAR)")
    rows = [(i, *article) for i, article in enumerate(ARTICLES)]
    base.executemany("INSERT INTO articles VALUES (?, ?, ?, NULL, ?)", rows)
    return base


def found(db, text):
    where, params = where_query(parse_query(text))
    return [i for (i,) in db.execute(f"SELECT i FROM articles WHERE {where} ORDER BY i", params).fetchall()]


def counted(db, text):
    expression, params = occurrences_sql(parse_query(text))
    return [n for (n,) in db.execute(f"SELECT {expression} FROM articles ORDER BY i", params).fetchall()]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("六个新聊城", [0]),
        ("双减|神舟", [1, 2]),
        ("双减 | 神舟", [1, 2]),
        ("双减｜神舟", [1, 2]),
        ("乡村振兴 产业", [3, 4]),  # headline and kicker are one article
        ("乡村振兴　产业", [3, 4]),
        ("航天 -神舟", [3]),
        ("航天 －神舟", [3]),
        ("航天|乡村振兴 -神舟|产业兴旺", [3]),
        ("gdp", [1]),
        ("GDP", [1]),
        ("５ｇ", [1]),
        ("DROP TABLE", [2]),
        ("50%_a.*b", [2]),
        ("a.*b", [2]),
        ("召开为", []),  # not across headline and body
    ],
)
def test_finds_exactly_what_is_asked(db, text, want):
    assert found(db, text) == want


def test_counts_occurrences_without_overlap(db):
    assert counted(db, "六个新聊城") == [2 + 1, 0, 0, 0, 0]
    assert counted(db, "哈哈") == [0, 0, 0, 0, 2]
    assert counted(db, "GDP") == [0, 2, 0, 0, 0]
    assert counted(db, "航天|神舟") == [0, 0, 2, 2, 0]


def test_an_alternative_inside_another_is_not_counted_twice(db):
    assert parse_query("新聊城|六个新聊城").every == (("新聊城",),)
    assert counted(db, "新聊城|六个新聊城") == [3, 0, 0, 0, 0]
    assert parse_query("航天 -神舟|神舟十三").without == ("神舟",)


def test_letters_and_digits_match_by_case_and_width():
    for printed in ("5g", "5G", "５ｇ", "５Ｇ"):
        assert re.fullmatch(spelling("5g"), printed)
        assert re.fullmatch(spelling(printed), "5G")
    assert spelling("新质生产力", traditional=False) == "新质生产力"
    for printed in ("iPhone", "IPHONE", "iphone", "iPHONe", "ｉＰｈｏｎｅ"):
        assert re.fullmatch(spelling("iPhone"), printed)
    assert re.fullmatch(spelling("５，a"), "5，A")
    assert not re.fullmatch(spelling("５，a"), "5,A")
    assert parse_query("GDP|gdp|ＧＤＰ").every == (("GDP",),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "空的"),
        ("  　\n", "空的"),
        ("-神舟", "排除"),
        ("-神舟 －航天", "排除"),
        ("|", "没有词"),
        ("航天 -", "没有词"),
        ("中", "一个字"),
        ("航天 -中", "一个字"),
        ("我们", "虚词"),
        ("我们 但是", "虚词"),
        ("……", "没有文字"),
        ("%%_", "没有文字"),
        ("'; -神舟", "没有文字"),
        ("(a+)+$" * 2000, "最多 200"),
        ("习" * 10_000, "最多 200"),
        (" ".join(f"词语{chr(0x4E00 + i)}" for i in range(30)), "超过 20"),
        ("\x00\x07", "空的"),
    ],
)
def test_bad_queries_get_a_sentence(text, says):
    with pytest.raises(QueryError) as error:
        parse_query(text)
    assert says in str(error.value)
    assert error.value.cure


def test_several_queries():
    assert [q.text for q in parse_queries(["航天", " 航天 ", "疫情"], most=8)] == ["航天", "疫情"]
    with pytest.raises(QueryError, match="最多比较 2"):
        parse_queries(["航天", "疫情", "脱贫"], most=2)
    with pytest.raises(QueryError, match="没有查询词"):
        parse_queries([], most=8)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_query_or_a_sentence(text):
    try:
        query = parse_query(text)
    except QueryError:
        return
    where, params = where_query(query, ["x"])
    count, values = occurrences_sql(query, ["x"])
    row = " ".join(query.wanted)
    got = MEMORY.execute(f"SELECT {where}, {count} FROM (SELECT ? AS x)", [*params, *values, row]).fetchone()
    assert got is not None
    assert got[1] >= 1
    assert got[0] == (not any(re.search(spelling(part), row) for part in query.without))


@settings(deadline=None)
@given(st.text(alphabet="abAB航天", min_size=2, max_size=6), st.text(alphabet="abAB航天。", max_size=60))
def test_agrees_with_plain_counting(part, text):
    query = parse_query(part)
    expression, params = occurrences_sql(query, ["x"])
    where, values = where_query(query, ["x"])
    sql = f"SELECT {expression}, {where} FROM (SELECT ? AS x)"
    want = len(re.findall(spelling(part), text))
    assert MEMORY.execute(sql, [*params, *values, text]).fetchone() == (want, want > 0)
