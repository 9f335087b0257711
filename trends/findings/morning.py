"""晨报: one issue in four lists of headlines: what is new, what rises, what recedes, what was a year ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from trends.archive import Filter
from trends.findings.case import Case
from trends.findings.records import Cell, Link, Section, Table
from trends.findings.windows import LENGTHS
from trends.findings.writing import between, paper_words, points, range_words
from trends.records import Scope
from trends.series.ranges import year_before

SHOWN = 6  # headlines of a list
NAMED = 3  # new words named beside a headline
NEAR = 3  # days by which an issue of last year may be off the same date


def morning_section(case: Case) -> Section | None:
    """The four lists of a range of one day, for each newspaper with an issue on it; None for other ranges.

    A list without a headline is left out, and the sentence says why.
    """
    scope = case.windows.range
    if scope.since is None or scope.since != scope.until:
        return None
    tables: list[Table] = []
    told: list[str] = []
    papers = [str(paper) for paper in case.archive.issues(scope)["paper"].unique()]
    for paper in papers:
        own = replace(scope, paper=paper)
        month = _month(case, own)
        found = {
            "new": _new(case, own),
            "rising": _rising(case, month, own),
            "receding": _receding(month),
            "year_ago": _year_ago(case, own),
        }
        of = case.say("of_paper", paper=paper_words(case.say, own)) if len(papers) > 1 else ""
        tables += [_table(case, name, rows, of) for name, rows in found.items() if rows]
        told += [sentence + of for sentence in _lacking(case, month, own, found)]
    return Section(
        "morning",
        case.say("morning", day=range_words(case.say, scope)),
        tuple(told),
        tables=tuple(tables),
        command=case.command("articles", *between(scope)),
    )


def _month(case: Case, own: Scope) -> Case:
    """The archive asked about the days up to the issue, as many as are compared when no dates are given."""
    assert own.until is not None
    since = own.until - dt.timedelta(days=LENGTHS[0] - 1)
    return Case(case.archive, replace(case.subject, since=since, until=own.until, paper=own.paper))


def _lacking(case: Case, month: Case, own: Scope, found: dict[str, list[tuple[Cell, ...]]]) -> Iterator[str]:
    """What is compared, and why a list is not there."""
    windows, say = month.windows, case.say
    first = str(case.archive.issues(Scope(paper=own.paper))["date"].min()) == str(own.since)
    lacking = {name for name, rows in found.items() if not rows}
    if "new" in lacking:
        yield say("morning_first" if first else "morning_no_new")
    if windows.before is None:
        yield say(windows.why, issues=windows.issues, articles=f"{windows.N:,}")
    else:
        yield say("morning_how", now=range_words(say, windows.now), before=range_words(say, windows.before))
        yield from (say(f"morning_no_{name}") for name in ("rising", "receding") if name in lacking)
    if "year_ago" in lacking:
        yield say("morning_no_year_ago")


def _new(case: Case, own: Scope) -> list[tuple[Cell, ...]]:
    """Headlines with a topic or words that the issues just before did not have."""
    news = case.archive.issue_news(str(own.since), str(own.paper))
    news = news[news["headline"].notna()]
    ids = case.archive.articles(own, Filter(), limit=10_000)["id"]
    first = news[news["id"].isin(ids)].groupby("id", sort=False)
    rows: list[tuple[Cell, ...]] = []
    for article, items in list(first)[:SHOWN]:
        words = case.say("list").join(items["label"].head(NAMED))
        rows.append((case.headline(article, items["headline"].iloc[0]), words))
    return rows


def _rising(case: Case, month: Case, own: Scope) -> list[tuple[Cell, ...]]:
    """Headlines of the issue in topics that rose, the largest rise first."""
    rows: list[tuple[Cell, ...]] = []
    for row in month.rises.head(SHOWN).to_dict("records"):
        found = case.archive.articles(own, Filter(topic=str(row["item"])), "weight", 1)
        rows += [(_linked(case, article), _moved(row)) for article in found.to_dict("records")]
    return rows


def _receding(month: Case) -> list[tuple[Cell, ...]]:
    """The last headline of each topic that fell, the largest fall first."""
    rows: list[tuple[Cell, ...]] = []
    scope = (
        replace(month.windows.now, since=month.windows.before.since)
        if month.windows.before
        else month.windows.now
    )
    for row in month.falls.head(SHOWN).to_dict("records"):
        found = month.archive.articles(scope, Filter(topic=str(row["item"])), "date", 1)
        rows += [(_linked(month, article, dated=True), _moved(row)) for article in found.to_dict("records")]
    return rows  # fmt: skip


def _moved(row: dict[object, object]) -> Link:
    """The topic with its change."""
    return Link(
        f"{row['label']} {points(float(str(row['change'])))}", "topics", (("topic", str(row["item"])),)
    )


def _year_ago(case: Case, own: Scope) -> list[tuple[Cell, ...]]:
    """The longest articles of the issue nearest to the same date of the year before."""
    assert own.since is not None
    day = year_before(own.since)
    near = dt.timedelta(days=NEAR)
    dates = case.archive.issues(replace(own, since=day - near, until=day + near))["date"]
    if dates.empty:
        return []
    date = min((dt.date.fromisoformat(d) for d in dates), key=lambda found: (abs(found - day), found))
    found = case.archive.articles(replace(own, since=date, until=date), Filter(), "characters", SHOWN)
    return [
        (_linked(case, row, dated=True), str(row["label"] if pd.notna(row["label"]) else ""))
        for row in found.to_dict("records")
    ]


def _linked(case: Case, article: dict[object, object], *, dated: bool = False) -> Link:
    headline = str(article["headline"] or case.say("no_headline"))
    text = case.say("headline_dated", headline=headline, date=article["date"]) if dated else headline
    return case.headline(article["id"], text)


def _table(case: Case, name: str, rows: Iterable[Sequence[Cell]], of: str) -> Table:
    columns = (case.say("headline"), case.say(f"morning_why_{name}"))
    return Table(case.say(f"morning_{name}") + of, columns, tuple(tuple(row) for row in rows))
