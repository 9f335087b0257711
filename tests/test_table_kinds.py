"""Tables as people have them: names of columns, dates, quotes, encodings, sheets; what cannot be mapped is shown."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from tests.tabled import BODY, read, rows, written
from trends.readers.cells import text_of_cell
from trends.readers.columns import COLUMN_NAMES, field_of
from trends.readers.records import fields_of


@pytest.mark.parametrize("field", list(COLUMN_NAMES)[:12])
def test_every_name_is_known_in_both_scripts_and_however_it_is_spelled(field: str) -> None:
    convert = OpenCC("s2twp").convert if False else OpenCC("s2t").convert
    for name in COLUMN_NAMES[field]:
        for spelled in (name, name.upper(), f" {name} ", f"{name}：", convert(name), f"﻿{name}"):
            assert field_of(spelled) is not None, spelled
    assert field_of("新聞標題") == "title"
    assert [field_of(n) for n in ("Article_Title", "news content", "pub-date", "PubTime")] == [
        "title",
        "body",
        "date",
        "date",
    ]


def test_the_column_that_says_a_field_most_clearly_is_it() -> None:
    assert fields_of(["更新时间", "内容", "日期", "正文"], ()) == {
        "更新时间": None,
        "内容": None,
        "日期": "date",
        "正文": "body",
    }
    assert fields_of(["更新时间", "正文"], (("更新时间", "label"),)) == {"更新时间": "label", "正文": "body"}


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 6), st.integers(0, 5), st.booleans())
def test_an_open_quote_swallows_nothing(
    tmp_path_factory: pytest.TempPathFactory, n: int, at: int, escaped: bool
) -> None:
    at = at % n
    lines = [",".join(row) for row in rows(n)]
    lines[at] = (
        lines[at].replace(",书法", ',"书法' if escaped else ",书法").replace(f",{at + 1}号", f',"{at + 1}号')
    )
    path = tmp_path_factory.mktemp("quotes") / "a.csv"
    path.write_text("\n".join(["日期,标题,正文", *lines]), "utf-8")
    articles, problems = read(path)
    assert len(articles) == n or (len(articles) == n - 1 and problems)
    assert any(problem.line in (at + 1, at + 2) for problem in problems)
    assert len({article.date for article in articles}) == len(articles)


def test_commas_without_quotes_stay_in_the_body_and_are_told(tmp_path: Path) -> None:
    body = BODY.replace("，", ",")
    lines = [f"2021-07-0{k},书法展,{body},三" for k in range(1, 10)]
    (tmp_path / "a.csv").write_text("\n".join(["日期,标题,正文,版面", *lines]), "utf-8")
    articles, problems = read(tmp_path)
    assert {article.body for article in articles} == {body}
    assert [problem.line for problem in problems] == [2, 3, 4, 5]
    assert "还有 6 行" in problems[-1].what


def test_parts_in_other_encodings_are_read_in_theirs_and_told(tmp_path: Path) -> None:
    many = rows(28) * 40
    first = written(tmp_path / "one.csv", [["日期", "标题", "正文"], *many]).read_bytes()
    second = written(tmp_path / "two.csv", many, "gb18030").read_bytes()
    (tmp_path / "two.csv").unlink()
    (tmp_path / "one.csv").write_bytes(first + second)
    articles, problems = read(tmp_path)
    assert len(articles) == 2 * len(many)
    assert all("书法展" in article.body for article in articles)
    assert problems[0].line == len(many) + 2


def test_merged_cells_and_every_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for n, sheet in enumerate((book.active, book.create_sheet("七月"))):
        sheet.append(["出版日期", "版次", "题名", "正文"])
        for k in range(3):
            sheet.append(
                [45_000 + n if k == 0 else None, "B03" if k == 0 else None, f"展览{n}{k}", f"{n}{k}{BODY}"]
            )
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B2:B4")
    book.create_sheet("说明").append(["本表由馆内整理"])
    book.save(tmp_path / "a.xlsx")
    articles, problems = read(tmp_path / "a.xlsx")
    assert [(a.date.isoformat(), a.page) for a in articles] == [("2023-03-15", 3)] * 3 + [
        ("2023-03-16", 3)
    ] * 3
    assert len(problems) == 1
    assert "说明" in problems[0].what


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>一段。</p>\n<p style='x'>二段&nbsp;文字。<br/>三段</p>", "一段。\n二段 文字。\n三段"),
        ("&lt;p&gt;甲&lt;/p&gt;&lt;p&gt;乙&lt;/p&gt;", "甲\n乙"),
        ("<style>p{}</style><!--TRS--><div>丙 &amp;amp; 丁</div><script>x()</script>", "丙 & 丁"),
        (["一", "", ["二", {"text": "三"}]], "一\n二\n三"),
        ("3<5 且 a>b，AT&T", "3<5 且 a>b，AT&T"),
        ("<![CDATA[<p>甲</p><p>乙</p>]]>", "甲\n乙"),
        (3.0, "3"),
        (None, ""),
    ],
)
def test_cells_hold_text(cell: object, text: str) -> None:
    assert text_of_cell(cell) == text


def test_one_cell_may_hold_paper_date_and_page(tmp_path: Path) -> None:
    sign = "滨江日報 日期：1949-05-08 版次/卷期：02 版 本报沙洲六日电"
    names = ["label", "page", "publish_raw", "title_raw", "text_raw"]  # page: of the list of results
    table = [names, ["义渡", "1", sign, "新设义渡", BODY]]
    (article,), problems = read(written(tmp_path / "a.csv", table))
    assert (article.paper, article.page, article.date) == ("滨江日報", 2, dt.date(1949, 5, 8))
    assert (article.headline, problems) == ("新设义渡", [])


@pytest.mark.parametrize(
    ("name", "cell"), [("版面名称", "A05"), ("edition", "第5版"), ("版名", "05版：健康")]
)
def test_a_section_s_name_may_state_its_page(tmp_path: Path, name: str, cell: str) -> None:
    table = [["日期", "标题", "正文", name], ["2022-11-05", "书法展", BODY, cell]]
    (article,), _ = read(written(tmp_path / "a.csv", table))
    assert article.page == 5


def test_a_fault_of_many_rows_is_summed_up(tmp_path: Path) -> None:
    records = [
        {"date": f"第{n}日" if n % 2 else "2023-02-06", "title": "书法展", "body": f"{n}。{BODY}"}
        for n in range(40)
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(records), "utf-8")
    articles, problems = read(path)
    assert (len(articles), len(problems)) == (20, 4)
    assert "还有 17 条（到第 40 行）" in problems[-1].what


def test_an_archives_record_of_parts_is_one_article(tmp_path: Path) -> None:
    parts = [{"text": "县文化馆通知", "type": "title"}, {"text": BODY, "type": "paragraph"}]
    record = {"title": "书法展", "dates": [{"year": 1971, "month": 2, "day": 8}], "parts": parts}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record), "utf-8")
    (article,), problems = read(path)
    assert (article.date, article.paragraphs) == (dt.date(1971, 2, 8), ("县文化馆通知", BODY))
    assert problems == []


def test_a_quote_opened_in_a_headline_takes_no_body_with_it(tmp_path: Path) -> None:
    text = "日期;标题;正文\n" + "\n".join(";".join(row) for row in rows(5)).replace(
        "书法展第3天", '"书法展第3天'
    )
    (tmp_path / "a.csv").write_text(text, "utf-8")
    articles, problems = read(tmp_path / "a.csv")
    assert [article.body for article in articles] == [row[2] for row in rows(5)]
    assert [problem.line for problem in problems] == [4]


@pytest.mark.parametrize("order", [("gb18030", "utf-8"), ("utf-8", "gb18030")])
def test_parts_in_two_encodings_are_read_whichever_comes_first(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    lines = ["日期,标题,正文", *(",".join(row) for row in rows(12))]
    parts = ("\n".join(lines[:7]) + "\n").encode(order[0]), "\n".join(lines[7:]).encode(order[1])
    (tmp_path / "a.csv").write_bytes(b"".join(parts))
    articles, problems = read(tmp_path / "a.csv")
    assert [article.body for article in articles] == [row[2] for row in rows(12)]
    assert [problem.lost for problem in problems] == [False]
