"""The issue date of one page: stated, printed, or inferred with its confidence and evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from trends.layout.datelines import Dateline, dateline_of, issue_day, latest
from trends.layout.masthead import Masthead
from trends.layout.years import Clue, clues_of, weigh
from trends.records import DateGuess, IssueDate, Page, Problem

YEARS = range(1949, 2041)
_ENOUGH = 0.6  # the least confidence at which an inferred date is used
_DOUBTED = 0.7  # of a date that something else contradicts
_INFERRED = 0.89  # the most that is said of an inferred date
_WEEKDAYS = range(5)


def issue_date_of(
    page: Page, masthead: Masthead, openings: Sequence[str], text: str, extra: Sequence[Clue] = ()
) -> tuple[IssueDate, list[Problem]]:
    """Manifest, then masthead, then file name or metadata, then inference; contradictions become Problems.

    `openings` are the plain first characters of the page's articles, `text` its plain joined text.
    """
    problems = [
        Problem(page.file, None, fault, "核对原报；以报头的公历日期为准", lost=False)
        for fault in masthead.faults
    ]
    if page.date_source == "manifest" and page.date:
        if masthead.date and masthead.date != page.date:
            what = f"manifest.csv 说是 {page.date}，报头印着 {masthead.date}"
            problems.append(Problem(page.file, None, what, "以 manifest.csv 为准；若不对请改它", lost=False))
        return IssueDate(page.date, "manifest", 1.0, "manifest.csv"), problems
    named = page.date if page.date_source else None
    if masthead.date and named and named != masthead.date:
        bare = not masthead.checks or not masthead.sure
        what = f"文件名说是 {named}，版面上印着 {masthead.date}"
        by = "文件名（版面上的日期没有星期、版次或报名可以核对）" if bare else "报头"
        problems.append(Problem(page.file, None, what, f"以{by}为准；若不对请写 manifest.csv", lost=False))
        if bare:
            return IssueDate(named, page.date_source, _DOUBTED, f"{page.file}；{what}"), problems
    if masthead.date:
        contradicted = masthead.faults or (named and named != masthead.date)
        confidence = _DOUBTED if contradicted else 0.99 if masthead.checks else 0.95
        return IssueDate(masthead.date, "masthead", confidence, masthead.evidence), problems
    if page.date and page.date_source:
        return IssueDate(page.date, page.date_source, 0.95, f"{page.file}"), problems
    return infer_date(openings, text, extra), problems


def infer_date(
    openings: Sequence[str], text: str, extra: Sequence[Clue] = (), published: Collection[int] = _WEEKDAYS
) -> IssueDate:
    """Datelines give the day, clues the year; None with the best guesses when the year stays open."""
    found = [line for opening in openings if (line := dateline_of(opening))]
    datelines = list({(line.year, line.month, line.day): line for line in reversed(found)}.values())[::-1]
    if not datelines:
        return IssueDate(None, None, 0.0, "没有报头，文章开头也没有电头日期")
    clues = [*clues_of(text), *extra]
    stated = {line.year for line in datelines if line.year}
    candidates = _candidates(datelines, sorted(stated) if len(stated) == 1 else YEARS)
    if not candidates:
        return IssueDate(None, None, 0.0, f"电头“{datelines[0].text[-20:]}”不是日期")
    weights = weigh([date for date, _ in candidates], clues)
    ranked = sorted(zip(weights, candidates, strict=True), key=lambda pair: (-pair[0], pair[1][0]))
    sharp = any(clue.sharp for clue in clues) or len(stated) == 1
    guesses = tuple(
        DateGuess(issue_day(date, published), round(weight * _INFERRED, 3), _evidence(line, date, clues))
        for weight, (date, line) in ranked[:3]
        if weight > 0.02
    )
    if not guesses or ranked[0][0] < _ENOUGH or not sharp:
        line = candidates[0][1]
        return IssueDate(None, None, 0.0, f"电头“{line.text[-24:]}”有月日，年份没有足够的凭据", guesses)
    best = guesses[0]
    return IssueDate(best.date, "inferred", best.confidence, best.evidence, guesses)


def _candidates(datelines: Sequence[Dateline], years: Sequence[int]) -> list[tuple[dt.date, Dateline]]:
    return [found for year in years if (found := latest(datelines, year))]


def _evidence(line: Dateline, date: dt.date, clues: Sequence[Clue]) -> str:
    """The dateline and the clue that speaks most for this date against its neighbours."""
    day = f"最晚的电头“{line.text[-24:]}”之后的出版日"

    def strength(clue: Clue) -> float:
        others = [clue.likelihood(date.replace(year=date.year + k, day=min(date.day, 28))) for k in (-1, 1)]
        return clue.likelihood(date) / (0.01 + sum(others)) + clue.sharp

    best = max(clues, key=strength, default=None)
    return f"{day}；年份据“{best.sentence}”" if best else day
