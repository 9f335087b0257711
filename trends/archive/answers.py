"""Answers as plain values and as text: the same digits on the command line and over HTTP."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from trends.archive.columns import Column
from trends.archive.registry import Question

PART = 5_000  # rows


def as_json(asked: Question, answer: Any) -> str:
    """The answer as JSON: a table as a list of records, a record as an object; what is missing is null.

    A long table is written in parts: as records it takes twenty times the memory of its text.
    """
    if isinstance(answer, pd.DataFrame) and len(answer) > PART:
        parts = (answer.iloc[k : k + PART] for k in range(0, len(answer), PART))
        return f"[{', '.join(as_json(asked, part)[1:-1] for part in parts)}]"
    return json.dumps(plain(answer, asked.columns), ensure_ascii=False, allow_nan=False)


def plain(answer: Any, columns: tuple[Column, ...] = ()) -> Any:
    """An answer made of dicts, lists, numbers, texts and None alone."""
    if isinstance(answer, pd.DataFrame):
        known = {column.name: column for column in columns}
        names = [known.get(str(name), Column()).key or str(name) for name in answer]
        lists = [_column(answer[name], known.get(str(name), Column()).parts) for name in answer]
        return [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)]
    if dataclasses.is_dataclass(answer):
        return {field.name: plain(getattr(answer, field.name)) for field in dataclasses.fields(answer)}
    return _plain(answer)


def tables(answer: Any) -> list[pd.DataFrame]:
    """An answer as tables: a table itself, the tables of a record, else its fields and values."""
    if isinstance(answer, pd.DataFrame):
        return [answer]
    values = {field.name: getattr(answer, field.name) for field in dataclasses.fields(answer)}
    found = [value for value in values.values() if isinstance(value, pd.DataFrame)]
    if found:
        return found
    facts = [(name, json.dumps(plain(value), ensure_ascii=False)) for name, value in values.items()]
    return [pd.DataFrame(facts, columns=["name", "value"])]


def cell(value: object) -> object:
    """One cell of a table: members of lists joined by blanks, of (term, weight) the term, of (id, date, headline)
    the date and the headline."""
    if not isinstance(value, (list, tuple)):
        return value
    return " ".join(_member(member) for member in value)


def _member(member: object) -> str:
    if isinstance(member, tuple) and len(member) > 1:
        shown = member[:1] if len(member) == 2 else member[1:]
        return " ".join(str(part) for part in shown if part is not None)
    return json.dumps(member, ensure_ascii=False) if isinstance(member, dict) else str(member)


def flat(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its lists as text: what a line of CSV or a row on a terminal can hold."""
    lists = [name for name in table if table[name].dtype == object]
    return table.assign(**{str(name): [cell(value) for value in table[name]] for name in lists})


def _column(values: pd.Series, parts: tuple[str, ...]) -> list[Any]:
    if values.dtype.kind in "bif" and not values.hasnans:
        return list(values.tolist())
    if parts:
        return [[dict(zip(parts, map(_plain, member), strict=True)) for member in entry] for entry in values]
    return [_plain(value) for value in values]


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, pd.DataFrame):
        return plain(value)
    if hasattr(value, "tolist"):  # a number or array of numpy
        return _plain(value.tolist())
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value if isinstance(value, (str, int, float, bool)) else str(value)
