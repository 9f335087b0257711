"""Cut pages of one archive seen together: what one page says of another."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from trends.layout.characters import plain
from trends.layout.continuation import joined_stories
from trends.layout.dates import infer_date
from trends.layout.holders import holder_clue, holders_of
from trends.layout.masthead import issue_number_of
from trends.layout.neighbours import unnumbered, with_facts, with_papers
from trends.layout.years import Clue
from trends.records import (
    CutPage,
    DateGuess,
    GivenDate,
    IssueDate,
    Problem,
    page_key,
)

_ENOUGH_ISSUES = 12  # dated issues from which a paper's weekdays are taken from them alone
_HABIT = 0.2  # a weekday with a smaller part of the issues of the fullest one is an exception
_NAMESAKE = "同名的另一页由人定为这一天（dates.csv），这一页的文字不同"
_SURE = ("masthead", "manifest", "filename", "metadata")


@dataclasses.dataclass(frozen=True)
class Known:
    """What is known before pages are read. dates: those that people gave to pages, by file;
    issues: the dates of the archive's issues, by paper."""

    dates: Mapping[str, Sequence[GivenDate]] = dataclasses.field(default_factory=dict)
    issues: Mapping[str, Collection[dt.date]] = dataclasses.field(default_factory=dict)


NOTHING = Known()


def settle(pages: Sequence[CutPage], known: Known = NOTHING) -> list[CutPage]:
    """The pages in their order, with what can only be known from the others, the archive and people.

    The paper's name where the pages of its series name only one; no page number that is an article's; dates of undated pages by issue numbers and office
    holders, on the weekdays on which their paper comes out; issue numbers that contradict their dates as
    Problems; stories continued on another page joined.
    """
    alike = Counter(cut.page.file for cut in pages)
    pages = [_given(cut, known.dates.get(cut.page.file, ()), alike[cut.page.file] == 1) for cut in pages]
    named = unnumbered(with_papers(pages, known.issues))
    return joined_stories(_numbered(_dated(named, known.issues)))


def _given(cut: CutPage, given: Sequence[GivenDate], alone: bool) -> CutPage:
    """The page with the date that a person gave it, or with that of another page of its name as a guess.

    alone: no other page of the reading has its name, so that a date given to the name is meant for it.
    """
    if not given or cut.issue_date.source in _SURE:
        return cut
    key = page_key(line.text for line in cut.page.lines)
    own = [row.date for row in given if row.page == key] or [
        row.date for row in given if not row.page and alone
    ]
    if own:
        issue_date = IssueDate(own[0], "manifest", 1.0, "由人确定（dates.csv）", cut.issue_date.guesses)
    elif cut.issue_date.date is None:
        others = tuple(DateGuess(row.date, 0.5, _NAMESAKE) for row in given)
        issue_date = dataclasses.replace(cut.issue_date, guesses=others + cut.issue_date.guesses)
    else:
        return cut
    return with_facts(cut, issue_date=issue_date)


def publishing_days(dates: Collection[dt.date]) -> frozenset[int]:
    """Dates of a paper's issues → the weekdays (Monday is 0) on which it comes out.

    With few issues known: Monday to Friday, and the days on which one is known to have come out.
    """
    held = Counter(date.weekday() for date in set(dates))
    if sum(held.values()) < _ENOUGH_ISSUES:
        return frozenset((*range(5), *held))
    return frozenset(day for day, n in held.items() if n >= _HABIT * max(held.values()))


def _dated(pages: Sequence[CutPage], before: Mapping[str, Collection[dt.date]]) -> list[CutPage]:
    """Undated pages given a date where office holders of dated pages of the same paper settle the year."""
    known: dict[str | None, dict[tuple[str, str], set[dt.date]]] = {}
    for cut in pages:
        if cut.issue_date.source in _SURE and cut.issue_date.date:
            held = known.setdefault(cut.paper, {})
            for pair in holders_of(_text(cut)):
                held.setdefault(pair, set()).add(cut.issue_date.date)
    issues: dict[str | None, set[dt.date]] = {paper: set(dates) for paper, dates in before.items()}
    for cut in pages:
        if cut.issue_date.source in _SURE and cut.issue_date.date:
            issues.setdefault(cut.paper, set()).add(cut.issue_date.date)
    out = []
    for cut in pages:
        clue = holder_clue(_text(cut), known.get(cut.paper, {})) if cut.issue_date.source is None else None
        days = publishing_days(issues.get(cut.paper, ()))
        moved = cut.issue_date.source in (None, "inferred") and days != frozenset(range(5))
        found = _inferred(cut, [clue] if clue else [], days) if clue or moved else cut.issue_date
        out.append(cut if found == cut.issue_date else with_facts(cut, issue_date=found))
    return out


def _inferred(cut: CutPage, clues: Sequence[Clue], days: Collection[int]) -> IssueDate:
    """The date anew; what the page alone said of the year stays where nothing new is known of it."""
    openings = [plain("".join(a.paragraphs)[:260]) for a in cut.articles]
    found, old = infer_date(openings, _text(cut), clues, days), cut.issue_date
    if clues or (found.date and old.date and abs((found.date - old.date).days) < 7):
        return found
    return old if found.date or old.date else found


def _numbered(pages: Sequence[CutPage]) -> list[CutPage]:
    """Issue numbers against dates: an undated page's guesses sifted, contradictions reported."""
    numbers = [issue_number_of(_printed(cut)) for cut in pages]
    fixed = [
        (cut.paper, number, cut.issue_date.date)
        for cut, number in zip(pages, numbers, strict=True)
        if number and cut.issue_date.date and cut.issue_date.source in _SURE
    ]
    out = []
    for cut, number in zip(pages, numbers, strict=True):
        others = [
            (n, d) for paper, n, d in fixed if paper == cut.paper and (n, d) != (number, cut.issue_date.date)
        ]
        if number is None or not others:
            out.append(cut)
        elif cut.issue_date.date is None:
            out.append(with_facts(cut, issue_date=_sifted(cut.issue_date, number, others)))
        else:
            wrong = [(n, d) for n, d in others if not _agree(number, cut.issue_date.date, n, d)]
            if wrong and 2 * len(wrong) > len(others):
                n, d = wrong[0]
                what = f"第{number}期与日期 {cut.issue_date.date} 不合：同一报纸第{n}期是 {d}"
                problem = Problem(cut.page.file, None, what, "核对原报；必要时写 manifest.csv", lost=False)
                out.append(dataclasses.replace(cut, problems=(*cut.problems, problem)))
            else:
                out.append(cut)
    return out


def _agree(number: int, date: dt.date, other_number: int, other_date: dt.date) -> bool:
    """Whether two numbered issues are as far apart as a paper of three to seven issues a week allows."""
    issues, days = number - other_number, (date - other_date).days
    if issues == 0 or days == 0:
        return issues == 0 and days == 0
    return issues * days > 0 and abs(issues) <= abs(days) and abs(issues) >= 0.4 * abs(days) - 12


def _sifted(found: IssueDate, number: int, others: Sequence[tuple[int, dt.date]]) -> IssueDate:
    """The date by issue number: that of the same number, or the only guess that fits all other numbers."""
    same = next((d for n, d in others if n == number), None)
    evidence = f"期号第{number}期"
    if same:
        return IssueDate(same, "inferred", 0.95, f"{evidence}与 {same} 的版面相同", found.guesses)
    fitting = [g for g in found.guesses if all(_agree(number, g.date, n, d) for n, d in others)]
    if len(fitting) != 1:
        return dataclasses.replace(found, guesses=tuple(fitting) or found.guesses)
    guess = DateGuess(fitting[0].date, 0.85, f"{fitting[0].evidence}；{evidence}只与这一天相合")
    return IssueDate(guess.date, "inferred", guess.confidence, guess.evidence, (guess,))


def _printed(cut: CutPage) -> str:
    lines = {line.number: line.text for line in cut.page.lines}
    return " ".join(
        plain(lines[s.line][s.start : s.end]) for n in cut.noise if n.why == "报头" for s in n.spans
    )


def _text(cut: CutPage) -> str:
    return plain("".join(text for article in cut.articles for text in article.paragraphs))
