"""Records of tables → Articles: which column is which field, and what a record must have."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from trends.readers.cells import text_of_cell
from trends.readers.columns import is_origin, place_of
from trends.readers.documents import Document
from trends.readers.filenames import stated_date, stated_paper
from trends.readers.nonsense import is_nonsense
from trends.readers.sources import Columns
from trends.readers.table_dates import date_of
from trends.readers.unmapped import SAMPLE, unmapped
from trends.records import Article, Byline, Piece, Problem, Span, article_id

NEEDED = ("date", "body")
NONSENSE = "文字是乱码（像是用错误的编码另存过），没有当作文章"
_PAPER_IN = re.compile(r"《([^《》]{2,12})》")
_PAGE = re.compile(r"第?\s{0,2}[A-Za-z]?0{0,2}(\d{1,3})\s{0,2}[版页]")
_PAGE_ALONE = re.compile(
    r"\s{0,9}(?:第|版面?|page|p)?\s{0,2}[A-Za-z]?[-_ ]?0{0,2}(\d{1,3})(?![\d/.-])", re.IGNORECASE
)
_NO_PAPER = re.compile(
    r"(?:本报|本台|本刊|本站|本网)\S{0,9}|原创|自采|投稿|来稿|转载|(?:读者|通讯员).{0,9}|\S{1,6}(?<![报志版])社"
)
DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one table: names of its columns, then (1-based row number, values)."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[Any]]]


def fields_of(names: Sequence[str], columns: Columns) -> dict[str, str | None]:
    """Column names → the fields they stand for. A field belongs to one column only: to the one a person
    said, else to the one whose name says it most clearly, else to the first."""
    said = {name.strip(): field for name, field in columns}
    clear: dict[str, tuple[int, int]] = {}  # field → how clearly which column says it
    found: list[str | None] = []
    for n, name in enumerate(names):
        field, rank = (said[name.strip()], -1) if name.strip() in said else place_of(name)
        found.append(field)
        if field:
            clear[field] = min(clear.get(field, (rank, n)), (rank, n))
    kept = {
        name: field if field and clear[field][1] == n else None
        for n, (name, field) in reversed(list(enumerate(zip(names, found, strict=True))))
    }
    if "origin" not in kept.values():  # beside a column that names the paper, 来源 says whose words they are
        beside = next((name for name in names if kept[name] is None and is_origin(name)), None)
        kept |= {beside: "origin"} if beside else {}
    return kept


def missing_fields(fields: Mapping[str, str | None], document: Document) -> list[str]:
    """The needed fields that no column stands for; a date in the file's name will do."""
    known = set(fields.values())
    needed = [name for name in NEEDED if name not in known]
    return [name for name in needed if not (name == "date" and stated_date(document.name))]


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
        shown = [dict(zip(table.columns, row, strict=False)) for _, row in islice(table.rows, SAMPLE)]
        yield unmapped(document, missing, table.columns, shown)
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
    text = {name: text_of_cell(value) for name, value in record.items()}
    paragraphs = tuple(
        part for p in text.get("body", "").replace("\r", "\n").split("\n") if (part := p.strip())
    )
    headline = _line(text.get("title")) or None
    if not paragraphs:
        return Problem(document.name, line, f"{date} 的这条记录没有正文", "补上 body（正文），或删去这条记录")
    if is_nonsense("".join(paragraphs)):
        return Problem(document.name, line, NONSENSE, "从原处重新导出，存为 UTF-8")
    stated = text.get("date", "")
    paper, origin = _line(text.get("paper")), _line(text.get("origin"))
    if _NO_PAPER.fullmatch(paper):  # a column 来源 that names an agency or a maker
        paper, origin = "", origin or paper
    paper = paper or _paper_in(stated) or stated_paper(document.name) or ""
    number = _page_of(text.get("page", "")) or _page_of(stated, beside=True)
    return Article(
        id=text.get("id") or article_id(paper, date, headline, "\n".join(paragraphs)),
        date=date,
        paper=paper,
        page=number,
        headline=headline,
        paragraphs=paragraphs,
        pieces=(Piece(document.name, number, (Span(line, 0, 0),)),),
        kicker=_line(text.get("kicker")) or None,
        deck=_line(text.get("deck")) or None,
        byline=Byline(authors=authors_of(text.get("author", ""))),
        section=_line(text.get("section")) or None,
        credits=f"来源：{origin}" if origin else "",
        url=text.get("url") or None,
        label=_line(text.get("label")) or None,
    )


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _paper_in(text: str) -> str | None:
    """《滨江日报》（2023年02月06日 第 02 版） → 滨江日报."""
    match = _PAPER_IN.search(text)
    return match[1] if match else None


def _page_of(text: str, *, beside: bool = False) -> int | None:
    """A02, 第2版：要闻, 2 → 2. beside: other things stand in the text, so that only a 版 tells."""
    match = _PAGE.search(text) or (None if beside else _PAGE_ALONE.match(text))
    return int(match[1]) or None if match else None


def authors_of(text: str) -> tuple[str, ...]:
    """ "张三、李四" → the names."""
    for mark in "、，,;；/ \u3000":
        text = text.replace(mark, "\n")
    return tuple(dict.fromkeys(name for part in text.split("\n") if (name := part.strip())))[:20]
