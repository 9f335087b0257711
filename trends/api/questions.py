"""The paths, derived from the questions' declarations: one a question, named as the question is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import pandas as pd
from fastapi import APIRouter, Request, Response

from trends.api.admission import Opened
from trends.archive import Archive
from trends.archive.answers import as_json, flat
from trends.archive.parameters import REQUIRED, Parameter
from trends.archive.registry import QUESTIONS, Question, documentation, known_question
from trends.archive.spreadsheets import spreadsheet_csv
from trends.errors import QueryError
from trends.records import Help

AT_ONCE = threading.BoundedSemaphore(4)  # answers made at a time: a large one takes memory
MOST_ROWS = 100_000  # of one answer
MOST_TEXTS = 5_000  # articles whose texts one answer holds
FORMAT = Parameter("format", "choice", Help("form of the answer"), "json", choices=("json", "csv"))
VERSION = {"schema": {"type": "string"}, "description": "the data version asked"}
TOTAL = {"schema": {"type": "integer"}, "description": "rows there are without a limit"}


def create_router() -> APIRouter:
    """A router with a path for every question, and a sentence for every other one."""
    router = APIRouter()
    for asked in QUESTIONS.values():
        router.add_api_route(
            asked.path,
            _endpoint(asked),
            operation_id=asked.name,
            summary=asked.summary,
            description=documentation(asked),
            responses={200: _answers(asked)},
            openapi_extra={"parameters": [_described(asked, p) for p in _parameters(asked)]},
        )
        for other in {f"/{name}" for name in (asked.command, *asked.was)} - {asked.path}:
            router.add_api_route(other, _endpoint(asked), include_in_schema=False)
    router.add_api_route("/{name}", _unknown, include_in_schema=False)
    return router


def _endpoint(asked: Question) -> Callable[..., Response]:
    def endpoint(request: Request, archive: Opened) -> Response:
        given = {name: request.query_params.getlist(name) for name in request.query_params}
        form = given.pop("format", ["json"])[-1] if asked.columns else "json"
        FORMAT.check(form)
        given |= {name: [value] for name, value in request.path_params.items()}
        arguments, notices = asked.read(given, form)
        _check_texts(archive, arguments)
        with AT_ONCE:
            found = asked.put(archive, arguments)
            _check_size(found)
            response = _response(asked, found, archive, form, notices)
            total = asked.total(archive, arguments)
        if total is not None:
            response.headers["X-Total-Rows"] = str(total)
        return response

    return endpoint


def _check_texts(archive: Archive, arguments: Mapping[str, Any]) -> None:
    """Raises QueryError where the texts of more than MOST_TEXTS articles are asked for: before they are fetched."""
    asked = min(int(arguments.get("limit") or MOST_TEXTS), archive.meta.articles)
    if arguments.get("text") and asked > MOST_TEXTS:
        what = f"要 {asked:,} 篇的全文，一次最多 {MOST_TEXTS:,} 篇"
        raise QueryError(what, "用 limit 和 offset 分几次取，或加 text=false 不带全文")


def _check_size(found: Any) -> None:
    """Raises QueryError for an answer of more than MOST_ROWS rows."""
    rows = len(found) if isinstance(found, pd.DataFrame) else 0
    if rows > MOST_ROWS:
        what = f"答案有 {rows:,} 行，一次最多 {MOST_ROWS:,} 行"
        raise QueryError(what, "请缩小日期范围，或用较长的时段（by）；全部可在命令行取")


def _response(asked: Question, found: Any, archive: Archive, form: str, notices: list[str]) -> Response:
    """The answer, with its data version in a header and, in CSV, in every row."""
    version = archive.meta.data_version
    headers = {"X-Data-Version": version, "Cache-Control": "private, no-cache"}
    if notices:
        headers |= {"Deprecation": "true", "Warning": f'299 - "{quote("; ".join(notices))}"'}
    if form == "csv":
        headers["Content-Disposition"] = f'attachment; filename="{asked.name}_{version}.csv"'
        body = spreadsheet_csv(flat(found), {"data_version": version})
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
    text = as_json(asked, found).encode("utf-8", "replace")
    return Response(text, media_type="application/json", headers=headers)


def _unknown(name: str, archive: Opened) -> None:
    """Raises UsageError, only after who asks is let in."""
    del archive
    known_question(name)


def _parameters(asked: Question) -> list[Parameter]:
    return [*asked.parameters, *([FORMAT] if asked.columns else [])]


def _described(asked: Question, p: Parameter) -> dict[str, Any]:
    """The parameter for OpenAPI."""
    inside = f"{{{p.name}}}" in asked.path
    schema = p.schema
    if inside and p.kind == "text":
        schema = schema | {"pattern": r"^[^\n/]+$"}
    unit = f" ({p.help.unit})" if p.help.unit else ""
    return {
        "name": p.name,
        "in": "path" if inside else "query",
        "required": p.default is REQUIRED,
        "description": f"{p.help.text}{unit}",
        "schema": schema,
    }


def _answers(asked: Question) -> dict[str, Any]:
    """What a good answer looks like, for OpenAPI."""
    record: dict[str, Any] = {"type": "object"}
    if not asked.columns:
        return {"description": asked.summary, "content": {"application/json": {"schema": record}}}
    properties = {c.key or c.name: {"description": f"{c.text} {c.unit}".strip()} for c in asked.columns}
    rows = {"type": "array", "items": record | {"properties": properties}}
    return {
        "description": "The table: a list of records, or CSV (UTF-8 with a mark, formulas made plain text).",
        "content": {"application/json": {"schema": rows}, "text/csv": {"schema": {"type": "string"}}},
        "headers": {"X-Data-Version": VERSION} | ({"X-Total-Rows": TOTAL} if asked.counted_by else {}),
    }
