"""Addresses of the dashboard that a brief links to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from trends.errors import QueryError
from trends.records import Scope


def checked_base(url: str) -> str:
    """The dashboard's address without a slash at its end. Raises QueryError for what is no web address."""
    parts = urlsplit(url)
    if not url:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s\"'<>\\]", url):
        raise QueryError(f"--base-url {url[:60]!r} 不是网址", "请写成 https://example.com/trends")
    return url.split("?")[0].split("#")[0].rstrip("/")


def page_address(base_url: str, scope: Scope, page: str, own: Mapping[str, str]) -> str:
    """A page of the dashboard that shows the days, paper and pages of a scope."""
    values = {**own, "from": str(scope.since), "to": str(scope.until)}
    if scope.paper is not None:
        values["paper"] = scope.paper
    if scope.front_page:
        values["front"] = "1"
    if scope.once:
        values["once"] = "1"
    if scope.source is not None:
        values["source"] = scope.source
    return f"{checked_base(base_url)}/{page}?{urlencode(values)}"
