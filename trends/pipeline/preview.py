"""Sources → what a build would read out of them, before anything is stored."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from trends import layout, readers
from trends.pipeline.cutting import cuts
from trends.pipeline.pages import page_tables
from trends.readers import Source
from trends.records import Article, CutPage, Page, Problem

HEADLINES = 8  # shown of each page or table
MOST_PROBLEMS = 200  # told one by one; all are counted

Record = dict[str, Any]


def previewed(
    paths: Sequence[str | Path], columns: readers.Columns = (), known: layout.Known = layout.NOTHING
) -> Iterator[Record]:
    """One record a page, then one a table, then one a problem, each with its `type`.

    columns: what columns of tables mean, where their names do not say it. known: what people and the
    archive say of the pages' dates and papers, as a build would heed it.

    page: file, date (ISO or None), confidence, evidence, guesses, form, form_evidence, paper, page, articles, headlines,
    lines (rows of the table `page_lines`). columns: file, fields (column → the field it is read as, or
    None). table: file, first, last, issues, papers, articles, headlines. problem: file, line, what, cure, lost. The last record counts: type total, pages,
    articles, problems.
    Raises InputError when there is nothing to read at all.
    """
    sources, problems = readers.find_sources(paths, columns)
    corrections, faulty = readers.read_corrections(sources)
    problems = [*problems, *faulty]
    found: list[CutPage] = []
    tables: list[Record] = []
    for source in sources:
        fields = readers.answer_apart("columns", source, {})
        if fields:
            tables.append({"type": "columns", "file": source.name, "fields": fields})
        table = _Table(source)
        for item in readers.read_apart(source):
            if isinstance(item, Page):
                found += cuts(item, corrections)
            elif isinstance(item, Article):
                table.take(item)
            else:
                problems.append(item)
        if table.articles:
            tables.append(table.record())
    settled = layout.settle(found, known)
    yield from map(_page_record, settled)
    yield from tables
    problems += [problem for page in settled for problem in page.problems]
    yield from map(_problem_record, problems[:MOST_PROBLEMS])
    dated = sum(len(page.articles) for page in settled if page.issue_date.date)
    articles = dated + sum(table.get("articles", 0) for table in tables)
    yield {"type": "total", "pages": len(settled), "articles": articles, "problems": len(problems)}


class _Table:
    """What is told of a table of ready articles, gathered while its rows stream by."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.articles = 0
        self._issues: set[tuple[str, str]] = set()
        self._headlines: list[str] = []

    def take(self, article: Article) -> None:
        self.articles += 1
        self._issues.add((article.date.isoformat(), article.paper))
        if len(self._headlines) < HEADLINES:
            self._headlines.append(article.headline or article.body[:24])

    def record(self) -> Record:
        dates = sorted(date for date, _ in self._issues)
        return {
            "type": "table",
            "file": self.source.name,
            "first": dates[0],
            "last": dates[-1],
            "issues": len(self._issues),
            "papers": sorted({paper for _, paper in self._issues if paper}),
            "articles": self.articles,
            "headlines": self._headlines,
        }


def _page_record(page: CutPage) -> Record:
    found = page.issue_date
    return {
        "type": "page",
        "file": page.page.file,
        "date": found.date.isoformat() if found.date else None,
        "confidence": round(found.confidence, 3),
        "evidence": found.evidence,
        "guesses": [
            {"date": guess.date.isoformat(), "confidence": round(guess.confidence, 3)}
            for guess in found.guesses
        ],
        "form": page.page.form,
        "form_evidence": page.page.evidence,
        "paper": page.paper or "",
        "page": page.number,
        "articles": len(page.articles),
        "headlines": [a.headline or a.body[:24] for a in page.articles[:HEADLINES]],
        "lines": page_tables([page])[1].to_pylist(),
    }


def _problem_record(problem: Problem) -> Record:
    return {"type": "problem", **dataclasses.asdict(problem)}
