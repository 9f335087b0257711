"""CSV and TSV (also gzip or zstd) → Articles, one a row, streaming."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice

from trends.journal import note
from trends.readers.documents import Document
from trends.readers.limits import LIMITS
from trends.readers.records import DELIMITERS, Table, articles_of, fields_of, header_of, with_header
from trends.readers.table_dates import date_of
from trends.readers.text_lines import TextLines
from trends.records import Article, Problem

# What a truncated or damaged file raises while it is being read.
BROKEN = (EOFError, OSError, UnicodeError, csv.Error, zlib.error)
HEADER_LINES = 20  # a header stands within the first lines; titles and remarks may stand above it
_TOLD = 3  # rows of one fault told one by one; the others are summed up


def read_csv(document: Document) -> Iterator[Article | Problem]:
    """One row → one Article; a row that cannot be used, or a bad header, → a Problem."""
    csv.field_size_limit(LIMITS.line)
    try:
        with closing(TextLines(document)) as lines:
            table = _Delimited(lines, document)
            for item in articles_of(table.table(), document):
                yield item
                yield from table.faults()
            yield from table.faults(last=True)
            yield from mixed_lines(lines, document)
    except BROKEN as error:
        yield broken(document, error)


def csv_columns(document: Document) -> tuple[str, ...]:
    """The names in the header."""
    with closing(TextLines(document)) as lines:
        return with_header(_Delimited(lines, document).table(), document).columns


def mixed_lines(lines: TextLines, document: Document) -> Iterator[Problem]:
    """What is told of a file joined of parts in different encodings."""
    if lines.mixed:
        what = f"文件里有两种编码，从第 {lines.mixed[0]} 行起的 {len(lines.mixed)} 行按各自的编码读"
        yield Problem(document.name, lines.mixed[0], what, "核对这些行；最好整份另存为 UTF-8", lost=False)


def broken(document: Document, error: Exception) -> Problem:
    note("unread", file=document.name, kind=type(error).__name__, said=str(error))
    what = "文件在半路断了，后面的没有读到"
    return Problem(document.name, None, what, "重新下载或重新导出这个文件")


@dataclass
class _Delimited:
    """A delimited text as rows of its header's width, with what is wrong in them."""

    lines: TextLines
    document: Document
    delimiter: str = ","
    columns: tuple[str, ...] = ()
    body: int | None = None  # its column
    date: int | None = None
    told: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # fault and cure → lines
    waiting: list[Problem] = field(default_factory=list)

    def table(self) -> Table:
        """The header, and the rows below it."""
        head = list(islice(self.lines, HEADER_LINES))
        at, self.delimiter = self._header(head)
        records = self._records(chain(head[at:], self.lines), at)
        _, self.columns = next(records, (1, ()))
        fields = fields_of(self.columns, self.document.source.columns)
        places = [fields[name] for name in self.columns]
        self.body, self.date = (places.index(name) if name in places else None for name in ("body", "date"))
        return Table(self.columns, self._squared(records))

    def faults(self, *, last: bool = False) -> Iterator[Problem]:
        """What was found since the last call; at the end how many more there were."""
        yield from self.waiting
        self.waiting.clear()
        for (what, cure), lines in self.told.items() if last else ():
            if len(lines) > _TOLD:
                rest = f"{what}：还有 {len(lines) - _TOLD} 行（到第 {lines[-1]} 行）"
                yield Problem(self.document.name, lines[_TOLD], rest, cure, lost=False)

    def _fault(self, line: int, what: str, cure: str) -> None:
        lines = self.told.setdefault((what, cure), [])
        lines.append(line)
        if len(lines) <= _TOLD:
            self.waiting.append(Problem(self.document.name, line, what, cure, lost=False))

    def _header(self, head: Sequence[str]) -> tuple[int, str]:
        """Where the header stands among the first lines, and the delimiter."""
        stated = head[0][4:5] if head and head[0].lower().startswith("sep=") else ""
        for at, line in enumerate(head):
            if delimiter := header_of(line, self.document.source.columns):
                return at, delimiter
        first = head[1 if stated else 0] if len(head) > bool(stated) else ""
        return int(bool(stated)), stated or max(DELIMITERS, key=first.count)

    def _records(self, lines: Iterator[str], before: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """(line, cells) of each record. A quote that is not closed before a line which is a record of its
        own ends with its line, and is told."""
        held: list[str] = []
        opened = False
        first = number = before
        for line in lines:
            number += 1
            if held and self._is_record(line):
                yield from self._split(held, first)
                held, opened = [], False
            first = first if held else number
            held.append(line)
            opened ^= line.count('"') % 2 == 1
            if not opened:
                yield from ((first, row) for row in self._cells(held))
                held = []
        if held:
            yield from self._split(held, first)

    def _is_record(self, line: str) -> bool:
        """Whether a line amid a quoted cell is a record by itself: as wide as the header, with its date."""
        if self.date is None or line.count(self.delimiter) < len(self.columns) - 1:
            return False
        row = next(iter(self._cells([line])), ())
        return len(row) > self.date and len(row) >= len(self.columns) and date_of(row[self.date]) is not None

    def _split(self, held: Sequence[str], first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The lines of a record whose quote is never closed."""
        rows = list(self._cells(held))
        if any('"' in line for line in held) and not self._is_whole(held):
            self._fault(first, "引号没有闭合，到这一行（段）为止作一条", "补上右边的引号，或核对这一条的正文")
            if any(len(row) < len(self.columns) for row in rows):  # the quote is a sign of the text
                *cells, last = held[0].rstrip("\r\n").split(self.delimiter)
                rows = [(*cells, "\n".join((last, *(line.rstrip("\r\n") for line in held[1:]))))]
        yield from ((first, row) for row in rows)

    def _is_whole(self, held: Sequence[str]) -> bool:
        try:
            list(csv.reader(held, delimiter=self.delimiter, strict=True))
        except csv.Error:
            return False
        return True

    def _cells(self, lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
        for row in csv.reader(lines, delimiter=self.delimiter):
            if any(row):
                yield tuple(row)

    def _squared(self, records: Iterator[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, Sequence[str]]]:
        """Rows as wide as the header: cells too many are pieces of a body with the delimiter in it."""
        wide = len(self.columns)
        for line, row in records:
            more = len(row) - wide
            if more > 0 and any(cell.strip() for cell in row[wide:]) and self.body is not None:
                self._fault(
                    line,
                    f"这一行比表头多 {more} 格，当作正文里没有加引号的分隔符",
                    "给正文加上引号，或核对这一条",
                )
                end = self.body + more + 1
                row = (*row[: self.body], self.delimiter.join(row[self.body : end]), *row[end:])
            yield line, row
