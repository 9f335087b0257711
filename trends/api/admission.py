"""Who may ask, how often, and the archive that is asked."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Request

from trends.api.limits import Bucket
from trends.archive import Archive, open_archive
from trends.archive.permission import FORWARDED, Person
from trends.archive.pointer import current_snapshot

Gate = Callable[[Request], Person | None]


def admitted(request: Request) -> Person:
    """Who asks, when they may and have not asked too often. Raises 401 and 429."""
    gate, bucket = cast(Gate, request.app.state.gate), cast(Bucket, request.app.state.bucket)
    person = gate(request)
    seconds = bucket.wait(person.name if person is not None and "@" in person.name else _asker(request))
    if seconds:
        wait = str(int(seconds) + 1)
        raise HTTPException(429, {"what": "问得太快", "cure": f"请等 {wait} 秒"}, {"Retry-After": wait})
    if person is None:
        said = {"what": "没有权限", "cure": "请先在网页上登录，或带上 Authorization: Bearer"}
        raise HTTPException(401, said, {"WWW-Authenticate": "Bearer"})
    return person


def _asker(request: Request) -> str:
    """The address that asks. One that is only said to be behind a proxy counts where the proxy is named
    (FORWARDED_ALLOW_IPS); else all who say so are one asker, since anybody may say so."""
    if any(name in request.headers for name in FORWARDED) and not os.environ.get("FORWARDED_ALLOW_IPS"):
        return "forwarded"
    return request.client.host if request.client else ""


def opened(request: Request, person: Annotated[Person, Depends(admitted)]) -> Archive:
    """The current snapshot, for who may read it. Raises ArchiveError when there is none."""
    del person  # admitted
    folder = cast(Path, request.app.state.folder)
    current = current_snapshot(folder)
    return _opened(folder, current.name if current else None)


@functools.lru_cache(maxsize=2)
def _opened(folder: Path, snapshot: str | None) -> Archive:
    return open_archive(folder, snapshot)


Opened = Annotated[Archive, Depends(opened)]
