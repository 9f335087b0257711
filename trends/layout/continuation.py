"""Stories that jump: 下转8版 on page 1 and 上接1版 on page 8 of the issue make one article."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from trends.layout.characters import is_closed, plain
from trends.layout.likeness import overlap
from trends.records import Article, CutPage


def joined_stories(pages: Sequence[CutPage]) -> list[CutPage]:
    """The pages with every continued story joined on its first page; it leaves the page it jumped to."""
    articles = [list(cut.articles) for cut in pages]
    issues: dict[tuple[object, object], list[int]] = {}
    for p, cut in enumerate(pages):
        if cut.issue_date.date and cut.number:
            issues.setdefault((cut.paper, cut.issue_date.date), []).append(p)
    for members in issues.values():
        for p in members:
            for i, article in enumerate(articles[p]):
                found = (
                    _continuation(article, pages[p].number, members, pages, articles)
                    if article.continued_on
                    else None
                )
                if found:
                    q, rest = found
                    articles[p][i] = _one(article, rest)
                    articles[q].remove(rest)
    return [dataclasses.replace(cut, articles=tuple(a)) for cut, a in zip(pages, articles, strict=True)]


def _continuation(
    article: Article,
    number: int | None,
    members: Sequence[int],
    pages: Sequence[CutPage],
    articles: Sequence[list[Article]],
) -> tuple[int, Article] | None:
    """The article on the page jumped to that says it comes from here and shares most with this one."""
    text = plain((article.headline or "") + "".join(article.paragraphs))
    choices = [
        (overlap(plain((rest.headline or "") + "".join(rest.paragraphs)[:300]), text), q, rest)
        for q in members
        if _page_number(article.continued_on) == pages[q].number != number
        for rest in articles[q]
        if rest.continued_from and _page_number(rest.continued_from) == number
    ]
    best = max(choices, key=lambda choice: choice[0], default=None)
    return (best[1], best[2]) if best else None


def _one(first: Article, rest: Article) -> Article:
    paragraphs = list(first.paragraphs)
    more = list(rest.paragraphs)
    if paragraphs and more and not is_closed(plain(paragraphs[-1])):
        paragraphs[-1] += more.pop(0)
    return dataclasses.replace(
        first,
        paragraphs=tuple(paragraphs + more),
        pieces=first.pieces + rest.pieces,
        credits="\n".join(filter(None, (first.credits, rest.credits))),
        continued_on=None,
    )


def _page_number(mark: str | None) -> int | None:
    digits = "".join(c for c in mark or "" if c.isdecimal())
    return int(digits) if digits else None
