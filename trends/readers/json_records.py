"""JSON Lines (streaming) and JSON (a list of objects, or an object that holds one) → Articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from trends.errors import InputError
from trends.readers.decoding import decode
from trends.readers.delimited import BROKEN, broken, limited_lines, opened_text
from trends.readers.documents import Document
from trends.readers.records import article_of, fields_of, missing_fields
from trends.records import Article, Problem

FORM = '写成 [{"date": …, "title": …, "body": …}, …]'


def read_jsonl(document: Document) -> Iterator[Article | Problem]:
    """One JSON object a line → one Article; a line that cannot be used → a Problem."""
    known: dict[tuple[str, ...], dict[str, str | None]] = {}
    try:
        with opened_text(document, "\n") as stream:
            for number, line in enumerate(limited_lines(stream), 1):
                if line.strip():
                    yield _of_line(line, number, document, known)
    except BROKEN as error:
        yield broken(document, error)


def read_json(document: Document) -> Iterator[Article | Problem]:
    """Each object of the list → one Article; its line is the object's place in the list, from 1."""
    known: dict[tuple[str, ...], dict[str, str | None]] = {}
    for number, record in enumerate(_records(document), 1):
        if isinstance(record, dict):
            yield _article(record, number, document, known)
        else:
            yield Problem(document.name, number, "列表里的这一项不是 JSON 对象", FORM)


def jsonl_columns(document: Document) -> tuple[str, ...]:
    """The keys of the first object."""
    with opened_text(document, "\n") as stream:
        for line in limited_lines(stream):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue
            return tuple(record) if isinstance(record, dict) else ()
    return ()


def json_columns(document: Document) -> tuple[str, ...]:
    """The keys of the first object."""
    return next((tuple(record) for record in _records(document) if isinstance(record, dict)), ())


def _records(document: Document) -> list[Any]:
    """The list of records: the document itself, or the longest list that its outer objects hold."""
    try:
        value = json.loads(decode(document.content(), document.name))
    except (ValueError, RecursionError) as error:
        raise InputError("不是完整的 JSON", FORM, file=document.name) from error
    for _ in range(4):
        if isinstance(value, list):
            return value
        if not isinstance(value, dict):
            break
        lists = [v for v in value.values() if isinstance(v, list) and any(isinstance(i, dict) for i in v)]
        inner = [v for v in value.values() if isinstance(v, dict)]
        if lists:
            return max(lists, key=len)
        if {"body"} & set(fields_of(tuple(value), document.source.columns).values()) or not inner:
            return [value]
        value = inner[0]
    raise InputError("JSON 里没有一列记录", FORM, file=document.name)


def _of_line(
    line: str, number: int, document: Document, known: dict[tuple[str, ...], dict[str, str | None]]
) -> Article | Problem:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Problem(document.name, number, "这一行不是完整的 JSON", "每行写一个 JSON 对象")
    if not isinstance(record, dict):
        form = '写成 {"date": …, "title": …, "body": …}'
        return Problem(document.name, number, "这一行不是 JSON 对象", form)
    return _article(record, number, document, known)


def _article(
    record: Mapping[str, Any],
    number: int,
    document: Document,
    known: dict[tuple[str, ...], dict[str, str | None]],
) -> Article | Problem:
    keys = tuple(record)
    fields = known.get(keys)
    if fields is None:
        fields = fields_of(keys, document.source.columns)
        if len(known) < 1_000:
            known[keys] = fields
    if missing := missing_fields(fields, document):
        what = f"这条记录缺少 {'、'.join(missing)}"
        return Problem(document.name, number, what, "补上 date（日期）和 body（正文）")
    named: dict[str, Any] = {}
    for key, value in record.items():
        if (name := fields[key]) and value not in (None, ""):
            named.setdefault(name, value)
    return article_of(named, number, document)
