"""Tables as people have them: names of columns, dates, quotes, encodings, sheets; what cannot be mapped is shown."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from email.utils import format_datetime
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from trends import readers
from trends.readers.cells import text_of_cell
from trends.readers.columns import COLUMN_NAMES, field_of
from trends.readers.records import fields_of
from trends.readers.table_dates import ZONE, date_of
from trends.records import Article, Problem

BODY = "本报讯 县文化馆昨日举办书法展，展出作品一百二十件，吸引了许多市民前来参观交流。"


def read(path: Path) -> tuple[list[Article], list[Problem]]:
    sources, problems = readers.find_sources([path])
    items = [item for source in sources for item in readers.read_source(source)]
    return [i for i in items if isinstance(i, Article)], [
        *problems,
        *(i for i in items if isinstance(i, Problem)),
    ]


def rows(n: int) -> list[list[str]]:
    return [[f"2021-07-{k:02d}", f"书法展第{k}天", f"{k}号。{BODY}"] for k in range(1, n + 1)]


def written(path: Path, table: list[list[str]], encoding: str = "utf-8") -> Path:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


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


DATES = st.dates(dt.date(1995, 1, 1), dt.date(2029, 12, 31))
HOURS = st.times(min_value=dt.time(0, 0), max_value=dt.time(23, 59))


@settings(deadline=None)
@given(DATES, HOURS)
def test_a_moment_is_dated_where_papers_come_out(date: dt.date, hour: dt.time) -> None:
    local = dt.datetime.combine(date, hour.replace(microsecond=0), ZONE)
    utc = local.astimezone(dt.UTC)
    forms: list[object] = [
        local, utc, local.isoformat(), utc.isoformat(), utc.isoformat().replace("+00:00", "Z"),
        format_datetime(utc), format_datetime(utc.replace(tzinfo=dt.UTC), usegmt=True),
        int(local.timestamp()), str(int(local.timestamp())), int(local.timestamp()) * 1000, f"{int(local.timestamp())}.0",
        (date - dt.date(1899, 12, 30)).days, f"{(date - dt.date(1899, 12, 30)).days}.75",
        f"《江州晚报》（{date.year}年{date.month:02d}月{date.day:02d}日　第 05 版）", f"發布時間：{date} 08:30",
        f"{date:%Y%m%d%H%M%S}", f"{date.day}-{date:%b}-{date:%y}", f"{date:%b} {date.day}, {date.year}",
    ]  # fmt: skip
    if date.year > 1911:
        forms.append(f"民國{date.year - 1911}年{date.month}月{date.day}日")
    assert [date_of(form) for form in forms] == [date] * len(forms)


@pytest.mark.parametrize(
    "text", ["{} UTC", "{} GMT", "{}Z", "{} +0000", "{}+00:00", "{} UTC+00:00", "{}.250Z"]
)
@pytest.mark.parametrize("day", ["2021-03-04T16:30:00", "2021/03/04 16:30:00", "2021-03-04 16:30:00"])
def test_a_moment_with_its_zone_is_dated_where_papers_come_out(text: str, day: str) -> None:
    assert date_of(text.format(day)) == dt.date(2021, 3, 5)


def test_a_year_in_digits_may_stand_before_a_month_in_words() -> None:
    assert date_of("2021年三月五日") == date_of("二〇二一年3月5日") == dt.date(2021, 3, 5)


@pytest.mark.parametrize(
    "value", ["", "2023-02-30", "2023年13月1日", "03/04/2023", "2023", "第5版", "99999", True, None]
)
def test_what_is_no_date_or_two_is_none(value: object) -> None:
    assert date_of(value) is None


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


def test_the_header_may_stand_below_titles_and_sep(tmp_path: Path) -> None:
    for name, above in (("a", "检索结果\n共 3 条\n"), ("b", "sep=;\n"), ("c", "\n\n")):
        sign = ";" if name == "b" else ","
        table = "\n".join(sign.join(row) for row in [["见报日期", "篇名", "全文"], *rows(3)])
        (tmp_path / f"{name}.csv").write_text(above + table, "utf-8")
        articles, problems = read(tmp_path / f"{name}.csv")
        assert (len(articles), problems) == (3, [])


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


@pytest.mark.parametrize(
    ("name", "cell"), [("版面名称", "A05"), ("edition", "第5版"), ("版名", "05版：健康")]
)
def test_a_section_s_name_may_state_its_page(tmp_path: Path, name: str, cell: str) -> None:
    table = [["日期", "标题", "正文", name], ["2022-11-05", "书法展", BODY, cell]]
    (article,), _ = read(written(tmp_path / "a.csv", table))
    assert article.page == 5


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


def test_the_other_dates_of_a_column_tell_whether_the_day_comes_first(tmp_path: Path) -> None:
    header = ["date", "title", "body"]
    row = ["02/03/2023", "书法展", BODY]
    articles, (problem,) = read(written(tmp_path / "a.csv", [header, row]))
    assert articles == []
    assert all(date in problem.what for date in ("2023-03-02", "2023-02-03"))
    for other, date in (("23/03/2023", dt.date(2023, 3, 2)), ("03/23/2023", dt.date(2023, 2, 3))):
        articles, problems = read(
            written(tmp_path / "b.csv", [header, row, [other, "义渡", "其二。" + BODY]])
        )
        assert (articles[0].date, problems) == (date, [])


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
