"""Paths of the server beside the screen that not everybody may use: uploads, and what it tells of itself; and how
many tabs it takes.

Streamlit takes uploads from whoever has a session, on any page, and keeps them in memory. A tab takes some four
handles of the process; without any left nobody is answered, not even those who are in.
"""

from __future__ import annotations

import collections
import contextlib
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

Scope = Mapping[str, Any]
ASGI = Callable[[Scope, Any, Any], Awaitable[None]]
UPLOADS: Final = "/_stcore/upload_file"
TELLING: Final = "/_stcore/metrics"
HEALTH: Final = "/_stcore/health"
HANDLES = 65_536  # asked of the system at the start, as far as it gives them
FULL = 0.8  # share of the handles from which no more tabs are taken: the rest is for those who are in
TABS = 200  # of one address, other than this machine's own
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class GuardsDoors:
    """ASGI middleware: uploads only from who may change the archive, refused before a byte of theirs is read;
    the server's own numbers only at this machine."""

    def __init__(
        self, app: ASGI, may_upload: Callable[[Scope], bool], is_here: Callable[[Scope], bool]
    ) -> None:
        self._app, self._may_upload, self._is_here = app, may_upload, is_here

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        path = str(scope.get("path", ""))
        uploads = UPLOADS in path and scope.get("method", "GET") not in READING
        told = path.rstrip("/").endswith(TELLING)
        if scope["type"] == "http" and (
            (uploads and not self._may_upload(scope)) or (told and not self._is_here(scope))
        ):
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": "没有权限".encode()})
            return
        await self._app(scope, receive, send)


class BoundsTabs:
    """ASGI middleware: a tab that would leave the others without handles, or is one too many of its address, is
    refused; the server's health says 503 as long as new tabs would be."""

    def __init__(
        self, app: ASGI, is_here: Callable[[Scope], bool], is_full: Callable[[], bool] | None = None
    ) -> None:
        self._app, self._is_here, self._is_full = app, is_here, is_full or handles_gone
        self._tabs: collections.Counter[str] = collections.Counter()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and str(scope.get("path", "")).endswith(HEALTH) and self._is_full():
            await send({"type": "http.response.start", "status": 503, "headers": [(b"retry-after", b"10")]})
            await send({"type": "http.response.body", "body": "没有空位".encode()})
        elif scope["type"] == "websocket":
            await self._tab(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _tab(self, scope: Scope, receive: Any, send: Any) -> None:
        address = str((scope.get("client") or ("",))[0])
        many = self._tabs[address] >= TABS and not self._is_here(scope)
        if many or self._is_full():
            await send({"type": "websocket.close", "code": 1013})
            return
        self._tabs[address] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._tabs[address] -= 1
            self._tabs += collections.Counter()  # addresses without tabs are forgotten


def handles_gone() -> bool:
    """Whether the process has few handles left."""
    try:
        import resource

        return len(os.listdir("/dev/fd")) > FULL * resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    except (ImportError, FileNotFoundError):  # Windows has no such bound
        return False
    except OSError:  # not even one to look with
        return True


def take_handles() -> None:
    """Asks the system for as many handles as it lets this process have, up to HANDLES."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = HANDLES if hard == resource.RLIM_INFINITY else min(HANDLES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
