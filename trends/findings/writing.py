"""How numbers, dates, links and commands are written in a brief."""

from __future__ import annotations

import datetime as dt
import shlex

from trends.charts.template import Words
from trends.findings.records import Say
from trends.records import Period, Scope
from trends.series.periods import bounds

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip


def percent(share: float) -> str:
    """ "12.3%", or a dash where there is no number."""
    return "—" if share != share else f"{share:.1%}"


def measured(value: float, measure: str) -> str:
    """A number of a topic or word: a share as percent, counts and rates as they are."""
    if value != value or measure in ("articles", "characters"):
        return percent(value)
    return f"{value:,.1f}".removesuffix(".0")


def points(change: float) -> str:
    """A difference of shares in percentage points, signed, a minus as wide as the plus."""
    return "—" if change != change else f"{100 * change:+.1f}".replace("-", "−")


def interval(say: Say, low: float, high: float) -> str:
    return "—" if low != low or high != high else say("to", a=points(low), b=points(high))


def quoted(say: Say, label: object) -> str:
    return say("quoted", text=label)


def _day(say: Say, date: dt.date, part: str = "day") -> str:
    """2026年6月11日, 11 June 2026; or the month, or the year of it."""
    return say(part, y=date.year, m=date.month, d=date.day, name=MONTHS[date.month - 1])


def range_words(say: Say, scope: Scope) -> str:
    """A whole year, month or any range, as people say it."""
    since, until = scope.since, scope.until
    assert since is not None
    assert until is not None
    months = 12 * (until.year - since.year) + until.month - since.month
    whole = since.day == 1 and (until + dt.timedelta(days=1)).day == 1
    if whole and since.month == 1 and months == 11:
        return _day(say, since, "year")
    if whole and months == 0:
        return _day(say, since, "month")
    if since == until:
        return _day(say, since)
    if months == 0:
        return say(
            "days_of_month",
            y=since.year,
            m=since.month,
            name=MONTHS[since.month - 1],
            a=since.day,
            b=until.day,
        )
    return say("days", a=_day(say, since), b=_day(say, until))


def period_words(say: Say, label: str, by: Period) -> str:
    """A period's label as people say it: 2026-W20 is 2026年5月11日至17日."""
    if by == "quarter":
        return say("quarter", y=label[:4], n=label[-1])
    start, end = bounds(label, by)
    return days_words(say, start, end)


def days_words(say: Say, start: str, end: str) -> str:
    """Two ISO dates as a range in words, or the one day that they are."""
    return range_words(say, Scope(dt.date.fromisoformat(start), dt.date.fromisoformat(end)))


def day_words(say: Say, date: str) -> str:
    """An ISO date in words."""
    return _day(say, dt.date.fromisoformat(date))


def command(name: str, *parts: str) -> str:
    """A line for the shell; everything that is not plain is quoted."""
    return " ".join(["python -m trends", name, *(shlex.quote(part) for part in parts)])


def between(scope: Scope) -> tuple[str, ...]:
    """The options of a command for the days of a scope."""
    return "--since", str(scope.since), "--until", str(scope.until)


def restrictions(scope: Scope) -> tuple[str, ...]:
    """The options of a command that restrict it to the papers and pages of a scope."""
    own = ("--paper", scope.paper) if scope.paper is not None else ()
    return (
        *own,
        *(["--front-page"] if scope.front_page else []),
        *(["--once"] if scope.once else []),
        *(["--source", scope.source] if scope.source is not None else []),
    )


def paper_words(say: Say, scope: Scope) -> str:
    """The newspapers of a scope as a list; those without a name by a word for that."""
    return say("list").join(paper or say("no_paper") for paper in scope.papers or ())


def where_printed(say: Say, date: str, paper: str | None, page: object) -> str:
    """Date, paper and page of an article, as far as they are known."""
    number = "" if page is None or str(page) in ("<NA>", "nan", "None") else say("page", n=page)
    return " ".join(part for part in (date, paper or "", number) if part)


def source_of(say: Say, file: str, lines: str) -> str:
    """The file and lines an article stands in; many pieces as the first and the last line."""
    pieces = [piece for piece in lines.split(", ") if piece]
    if len(pieces) <= 3:
        return say("lines", file=file, lines=lines) if lines else file
    first, last = pieces[0].split("–")[0], pieces[-1].split("–")[-1]
    return say("pieces", file=file, first=first, last=last, n=len(pieces))


def figure_words(say: Say, title: str = "", subtitle: str = "") -> Words:
    """The words on a figure."""
    missing, gaps, counted, strip = (say(f"chart_{key}") for key in ("missing", "gaps", "counted", "strip"))
    return Words(title, subtitle, missing=missing, gaps=gaps, counted=counted, strip=strip)
