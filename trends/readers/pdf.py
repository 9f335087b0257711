"""PDF → Pages whose lines carry their places. Pages that are images, or whose characters have no
meaning, go to character recognition where it is installed."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from trends.errors import InputError
from trends.readers.decoding import has_han
from trends.readers.documents import Document, problem_of
from trends.readers.filenames import stated_date, stated_page, stated_paper
from trends.readers.foreign import library
from trends.readers.glyphs import Glyph, Row, rows_of
from trends.readers.limits import LIMITS
from trends.readers.manifest import stated_by_person
from trends.readers.nonsense import is_nonsense
from trends.readers.scans import doubtful_lines, recognised_lines
from trends.records import Box, Line, Page, Problem

BROKEN, CURE = "PDF 打不开或已损坏", "用阅读器打开后另存，或重新导出"
SCAN_DPI = 200
HELD_PAGES = 8  # an open file keeps the fonts of all pages read: it is opened anew after so many
_FEW = 20  # characters: less text than this is a page number on an image
_UNMAPPED = 0.1  # share of characters without a meaning from which a page's text is not believed
_MOST_PAGES = 64  # of one issue: in such files the n-th page is page n
_LEAF = re.compile(
    r"\W{0,3}第\s{0,3}\d{1,4}\s{0,3}[页頁](?:\W{0,3}共\s{0,3}\d{1,4}\s{0,3}[页頁])?\W{0,3}"
)  # no newspaper counts its pages so


def read_pdf(document: Document) -> Iterator[Page | Problem]:
    """One Page a page; those of a file of several are named file.pdf!3."""
    with document.sought() as stream:
        with contextlib.closing(_opened(stream, document)) as pdf:
            every = len(pdf)
        count = min(every, LIMITS.pdf_pages)
        if not count:
            raise InputError("PDF 里没有一页", CURE, file=document.name)
        start, end = document.source.part or (0, count)
        if every > count and not start:
            what = f"PDF 有 {every} 页，只读前 {count} 页"
            yield Problem(document.name, None, what, "拆成几个文件")
        for first in range(start, min(end, count), HELD_PAGES):
            with contextlib.closing(_opened(stream, document)) as pdf:
                for k in range(first, min(first + HELD_PAGES, end, count)):
                    yield from _page(pdf, k, count, document)


def count_pages(document: Document) -> int:
    """How many pages a PDF has. Raises InputError when it cannot be opened."""
    with document.sought() as stream:
        pdf = _opened(stream, document)
        with contextlib.closing(pdf):
            return min(len(pdf), LIMITS.pdf_pages)


def _opened(stream: Any, document: Document) -> Any:
    import pypdfium2

    with library(BROKEN, CURE, document.name):
        try:
            return pypdfium2.PdfDocument(stream)
        except pypdfium2.PdfiumError as error:
            if "assword" in str(error):
                raise InputError("有密码，没有读", "去掉密码再放进来", file=document.name) from error
            raise


def _page(pdf: Any, k: int, count: int, document: Document) -> Iterator[Page | Problem]:
    name = document.name if count == 1 else f"{document.name}!{k + 1}"
    try:
        with library("这一页损坏了，没有读", CURE, name):
            page = pdf[k]
            try:
                lines, problems = _lines(page, name)
            finally:
                page.close()
    except InputError as error:
        yield problem_of(error, name)
        return
    if not lines:
        yield from problems
        return
    stated = stated_by_person(document.source, name, document.manifests)
    title = _title(pdf)
    date, source = stated.date, stated.date_source
    if date is None and (titled := stated_date(title)):
        date, source = titled, "metadata"
    number = stated.number or stated_page(title)
    if number is None and date and 1 < count <= _MOST_PAGES:
        number = k + 1
    counted = count > 1 and number == k + 1 and source != "manifest"
    if counted and any(_LEAF.fullmatch(line.text.strip()) for line in lines):
        number = None  # a leaf of a document, whatever place it has in the file
    yield Page(name, lines, stated.paper or stated_paper(title), number, date, source)
    yield from (*stated.problems, *problems)


def _title(pdf: Any) -> str:
    """The title that the file states. Its date of creation is no issue date: pages are made the evening before."""
    with contextlib.suppress(Exception):
        return str(pdf.get_metadata_dict().get("Title", ""))[:200]
    return ""


def _lines(page: Any, name: str) -> tuple[tuple[Line, ...], list[Problem]]:
    """The printed lines of a page, from its text or by recognition; without any a Problem that says why."""
    rows, fault = _text_rows(page, name)
    if not fault:
        place = _places(page)
        lines = [Line(n, row.text, place(row.box())) for n, row in enumerate(rows, 1)]
        inside = [line for line in lines if line.box and _on_page(line.box)]
        problems = []
        if len(inside) < len(lines):
            what = f"{len(lines) - len(inside)} 行印在页面之外（裁切标记之类），没有读"
            problems.append(Problem(name, None, what, "若应当要，请调整 PDF 的页面范围", lost=False))
        return tuple(Line(n, line.text, line.box) for n, line in enumerate(inside, 1)), problems
    scale = SCAN_DPI / 72
    width, height = page.get_size()
    scale = min(
        scale,
        LIMITS.image_side / max(width, height, 1),
        (LIMITS.image_pixels / max(width * height, 1)) ** 0.5,
    )
    found = recognised_lines(lambda: page.render(scale=scale, rev_byteorder=True).to_numpy(), fault, name)
    return found, doubtful_lines(found, name)


def _text_rows(page: Any, name: str) -> tuple[list[Row], str]:
    """The rows of a page's text layer, and why it cannot be believed, "" when it can."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > LIMITS.pdf_characters:
            raise InputError(
                f"这一页有 {count} 个字符，超过 {LIMITS.pdf_characters}，没有读", CURE, file=name
            )
        glyphs, unmapped = _glyphs(textpage, count)
    finally:
        textpage.close()
    real = [glyph for glyph in glyphs if glyph]
    if len(real) + unmapped < _FEW:
        return [], "页面是图片，没有文字"
    if unmapped > _UNMAPPED * (len(real) + unmapped):
        return [], "文字没有字符映射（复制出来是乱码）"
    rows = rows_of(glyphs)
    text = "\n".join(row.text for row in rows)
    if is_nonsense(text) or not has_han(text):
        return [], "文字层不是中文或是乱码"
    return rows, ""


def _glyphs(textpage: Any, count: int) -> tuple[list[Glyph | None], int]:
    """Characters with their places, None for blanks; and how many have no meaning. Doubled ones once."""
    raw = _pdfium()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    handle = textpage.raw
    glyphs: list[Glyph | None] = []
    seen: set[tuple[int, int, int]] = set()
    unmapped = 0
    for k in range(count):
        code = raw.FPDFText_GetUnicode(handle, k)
        if code <= 0x20 or code in (0xA0, 0x3000):
            glyphs.append(None)
            continue
        if code == 0xFFFD or 0xE000 <= code < 0xF900 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            unmapped += 1
            continue
        if raw.FPDFText_HasUnicodeMapError(handle, k) == 1:
            unmapped += 1
            continue
        raw.FPDFText_GetLooseCharBox(handle, k, box)
        raw.FPDFText_GetCharOrigin(handle, k, x, y)
        key = (code, round(x.value), round(y.value))
        if key in seen:  # printed twice to look bold
            continue
        seen.add(key)
        glyphs.append(Glyph(chr(code), x.value, y.value, box.left, box.bottom, box.right, box.top))
    return glyphs, unmapped


@lru_cache(maxsize=1)
def _pdfium() -> Any:
    import pypdfium2.raw

    return pypdfium2.raw


def _places(page: Any) -> Any:
    """Points → Box of the page as it is shown, turned as the file says."""
    left, bottom, right, top = page.get_cropbox() or page.get_mediabox()
    width, height = max(right - left, 1e-6), max(top - bottom, 1e-6)
    turns = page.get_rotation() // 90 % 4

    def place(points: tuple[float, float, float, float]) -> Box:
        x0, x1 = (points[0] - left) / width, (points[2] - left) / width
        y0, y1 = (top - points[3]) / height, (top - points[1]) / height
        for _ in range(turns):
            x0, y0, x1, y1 = 1 - y1, x0, 1 - y0, x1
        return Box(x0, y0, x1, y1)

    return place


def _on_page(box: Box) -> bool:
    return box.right > 0 and box.bottom > 0 and box.left < 1 and box.top < 1
