"""CSV and TSV (also gzip or zstd) → Articles, one a row, streaming."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator

from trends.errors import InputError
from trends.journal import note
from trends.readers.decoding import encoding_of
from trends.readers.documents import Document
from trends.readers.limits import LIMITS
from trends.readers.records import DELIMITERS, Table, articles_of, header_of
from trends.records import Article, Problem

# What a truncated or damaged file raises while it is being read.
BROKEN = (EOFError, OSError, UnicodeError, csv.Error, zlib.error)


def read_csv(document: Document) -> Iterator[Article | Problem]:
    """One row → one Article; a row that cannot be used, or a bad header, → a Problem."""
    csv.field_size_limit(LIMITS.line)
    try:
        with opened_text(document, "") as stream:
            yield from articles_of(_table(stream, document), document)
    except BROKEN as error:
        yield broken(document, error)


def csv_columns(document: Document) -> tuple[str, ...]:
    """The names in the header."""
    with opened_text(document, "") as stream:
        return _table(stream, document).columns


def _table(stream: io.TextIOBase, document: Document) -> Table:
    lines = limited_lines(stream)
    first = next(lines, "")
    delimiter = header_of(first, document.source.columns) or max(DELIMITERS, key=first.count)
    reader = csv.reader(_with(first, lines), delimiter=delimiter)

    def rows() -> Iterator[tuple[int, list[str]]]:
        line = reader.line_num + 1
        for row in reader:
            if any(row):
                yield line, row
            line = reader.line_num + 1

    return Table(tuple(next(reader, [])), rows())


def _with(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def limited_lines(stream: io.TextIOBase) -> Iterator[str]:
    """Lines without NUL. Raises InputError at a line longer than any table's."""
    while line := stream.readline(LIMITS.line):
        if len(line) == LIMITS.line:
            raise InputError(f"有一行超过 {LIMITS.line} 字", "检查文件是不是表格")
        yield line.replace("\0", "")


def opened_text(document: Document, newline: str) -> io.TextIOWrapper:
    """The document as text in the encoding that its first part fits; bad bytes become U+FFFD.

    Raises InputError when it is no text.
    """
    encoding = encoding_of(document.head(), document.name)
    return io.TextIOWrapper(document.opened(), encoding=encoding, errors="replace", newline=newline)


def broken(document: Document, error: Exception) -> Problem:
    note("unread", file=document.name, kind=type(error).__name__, said=str(error))
    what = "文件在半路断了，后面的没有读到"
    return Problem(document.name, None, what, "重新下载或重新导出这个文件")
