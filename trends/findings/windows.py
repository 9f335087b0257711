"""Which days findings are about, which two windows of them are compared, in what periods they are shown.

One rule for every face. The range is what was asked for; without dates it is the last 30 days of the archive,
or the shortest of LENGTHS that holds more than FEW issues. Compared are the range and the equally long time
before it, as far as the archive has it; where it lacks more than half of that time, the last days of the range
and as many before them, again by LENGTHS, and at last the two halves of the range. A window needs more than
FEW issues.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from trends.archive import Archive
from trends.errors import QueryError
from trends.findings.records import Subject, Windows
from trends.records import Period, Scope

FEW = 8  # up to this many issues say nothing of rise or fall
LENGTHS = (30, 91, 365)  # days of a window that was not asked for
DAY = dt.timedelta(days=1)


def windows_of(archive: Archive, subject: Subject) -> Windows:
    """Range and windows. Raises QueryError for a paper the archive does not have, or a range without issues."""
    issues = _issues(archive, subject)
    asked = _range(archive, subject, issues)
    assert asked.since is not None
    assert asked.until is not None
    own, articles = _counted(issues, asked)
    if not own:
        first, last = archive.meta.first, archive.meta.last
        raise QueryError(f"{asked.since} 至 {asked.until} 没有收录", f"档案收录 {first} 至 {last}")
    alone = Windows(asked, own, articles, asked)
    if archive.meta.sparse or own <= FEW:
        return replace(alone, few=True, why="why_few" if own <= FEW else "why_sparse")
    for now, before in _pairs(asked, dt.date.fromisoformat(issues.loc[issues["issues"] > 0, "period"].min())):
        (new, n), (old, n_before) = _counted(issues, now), _counted(issues, before)
        if new > FEW and old > FEW:
            return Windows(asked, own, articles, now, before, new, old, n, n_before)
    return replace(alone, why="why_alone")


def _issues(archive: Archive, subject: Subject) -> pd.DataFrame:
    """period (a date), issues, articles of the subject's paper and pages, day by day."""
    meta = archive.meta
    if subject.paper is not None and subject.paper not in meta.papers:
        raise QueryError(
            f"档案里没有报纸 {subject.paper[:40]!r}", f"可用的有 {'、'.join(meta.papers) or '无'}"
        )
    if not meta.first:
        raise QueryError("档案里还没有任何一期", "请先用 build 收录")
    return archive.coverage(Scope(None, None, subject.paper, subject.front_page, subject.once), "issue")


def _counted(issues: pd.DataFrame, scope: Scope) -> tuple[int, int]:
    """Issues and articles within the scope."""
    own = issues[(issues["period"] >= str(scope.since)) & (issues["period"] <= str(scope.until))]
    return int(own["issues"].sum()), int(own["articles"].sum())


def _range(archive: Archive, subject: Subject, issues: pd.DataFrame) -> Scope:
    """The days asked for, as far as the archive reaches."""
    first, last = (dt.date.fromisoformat(day) for day in (archive.meta.first, archive.meta.last))
    asked = subject.until or dt.date.fromisoformat(archive.meta.core_last)
    if subject.since is not None and subject.since > asked:
        raise QueryError(f"范围从 {subject.since} 到 {asked}，终点早于起点", "请对调 --since 与 --until")
    until = min(asked, last)
    scope = Scope(first, until, subject.paper, subject.front_page, subject.once)
    if subject.since is None and subject.until is None and not archive.meta.sparse:
        recent = [replace(scope, since=until - (days - 1) * DAY) for days in LENGTHS]
        enough = [window for window in recent if _counted(issues, window)[0] > FEW]
        scope = enough[0] if enough else scope
    since = max(subject.since or scope.since or first, first)
    if since > until:
        raise QueryError(f"{subject.since or first} 至 {asked} 没有收录", f"档案收录 {first} 至 {last}")
    return replace(scope, since=since)


def _pairs(asked: Scope, first: dt.date) -> Iterator[tuple[Scope, Scope]]:
    """Windows to compare, the best first; none reaches back beyond the first issue."""
    assert asked.since is not None
    assert asked.until is not None
    days = (asked.until - asked.since).days + 1
    if 2 * (asked.since - first).days >= days:
        earlier = max(start_before(asked.since, asked.until), first)
        yield asked, replace(asked, since=earlier, until=asked.since - DAY)
    for length in (*LENGTHS, days // 2):
        since = asked.until - (length - 1) * DAY
        if 0 < length < days and since - length * DAY >= first:
            yield (
                replace(asked, since=since),
                replace(asked, since=since - length * DAY, until=since - DAY),
            )


def start_before(since: dt.date, until: dt.date) -> dt.date:
    """First day of the time before: as many calendar months for whole months, else as many days."""
    if since.day == 1 and (until + DAY).day == 1:
        months = 12 * (until.year - since.year) + until.month - since.month + 1
        month = 12 * since.year + since.month - 1 - months
        return dt.date(month // 12, month % 12 + 1, 1) if month >= 12 else dt.date.min
    days = (until - since) + DAY
    return since - days if since - dt.date.min >= days else dt.date.min


def period_of_charts(windows: Windows) -> Period:
    """The period that gives a chart of at most 45 points, none of a handful of articles."""
    since, until = windows.range.since, windows.range.until
    assert since is not None
    assert until is not None
    days = (until - since).days + 1
    if windows.few or days <= 16:
        return "issue"
    limits: tuple[tuple[int, Period], ...] = ((200, "week"), (1300, "month"), (4000, "quarter"))
    return next((by for most, by in limits if days <= most), "year")


def range_of(scope: Scope) -> str:
    """ "FROM:TO", as the command line takes it."""
    return f"{scope.since}:{scope.until}"
