"""Article openings → their datelines, and from these the issue's day and month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from trends.layout import cues

_DAY = re.compile(
    r"(?:((?:19|20)\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:\s*(?:至|—|-|~|到)\s*(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*日)?"
)
_BACKGROUND = re.compile(
    r"(?:去年|前年|上年|截至|截止|自|从|始于|早在|年|将于|定于|拟于|将在|计划于|至|到|今起)\s*$"
)
_FUTURE = re.compile(r"^[^,。]{0,12}?(?:将|还将|拟|起,)")
_REACH = 46  # characters of an opening in which its dateline stands


@dataclass(frozen=True, slots=True)
class Dateline:
    """Month and day of an article's opening, its year where printed, and the words it stands in."""

    month: int
    day: int
    year: int | None
    text: str


def dateline_of(opening: str) -> Dateline | None:
    """Plain joined text of an article's first lines → its dateline, or None."""
    start = cues.START.match(opening)
    wire = start and re.search(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[电讯]", start.group())
    if start and wire:
        return _dateline(None, wire[1], wire[2], start.group())
    begin = start.end() if start else 0
    if paren := re.match(r"\s*\([^()]{0,80}\)", opening[begin:]):
        begin += paren.end()
    window = opening[begin : begin + (_REACH if start else 16)]
    for match in _DAY.finditer(window):
        if _BACKGROUND.search(window[: match.start()]) or _FUTURE.match(opening[begin + match.end() :][:20]):
            continue
        month = match[4] or match[2]
        return _dateline(match[1], month, match[5] or match[3], opening[: begin + match.end()])
    return None


def issue_day(last: dt.date, published: Collection[int] = range(5)) -> dt.date:
    """The first publishing day after the latest dateline; `published` holds weekdays, Monday is 0."""
    days = set(published) or set(range(7))
    return next(d for k in range(1, 15) if (d := last + dt.timedelta(days=k)).weekday() in days)


def latest(datelines: Sequence[Dateline], year: int) -> tuple[dt.date, Dateline] | None:
    """The latest of the datelines in an issue of about `year`; December before January is the year before."""
    january = any(line.month == 1 for line in datelines)
    dated = [(date, line) for line in datelines if (date := _in_year(line, year, january))]
    return max(dated, key=lambda pair: pair[0], default=None)


def _in_year(line: Dateline, year: int, january: bool) -> dt.date | None:
    turn = january and line.month == 12
    try:
        return dt.date((line.year or year) - (turn and line.year is None), line.month, line.day)
    except ValueError:
        return None


def _dateline(year: str | None, month: str, day: str, text: str) -> Dateline | None:
    m, d = int(month), int(day)
    return (
        Dateline(m, d, int(year) if year else None, text.strip()) if 1 <= m <= 12 and 1 <= d <= 31 else None
    )
