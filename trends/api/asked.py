"""What may be asked with: the parameters that questions share, and the archive they are put to."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Query, Request

from trends.api.limits import Bucket
from trends.archive import Archive, open_archive
from trends.archive.permission import Person
from trends.archive.publishing import current_snapshot
from trends.errors import QueryError
from trends.records import Scope

Gate = Callable[[Request], Person | None]
MOST_ROWS = 10_000

Since = Annotated[dt.date | None, Query(description="first day, e.g. 2024-01-31")]
Until = Annotated[dt.date | None, Query(description="last day, inclusive")]
Paper = Annotated[str | None, Query(max_length=100, description="one newspaper only")]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="rows at most")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="rows left out at the beginning")]
Text = Annotated[str, Query(min_length=1, max_length=200)]
Topic = Annotated[str, Query(max_length=12, description="a topic's id, e.g. t7")]


def scope(
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: Annotated[bool, Query(description="page 1 only")] = False,
) -> Scope:
    """Raises QueryError for a range that ends before it starts."""
    return span(since, until, paper, front_page)


def span(since: dt.date | None, until: dt.date | None, paper: str | None, front_page: bool = False) -> Scope:
    if since and until and since > until:
        raise QueryError(f"范围从 {since} 到 {until}，终点早于起点", "请对调 since 与 until")
    return Scope(since, until, paper, front_page)


def admitted(request: Request) -> Person:
    """Who asks, when they may and have not asked too often. Raises 401 and 429."""
    gate, bucket = cast(Gate, request.app.state.gate), cast(Bucket, request.app.state.bucket)
    person = gate(request)
    host = request.client.host if request.client else ""
    seconds = bucket.wait(host if person is None or "@" not in person.name else person.name)
    if seconds:
        wait = str(int(seconds) + 1)
        raise HTTPException(429, {"what": "问得太快", "cure": f"请等 {wait} 秒"}, {"Retry-After": wait})
    if person is None:
        said = {"what": "没有权限", "cure": "请先在网页上登录，或带上 Authorization: Bearer"}
        raise HTTPException(401, said, {"WWW-Authenticate": "Bearer"})
    return person


def opened(request: Request, person: Annotated[Person, Depends(admitted)]) -> Archive:
    """The current snapshot, for who may read it. Raises ArchiveError when there is none."""
    del person  # admitted
    folder = cast(Path, request.app.state.folder)
    current = current_snapshot(folder)
    return _opened(folder, current.name if current else None)


@functools.lru_cache(maxsize=2)
def _opened(folder: Path, snapshot: str | None) -> Archive:
    return open_archive(folder, snapshot)


Asked = Annotated[Archive, Depends(opened)]
Within = Annotated[Scope, Depends(scope)]
