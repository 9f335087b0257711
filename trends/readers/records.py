"""Records of tables → Articles: which column is which field, and what a record must have."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trends.readers.columns import COLUMN_NAMES, date_of, field_of
from trends.readers.documents import Document
from trends.readers.filenames import stated_date, stated_paper
from trends.readers.sources import Columns
from trends.records import Article, Byline, Piece, Problem, Span, article_id

NEEDED = ("date", "body")
DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one table: names of its columns, then (1-based row number, values)."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[Any]]]


def fields_of(names: Sequence[str], columns: Columns) -> dict[str, str | None]:
    """Column names → the fields they stand for; a person's word wins, a field belongs to one column only."""
    said = {name.strip(): field for name, field in columns}
    taken = {field for name, field in said.items() if name in {n.strip() for n in names}}
    fields: dict[str, str | None] = {}
    for name in names:
        field = said.get(name.strip()) or field_of(name)
        if name.strip() not in said and field in taken:
            field = None
        if field:
            taken.add(field)
        fields[name] = field
    return fields


def missing_fields(fields: Mapping[str, str | None], document: Document) -> list[str]:
    """The needed fields that no column stands for; a date in the file's name will do."""
    known = set(fields.values())
    needed = [name for name in NEEDED if name not in known]
    return [name for name in needed if not (name == "date" and stated_date(document.name))]


def no_columns(document: Document, missing: Sequence[str], names: Sequence[str]) -> Problem:
    """The Problem of a table without the needed columns, which names those it has."""
    wanted = "、".join(f"{name}（{COLUMN_NAMES[name][1]}）" for name in missing)
    shown = "、".join(name for name in names if name)[:80]
    cure = "把列名改成 日期,标题,正文，或用 --columns 列名=body 说明"
    return Problem(document.name, 1, f"表头缺少列 {wanted}；有的列是 {shown or '（空）'}", cure)


def header_of(text: str, columns: Columns) -> str | None:
    """The delimiter of a first line that is the header of a table of articles, else None."""
    line = re.split(r"[\r\n\0]", text[:10_000], maxsplit=1)[0]
    for delimiter in DELIMITERS:
        if delimiter in line:
            names = next(csv.reader([line], delimiter=delimiter), [])
            if set(NEEDED) <= set(fields_of(names, columns).values()):
                return delimiter
    return None


def articles_of(table: Table, document: Document) -> Iterator[Article | Problem]:
    """A table's rows as Articles; a bad header or row is a Problem."""
    fields = fields_of(table.columns, document.source.columns)
    if missing := missing_fields(fields, document):
        yield no_columns(document, missing, table.columns)
        return
    names = [fields[name] for name in table.columns]
    number = 0
    for number, row in table.rows:
        record: dict[str, Any] = {}
        for name, value in zip(names, row, strict=False):
            if name and value not in (None, ""):
                record.setdefault(name, value)
        yield article_of(record, number, document)
    if not number:
        yield Problem(document.name, None, "表里除了表头没有一行", "检查导出是否完整", lost=False)


def article_of(record: Mapping[str, Any], line: int, document: Document) -> Article | Problem:
    """A record with English field names → its Article, or the Problem that keeps it out.

    Paragraphs are the body's non-blank lines. A record without an id gets one made of its content,
    one without a date that of the file's name.
    """
    date = date_of(record["date"]) if "date" in record else stated_date(document.name)
    if date is None:
        shown = str(record.get("date", ""))[:20]
        what = f"日期“{shown}”不存在或看不懂" if shown.strip() else "没有日期"
        return Problem(document.name, line, what, "把日期写成 2023-02-06 的样子")
    text = _field(record)
    paragraphs = tuple(part for p in text("body").replace("\r", "\n").split("\n") if (part := p.strip()))
    headline = text("title") or None
    if not paragraphs:
        return Problem(document.name, line, f"{date} 的这条记录没有正文", "补上 body（正文），或删去这条记录")
    paper = text("paper") or stated_paper(document.name) or ""
    page = "".join(c for c in text("page") if c.isdecimal())
    number = int(page[:4]) if page else None
    return Article(
        id=text("id") or article_id(paper, date, headline, "\n".join(paragraphs)),
        date=date,
        paper=paper,
        page=number,
        headline=headline,
        paragraphs=paragraphs,
        pieces=(Piece(document.name, number, (Span(line, 0, 0),)),),
        kicker=text("kicker") or None,
        deck=text("deck") or None,
        byline=Byline(authors=authors_of(text("author"))),
        section=text("section") or None,
        url=text("url") or None,
        label=text("label") or None,
    )


def authors_of(text: str) -> tuple[str, ...]:
    """ "张三、李四" → the names."""
    for mark in "、，,;；/ \u3000":
        text = text.replace(mark, "\n")
    return tuple(dict.fromkeys(name for part in text.split("\n") if (name := part.strip())))[:20]


def _field(record: Mapping[str, Any]) -> Callable[[str], str]:
    """The text of a field, "" where there is none; whole numbers that a spreadsheet made 3.0 stay whole."""

    def text(name: str) -> str:
        value = record.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    return text
