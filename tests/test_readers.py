"""Readers: bytes → Pages and Articles; every fault is a Problem that names its place and cure."""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import ROOT
from trends.errors import InputError
from trends.readers import find_sources, has_recognition, read_corrections, read_source, side_files
from trends.readers.decoding import decode
from trends.readers.filenames import stated_date, stated_page, stated_paper
from trends.readers.table_dates import date_of
from trends.records import Article, Page, Problem

TEXT = "本报讯（记者 张三）3月8日，市政府召开会议，研究春耕生产。\n会议强调，要抓紧抓实。\n"


def read(path: Path) -> list[Page | Article | Problem]:
    sources, _ = find_sources([path])
    return [found for source in sources for found in read_source(source)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding_is_the_same_page(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    [page] = read(tmp_path)
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] == TEXT.splitlines()
    assert [line.number for line in page.lines] == [1, 2]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n\n",
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"no Chinese here\n",
        b"\x81\x00" * 99,
    ],
)
def test_what_is_no_page_is_one_problem_with_a_cure(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    [problem] = read(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.file == "a.txt"
    assert problem.what
    assert problem.cure
    assert problem.lost


def test_utf8_with_one_broken_byte_stays_utf8() -> None:
    broken = TEXT.encode()[:40] + b"\xff" + TEXT.encode()[40:]
    assert "召开会议" in decode(broken, "a.txt")


def test_files_are_found_in_sorted_order_and_side_files_are_no_sources(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/a.txt", "manifest.csv", "corrections.csv", "x.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("import os\n" if name == "x.py" else TEXT, encoding="utf-8")
    sources, problems = find_sources([tmp_path, tmp_path / "a.txt"])
    assert [source.name for source in sources] == ["a.txt", "b.txt", "c/a.txt"]
    assert [problem.file for problem in problems] == ["x.py", "manifest.csv"]


def test_a_wrong_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        find_sources([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("name", "date", "page"),
    [
        ("2023-02-06/01.txt", dt.date(2023, 2, 6), 1),
        ("20230206_A01.txt", dt.date(2023, 2, 6), 1),
        ("lcrb20230206p1.txt", dt.date(2023, 2, 6), 1),
        ("聊城日报/2023年2月6日第3版.txt", dt.date(2023, 2, 6), 3),
        ("2023/02/06/04.txt", dt.date(2023, 2, 6), 4),
        ("000_a0322750131d4922.txt", None, None),
        ("20231399.txt", None, None),
        ("2023-02-06_2023-02-07.txt", None, None),
    ],
)
def test_names_that_state_a_date_and_page(name: str, date: dt.date | None, page: int | None) -> None:
    assert stated_date(name) == date
    assert stated_page(name) == page


def test_a_name_may_state_the_paper() -> None:
    assert stated_paper("聊城日报/2023-02-06/01.txt") == "聊城日报"
    assert stated_paper("pages/01.txt") is None


def test_the_manifest_wins_over_the_file_name_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "2023-02-06.txt").write_text(TEXT, encoding="utf-8")
    rows = "file,date,paper,page\n2023-02-06.txt,2023-02-07,临川日报,2\n"
    (tmp_path / "manifest.csv").write_text(rows, encoding="utf-8")
    page, problem = read(tmp_path)
    assert isinstance(page, Page)
    assert isinstance(problem, Problem)
    assert (page.date, page.date_source, page.paper, page.number) == (
        dt.date(2023, 2, 7),
        "manifest",
        "临川日报",
        2,
    )
    assert "2023-02-06" in problem.what
    assert not problem.lost
    sources, _ = find_sources([tmp_path])
    assert [path.name for path in side_files(sources[0])] == ["manifest.csv"]


def test_one_record_is_one_article_untouched(tmp_path: Path) -> None:
    record = {
        "date": "2024-03-09",
        "title": " 题目 ",
        "body": "第一段。\n\n第二段。",
        "id": "n1",
        "label": "财经",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    [article] = read(tmp_path)
    assert isinstance(article, Article)
    assert (article.id, article.headline, article.label) == ("n1", "题目", "财经")
    assert article.paragraphs == ("第一段。", "第二段。")
    assert [(piece.file, piece.body[0].line) for piece in article.pieces] == [("a.jsonl", 1)]


def test_bad_records_are_problems_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [
        '{"date": "2024-03-09", "title": "好", "body": "正文。"}',
        '{"date": "2024-02-30", "body": "正文。"}',
        '{"date": "2024-03-09", "body": "  "}',
        '{"title": "缺"}',
        "[1, 2]",
        '{"date": "2024-',
        '{"date": "2024-03-10", "body": "正文。"}',
    ]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    found = read(tmp_path)
    assert [type(item) for item in found] == [Article, *[Problem] * 4, Article, Problem]
    assert [item.line for item in found if isinstance(item, Problem)] == [2, 3, 5, 6, 4]
    assert all(item.cure for item in found if isinstance(item, Problem))


def test_a_cut_off_archive_keeps_what_was_readable(tmp_path: Path) -> None:
    lines = "".join(
        json.dumps({"date": "2024-03-09", "body": os.urandom(90).hex()}) + "\n" for _ in range(9999)
    )
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:200_000])
    found = read(tmp_path)
    assert isinstance(found[-1], Problem)
    assert found[-1].cure
    assert sum(isinstance(item, Article) for item in found) > 100


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_with_chinese_columns_and_a_body_of_lines(tmp_path: Path, encoding: str) -> None:
    table = '日期,标题,正文,报纸,版面\n2024/3/9,题,"第一段。\n第二段。",临川日报,第3版\n2024年3月10日,题二,只有一段。,,\n'
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    first, second = read(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.date, first.paper, first.page) == (dt.date(2024, 3, 9), "临川日报", 3)
    assert first.paragraphs == ("第一段。", "第二段。")
    assert second.pieces[0].body[0].line == 4


def test_a_csv_without_the_needed_columns_names_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("标题,作者\n题,人\n", encoding="utf-8")
    [problem] = read(tmp_path)
    assert isinstance(problem, Problem)
    assert "date" in problem.what
    assert "body" in problem.what
    assert problem.line == 1


def test_corrections_are_read_by_file_and_bad_rows_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = "file,lines,action,value\na.txt,3-5,noise,广告\na.txt,,date,2024-03-09\na.txt,7,fly,\nb.txt,1,noise,\n"
    (tmp_path / "corrections.csv").write_text(rows, encoding="utf-8")
    found, problems = read_corrections(find_sources([tmp_path])[0])
    assert [(c.action, c.lines, c.value) for c in found["a.txt"]] == [
        ("noise", ((3, 5),), "广告"),
        ("date", (), "2024-03-09"),
    ]
    assert [problem.line for problem in problems] == [4, 5]


@given(st.dates(min_value=dt.date(1949, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_dates_written_in_any_usual_way_are_read(date: dt.date) -> None:
    forms = (
        "{0:%Y-%m-%d}",
        "{0:%Y%m%d}",
        "{0.year}/{0.month}/{0.day}",
        "{0.year}年{0.month}月{0.day}日",
        "{0}T08:00:00",
    )
    assert {date_of(form.format(date)) for form in forms} == {date}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_as_a_date_is_a_date_or_none(text: str) -> None:
    assert date_of(text) is None or isinstance(date_of(text), dt.date)


@pytest.mark.skipif("TRENDS_DATA" not in os.environ, reason="TRENDS_DATA names no folder with xwlb.jsonl.gz")
def test_every_eighth_record_of_the_large_table_is_an_article(tmp_path: Path) -> None:
    part = tmp_path / "part.jsonl.gz"
    with (
        gzip.open(Path(os.environ["TRENDS_DATA"]) / "xwlb.jsonl.gz") as lines,
        gzip.open(part, "w", 1) as out,
    ):
        out.writelines(itertools.islice(lines, 0, None, 8))
    counted = {Article: 0, Problem: 0, Page: 0}
    for found in read_source(find_sources([part])[0][0]):
        counted[type(found)] += 1
    assert counted[Article] + counted[Problem] == 74_496 / 8
    assert counted[Article] > 9_300


@pytest.mark.parametrize(
    "name",
    [
        "a.pdf", "a.xlsx", "a.docx", "a.zip", "a.parquet", "a.csv.gz",
        pytest.param("a.png", marks=pytest.mark.skipif(
            not has_recognition(), reason="requirements-ocr.txt is not installed"
        )),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_in_our_words_and_logged_in_its_librarys(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    sound = {"a.pdf": "page.pdf", "a.docx": "page.docx", "a.zip": "issue.zip", "a.png": "page.png"}
    whole = (ROOT / "tests" / "data" / "formats" / sound.get(name, f"articles{name[1:]}")).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 3])
    with caplog.at_level("INFO", logger="trends"):
        try:
            found = read(tmp_path)
        except InputError as error:
            found = [Problem(name, None, error.what, error.cure)]
    problems = [one for one in found if isinstance(one, Problem)]
    assert problems
    for problem in problems:
        assert not re.search(r"[A-Z][a-z]+(Error|Exception|Zip\w*)", problem.what)
        assert problem.cure
    assert "event=unread" in caplog.text
