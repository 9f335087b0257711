"""Tables of every form: found by content, read alike, each fault one sentence."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from tests import samples
from tests.formatted import NAMES, TEXT, only_problem, put, read
from trends.errors import InputError
from trends.readers import (
    READERS,
    column_fields,
    columns_of,
    find_sources,
    read_source,
)
from trends.readers import formats as reader_formats
from trends.readers.decoding import decode
from trends.records import Article, Page, Problem

# ---- tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(samples.tables()))
def test_a_table_in_any_form_gives_the_same_articles(name: str) -> None:
    found = read(samples.FOLDER / name)
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == len(found) == 3
    told = [(a.date.isoformat(), a.headline, a.paragraphs, a.paper, a.page) for a in articles]
    assert told == [
        (samples.DATE, s.headline, s.paragraphs, samples.PAPER, k) for k, s in enumerate(samples.stories(), 1)
    ]


@pytest.mark.parametrize("name", sorted(samples.tables()))
def test_a_table_is_known_without_its_name(tmp_path: Path, name: str) -> None:
    found = read(put(tmp_path, "export", (samples.FOLDER / name).read_bytes()))
    assert [type(item) for item in found] == [Article] * 3


@pytest.mark.skipif(not samples.has_font(), reason="no Noto CJK font to draw the image with")
def test_the_samples_are_what_the_script_makes() -> None:
    made = samples.samples()
    assert sorted(made) == NAMES
    for name, data in made.items():
        if not name.endswith((".xlsx", ".docx", ".mhtml", ".png")):  # these hold the time they were made
            assert (samples.FOLDER / name).read_bytes() == data


def test_every_format_has_a_name_people_use() -> None:
    assert set(reader_formats.FORMATS) == set(READERS)


def test_a_column_without_a_name_is_not_shown(tmp_path: Path) -> None:
    [source], _ = find_sources([put(tmp_path, "a.csv", "日期,正文,\n2024-03-09,今天开会,多余\n".encode())])
    assert column_fields(source) == {"日期": "date", "正文": "body"}


def test_what_columns_mean_is_shown_and_can_be_said(tmp_path: Path) -> None:
    table = samples.delimited(",").replace("正文".encode(), b"wenzi", 1)
    path = put(tmp_path, "a.csv", table)
    assert isinstance(read(path)[0], Problem)
    [source], _ = find_sources([path], columns_of(["wenzi=正文"]))
    assert column_fields(source) == {
        "日期": "date",
        "标题": "title",
        "wenzi": "body",
        "报纸": "paper",
        "版面": "page",
    }
    assert all(isinstance(item, Article) for item in read_source(source))
    with pytest.raises(InputError, match="正文"):
        columns_of(["正文"])
    with pytest.raises(InputError, match="fly"):
        columns_of(["正文=fly"])


def test_a_date_in_the_files_name_stands_for_a_column_of_dates(tmp_path: Path) -> None:
    path = put(tmp_path, "2024-03-09.csv", "标题,正文\n题,今天开会。\n".encode())
    [article] = read(path)
    assert isinstance(article, Article)
    assert article.date.isoformat() == "2024-03-09"


def test_a_formula_counts_by_its_stored_value_and_none_is_told(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["日期", "标题", "正文"])
    book.active.append(["2024-03-09", "题", '=CONCATENATE("今天","开会")'])
    book.active.append(["2024-03-09", "题", "今天开会。"])
    book.save(tmp_path / "a.xlsx")
    problem, article = read(tmp_path / "a.xlsx")
    assert isinstance(problem, Problem)
    assert problem.line == 2
    assert isinstance(article, Article)


def test_a_sheet_of_a_million_empty_rows_ends_soon(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(io.BytesIO(samples.xlsx())) as old,
        zipfile.ZipFile(tmp_path / "a.xlsx", "w", 8) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if "sheet1" in name:
                empty = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(50, 1_000_050))
                data = data.replace(b"</sheetData>", empty.encode() + b"</sheetData>")
            new.writestr(name, data)
    started = time.process_time()
    assert [type(item) for item in read(tmp_path / "a.xlsx")] == [Article] * 3
    assert time.process_time() - started < 20


# ---- found by content -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"Rar!\x1a\x07\x01\x00" + bytes(99), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(99), "7z"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "旧版"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(99), "密码"),
        (samples.zipped({"OFD.xml": b"<ofd/>"}), "OFD"),
        (b"{\\rtf1 }", "RTF"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_cure(tmp_path: Path, data: bytes, what: str) -> None:
    assert what in only_problem(put(tmp_path, "page.txt", data)).what


def test_a_file_whose_name_lies_is_read_by_its_content_and_told(tmp_path: Path) -> None:
    warning, *articles = read(put(tmp_path, "a.txt", samples.xlsx()))
    assert isinstance(warning, Problem)
    assert ".txt，内容却是 Excel 表格" in warning.what
    assert not warning.lost
    assert [type(item) for item in articles] == [Article] * 3


def test_scripts_and_pictures_of_web_pages_are_counted_not_read(tmp_path: Path) -> None:
    put(tmp_path, "2024-03-09_01.txt", TEXT.encode())
    for name in ("a.css", "b.js"):
        put(tmp_path, name, b"body {}")
    problem, page = read(tmp_path)
    assert isinstance(problem, Problem)
    assert "2 个" in problem.what
    assert not problem.lost
    assert isinstance(page, Page)


# ---- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "big5", "utf-32"])
def test_text_is_read_in_the_encodings_of_chinese_files(encoding: str) -> None:
    text = (
        TEXT
        if encoding != "big5"
        else "臺北市政府昨天宣布，今年將在全市推動新的公共交通計畫，預計明年完成。" * 9
    )
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("wrote", "read_as"), [("utf-8", "gb18030"), ("gb18030", "big5"), ("utf-16-le", "gb18030")]
)
def test_mojibake_is_a_problem_and_no_article(tmp_path: Path, wrote: str, read_as: str) -> None:
    garbled = TEXT.encode(wrote).decode(read_as, "replace")
    problem = only_problem(put(tmp_path, "2024-03-09.txt", garbled.encode()))
    assert problem.lost
