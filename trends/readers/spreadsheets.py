"""XLSX → Articles, one a row of each sheet whose header names a date and a body."""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

from trends.readers.documents import Document, too_large
from trends.readers.foreign import library
from trends.readers.headless import is_record
from trends.readers.limits import LIMITS
from trends.readers.records import Table, articles_of, fields_of, missing_fields, with_header
from trends.readers.unmapped import SAMPLE, unmapped
from trends.records import Article, Problem

HEADER_ROWS = 20  # a header stands within the first rows; titles and remarks may stand above it
BROKEN, CURE = "Excel 文件打不开或已损坏", "用 Excel 或 WPS 打开后另存为 .xlsx"
_TAIL = 4_000_000  # bytes at the end of a sheet among which its merged cells are told
_MERGED = re.compile(rb'<(?:\w{1,8}:)?mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
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
                return with_header(table, document).columns
            seen = seen or (tuple(map(_name, first[0])) if first else ())
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


def _table(book: Any, name: str, document: Document) -> tuple[Table | None, list[tuple[Any, ...]]]:
    """The sheet as a table, or None and its first rows with content."""
    rows = _rows(book, name, document)
    first: list[tuple[Any, ...]] = []
    seen: list[Row] = []
    for number, row in islice(rows, HEADER_ROWS):
        first.append(row)
        seen.append((number, row))
        fields = fields_of(tuple(map(_name, row)), document.source.columns)
        if "body" in fields.values() and not missing_fields(fields, document):
            return Table(tuple(map(_name, row)), rows), first
    if seen and is_record(seen[0][1]):
        told = with_header(Table(seen[0][1], iter(seen[1:])), document)
        if not missing_fields(fields_of(told.columns, document.source.columns), document):
            return Table(seen[0][1], chain(seen[1:], rows)), first
    return None, first


def _rows(book: Any, name: str, document: Document) -> Iterator[Row]:
    """(row number, values) of rows with content; ends after many without any."""
    with library(BROKEN, CURE, document.name):
        sheet = book[name]
        if not hasattr(sheet, "reset_dimensions"):
            return  # a sheet of charts
        sheet.reset_dimensions()  # the stated size may lie
        cells = sheet.iter_rows(values_only=True, max_col=LIMITS.sheet_cells)
    merged = _merged(sheet)
    tops: dict[int, Any] = {}  # column → value of the merged cell that reaches down it
    empty = 0
    number = 0
    while True:
        with library(BROKEN, CURE, document.name):
            row: Sequence[Any] | None = next(cells, None)
        if row is None or empty > LIMITS.empty_rows:
            return
        number += 1
        row = _filled(row, number, merged, tops)
        if any(value not in (None, "") for value in row):
            empty = 0
            yield number, tuple(row)
        else:
            empty += 1


def _name(value: object) -> str:
    return "" if value is None else str(value).strip()


def _no_header(document: Document, sheet: str, first: Sequence[Sequence[Any]], *, lost: bool) -> Problem:
    """What is told of a sheet without a header that says where the bodies are; the first row is taken for it."""
    names = [_name(value)[:20] for value in first[0]]
    missing = missing_fields(fields_of(names, document.source.columns), document) or ["body"]
    shown = [dict(zip(names, row, strict=False)) for row in first[1 : 1 + SAMPLE]]
    problem = unmapped(document, missing, names, shown)
    return Problem(document.name, problem.line, f"工作表“{sheet}”的{problem.what}", problem.cure, lost)


def _merged(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """Column (from 0) → first and last rows of its merged cells. A sheet that is read as a stream does not
    tell them, so they are looked up at its end."""
    found: dict[int, list[tuple[int, int]]] = {}
    with contextlib.suppress(Exception), sheet._get_source() as source:
        tail = b""
        while block := source.read(1 << 20):
            tail = (tail + block)[-_TAIL:]
        from openpyxl.utils import range_boundaries

        for stated in _MERGED.findall(tail):
            left, top, right, bottom = range_boundaries(stated.decode())
            if bottom > top and right - left < LIMITS.sheet_cells:
                for column in range(left - 1, right):
                    found.setdefault(column, []).append((top, bottom))
    return found


def _filled(
    row: Sequence[Any], number: int, merged: dict[int, list[tuple[int, int]]], tops: dict[int, Any]
) -> Sequence[Any]:
    """The row with the values of cells merged with those above it. tops: kept from row to row."""
    if not merged:
        return row
    cells = list(row)
    for column, ranges in merged.items():
        for top, bottom in ranges:
            if top == number and column < len(cells):
                tops[column] = cells[column]
            elif top < number <= bottom:
                cells += [None] * (column + 1 - len(cells))
                cells[column] = tops.get(column)
    return cells
