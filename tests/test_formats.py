"""Every form in which articles come: found by content, read alike, bounded, each fault one sentence."""

from __future__ import annotations

import dataclasses
import gzip
import io
import os
import random
import struct
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import samples
from tests.mutants import mutant, seeds
from trends import layout
from trends.archive.work import WorkStore
from trends.errors import InputError
from trends.pipeline import Engine, no_progress
from trends.pipeline.reading import Reading
from trends.pipeline.reading import read as reading_of
from trends.readers import (
    READERS,
    column_fields,
    columns_of,
    find_sources,
    has_recognition,
    read_source,
    split_source,
)
from trends.readers import formats as reader_formats
from trends.readers.decoding import decode
from trends.readers.limits import LIMITS
from trends.readers.scans import doubtful_lines
from trends.records import Article, Line, Page, Problem

TEXT = samples.page_text().decode()
NAMES = sorted(path.name for path in samples.FOLDER.iterdir())


def read(path: Path, columns: tuple[str, ...] = ()) -> list[Page | Article | Problem]:
    sources, problems = find_sources([path], columns_of(columns))
    return [*problems, *(found for source in sources for found in read_source(source))]


def put(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def only_problem(path: Path) -> Problem:
    """The one thing found, which must be a Problem with a cure, soon and without much memory."""
    started = time.process_time()
    [problem] = read(path)
    assert isinstance(problem, Problem)
    assert problem.what
    assert problem.cure
    assert time.process_time() - started < 20
    return problem


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


# ---- pages of text --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["2024-03-09_01.txt", "page.md", "page.docx"])
def test_a_page_in_any_form_has_the_same_lines(name: str) -> None:
    [page] = read(samples.FOLDER / name)
    assert isinstance(page, Page)
    [told] = layout.told(page)  # marks of headings and emphasis are the form's to read
    marked = [line.text.removeprefix("## ") for line in told.lines if line.text]
    assert [text for text in marked if text] == samples.page_lines()


def test_a_word_file_with_a_password_or_of_entities_is_told(tmp_path: Path) -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "'
        + b"a" * 9_999
        + b'">'
        + b"".join(f'<!ENTITY {b} "{f"&{a};" * 99}">'.encode() for a, b in zip("abcde", "bcdef", strict=True))
        + b"]><x>&f;</x>"
    )
    with (
        zipfile.ZipFile(samples.FOLDER / "page.docx") as old,
        zipfile.ZipFile(tmp_path / "a.docx", "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, bomb if name == "word/document.xml" else old.read(name))
    only_problem(tmp_path / "a.docx")


# ---- PDF ------------------------------------------------------------------------------------------


def test_a_pdf_gives_printed_lines_with_their_places() -> None:
    [page] = read(samples.FOLDER / "page.pdf")
    assert isinstance(page, Page)
    assert [line.text.replace(" ", "") for line in page.lines] == [
        "".join(text.split()) for *_, text in samples.printed_page()
    ]
    for line, (left, base, size, _) in zip(page.lines, samples.printed_page(), strict=True):
        assert line.box is not None
        assert abs(line.box.bottom - (1 - base / 800)) < 0.01
        assert abs((line.box.bottom - line.box.top) * 800 - size) < 0.2 * size
        assert line.box.left * 600 - left < 2.2 * size  # paragraphs are indented by two em


def test_columns_side_by_side_are_never_one_line(tmp_path: Path) -> None:
    """Even when the file gives the lines of all columns in turn."""
    columns = [
        samples.column("本报讯今天市里召开会议研究春耕生产大家都说好" * 6, left, 700)
        for left in (20, 205, 390)
    ]
    turns = [line for row in zip(*columns, strict=True) for line in row]
    [page] = read(put(tmp_path, "a.pdf", samples.pdf([turns])))
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] == [text for *_, text in turns]


def test_an_upright_headline_is_one_line(tmp_path: Path) -> None:
    upright = [(500.0, 700.0, 20.0, "小小果树连起大民生"), (470.0, 700.0, 14.0, "记者在石湾乡看到新变化")]
    [page] = read(put(tmp_path, "a.pdf", samples.pdf([upright], "UniGB-UCS2-V")))
    assert isinstance(page, Page)
    assert {line.text for line in page.lines} == {text for *_, text in upright}
    for line in page.lines:
        assert line.box is not None
        assert line.box.bottom - line.box.top > 3 * (line.box.right - line.box.left)


def test_the_pages_of_an_issue_know_their_numbers_and_the_title_may_date_them(tmp_path: Path) -> None:
    data = samples.pdf([samples.printed_page()] * 3)
    pages = read(put(tmp_path, "临川日报20240309.pdf", data))
    assert [(p.file, p.number, str(p.date), p.paper) for p in pages if isinstance(p, Page)] == [
        (f"临川日报20240309.pdf!{k}", k, "2024-03-09", "临川日报") for k in (1, 2, 3)
    ]
    [page] = read(
        put(tmp_path, "a.pdf", samples.pdf([samples.printed_page()], title="临川日报2024年3月9日第5版"))
    )
    assert isinstance(page, Page)
    assert (page.number, page.date_source) == (5, "metadata")


def test_a_large_pdf_is_read_in_parts_as_it_is_whole(tmp_path: Path) -> None:
    path = put(tmp_path, "2024-03-09.pdf", samples.pdf([samples.printed_page()] * 20))
    [source], _ = find_sources([path])
    parts = split_source(source)
    assert [part.part for part in parts] == [(0, 8), (8, 16), (16, 20)]
    assert [item for part in parts for item in read_source(part)] == list(read_source(source))


def test_parts_of_a_large_file_are_put_together_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "2024-03-09.pdf", samples.pdf([samples.printed_page()] * 20))
    put(tmp_path, "2024-03-10.zip", samples.zipped({f"{k:02d}.txt": TEXT.encode() for k in range(60)}))
    sources, _ = find_sources([tmp_path])

    def reading(store: str) -> Reading:
        return reading_of(
            sources, [], WorkStore(tmp_path / store), Engine(jobs=1), no_progress, layout.Known()
        )

    whole = reading("a")
    monkeypatch.setattr("trends.pipeline.reading.WHOLE_FILE_BYTES", 100)
    parts = reading("b")
    assert [row.file for row in parts.sources] == ["2024-03-09.pdf", "2024-03-10.zip"]
    assert [(row.file, row.articles) for row in parts.sources] == [
        (row.file, row.articles) for row in whole.sources
    ]
    assert parts.articles == whole.articles
    assert parts.problems == whole.problems


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (samples.pdf([]), "PDF"),
        (samples.pdf([samples.printed_page()])[:900], "PDF"),
        (samples.pdf([[]]), "没有文字"),
        (samples.pdf([samples.printed_page()], "Identity-H"), "字符映射"),
        (b"%PDF-1.7\n" + bytes(9_999), "PDF"),
    ],
)
def test_a_pdf_without_text_is_one_problem(
    tmp_path: Path, data: bytes, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: False)
    assert what in only_problem(put(tmp_path, "a.pdf", data)).what


def test_a_pdf_with_a_password_is_told(tmp_path: Path) -> None:
    data = samples.pdf([samples.printed_page()])
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00><00>]" % (
        b"41" * 32,
        b"42" * 32,
    )
    data = data.replace(b"/Info 5 0 R", locked)
    assert "密码" in only_problem(put(tmp_path, "a.pdf", data)).what


# ---- images ---------------------------------------------------------------------------------------


def test_an_image_without_recognition_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: False)
    assert "requirements-ocr.txt" in only_problem(samples.FOLDER / "page.png").cure


def test_a_jpeg_named_pdf_is_an_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: False)
    assert "图片" in only_problem(put(tmp_path, "a.pdf", b"\xff\xd8\xff\xe0" + bytes(99))).what


@pytest.mark.parametrize("size", [(100_000, 100_000), (100_000, 9)])
def test_an_image_beyond_the_bounds_is_refused_before_it_is_unpacked(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: True)
    header = b"\x00\x00\x00\rIHDR" + struct.pack(">II", *size) + b"\x08\x02\x00\x00\x00"
    data = b"\x89PNG\r\n\x1a\n" + header + struct.pack(">I", zlib.crc32(header[4:]))
    assert "100000" in only_problem(put(tmp_path, "a.png", data + b"\x00\x00\x00\x00IDAT5\xaf\x06\x1e")).what


def test_a_tiff_whose_second_frame_is_damaged_gives_the_first_and_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: True)
    monkeypatch.setattr("trends.readers.scans.recognised", lambda image: [("今天开会", 1.0, (0, 0, 1, 1))])
    out = io.BytesIO()
    Image.new("L", (20, 20)).save(out, "TIFF", save_all=True, append_images=[Image.new("L", (20, 20))])
    width = b"\x00\x01\x04\x00"  # the tag of a frame's width and its kind
    first, second, rest = out.getvalue().split(width)
    data = first + width + second + b"\xff\xff\x04\x00" + rest
    page, problem = read(put(tmp_path, "a.tif", data))
    assert isinstance(page, Page)
    assert isinstance(problem, Problem)
    assert "第 1 页以后" in problem.what


def test_lines_that_recognition_is_not_sure_of_are_counted_and_named() -> None:
    lines = [Line(1, "今天"), Line(2, "开会", None, 0.5), Line(3, "好", None, 0.79)]
    [problem] = doubtful_lines(lines, "a.png")
    assert (problem.line, problem.lost) == (2, False)
    assert "3 行里有 2 行" in problem.what
    assert doubtful_lines(lines[:1], "a.png") == []


@pytest.mark.skipif(not has_recognition(), reason="requirements-ocr.txt is not installed")
def test_a_scan_is_read_with_places_and_confidence() -> None:
    [page] = read(samples.FOLDER / "page.png")
    assert isinstance(page, Page)
    assert "".join(line.text for line in page.lines) == "".join(samples.IMAGE_LINES)
    assert all(line.box and 0.5 < line.confidence <= 1 for line in page.lines)


# ---- web pages ------------------------------------------------------------------------------------


def test_a_folder_of_an_electronic_paper_gives_its_articles_and_nothing_else(tmp_path: Path) -> None:
    for name, data in samples.epaper().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        put(tmp_path, name, data)
    problem, *articles = read(tmp_path)
    assert isinstance(problem, Problem)
    assert "3 个" in problem.what
    told = [(a.headline, a.kicker, a.paragraphs, a.page, a.paper) for a in articles if isinstance(a, Article)]
    assert told == [
        (s.headline, s.kicker, s.paragraphs, k, samples.PAPER) for k, s in enumerate(samples.stories(), 1)
    ]
    assert {str(a.date) for a in articles if isinstance(a, Article)} == {samples.DATE}


@pytest.mark.parametrize("name", ["content_1.htm", "web.html", "saved.mhtml"])
def test_a_web_page_in_any_form_is_one_article_with_its_lines(name: str) -> None:
    [article] = read(samples.FOLDER / name)
    s = samples.stories()[0]
    assert isinstance(article, Article)
    assert (article.headline, article.paragraphs, str(article.date)) == (
        s.headline,
        s.paragraphs,
        samples.DATE,
    )
    if name != "saved.mhtml":
        lines = (samples.FOLDER / name).read_text("utf-8").split("\n")
        found = [span.line for span in article.pieces[0].body]
        assert all(p in lines[line - 1] for line, p in zip(found, s.paragraphs, strict=True))


def test_an_undated_web_page_is_a_page_whose_date_may_be_inferred(tmp_path: Path) -> None:
    html = samples.web_page().decode()
    html = html[: html.index("<meta property")] + html[html.index("<body>") :]
    [page] = read(put(tmp_path, "a.html", html.encode()))
    assert isinstance(page, Page)
    assert page.date is None


@pytest.mark.parametrize(
    "html",
    [
        samples.node_page(),
        b"<html><body><script>document.write('\xe4\xbb\x8a\xe5\xa4\xa9')</script></body></html>",
        b"<html></html>",
        b"<html>" + b"<div>" * 50_000,
    ],
)
def test_a_web_page_without_an_article_is_told(tmp_path: Path, html: bytes) -> None:
    only_problem(put(tmp_path, "a.html", html))


def test_scripts_never_become_text(tmp_path: Path) -> None:
    html = samples.content_page(samples.stories()[0], 1)
    html = html.replace(b"<P>", "<script>alert('脚本')</script><P><style>脚本</style>".encode(), 1)
    [article] = read(put(tmp_path, "content_9.htm", html))
    assert isinstance(article, Article)
    assert "脚本" not in article.body


# ---- containers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["issue.zip", "issue.tar.gz"])
def test_a_bundle_is_walked_in_order_and_inner_names_are_kept(name: str) -> None:
    found = read(samples.FOLDER / name)
    assert [type(item) for item in found] == [Page, Article, Article, Article]
    assert isinstance(found[0], Page)
    assert found[0].file == f"{name}!2024-03-09/01.txt"
    assert str(found[0].date) == "2024-03-09"
    assert found[0].number == 1


def test_bundles_within_bundles_are_read_to_a_depth(tmp_path: Path) -> None:
    data = samples.zipped({"a.txt": TEXT.encode()})
    for _ in range(LIMITS.nested - 1):
        data = samples.zipped({"in.zip": data})
    assert [type(item) for item in read(put(tmp_path, "a.zip", data))] == [Page]
    assert "层" in only_problem(put(tmp_path, "b.zip", samples.zipped({"in.zip": data}))).what


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    data = samples.zipped({"20240309-nameofpaper.txt": TEXT.encode()})
    name = "20240309-临川日报AAA.txt".encode("gb18030")
    [page] = read(put(tmp_path, "a.zip", data.replace(b"20240309-nameofpaper.txt", name)))
    assert isinstance(page, Page)
    assert page.file == "a.zip!20240309-临川日报AAA.txt"
    assert page.paper == "临川日报"


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt"])
def test_names_that_lead_out_are_not_read_and_the_rest_is(tmp_path: Path, name: str) -> None:
    for path in (
        put(tmp_path, "a.zip", samples.zipped({name: TEXT.encode(), "good.txt": TEXT.encode()})),
        put(tmp_path, "a.tar", samples.tarred({name: TEXT.encode(), "good.txt": TEXT.encode()}, "w")),
    ):
        problem, page = read(path)
        assert isinstance(problem, Problem)
        assert "外面" in problem.what
        assert isinstance(page, Page)


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path, "secret.txt", TEXT.encode())
    folder = tmp_path / "pages"
    folder.mkdir()
    put(folder, "01.txt", TEXT.encode())
    os.symlink(outside, folder / "02.txt")
    with tarfile.open(folder / "03.tar", "w") as bundle:
        bundle.add(folder / "02.txt", "link.txt")
    kinds = [type(item) for item in read(folder)]
    assert kinds == [Problem, Page, Problem]


def test_a_bomb_is_one_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        bundle.writestr("bomb.txt", bytes(120_000_000))
        bundle.writestr("good.txt", TEXT)
    problem, page = read(tmp_path)
    assert isinstance(problem, Problem)
    assert "炸弹" in problem.what
    assert isinstance(page, Page)


def test_one_endless_line_is_one_problem(tmp_path: Path) -> None:
    head = b'{"date": "2024-03-09", "body": "'
    put(tmp_path, "a.jsonl.gz", gzip.compress(head + b"a" * (LIMITS.line + 9)))
    assert "字" in only_problem(tmp_path / "a.jsonl.gz").what


@pytest.mark.parametrize("name", NAMES)
def test_a_truncated_file_is_told_and_never_raises(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: False)
    data = (samples.FOLDER / name).read_bytes()
    for size in (0, 1, 5, len(data) // 3, len(data) // 2, len(data) - 9):
        found = read(put(tmp_path, name, data[:size]))
        assert found
        assert all(isinstance(item, (Page, Article, Problem)) for item in found)


def test_limits_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        LIMITS.unpacked = 1  # type: ignore[misc]


SEEDS = seeds()
HEAVY = (".htm", ".html", ".mhtml", ".docx", ".xlsx", ".pdf", ".png", "epaper.zip", ".parquet")


@pytest.mark.parametrize("name", NAMES)
def test_damaged_files_never_raise(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: False)

    @settings(max_examples=60 if name.endswith(HEAVY) else 300, deadline=None, database=None)
    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        found = read(put(tmp_path, name, mutant(SEEDS[name], random.Random(seed), list(SEEDS.values()))))
        assert all(isinstance(item, (Page, Article, Problem)) for item in found)
        assert all(item.what and item.cure for item in found if isinstance(item, Problem))

    holds()
