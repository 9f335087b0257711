"""JSON Lines (streaming) and JSON (a list of objects, or an object that holds one) → Articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from trends.errors import InputError
from trends.readers.decoding import decode
from trends.readers.delimited import BROKEN, broken, mixed_lines
from trends.readers.documents import Document
from trends.readers.records import NEEDED, article_of, fields_of, missing_fields
from trends.readers.text_lines import TextLines
from trends.readers.told import Told
from trends.readers.unmapped import SAMPLE, unmapped
from trends.records import Article, Problem

_KINDS = 1_000  # sets of keys that are remembered
FORM = '写成 [{"date": …, "title": …, "body": …}, …]'


def read_jsonl(document: Document) -> Iterator[Article | Problem]:
    """One JSON object a line → one Article; a line that cannot be used → a Problem."""
    records = _Records(document)
    try:
        with closing(TextLines(document)) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from records.of_line(line, number)
            yield from mixed_lines(lines, document)
    except BROKEN as error:
        yield broken(document, error)
    yield from records.unmapped()


def read_json(document: Document) -> Iterator[Article | Problem]:
    """Each object of the list → one Article; its line is the object's place in the list, from 1."""
    records = _Records(document)
    for number, record in enumerate(_records(document), 1):
        if isinstance(record, dict):
            yield from records.of(record, number)
        else:
            yield Problem(document.name, number, "列表里的这一项不是 JSON 对象", FORM)
    yield from records.unmapped()


def jsonl_columns(document: Document) -> tuple[str, ...]:
    """The keys of the first object."""
    with closing(TextLines(document)) as lines:
        for line in lines:
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
        if _is_record(value, document):
            return [value]
        lists = [v for v in value.values() if isinstance(v, list) and any(isinstance(i, dict) for i in v)]
        inner = [v for v in value.values() if isinstance(v, dict)]
        if lists:
            return max(lists, key=len)
        if {"body"} & set(fields_of(tuple(value), document.source.columns).values()) or not inner:
            return [value]
        value = inner[0]
    raise InputError("JSON 里没有一列记录", FORM, file=document.name)


def _is_record(value: Mapping[str, Any], document: Document) -> bool:
    """Whether an object is one article: it has a date and a body, and the body is no list of dated objects."""
    fields = fields_of(tuple(value), document.source.columns)
    body = next((value[key] for key, name in fields.items() if name == "body"), None)
    inside = [item for item in body if isinstance(item, dict)] if isinstance(body, list) else []
    dated = any("date" in fields_of(tuple(item), ()).values() for item in inside)
    return set(NEEDED) <= set(fields.values()) and not isinstance(body, dict) and not dated


@dataclass
class _Records:
    """The objects of one document: what their keys stand for, and those that lack what is needed."""

    document: Document
    known: dict[tuple[str, ...], dict[str, str | None]] = field(default_factory=dict)
    lacking: dict[tuple[str, ...], list[int]] = field(default_factory=dict)  # keys → places
    shown: dict[tuple[str, ...], list[Mapping[str, Any]]] = field(default_factory=dict)
    told: Told = field(default_factory=Told)

    def of_line(self, line: str, number: int) -> Iterator[Article | Problem]:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield Problem(self.document.name, number, "这一行不是完整的 JSON", "每行写一个 JSON 对象")
            return
        if isinstance(record, dict):
            yield from self.of(record, number)
        else:
            form = '写成 {"date": …, "title": …, "body": …}'
            yield Problem(self.document.name, number, "这一行不是 JSON 对象", form)

    def of(self, record: Mapping[str, Any], number: int) -> Iterator[Article | Problem]:
        """The Article of an object; nothing yet for one without the needed fields, see `unmapped`."""
        keys = tuple(record)
        fields = self.known.get(keys)
        if fields is None:
            fields = fields_of(keys, self.document.source.columns)
            if len(self.known) < _KINDS:
                self.known[keys] = fields
        if missing_fields(fields, self.document):
            kind = keys if keys in self.lacking or len(self.lacking) < _KINDS else ()
            self.lacking.setdefault(kind, []).append(number)
            if len(shown := self.shown.setdefault(kind, [])) < SAMPLE:
                shown.append(record)
            return
        named = {
            name: value for key, value in record.items() if (name := fields[key]) and value not in (None, "")
        }
        yield from self.told.of(article_of(named, number, self.document))

    def unmapped(self) -> Iterator[Problem]:
        """What is told of many objects at once: faults of one kind, and one Problem for all records of the same keys that lack a needed field."""
        yield from self.told.rest()
        for keys, places in self.lacking.items():
            missing = missing_fields(fields_of(keys, self.document.source.columns), self.document)
            found = unmapped(self.document, missing or NEEDED, keys, self.shown[keys])
            what = found.what if len(places) == 1 else f"{len(places)} 条记录的{found.what}"
            yield replace(found, line=places[0], what=what)
