"""Which days findings are about, which two windows of them are compared, in what periods they are shown.

One rule for every face. The range is what was asked for; without dates it is the last 30 days of the archive,
or the shortest of LENGTHS that holds more than FEW issues. Compared are the range and the equally long time
before it, as far as the archive has it; where it lacks more than half of that time, the last days of the range
and as many before them, again by LENGTHS, and at last the two halves of the range. A window needs more than
FEW issues. A newspaper that began, ended or paused between the windows is left out of both: what it brings is no
change of the news.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from trends.archive import Archive
from trends.errors import QueryError
from trends.findings.records import Subject, Windows
from trends.records import Period, Scope

STEADY = 2 / 3  # of the issues that a newspaper has in one window, in the other
REPEATED = 0.5  # of the articles of a window; where no more than this part is new, nothing is compared
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
    begin = dt.date.fromisoformat(issues.loc[issues["issues"] > 0, "period"].min())
    why = "why_alone"
    for pair in _pairs(asked, begin):
        if all(_counted(issues, window)[0] > FEW for window in pair):
            compared, why = _compared(archive, alone, *pair)
            if compared is not None:
                return compared
    return replace(alone, why=why)


def _compared(archive: Archive, alone: Windows, now: Scope, before: Scope) -> tuple[Windows | None, str]:
    """The windows as they can be compared, or the reason why they cannot."""
    shared = common_papers(archive, now, before)
    if shared is None:
        return None, "why_papers"
    now, before = shared
    (new, n), (old, n_before) = (_counted(archive.coverage(scope, "issue"), scope) for scope in (now, before))
    if min(new, old) <= FEW:
        return None, "why_papers"
    if (~archive.topics(now)["hidden"]).sum() < 2:
        return None, "why_one_topic"
    once = (archive.coverage(replace(scope, once=True), "issue")["articles"].sum() for scope in (now, before))
    if any(own <= REPEATED * every for own, every in zip(once, (n, n_before), strict=True)):
        return None, "why_repeats"
    return replace(
        alone, now=now, before=before, issues_now=new, issues_before=old, N_now=n, N_before=n_before
    ), ""


def common_papers(archive: Archive, now: Scope, before: Scope) -> tuple[Scope, Scope] | None:
    """The scopes with the newspapers that both have, each in at least STEADY of the issues it has in the other.

    With one newspaper, or when all are in both, they come back as they are; None when none is.
    """
    tables = [archive.issues(scope)["paper"].value_counts() for scope in (now, before)]
    papers = sorted({*tables[0].index, *tables[1].index})
    n, n_before = (table.reindex(papers, fill_value=0).to_numpy(dtype=float) for table in tables)
    steady = np.minimum(n, n_before) >= STEADY * np.maximum(n, n_before)
    if len(papers) < 2 or steady.all():
        return now, before
    if not steady.any():
        return None
    kept = "|".join(paper for paper, stays in zip(papers, steady, strict=True) if stays)
    return replace(now, paper=kept), replace(before, paper=kept)


def _issues(archive: Archive, subject: Subject) -> pd.DataFrame:
    """period (a date), issues, articles of the subject's paper and pages, day by day."""
    meta = archive.meta
    if subject.paper is not None and not set(subject.paper.split("|")) <= set(meta.papers):
        raise QueryError(
            f"档案里没有报纸 {subject.paper[:40]!r}", f"可用的有 {'、'.join(meta.papers) or '无'}"
        )
    if not meta.first:
        raise QueryError("档案里还没有任何一期", "请先用 build 收录")
    return archive.coverage(
        Scope(None, None, subject.paper, subject.front_page, subject.once, subject.source), "issue"
    )


def _counted(issues: pd.DataFrame, scope: Scope) -> tuple[int, int]:
    """Issues and articles within the scope."""
    own = issues[(issues["period"] >= str(scope.since)) & (issues["period"] <= str(scope.until))]
    return int(own["issues"].sum()), int(own["articles"].sum())


def _range(archive: Archive, subject: Subject, issues: pd.DataFrame) -> Scope:
    """The days asked for, as far as the archive reaches."""
    first, last = (dt.date.fromisoformat(day) for day in (archive.meta.first, archive.meta.last))
    asked = subject.until or dt.date.fromisoformat(archive.meta.core_last)
    if subject.since is not None and subject.since > asked:
        raise QueryError(f"范围从 {subject.since} 到 {asked}，终点早于起点", "请对调起点与终点")
    until = min(asked, last)
    scope = Scope(first, until, subject.paper, subject.front_page, subject.once, subject.source)
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
