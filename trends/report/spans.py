"""Which days a brief is about, which it is compared with, and in what periods they are shown."""

from __future__ import annotations

import datetime as dt

from trends.archive import Archive
from trends.errors import QueryError
from trends.records import Period, Scope
from trends.report.records import BriefQuery, Spans

FEW = 8  # up to this many issues say nothing of rise or fall
DAYS = 30  # of a brief whose dates were not given


def spans_of(archive: Archive, query: BriefQuery) -> Spans:
    """Both spans. Raises QueryError for a paper the archive does not have, or a span without issues."""
    meta = archive.meta
    if query.paper is not None and query.paper not in meta.papers:
        raise QueryError(f"档案里没有报纸 {query.paper[:40]!r}", f"可用的有 {'、'.join(meta.papers) or '无'}")
    if not meta.first:
        raise QueryError("档案里还没有任何一期", "请先用 build 收录")
    now = _scope(archive, query)
    assert now.since is not None
    assert now.until is not None
    shown = archive.coverage(now, "issue")
    issues = int(shown["issues"].sum())
    if issues == 0:
        raise QueryError(f"{now.since} 至 {now.until} 没有收录", f"档案收录 {meta.first} 至 {meta.last}")
    earlier = start_before(now.since, now.until)
    before = Scope(earlier, now.since - dt.timedelta(days=1), query.paper, query.front_page, query.once)
    old = archive.coverage(before, "issue")
    issues_before = int(old["issues"].sum())
    return Spans(
        now=now,
        before=before if issues_before > FEW else None,
        few=meta.sparse or issues <= FEW,
        issues=issues,
        issues_before=issues_before,
        N=int(shown["articles"].sum()),
        N_before=int(old["articles"].sum()),
    )


def _scope(archive: Archive, query: BriefQuery) -> Scope:
    """The days asked for, as far as the archive reaches; without them its last 30 days, or all of a
    scattered archive."""
    first, last = (dt.date.fromisoformat(day) for day in (archive.meta.first, archive.meta.last))
    asked_until = query.until or last
    if query.since is not None and query.since > asked_until:
        raise QueryError(f"范围从 {query.since} 到 {asked_until}，终点早于起点", "请对调 --since 与 --until")
    until = min(asked_until, last)
    recent = first if archive.meta.sparse or until < first else until - dt.timedelta(days=DAYS - 1)
    since = max(query.since or recent, first)
    if since > until:
        raise QueryError(f"{query.since or first} 至 {asked_until} 没有收录", f"档案收录 {first} 至 {last}")
    return Scope(since, until, query.paper, query.front_page, query.once)


def start_before(since: dt.date, until: dt.date) -> dt.date:
    """First day of the span before: as many calendar months for whole months, else as many days."""
    if since.day == 1 and (until + dt.timedelta(days=1)).day == 1:
        months = 12 * (until.year - since.year) + until.month - since.month + 1
        month = 12 * since.year + since.month - 1 - months
        return dt.date(month // 12, month % 12 + 1, 1)
    return since - ((until - since) + dt.timedelta(days=1))


def period_of_charts(spans: Spans) -> Period:
    """The period that gives a chart of at most 45 points, none of a handful of articles."""
    assert spans.now.since is not None
    assert spans.now.until is not None
    days = (spans.now.until - spans.now.since).days + 1
    if spans.few or days <= 16:
        return "issue"
    limits: tuple[tuple[int, Period], ...] = ((200, "week"), (1300, "month"), (4000, "quarter"))
    return next((by for most, by in limits if days <= most), "year")


def range_of(scope: Scope) -> str:
    """ "FROM:TO", as the command line takes it."""
    return f"{scope.since}:{scope.until}"
