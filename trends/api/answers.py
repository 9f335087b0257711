"""A table as the asker wants it: JSON records, or CSV that a spreadsheet opens as it is meant."""

from __future__ import annotations

import json
from typing import Any, Literal

import pandas as pd
from fastapi import Response

from trends.archive import Archive
from trends.archive.spreadsheets import spreadsheet_csv

Form = Literal["json", "csv"]
TABLE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The table: a list of records, or CSV (UTF-8 with a mark, formulas made plain text).",
        "content": {
            "application/json": {"schema": {"type": "array", "items": {"type": "object"}}},
            "text/csv": {"schema": {"type": "string"}},
        },
        "headers": {
            "X-Data-Version": {"schema": {"type": "string"}, "description": "the data version asked"}
        },
    }
}


def answer(table: pd.DataFrame, archive: Archive, form: Form, name: str) -> Response:
    """The response for a table, with its data version in a header and, in CSV, in every row."""
    version = archive.meta.data_version
    headers = {"X-Data-Version": version, "Cache-Control": "private, no-cache"}
    if form == "csv":
        headers["Content-Disposition"] = f'attachment; filename="{name}_{version}.csv"'
        body = spreadsheet_csv(table, {"data_version": version})
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
    return _json(records(table), headers)


def record(facts: dict[str, Any], archive: Archive) -> Response:
    """The response for one object."""
    headers = {"X-Data-Version": archive.meta.data_version, "Cache-Control": "private, no-cache"}
    return _json(facts, headers)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values; what is missing is None."""
    return [{str(k): _plain(v) for k, v in row.items()} for row in table.to_dict("records")]


def _json(value: Any, headers: dict[str, str]) -> Response:
    body = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return Response(body.encode("utf-8", "replace"), media_type="application/json", headers=headers)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if hasattr(value, "tolist"):  # a number or array of numpy
        return _plain(value.tolist())
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value if isinstance(value, (str, int, float, bool)) else str(value)
