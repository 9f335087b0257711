"""Paths of the server beside the screen that not everybody may use: uploads, and what it tells of itself.

Streamlit takes uploads from whoever has a session, on any page, and keeps them in memory.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

Scope = Mapping[str, Any]
ASGI = Callable[[Scope, Any, Any], Awaitable[None]]
UPLOADS: Final = "/_stcore/upload_file"
TELLING: Final = "/_stcore/metrics"
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
