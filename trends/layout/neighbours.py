"""What files of one folder say of each other by their names: of which paper they are, what their numbers count."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Sequence

from trends.records import Article, CutPage, IssueDate, article_id

_DIGITS = re.compile(r"(?<![^\W_])[0-9a-f]{8,}(?![^\W_])|\d+")
_LAST_NUMBER = re.compile(r"(?:^|[-_ /!])0*(\d{1,3})(?:\.\w+)?$")
_FEWEST = 4  # files whose numbers can be told to count articles
_MOST = 0.8  # part of them that hold one article


def with_papers(pages: Sequence[CutPage], before: Iterable[str | None]) -> list[CutPage]:
    """Pages without a paper's name under that of their series, where it is the only one named.

    before: the papers of the archive; where it has one paper, its pages are the series of new ones.
    A series is the files of one folder whose names differ by numbers alone. A page that prints a date of
    its own and neither paper nor page number is of nobody's series.
    """
    held = {*filter(None, before)}
    papers: dict[str, set[str]] = {}
    for cut in pages:
        if cut.paper:
            papers.setdefault(_series(cut), set()).add(cut.paper)
    everywhere = {paper for names in papers.values() for paper in names} | held
    out = []
    for cut in pages:
        named = papers.get(_series(cut), set()) or (held if len(everywhere) == 1 else set())
        stranger = cut.issue_date.source == "masthead" and cut.number is None
        out.append(cut if cut.paper or stranger or len(named) != 1 else with_facts(cut, paper=min(named)))
    return out


def unnumbered(pages: Sequence[CutPage]) -> list[CutPage]:
    """Pages whose file's number counts the articles of a folder, without a page number.

    Files of one folder that are told apart by a number alone and hold one article each are articles: 17.txt
    is the seventeenth, not page 17. Where other files of the series have a page before the article, as
    03-02.txt has, 03-03.txt has one too.
    """
    folders: dict[tuple[str, str], list[CutPage]] = {}
    for cut in pages:
        folders.setdefault((_folder(cut), _series(cut)), []).append(cut)
    counts = {
        id(cut)
        for files in folders.values()
        if len(counted := [cut for cut in files if _counted(cut)]) >= max(_FEWEST, _MOST * len(files))
        and sum(len(cut.articles) == 1 for cut in counted) >= _MOST * len(counted)
        for cut in counted
    }
    return [_without_number(cut) if id(cut) in counts else cut for cut in pages]


def with_facts(cut: CutPage, *, paper: str | None = None, issue_date: IssueDate | None = None) -> CutPage:
    """The page and its articles under another paper or date; ids follow."""
    paper = paper or cut.paper
    issue_date = issue_date or cut.issue_date
    day = issue_date.date or dt.date.min

    def moved(article: Article) -> Article:
        name = article_id(paper or "", day, article.headline, article.body)
        return dataclasses.replace(article, id=name, date=day, paper=paper or "")

    return dataclasses.replace(
        cut, paper=paper, issue_date=issue_date, articles=tuple(moved(article) for article in cut.articles)
    )


def _without_number(cut: CutPage) -> CutPage:
    articles = (dataclasses.replace(a, page=None) for a in cut.articles)
    return dataclasses.replace(cut, number=None, articles=tuple(articles))


def _folder(cut: CutPage) -> str:
    return cut.page.file.replace("!", "/").rpartition("/")[0]


def _series(cut: CutPage) -> str:
    """The file's path with its numbers made alike."""
    return _DIGITS.sub("#", cut.page.file)


def _counted(cut: CutPage) -> bool:
    """Whether the page's number is the only number that its file's name ends in."""
    match = _LAST_NUMBER.search(cut.page.file)
    stated = cut.number is not None and cut.number == cut.page.number
    return bool(stated and match and int(match[1]) == cut.number and cut.page.date_source == "filename")
