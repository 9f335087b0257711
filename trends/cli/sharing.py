"""Commands that share an archive: report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trends.archive import open_archive
from trends.archive.disk import write_whole
from trends.cli.options import ArchiveDir, FromSource, FrontPage, Once, Paper, Since, Until, scope
from trends.cli.printing import edge, print_json
from trends.cli.questions import ARCHIVE
from trends.errors import ArchiveError


def report(
    out: Annotated[Path, typer.Option("--out", help="brief.html, brief.docx or brief.md")],
    archive: ArchiveDir = ARCHIVE,
    since: Since = None,
    until: Until = None,
    paper: Paper = None,
    front_page: FrontPage = False,
    once: Once = False,
    source: FromSource = None,
    base_url: Annotated[str, typer.Option(help="address of the dashboard the brief links to")] = "",
    articles: Annotated[str | None, typer.Option(help="ids of articles to put in, by commas")] = None,
    topics: Annotated[str | None, typer.Option(help="ids of topics to put in, by commas")] = None,
    words: Annotated[str | None, typer.Option(help="words to put in, by commas")] = None,
    language: Annotated[str, typer.Option(help="of the brief's own sentences: zh or en")] = "zh",
) -> None:
    """One file that travels without a server: what changed in a span of days, with sources and method."""
    from trends.findings import Subject
    from trends.report import form_of, written

    with edge():
        days = scope(since, until, paper, front_page)
        subject = Subject(
            days.since, days.until, paper, front_page, once, source,
            listed(articles), listed(topics), listed(words), language,
        )  # fmt: skip
        opened = open_archive(archive)
        data = written(opened, subject, form_of(out), base_url=base_url)
        _put(out, data)
        print_json({"file": str(out), "bytes": len(data), "data_version": opened.meta.data_version})


def listed(text: str | None) -> tuple[str, ...]:
    """Parts between commas, each once, in their order."""
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))


def _put(file: Path, data: bytes) -> None:
    """Writes the whole file or nothing. Raises ArchiveError where the disk says no."""
    try:
        write_whole(file, data)
    except OSError as error:
        raise ArchiveError(f"{file} 写不进去（{error.strerror or error}）", "请换一个可写的文件夹") from error
