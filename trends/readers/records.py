"""Records of tables → Articles: which column is which field, and what a record must have."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from trends.readers.cells import text_of_cell
from trends.readers.columns import is_origin, place_of
from trends.readers.documents import Document
from trends.readers.edges import without_edges, without_site
from trends.readers.filenames import stated_date, stated_paper
from trends.readers.headless import JUDGED, is_record, names_by_kind
from trends.readers.nonsense import is_nonsense
from trends.readers.sources import Columns
from trends.readers.table_dates import both_ways, date_of, order_of
from trends.readers.told import Told
from trends.readers.unmapped import SAMPLE, unmapped
from trends.records import Article, Byline, Piece, Problem, Span, article_id
from trends.written import is_title, paper_in

NEEDED = ("date", "body")
_JUDGED = 500  # rows by whose dates the order of day and month is judged
_SHORT = 24  # characters of a cell that is a date alone
NONSENSE = "文字是乱码（像是用错误的编码另存过），没有当作文章"
_PAPER_IN = re.compile(r"《([^《》]{2,12})》")
_PAGE = re.compile(r"第?\s{0,2}[A-Za-z]?0{0,2}(\d{1,3})\s{0,2}[版页]")
_PAGE_ALONE = re.compile(
    r"\s{0,9}(?:第|版面?|page|p)?\s{0,2}[A-Za-z]?[-_ ]?0{0,2}(\d{1,3})(?![\d/.-])", re.IGNORECASE
)
_LETTERED = re.compile(r"[A-Z]0{0,2}(\d{1,2})(?:[-:：·\s].{0,12})?")
_NO_PAPER = re.compile(
    r"(?:本报|本台|本刊|本站|本网)\S{0,9}|原创|自采|投稿|来稿|转载|(?:读者|通讯员).{0,9}|\S{1,6}(?<![报志版])社"
)
_DAY = re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}(?!\d)")
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
    stated = table.columns
    table = with_header(table, document)
    if table.columns != stated and (said := _headless(table.columns, document)):
        yield said
    fields = fields_of(table.columns, document.source.columns)
    if missing := missing_fields(fields, document):
        shown = [dict(zip(table.columns, row, strict=False)) for _, row in islice(table.rows, SAMPLE)]
        yield unmapped(document, missing, table.columns, shown)
        return
    names = [fields[name] for name in table.columns]
    header = [name.strip() for name in table.columns]
    told = Told()
    number = repeated = 0
    rows, day_first = _with_order(table.rows, names.index("date") if "date" in names else None)
    for number, row in rows:
        if number > 1 and [str(cell).strip() for cell in row] == header:
            repeated += 1
            continue
        record: dict[str, Any] = {}
        for name, value in zip(names, row, strict=False):
            if name and value not in (None, ""):
                record.setdefault(name, value)
        yield from told.of(article_of(record, number, document, day_first))
    yield from told.rest()
    if repeated:
        yield Problem(
            document.name,
            None,
            f"表头在表中又出现 {repeated} 次，没有当作记录",
            "像是几张表接在一起，请核对",
            lost=False,
        )
    if not number:
        yield Problem(document.name, None, "表里除了表头没有一行", "检查导出是否完整", lost=False)


def with_header(table: Table, document: Document) -> Table:
    """A table whose first row is a record: its columns named by what stands in them, else by their numbers
    (列1), the row among the others. Where a person says what columns are, they have their numbers."""
    known = any(place_of(str(name))[0] for name in table.columns)
    if known or not is_record(table.columns):
        return table
    first = [(1, table.columns), *islice(table.rows, JUDGED)]
    names = None if document.source.columns else names_by_kind([row for _, row in first])
    numbers = tuple(f"列{n}" for n in range(1, len(table.columns) + 1))
    return Table(names or numbers, chain(first, table.rows))


def _headless(names: Sequence[str], document: Document) -> Problem | None:
    """What is told of a table without a header whose columns were named by what stands in them."""
    said = ",".join(
        f"列{n}={field}"
        for n, name in enumerate(names, 1)
        if name != f"列{n}" and (field := place_of(name)[0])
    )
    what, cure = f"表没有表头，各列按内容读作 {said}", f"核对；不对就补上一行列名，或改写 --columns {said}"
    return Problem(document.name, 1, what, cure, lost=False) if said else None


def _with_order(
    rows: Iterator[tuple[int, Sequence[Any]]], place: int | None
) -> tuple[Iterator[tuple[int, Sequence[Any]]], bool | None]:
    """The rows, and whether their dates write the day first, judged by the first ones. place: of the date."""
    if place is None:
        return rows, None
    first = list(islice(rows, _JUDGED))
    return chain(first, rows), order_of(row[place] for _, row in first if len(row) > place)


def article_of(
    record: Mapping[str, Any], line: int, document: Document, day_first: bool | None = None
) -> Article | Problem:
    """A record with English field names → its Article, or the Problem that keeps it out.

    day_first: see `date_of`. Paragraphs are the body's non-blank lines. A record without an id gets one made of its content,
    one without a date that of the file's name. What a site wrote around the text is among its credits.
    """
    date = date_of(record["date"], day_first) if "date" in record else stated_date(document.name)
    if date is None and (two := both_ways(record.get("date"))):
        what = f"日期“{str(record['date'])[:20]}”可以是 {two[0]}，也可以是 {two[1]}"
        return Problem(document.name, line, what, f"写成 {two[0]} 的样子，或在前面放一行看得出次序的日期")
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
    paragraphs, aside = without_edges(paragraphs, headline)
    stated = text.get("date", "")
    paper, origin = _line(text.get("paper")), _line(text.get("origin"))
    if _NO_PAPER.fullmatch(paper):  # a column 来源 that names an agency or a maker
        paper, origin = "", origin or paper
    headline = without_site(headline, paper, origin, text.get("paper", "").strip()) if headline else None
    paper = paper or _paper_in(stated) or _paper_before(stated) or stated_paper(document.name) or ""
    number = _page_beside(stated) or _page_of(text.get("page", "")) or _page_in(text.get("section", ""))
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
        credits="\n".join([*([f"来源：{origin}"] if origin else []), *aside]),
        url=text.get("url") or None,
        label=_line(text.get("label")) or None,
    )


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _paper_in(text: str) -> str | None:
    """《滨江日报》（2023年02月06日 第 02 版） → 滨江日报."""
    match = _PAPER_IN.search(text)
    return match[1] if match else None


def _paper_before(text: str) -> str | None:
    """申報 日期：1949-05-08 版次：02 版 → 申報."""
    word = text.split(maxsplit=1)[0] if " " in text.strip() else ""
    return word if is_title(word) or paper_in(word) == word else None


def _page_beside(text: str) -> int | None:
    """The page stated beside a date, which is surer than a column of numbers: 1949-05-08 版次：02 版 → 2."""
    match = _PAGE.search(_DAY.sub(" ", text))
    return int(match[1]) or None if match else None


def _page_of(text: str) -> int | None:
    """A02, 第2版：要闻, 2 → 2."""
    match = _PAGE.search(text) or _PAGE_ALONE.match(text)
    return int(match[1]) or None if match else None


def _page_in(section: str) -> int | None:
    """The page that a section's name states: A05, 第2版：要闻; 24小时 is none."""
    match = _PAGE.search(section) or _LETTERED.fullmatch(section.strip())
    return int(match[1]) or None if match else None


def authors_of(text: str) -> tuple[str, ...]:
    """ "张三、李四" → the names."""
    for mark in "、，,;；/ \u3000":
        text = text.replace(mark, "\n")
    return tuple(dict.fromkeys(name for part in text.split("\n") if (name := part.strip())))[:20]
