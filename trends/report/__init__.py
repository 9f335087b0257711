"""A brief that travels without a server: one file made of an archive and a span of days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from trends.archive import Archive
from trends.errors import QueryError
from trends.findings import Case, Subject, head_of, sections_of
from trends.report.addresses import checked_base
from trends.report.html import html_brief
from trends.report.markdown import markdown_brief
from trends.report.records import Brief

__all__ = ["WRITERS", "Brief", "Subject", "brief_of", "written"]


def _word(brief: Brief, pictures: bool) -> bytes:
    """Word and pictures are loaded when a Word file is asked for: the screen starts without them."""
    from trends.report.pictures import chart_pictures
    from trends.report.word import word_brief

    return word_brief(brief, chart_pictures(brief) if pictures else {})


WRITERS: dict[str, Callable[[Brief, bool], bytes]] = {
    ".html": lambda brief, _: html_brief(brief),
    ".docx": _word,
    ".md": lambda brief, _: markdown_brief(brief),
}


def brief_of(archive: Archive, subject: Subject, base_url: str = "") -> Brief:
    """The brief of a subject. Raises QueryError for dates, papers or ids the archive does not have."""
    case = Case(archive, subject)
    return Brief(
        sections=sections_of(case),
        head=head_of(case),
        scope=case.windows.range,
        data_version=archive.meta.data_version,
        language=subject.language,
        base_url=checked_base(base_url),
    )


def written(
    archive: Archive, subject: Subject, suffix: str, *, base_url: str = "", pictures: bool = True
) -> bytes:
    """The brief as bytes in the form of a suffix: the same bytes for the same snapshot and subject.

    base_url: address of a dashboard the brief links to, "" for none; pictures: whether charts of a Word file may
    be drawn by a browser, where there is one.
    Raises QueryError for an unknown form, or a question the archive cannot answer.
    """
    if suffix not in WRITERS:
        raise QueryError(f"简报不能写成 {suffix or '没有后缀的文件'}", f"可用的有 {'、'.join(WRITERS)}")
    return WRITERS[suffix](brief_of(archive, subject, base_url), pictures)


def form_of(file: Path) -> str:
    """The suffix that says how a file is written."""
    return file.suffix.lower()
