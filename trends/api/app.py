"""The ASGI app of the data twin, to be mounted at /api beside the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from trends.api.admission import Gate
from trends.api.limits import Bucket
from trends.api.questions import create_router
from trends.errors import ArchiveError, NotFoundError, TrendsError

API_PATH = "/api"
BURST, RATE = 60, 1.0  # questions at once, and a second
FAULT = {
    "type": "object",
    "properties": {"what": {"type": "string"}, "cure": {"type": "string"}},
    "required": ["what", "cure"],
}
FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {"application/json": {"schema": FAULT}}}
    for status, text in {
        401: "Not on the list, or not logged in.",
        404: "What is asked for is not in the archive.",
        422: "The question has no answer or a wrong form; what and cure say why.",
        429: "Too many questions; Retry-After says when to come back.",
        503: "There is no archive to ask.",
    }.items()
}


def create_api(folder: Path, gate: Gate, burst: int = BURST, rate: float = RATE) -> FastAPI:
    """The app over the archive in `folder`; `gate` says who asks, None for nobody who may.

    `burst` questions at once and `rate` more a second for each asker.
    """
    app = FastAPI(
        title="报纸话题趋势", version="1", description=__doc__, docs_url=None, redoc_url=None,
        responses=FAULTS, servers=[{"url": API_PATH}], root_path_in_servers=False,
    )  # fmt: skip
    app.state.folder, app.state.gate, app.state.bucket = folder, gate, Bucket(burst, rate)
    app.include_router(create_router())
    app.add_exception_handler(TrendsError, _fault)
    app.add_exception_handler(HTTPException, _refusal)
    app.add_exception_handler(RequestValidationError, _malformed)
    return app


def _fault(request: Request, error: Exception) -> JSONResponse:
    """Our own errors say what and cure: 503 the archive is at fault, 404 it does not have what is asked for,
    422 the question is."""
    del request
    status = 503 if isinstance(error, ArchiveError) else 404 if isinstance(error, NotFoundError) else 422
    known = error if isinstance(error, TrendsError) else TrendsError(str(error))
    return JSONResponse({"what": known.what, "cure": known.cure}, status)


def _refusal(request: Request, error: Exception) -> JSONResponse:
    del request
    known = error if isinstance(error, HTTPException) else HTTPException(500)
    said = known.detail if isinstance(known.detail, dict) else {"what": str(known.detail), "cure": ""}
    return JSONResponse(said, known.status_code, headers=known.headers)


def _malformed(request: Request, error: Exception) -> JSONResponse:
    del request
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    places = "、".join(sorted({str(fault["loc"][-1])[:40] for fault in faults}))
    return JSONResponse({"what": f"参数 {places} 不对", "cure": "格式见 /api/openapi.json"}, 422)
