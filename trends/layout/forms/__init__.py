"""What a file is, told first by evidence; then the reading that fits it.

One file a form: its `read` looks at a sheet and returns what the form says of its lines, or None where the
evidence is missing. `FORMS` is asked in order, the most explicit forms first. A page of no form is read by the
general rule of this room (`GENERAL`), which finds stories by the press's own marks.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from trends.layout.forms import (
    article_file,
    bracketed,
    dated,
    day_file,
    exported,
    front_matter,
    itemised,
    labelled,
    markdown,
    mastheads,
    numbered,
    separated,
)
from trends.layout.forms.sheet import Reading, Sheet
from trends.records import Page

__all__ = ["FORMS", "GENERAL", "told", "told_whole"]

GENERAL = "general"
FORMS: dict[str, Callable[[Sheet], Reading | None]] = {
    "front-matter": front_matter.read,
    "labelled": labelled.read,
    "bracketed": bracketed.read,
    "markdown": markdown.read,
    "itemised": itemised.read,
    "numbered": numbered.read,
    "separated": separated.read,
    "exported": exported.read,
    "mastheads": mastheads.read,
    "dated": dated.read,
    "day-file": day_file.read,
    "article-file": article_file.read,
}
_NO_FORM = "没有别的形式的特征，按版面文字的通则读"
_PLACED = "各行有版面位置，按位置读"


def told(page: Page) -> tuple[Page, ...]:
    """The page with its form, or its parts where they have dates or pages of their own; nothing of it is lost."""
    whole, reading = _told(page)
    return _parts(whole, reading) if reading else (whole,)


def told_whole(page: Page) -> Page:
    """The page with its form, not parted."""
    return _told(page)[0]


def _told(page: Page) -> tuple[Page, Reading | None]:
    """The page with its form, and what the form says of it."""
    if page.form:
        return page, None
    if any(line.box for line in page.lines):
        return dataclasses.replace(page, form=GENERAL, evidence=_PLACED), None
    sheet = Sheet(page)
    for name, read in FORMS.items():
        if reading := read(sheet):
            return _marked(page, name, reading), reading
    return dataclasses.replace(page, form=GENERAL, evidence=_NO_FORM), None


def _marked(page: Page, name: str, reading: Reading) -> Page:
    lines = tuple(
        dataclasses.replace(line, text=reading.lines[line.number]) if line.number in reading.lines else line
        for line in page.lines
    )
    return dataclasses.replace(
        page, lines=lines, form=name, evidence=reading.evidence, marks=tuple(reading.marks)
    )


def _parts(page: Page, reading: Reading) -> tuple[Page, ...]:
    places = sorted({0, *reading.parts})
    if len(places) < 2:
        return (page,)
    date, paper = _shared(page)
    dated = page if page.date or not date else dataclasses.replace(page, date=date, date_source="metadata")
    ends = [*places[1:], len(page.lines)]
    parts = []
    for n, (start, end) in enumerate(zip(places, ends, strict=True), 1):
        lines = page.lines[start:end]
        numbers = {line.number for line in lines}
        marks = tuple(mark for mark in page.marks if mark.line in numbers)
        name = f"{page.file}!{n}"
        own = _own_paper(page, reading, end) or page.paper or paper
        parts.append(dataclasses.replace(dated, file=name, lines=lines, marks=marks, paper=own))
    return tuple(parts)


def _own_paper(page: Page, reading: Reading, end: int) -> str | None:
    """The paper that the form names for the part before `end`, where the file holds several; a person's word on
    the whole file stands."""
    if len(set(reading.papers.values())) < 2 or (page.paper and page.paper not in page.file):
        return None
    return next(
        (reading.papers[place] for place in sorted(reading.papers, reverse=True) if place < end), None
    )


def _shared(page: Page) -> tuple[dt.date | None, str | None]:
    """The date and the paper of a whole file, where it states one and no other."""
    stated = [found for row in Sheet(page).rows if (found := row.statement)]
    dates = {found.date for found in stated if found.date and not found.of_reading}
    papers = {found.paper for found in stated if found.paper}
    return (dates.pop() if len(dates) == 1 else None), (papers.pop() if len(papers) == 1 else None)
