"""Pages of every form, of text, in PDF and as pictures: the same lines with their places."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from tests import printed, samples
from tests.formatted import TEXT, only_problem, put, read
from trends import layout
from trends.archive.work import WorkStore
from trends.pipeline import Engine, no_progress
from trends.pipeline.reading import Reading
from trends.pipeline.reading import read as reading_of
from trends.readers import (
    find_sources,
    has_recognition,
    read_source,
    split_source,
)
from trends.readers.scans import doubtful_lines
from trends.records import Line, Page, Problem

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
        printed.column("本报讯今天市里召开会议研究春耕生产大家都说好" * 6, left, 700)
        for left in (20, 205, 390)
    ]
    turns = [line for row in zip(*columns, strict=True) for line in row]
    [page] = read(put(tmp_path, "a.pdf", printed.pdf([turns])))
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] == [text for *_, text in turns]


def test_an_upright_headline_is_one_line(tmp_path: Path) -> None:
    upright = [(500.0, 700.0, 20.0, "小小果树连起大民生"), (470.0, 700.0, 14.0, "记者在石湾乡看到新变化")]
    [page] = read(put(tmp_path, "a.pdf", printed.pdf([upright], "UniGB-UCS2-V")))
    assert isinstance(page, Page)
    assert {line.text for line in page.lines} == {text for *_, text in upright}
    for line in page.lines:
        assert line.box is not None
        assert line.box.bottom - line.box.top > 3 * (line.box.right - line.box.left)


def test_the_pages_of_an_issue_know_their_numbers_and_the_title_may_date_them(tmp_path: Path) -> None:
    data = printed.pdf([samples.printed_page()] * 3)
    pages = read(put(tmp_path, "临川日报20240309.pdf", data))
    assert [(p.file, p.number, str(p.date), p.paper) for p in pages if isinstance(p, Page)] == [
        (f"临川日报20240309.pdf!{k}", k, "2024-03-09", "临川日报") for k in (1, 2, 3)
    ]
    [page] = read(
        put(tmp_path, "a.pdf", printed.pdf([samples.printed_page()], title="临川日报2024年3月9日第5版"))
    )
    assert isinstance(page, Page)
    assert (page.number, page.date_source) == (5, "metadata")


def test_a_large_pdf_is_read_in_parts_as_it_is_whole(tmp_path: Path) -> None:
    path = put(tmp_path, "2024-03-09.pdf", printed.pdf([samples.printed_page()] * 20))
    [source], _ = find_sources([path])
    parts = split_source(source)
    assert [part.part for part in parts] == [(0, 8), (8, 16), (16, 20)]
    assert [item for part in parts for item in read_source(part)] == list(read_source(source))


def test_parts_of_a_large_file_are_put_together_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "2024-03-09.pdf", printed.pdf([samples.printed_page()] * 20))
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
        (printed.pdf([]), "PDF"),
        (printed.pdf([samples.printed_page()])[:900], "PDF"),
        (printed.pdf([[]]), "没有文字"),
        (printed.pdf([samples.printed_page()], "Identity-H"), "字符映射"),
        (b"%PDF-1.7\n" + bytes(9_999), "PDF"),
    ],
)
def test_a_pdf_without_text_is_one_problem(
    tmp_path: Path, data: bytes, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: False)
    assert what in only_problem(put(tmp_path, "a.pdf", data)).what


def test_a_pdf_with_a_password_is_told(tmp_path: Path) -> None:
    data = printed.pdf([samples.printed_page()])
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
