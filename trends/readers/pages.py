"""Plain text files → Pages. Lines end at "\\n" only, so their numbers are those of any editor."""

from __future__ import annotations

from collections.abc import Iterator

from trends.errors import InputError
from trends.readers.decoding import decode
from trends.readers.manifest import stated_by_person
from trends.readers.sources import Source
from trends.records import Line, Page, Problem


def page_of_text(text: str, source: Source) -> Page:
    """The page with what the manifest or else the file's name states of it."""
    lines = text.removesuffix("\n").split("\n")
    numbered = tuple(Line(n, line) for n, line in enumerate(lines, 1))
    stated = stated_by_person(source)
    return Page(source.name, numbered, stated.paper, stated.number, stated.date, stated.date_source)


def read_text(source: Source) -> Iterator[Page | Problem]:
    """One page a file; an empty or unreadable file gives a Problem."""
    try:
        text = decode(source.path.read_bytes(), source.name)
    except InputError as error:
        yield Problem(source.name, None, error.what, error.cure)
        return
    if not text.strip():
        yield Problem(source.name, None, "是空文件", "补上文字，或移出文件夹")
    elif not any("\u3400" <= c <= "\u9fff" for c in text):
        yield Problem(source.name, None, "没有汉字，不是中文报纸的版面", "检查文件或它的编码")
    else:
        yield page_of_text(text, source)
        yield from stated_by_person(source).problems
