"""Tables of ready articles (JSON Lines, CSV, also gzipped) → Articles, one a record, streaming.

Columns `date`, `title`, `body`; optional `paper`, `page`, `section`, `url`, `id`,
`label`; Chinese names work too.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from trends.errors import InputError
from trends.readers.columns import COLUMN_NAMES, date_of, field_of
from trends.readers.filenames import stated_paper
from trends.readers.sources import Source
from trends.records import Article, Piece, Problem, Span, article_id

NEEDED = ("date", "body")
_ENCODINGS = ("utf-8-sig", "gb18030")


def read_jsonl(source: Source) -> Iterator[Article | Problem]:
    """One JSON object a line → one Article; a line that cannot be used → a Problem."""
    names: dict[str, str | None] = {}
    with _opened(source) as stream:
        try:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _of_json(line, number, source, names)
        except (EOFError, OSError, UnicodeError) as error:
            yield _broken(source, error)


def read_csv(source: Source) -> Iterator[Article | Problem]:
    """One row → one Article; a row that cannot be used, or a bad header, → a Problem."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with _opened(source) as stream:
        try:
            reader = csv.reader(line.replace("\0", "") for line in stream)
            header = next(reader, [])
            fields = [field_of(column) for column in header]
            missing = [f"{name}（{COLUMN_NAMES[name][1]}）" for name in NEEDED if name not in fields]
            if missing:
                cure = "把列名改成 date,title,body 或 日期,标题,正文"
                yield Problem(source.name, 1, f"表头缺少列 {'、'.join(missing)}", cure)
                return
            line = reader.line_num + 1
            for row in reader:
                if any(row):
                    yield article_of({f: c for f, c in zip(fields, row, strict=False) if f}, line, source)
                line = reader.line_num + 1
        except (EOFError, OSError, UnicodeError, csv.Error) as error:
            yield _broken(source, error)


def article_of(record: Mapping[str, Any], line: int, source: Source) -> Article | Problem:
    """A record with English field names → its Article, or the Problem that keeps it out.

    Paragraphs are the body's non-blank lines. A record without an id gets one made of its content.
    """
    date = date_of(record.get("date", ""))
    if date is None:
        shown = str(record.get("date", ""))[:20]
        what = f"日期“{shown}”不存在或看不懂" if shown.strip() else "没有日期"
        return Problem(source.name, line, what, "把日期写成 2023-02-06 的样子")
    body = _text(record.get("body"))
    paragraphs = tuple(stripped for part in body.split("\n") if (stripped := part.strip())) if body else ()
    headline = _text(record.get("title")).strip() or None
    if not paragraphs:
        return Problem(source.name, line, f"{date} 的这条记录没有正文", "补上 body（正文），或删去这条记录")
    paper = _text(record.get("paper")).strip() or stated_paper(source.name) or ""
    page = "".join(c for c in _text(record.get("page")) if c.isdecimal())
    number = int(page[:4]) if page else None
    return Article(
        id=_text(record.get("id")).strip() or article_id(paper, date, headline, "\n".join(paragraphs)),
        date=date,
        paper=paper,
        page=number,
        headline=headline,
        paragraphs=paragraphs,
        pieces=(Piece(source.name, number, (Span(line, 0, 0),)),),
        section=_text(record.get("section")).strip() or None,
        url=_text(record.get("url")).strip() or None,
        label=_text(record.get("label")).strip() or None,
    )


def _of_json(line: str, number: int, source: Source, names: dict[str, str | None]) -> Article | Problem:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Problem(source.name, number, "这一行不是完整的 JSON", "每行写一个 JSON 对象")
    if not isinstance(record, dict):
        return Problem(source.name, number, "这一行不是 JSON 对象", '写成 {"date": …, "title": …, "body": …}')
    fields: dict[str, Any] = {}
    for key, value in record.items():
        if key not in names:
            names[key] = field_of(key)
        if (name := names[key]) and value not in (None, ""):
            fields.setdefault(name, value)
    missing = [name for name in NEEDED if not any(names[key] == name for key in record)]
    if missing:
        what = f"这条记录缺少 {'、'.join(missing)}"
        return Problem(source.name, number, what, "补上 date（日期）和 body（正文）")
    return article_of(fields, number, source)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _opened(source: Source) -> io.TextIOWrapper:
    """The file as text lines, unzipped, in the encoding its first megabyte fits; bad bytes become U+FFFD."""
    raw = _bytes(source)
    with raw:
        head = b""
        with contextlib.suppress(EOFError, OSError):
            head = raw.read(1 << 20)
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS[_is_gb(head)]
    ends = "\n" if "json" in source.name.lower() else ""
    return io.TextIOWrapper(_bytes(source), encoding=encoding, errors="replace", newline=ends)


def _is_gb(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start < len(head) - 4
    return False


def _bytes(source: Source) -> io.BufferedReader:
    if source.name.lower().endswith(".gz"):
        return io.BufferedReader(gzip.GzipFile(source.path), 1 << 20)
    return source.path.open("rb")


def _broken(source: Source, error: Exception) -> Problem:
    detail = error.what if isinstance(error, InputError) else type(error).__name__
    what = f"文件在半路断了，后面的没有读到（{detail}）"
    return Problem(source.name, None, what, "重新下载或重新导出这个文件")
