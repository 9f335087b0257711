"""Commands that read sources: pages, build, add."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from trends.cli.changes import report_lines
from trends.cli.options import ArchiveDir, ColumnsOption, Sources
from trends.cli.printing import console, edge, print_json
from trends.errors import QueryError
from trends.journal import note, open_journal
from trends.records import Article, CutPage, Page, Settings

if TYPE_CHECKING:
    from trends.pipeline import Summary

DEFAULT_ARCHIVE = Path("archive")


def pages(paths: Sources, columns: ColumnsOption = None) -> None:
    """What is found in files, before anything is stored: one JSON object a page on stdout.

    Date, articles with source lines, noise; of tables also which column is read as what.
    """
    from trends import layout, readers
    from trends.pipeline.cutting import cuts

    with edge():
        sources, problems = readers.find_sources(paths, readers.columns_of(columns or ()))
        corrections, faulty = readers.read_corrections(sources)
        problems += faulty
        found: list[CutPage] = []
        for source in sources:
            fields = readers.answer_apart("columns", source, {})
            articles: list[Article] = []
            for item in readers.read_apart(source):
                if isinstance(item, Article):
                    if articles and _place(articles[0]) != _place(item):
                        _print_articles(articles, fields)
                        articles = []
                    articles.append(layout.signed(item))
                elif isinstance(item, Page):
                    found += cuts(item, corrections)
                else:
                    problems.append(item)
            _print_articles(articles, fields)
        for settled in layout.settle(found):
            print_json(layout.page_record(settled))
            problems += settled.problems
        for problem in problems:
            console.print(problem_sentence(problem), style="yellow", markup=False, soft_wrap=True)


def _place(article: Article) -> tuple[object, ...]:
    """Articles of one page of one file are shown together."""
    return article.pieces[0].file, article.paper, article.date, article.page


def _print_articles(articles: list[Article], fields: dict[str, str | None]) -> None:
    from trends import layout

    if articles:
        print_json(layout.articles_record(articles) | ({"columns": fields} if fields else {}))


def build(
    sources: Sources,
    archive: ArchiveDir = DEFAULT_ARCHIVE,
    topics: Annotated[str, typer.Option(help="how many topics, or auto")] = "auto",
    columns: ColumnsOption = None,
    jobs: Annotated[int, typer.Option(min=0, help="worker processes, 0 = one a core")] = 0,
    engine: Annotated[str, typer.Option(help="loky or dask")] = "loky",
    scheduler: Annotated[str | None, typer.Option(help="address of a Dask scheduler")] = None,
    keep: Annotated[int, typer.Option(min=1, help="snapshots kept")] = 3,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what would change")] = False,
    drop: Annotated[
        bool, typer.Option("--drop", help="let go of articles of the archive that the sources lack")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="begin the topics anew instead of from those of the archive")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="no progress")] = False,
) -> None:
    """Builds the archive, or brings it up to date with the sources."""
    from trends import pipeline, readers

    with edge():
        settings = dataclasses.replace(Settings(), topics=topic_count(topics))
        with progress_bar(quiet) as progress:
            summary = pipeline.build(
                sources,
                archive,
                settings,
                engine=pipeline.Engine(jobs=jobs, name=engine, scheduler=scheduler),
                keep=keep,
                progress=progress,
                columns=readers.columns_of(columns or ()),
                dry_run=dry_run,
                drop=drop,
                fresh=fresh,
            )
        _print_summary(summary)


def add(
    sources: Sources,
    archive: ArchiveDir = DEFAULT_ARCHIVE,
    columns: ColumnsOption = None,
    jobs: Annotated[int, typer.Option(min=0, help="worker processes, 0 = one a core")] = 0,
    keep: Annotated[int, typer.Option(min=1, help="snapshots kept")] = 3,
    quiet: Annotated[bool, typer.Option("--quiet", help="no progress")] = False,
) -> None:
    """Adds new issues; topics keep their ids, what was known of old issues stays as it is."""
    from trends import pipeline, readers

    with edge():
        with progress_bar(quiet) as progress:
            summary = pipeline.add(
                sources,
                archive,
                engine=pipeline.Engine(jobs=jobs),
                keep=keep,
                progress=progress,
                columns=readers.columns_of(columns or ()),
            )
        _print_summary(summary)


def _print_summary(summary: Summary) -> None:
    """The first problems to stderr, the summary to stdout."""
    for problem in summary.problem_list[:20]:
        console.print(problem_sentence(problem), style="yellow", markup=False, soft_wrap=True)
    if len(summary.problem_list) > 20:
        console.print(f"…… 另有 {len(summary.problem_list) - 20} 个问题，见「数据与方法」", style="yellow")
    for line in report_lines(summary):
        console.print(line, markup=False, soft_wrap=True)
    open_journal(stderr=False)
    note("build", snapshot=summary.snapshot, issues=summary.issues, articles=summary.articles)
    print_json(summary.as_dict())


def topic_count(text: str) -> int:
    """ "auto" → 0, a number → itself. Raises QueryError for anything else."""
    if text == "auto":
        return 0
    if text.isdecimal() and 1 <= int(text) <= 1000:
        return int(text)
    raise QueryError(f"--topics {text!r} 不行", "请写 1 到 1000 的数，或 auto")


def problem_sentence(problem: object) -> str:
    """A problem in one line: file:line: what; cure."""
    file, line = problem.file, problem.line  # type: ignore[attr-defined]
    place = (f"{file}:{line}: " if line else f"{file}: ") if file else ""
    return f"{place}{problem.what}；{problem.cure}"  # type: ignore[attr-defined]


class _Rate(ProgressColumn):
    """Parts done a second; a blank where a step has none."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed and task.total else "")


class progress_bar:  # noqa: N801 - used as a function in a with statement
    """A rich progress display on stderr; entering it gives the callback (step, done, total).

    TRENDS_PROGRESS=lines writes one JSON object a step instead, for programs that show it themselves.
    """

    def __init__(self, quiet: bool) -> None:
        self._lines = os.environ.get("TRENDS_PROGRESS") == "lines" and not quiet
        columns = (
            TextColumn("{task.description:<14}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
        )
        self._display = Progress(*columns, console=console, disable=quiet or self._lines, transient=True)
        self._tasks: dict[str, object] = {}

    def __enter__(self) -> progress_bar:
        self._display.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._display.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._lines:
            told = {"step": step, "done": done, "total": total}
            print(json.dumps(told), file=sys.stderr, flush=True)
            return
        if step not in self._tasks:
            for task in self._display.tasks:
                if task.total is None:  # a step without parts is over when the next begins
                    self._display.update(task.id, total=1, completed=1)
            self._tasks[step] = self._display.add_task(step, total=total or None)
        self._display.update(self._tasks[step], completed=done, total=total or None)  # type: ignore[arg-type]
