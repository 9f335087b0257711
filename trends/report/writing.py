"""How numbers, dates, links and commands are written in a brief."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from urllib.parse import urlencode, urlsplit

from trends.errors import QueryError
from trends.records import Scope
from trends.report.records import BriefQuery, Link


def percent(share: float) -> str:
    """ "12.3%", or a dash where there is no number."""
    return "—" if share != share else f"{share:.1%}"


def points(change: float) -> str:
    """A difference of shares in percentage points, signed."""
    return "—" if change != change else f"{100 * change:+.1f}"


def interval(low: float, high: float) -> str:
    return "—" if low != low or high != high else f"{points(low)} 至 {points(high)}"


def quoted(label: str) -> str:
    return f"「{label}」"


def day(date: dt.date | str) -> str:
    """2026年6月11日"""
    when = dt.date.fromisoformat(str(date))
    return f"{when.year}年{when.month}月{when.day}日"


def range_words(scope: Scope) -> str:
    """A whole year, month or any range, as people say it."""
    since, until = scope.since, scope.until
    assert since is not None
    assert until is not None
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year:
        return f"{since.year}年"
    if (
        since.day == 1
        and (until + dt.timedelta(days=1)).day == 1
        and (since.year, since.month)
        == (
            until.year,
            until.month,
        )
    ):
        return f"{since.year}年{since.month}月"
    return day(since) if since == until else f"{day(since)}至{day(until)}"


def command(name: str, *parts: str) -> str:
    """A line for the shell; everything that is not plain is quoted."""
    return " ".join(["python -m trends", name, *(shlex.quote(part) for part in parts)])


def between(scope: Scope) -> tuple[str, ...]:
    """The options of a command for the days of a scope."""
    return "--since", str(scope.since), "--until", str(scope.until)


def restrictions(query: BriefQuery) -> tuple[str, ...]:
    """The options of a command that restrict it as the brief is restricted."""
    own = ("--paper", query.paper) if query.paper is not None else ()
    return (
        *own,
        *(["--front-page"] if query.front_page else []),
        *(["--once"] if query.once else []),
    )


def checked_base(url: str) -> str:
    """The dashboard's address without a slash at its end. Raises QueryError for what is no web address."""
    parts = urlsplit(url)
    if not url:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s\"'<>\\]", url):
        raise QueryError(f"--base-url {url[:60]!r} 不是网址", "请写成 https://example.com/trends")
    return url.split("?")[0].split("#")[0].rstrip("/")


def to_page(query: BriefQuery, scope: Scope, text: str, page: str = "", **own: str) -> Link:
    """A link to a page of the dashboard that shows the same days; text alone without a base address."""
    if not query.base_url:
        return Link(text)
    values = {**own, "from": str(scope.since), "to": str(scope.until)}
    if scope.paper is not None:
        values["paper"] = scope.paper
    if scope.front_page:
        values["front"] = "1"
    if scope.once:
        values["once"] = "1"
    return Link(text, f"{checked_base(query.base_url)}/{page}?{urlencode(values)}")


def where_printed(date: str, paper: str | None, page: object) -> str:
    """Date, paper and page of an article, as far as they are known."""
    number = "" if page is None or str(page) in ("<NA>", "nan", "None") else f"第{page}版"
    return " ".join(part for part in (date, paper or "", number) if part)


def source_of(file: str, lines: str) -> str:
    """The file and lines an article stands in; many pieces as the first and the last line."""
    pieces = [piece for piece in lines.split(", ") if piece]
    if len(pieces) <= 3:
        return f"{file} 第{lines}行" if lines else file
    first, last = pieces[0].split("–")[0], pieces[-1].split("–")[-1]
    return f"{file} 第{first}–{last}行间 {len(pieces)} 处"
