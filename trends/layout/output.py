"""CutPage → the JSON object that `python -m trends pages` prints for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trends.records import Article, CutPage, Line, Span


def page_record(cut: CutPage) -> dict[str, Any]:
    """One page as plain data: file, paper, page, issue date with its evidence, articles, noise.

    A line is written as its number, or as {"line", "start", "end"} (code points, end exclusive) where
    only part of it is meant. Pieces of an article that stand in another file are not in its `lines`.
    """
    lines = {line.number: line for line in cut.page.lines}
    return {
        "file": cut.page.file,
        "form": cut.page.form,
        "form_evidence": cut.page.evidence,
        "paper": cut.paper,
        "page": cut.number,
        "issue_date": cut.issue_date.date.isoformat() if cut.issue_date.date else None,
        "date_source": cut.issue_date.source,
        "date_confidence": round(cut.issue_date.confidence, 3),
        "date_evidence": cut.issue_date.evidence,
        "date_guesses": [
            {"date": g.date.isoformat(), "confidence": round(g.confidence, 3), "evidence": g.evidence}
            for g in cut.issue_date.guesses
        ],
        "articles": [_article(article, cut.page.file, lines) for article in cut.articles],
        "noise": [{"lines": _refs(noise.spans, lines), "why": noise.why} for noise in cut.noise],
        "problems": [problem.what for problem in cut.problems],
    }


def articles_record(articles: Sequence[Article]) -> dict[str, Any]:
    """Articles that came whole out of one page of one file, in the form of `page_record`."""
    first = articles[0]
    return {
        "file": first.pieces[0].file,
        "paper": first.paper or None,
        "page": first.page,
        "issue_date": first.date.isoformat(),
        "date_source": "metadata",
        "date_confidence": 1.0,
        "date_evidence": "",
        "date_guesses": [],
        "articles": [_article(article, article.pieces[0].file, {}) for article in articles],
        "noise": [],
        "problems": [],
    }


def _article(article: Article, file: str, lines: Mapping[int, Line]) -> dict[str, Any]:
    here = [piece for piece in article.pieces if piece.file == file]
    byline = article.byline
    return {
        "id": article.id,
        "headline": article.headline,
        "kicker": article.kicker,
        "deck": article.deck,
        "kind": article.kind,
        "byline": {
            "reporters": list(byline.reporters),
            "correspondents": list(byline.correspondents),
            "authors": list(byline.authors),
            "agency": byline.agency,
        },
        "credits": article.credits,
        "continued_on": article.continued_on,
        "paragraphs": list(article.paragraphs),
        "lines": _refs((span for piece in here for span in piece.body), lines),
        "headline_lines": _refs((span for piece in here for span in piece.head), lines),
        "ordered": article.ordered,
    }


def _refs(spans: Iterable[Span], lines: Mapping[int, Line]) -> list[int | dict[str, int]]:
    refs: list[int | dict[str, int]] = []
    for span in spans:
        text = lines[span.line].text if span.line in lines else ""
        outside = text[: span.start] + text[span.end :]
        whole = not outside or outside.isspace()
        refs.append(span.line if whole else {"line": span.line, "start": span.start, "end": span.end})
    return refs
