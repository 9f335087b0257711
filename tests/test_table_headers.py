"""Headers of tables: below titles, said twice, partly known, or none at all."""

from __future__ import annotations

import datetime as dt
import json
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest

from tests.tabled import read, rows, written
from trends import readers
from trends.readers.columns import field_of
from trends.records import Article


def test_the_header_may_stand_below_titles_and_sep(tmp_path: Path) -> None:
    for name, above in (("a", "检索结果\n共 3 条\n"), ("b", "sep=;\n"), ("c", "\n\n")):
        sign = ";" if name == "b" else ","
        table = "\n".join(sign.join(row) for row in [["见报日期", "篇名", "全文"], *rows(3)])
        (tmp_path / f"{name}.csv").write_text(above + table, "utf-8")
        articles, problems = read(tmp_path / f"{name}.csv")
        assert (len(articles), problems) == (3, [])


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xlsx"])
def test_an_unmappable_table_shows_itself_once_with_the_words_that_cure_it(tmp_path: Path, form: str) -> None:
    table = [{"d1": row[0], "t1": row[1], "b1": row[2]} for row in rows(20)]
    path = tmp_path / f"a.{form}"
    if form == "csv":
        written(path, [list(table[0]), *(list(row.values()) for row in table)])
    elif form == "xlsx":
        book = openpyxl.Workbook()
        for line in [list(table[0]), *(list(row.values()) for row in table)]:
            book.active.append(line)
        book.save(path)
    else:
        lines = [json.dumps(row, ensure_ascii=False) for row in table]
        path.write_text(f"[{','.join(lines)}]" if form == "json" else "\n".join(lines), "utf-8")
    articles, problems = read(path)
    assert (articles, len(problems)) == ([], 1)
    assert all(word in problems[0].what for word in ("d1", "t1", "b1", "2021-07-01", "书法展第3天"))
    words = problems[0].cure.split("--columns ")[1].split()[0]
    sources, _ = readers.find_sources([path], readers.columns_of([words]))
    found = [item for source in sources for item in readers.read_source(source)]
    assert [type(item) for item in found] == [Article] * 20
    assert {item.headline for item in found if isinstance(item, Article)} == {row[1] for row in rows(20)}


@pytest.mark.parametrize("name", ["标签（标题）", "标题(主)", "完整标题", "title_cn", "正题/标题"])
def test_a_name_with_more_around_it_is_known(name: str) -> None:
    assert field_of(name) == "title"


def test_a_header_that_stands_again_in_the_table_is_no_record(tmp_path: Path) -> None:
    header = [" 日期", "标题", "正文"]
    articles, problems = read(
        written(tmp_path / "a.csv", [header, *rows(2), ["日期", "标题", "正文"], *rows(1)])
    )
    assert len(articles) == 3
    assert [problem.lost for problem in problems] == [False]


ORDERS = list(permutations(("date", "title", "body", "paper", "url")))


@pytest.mark.parametrize("order", ORDERS[::17])
@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_a_table_without_a_header_is_read_by_what_stands_in_it(
    tmp_path: Path, order: tuple[str, ...], ending: str
) -> None:
    kinds = {"paper": "滨江日报", "url": "https://example.org/a.html"}
    table = [
        [kinds.get(name) or dict(zip(("date", "title", "body"), row, strict=True))[name] for name in order]
        for row in rows(3)
    ]
    path = tmp_path / f"a.{ending}"
    if ending == "xlsx":
        book = openpyxl.Workbook()
        for row in table:
            book.active.append(
                [dt.date.fromisoformat(c) if n == "date" else c for n, c in zip(order, row, strict=True)]
            )
        book.save(path)
    else:
        written(path, table)
        path.write_text(path.read_text("utf-8").replace(",", "\t" if ending == "tsv" else ","), "utf-8")
    articles, (problem,) = read(path)
    assert [(a.date.day, a.headline, a.body, a.paper) for a in articles] == [
        (day, head, body, "滨江日报") for day, (_, head, body) in enumerate(rows(3), 1)
    ]
    said = ",".join(f"列{n}={name}" for n, name in enumerate(order, 1))
    assert not problem.lost
    assert said in problem.what
    assert said in problem.cure


def test_what_columns_of_a_headless_table_are_may_be_said(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", rows(3))
    said = (("列1", "date"), ("列2", "kicker"), ("列3", "body"))
    sources, _ = readers.find_sources([path], columns=said)
    items = [item for source in sources for item in readers.read_source(source)]
    assert [(i.date.day, i.kicker) for i in items if isinstance(i, Article)] == [
        (day, f"书法展第{day}天") for day in (1, 2, 3)
    ]


@pytest.mark.parametrize("more", [["2021-08-09"], ["另一段文字也很长。" * 4]])
def test_a_headless_table_with_two_columns_of_a_kind_is_asked_about(tmp_path: Path, more: list[str]) -> None:
    articles, (problem,) = read(written(tmp_path / "a.csv", [[*row, *more] for row in rows(3)]))
    assert articles == []
    assert "--columns 列1=date" in problem.cure
