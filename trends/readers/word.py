"""DOCX → one Page: a paragraph a line, tables and text boxes in their place, an empty line between."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from trends.readers.documents import Document, too_large
from trends.readers.foreign import library
from trends.readers.limits import LIMITS
from trends.readers.pages import numbered, page_of
from trends.records import Page, Problem

BROKEN, CURE = "Word 文件打不开或已损坏", "用 Word 或 WPS 打开后另存为 .docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(document: Document) -> Iterator[Page | Problem]:
    """One page a file. Lines are numbered by paragraph, as Word counts them, twice as many with the empty ones."""
    with document.sought() as stream, library(BROKEN, CURE, document.name):
        with zipfile.ZipFile(stream) as bundle:
            if sum(member.file_size for member in bundle.infolist()) > LIMITS.page_file:
                raise too_large(document.name, LIMITS.page_file)
        import docx

        texts = _paragraphs(docx.Document(stream).element.body)
    yield from page_of(document, numbered("\n\n".join(texts), document.name))


def _paragraphs(body: Any) -> list[str]:
    """Texts of all paragraphs in the order of the file; what Word repeats for older programs once."""
    found: list[str] = []
    repeated = {id(p) for fallback in body.iter(_FALLBACK) for p in fallback.iter(f"{_W}p")}
    for paragraph in body.iter(f"{_W}p"):
        if id(paragraph) in repeated:
            continue
        lines = "".join(_runs(paragraph)).split("\n")
        found += [line.strip() for line in lines if line.strip()]
    return found


def _runs(paragraph: Any) -> Iterator[str]:
    """The texts of a paragraph's own runs; paragraphs in its text boxes come on their own."""
    for run in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab"):
        owner = next(run.iterancestors(f"{_W}p"))
        if owner is paragraph:
            tag = run.tag.removeprefix(_W)
            yield (run.text or "") if tag == "t" else "　" if tag == "tab" else "\n"
