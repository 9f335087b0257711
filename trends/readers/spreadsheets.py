"""XLSX → Articles, one a row of each sheet whose header names a date and a body."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from trends.readers.documents import Document, too_large
from trends.readers.foreign import library
from trends.readers.limits import LIMITS
from trends.readers.records import Table, articles_of, fields_of, missing_fields, no_columns
from trends.records import Article, Problem

HEADER_ROWS = 20  # a header stands within the first rows; titles and remarks may stand above it
BROKEN, CURE = "Excel 文件打不开或已损坏", "用 Excel 或 WPS 打开后另存为 .xlsx"
Row = tuple[int, tuple[Any, ...]]


def read_xlsx(document: Document) -> Iterator[Article | Problem]:
    """Values of the cells, of formulas the results last stored. Sheets without a header are told."""
    with document.sought() as stream, _workbook(stream, document) as book:
        tables = 0
        for name in book.sheetnames:
            table, first = _table(book, name, document)
            if table is None:
                if first:
                    yield _no_header(document, name, first, lost=len(book.sheetnames) == 1)
                continue
            tables += 1
            yield from articles_of(table, document)
        if not tables and not any(book.sheetnames):
            yield Problem(document.name, None, "没有一张工作表", CURE)


def xlsx_columns(document: Document) -> tuple[str, ...]:
    """The names in the header of the first sheet that has one, else of its first row."""
    with document.sought() as stream, _workbook(stream, document) as book:
        seen: tuple[str, ...] = ()
        for name in book.sheetnames:
            table, first = _table(book, name, document)
            if table is not None:
                return table.columns
            seen = seen or tuple(map(_name, first))
    return seen


@contextlib.contextmanager
def _workbook(stream: BinaryIO, document: Document) -> Iterator[Any]:
    """An open workbook, read as a stream; closed at the end."""
    with library(BROKEN, CURE, document.name):
        with zipfile.ZipFile(stream) as bundle:
            if sum(member.file_size for member in bundle.infolist()) > LIMITS.unpacked // 4:
                raise too_large(document.name, LIMITS.unpacked // 4)
        import openpyxl

        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    with contextlib.closing(book):
        yield book


def _table(book: Any, name: str, document: Document) -> tuple[Table | None, tuple[Any, ...]]:
    """The sheet as a table, or None and its first row with content."""
    rows = _rows(book, name, document)
    first: tuple[Any, ...] = ()
    for _, row in islice(rows, HEADER_ROWS):
        first = first or row
        fields = fields_of(tuple(map(_name, row)), document.source.columns)
        if "body" in fields.values() and not missing_fields(fields, document):
            return Table(tuple(map(_name, row)), rows), first
    return None, first


def _rows(book: Any, name: str, document: Document) -> Iterator[Row]:
    """(row number, values) of rows with content; ends after many without any."""
    with library(BROKEN, CURE, document.name):
        sheet = book[name]
        if not hasattr(sheet, "reset_dimensions"):
            return  # a sheet of charts
        sheet.reset_dimensions()  # the stated size may lie
        cells = sheet.iter_rows(values_only=True, max_col=LIMITS.sheet_cells)
    empty = 0
    number = 0
    while True:
        with library(BROKEN, CURE, document.name):
            row: Sequence[Any] | None = next(cells, None)
        if row is None or empty > LIMITS.empty_rows:
            return
        number += 1
        if any(value not in (None, "") for value in row):
            empty = 0
            yield number, tuple(row)
        else:
            empty += 1


def _name(value: object) -> str:
    return "" if value is None else str(value).strip()


def _no_header(document: Document, sheet: str, first: Sequence[Any], *, lost: bool) -> Problem:
    names = [_name(value)[:20] for value in first]
    missing = missing_fields(fields_of(names, document.source.columns), document) or ["body"]
    problem = no_columns(document, missing, names)
    return Problem(document.name, problem.line, f"工作表“{sheet}”的{problem.what}", problem.cure, lost)
