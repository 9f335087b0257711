"""Logins that were ended: a cookie from before the logout opens nothing, in any tab, after any restart.

One empty file a session, named by a checksum of what the identity provider said of it, in the folder that
TRENDS_SESSIONS names (replicas on several machines share one), else in the system's folder for temporary files.
Never in the archive: a server that only reads writes nothing there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

FOLDER = "TRENDS_SESSIONS"
# What tells one login from another, of those that providers give.
CLAIMS = ("iss", "sub", "email", "iat", "exp", "nonce", "sid", "jti", "at_hash")
KEPT = 31 * 24 * 3600  # seconds: no login lasts longer

Scope = Mapping[str, Any]
ASGI = Callable[[Scope, Any, Any], Awaitable[None]]


def sessions_folder() -> Path:
    return Path(
        os.environ.get(FOLDER)
        or Path(tempfile.gettempdir()) / f"trends-sessions-{os.getuid() if hasattr(os, 'getuid') else 0}"
    )


def session_key(claims: Mapping[str, Any]) -> str:
    told = {name: claims.get(name) for name in CLAIMS}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def revoke(claims: Mapping[str, Any]) -> None:
    """Ends a login for good. Raises OSError when the folder takes nothing."""
    folder = sessions_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / session_key(claims)).touch(mode=0o600)
    for old in folder.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > KEPT:
                old.unlink()


def revoked(claims: Mapping[str, Any]) -> bool:
    return (sessions_folder() / session_key(claims)).exists()


class EndsSessions:
    """ASGI middleware: whoever asks for the address that logs out has their login ended on the server."""

    def __init__(self, app: ASGI, claims_of: Callable[[Scope], Mapping[str, Any] | None]) -> None:
        self._app, self._claims_of = app, claims_of

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and str(scope.get("path", "")).rstrip("/").endswith("/auth/logout"):
            claims = self._claims_of(scope)
            if claims:
                revoke(claims)
        await self._app(scope, receive, send)
