"""A snapshot whose words are told in full, for plain counting over the same articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa

from trends.archive.schema import TABLES
from trends.archive.snapshot import Snapshot
from trends.archive.writing import write_snapshot
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


def words_snapshot(path):
    """The rows above as a snapshot in the file given."""
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
