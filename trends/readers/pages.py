"""Plain text and Markdown files → Pages. Lines end at "\\n" only, so their numbers are those of any editor."""

from __future__ import annotations

from collections.abc import Iterator

from trends.errors import InputError
from trends.readers.decoding import decode, has_han
from trends.readers.documents import Document
from trends.readers.manifest import stated_by_person
from trends.records import Line, Page, Problem


def page_of(document: Document, lines: tuple[Line, ...], name: str = "") -> Iterator[Page | Problem]:
    """The page with what the manifest or else the file's name states of it, and contradictions between them.

    name: the page's, where the document holds several.
    """
    name = name or document.name
    stated = stated_by_person(document.source, name, document.manifests)
    yield Page(name, lines, stated.paper, stated.number, stated.date, stated.date_source)
    yield from stated.problems


def read_text(document: Document) -> Iterator[Page | Problem]:
    """One page a file, Markdown too: what its marks mean is told with its form. Raises InputError for what is
    no page of a Chinese newspaper."""
    yield from page_of(document, numbered(decode(document.content(), document.name), document.name))


def numbered(text: str, name: str) -> tuple[Line, ...]:
    """Text as Lines. Raises InputError when there is nothing Chinese in it."""
    if not text.strip():
        raise InputError("是空文件", "补上文字，或移出文件夹", file=name)
    if not has_han(text):
        raise InputError("没有汉字，不是中文报纸的版面", "检查文件或它的编码", file=name)
    lines = text.removesuffix("\n").split("\n")
    return tuple(Line(n, line) for n, line in enumerate(lines, 1))
