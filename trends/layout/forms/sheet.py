"""A page's lines as the forms look at them, and what a form says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from trends.layout import cues
from trends.layout.characters import em, is_closed, plain, plain_lines
from trends.layout.contents import pointing
from trends.layout.furniture import why_furniture
from trends.layout.statements import Statement, statement_of
from trends.records import Mark, MarkPart, Page

LONGEST_HEAD = 40  # em of a headline on a line of its own
_PROSE = 14  # em from which a line that ends a sentence is running text


@dataclass(frozen=True)
class Row:
    """One line that is not blank: its place among `Page.lines`, plain text, blank lines before it."""

    place: int
    number: int
    raw: str
    text: str
    gap: int
    indented: bool
    pointing: bool = False  # of a box of contents

    @cached_property
    def closed(self) -> bool:
        return is_closed(self.text)

    @cached_property
    def prose(self) -> bool:
        """Running text: a sentence, or an opening such as 本报讯."""
        return (
            (self.closed and em(self.text) >= _PROSE)
            or em(self.text) > 60
            or bool(cues.START.match(self.text))
        )

    @cached_property
    def statement(self) -> Statement | None:
        """What the line states, if it states facts and nothing else."""
        found = None if self.pointing else statement_of(self.text)
        return found if found and found.alone else None

    @cached_property
    def furniture(self) -> str | None:
        return "导读" if self.pointing else why_furniture(self.text)

    @cached_property
    def headlike(self) -> bool:
        """Whether the line could be one of a headline: short, open, no furniture."""
        text = self.text
        return (
            1.5 <= em(text) <= LONGEST_HEAD
            and not (self.closed and text[-1] not in "!?")
            and text[-1] not in ",、;:"
            and "。" not in text
            and not cues.START.match(text)
            and not cues.CREDIT.fullmatch(text)
            and self.furniture is None
        )


@dataclass(frozen=True)
class Sheet:
    """A page for the forms to look at."""

    page: Page

    @cached_property
    def rows(self) -> list[Row]:
        found, gap = [], 0
        shadow = plain_lines([line.text for line in self.page.lines])
        for place, (line, text) in enumerate(zip(self.page.lines, shadow, strict=True)):
            stripped = text.strip()
            if not stripped:
                gap += 1
                continue
            found.append(Row(place, line.number, line.text, stripped, gap, text.startswith(("  ", "\t"))))
            gap = 0
        box = pointing([None if row.closed or cues.START.match(row.text) else row.text for row in found])
        return [replace(row, pointing=True) if k in box else row for k, row in enumerate(found)]


@dataclass(frozen=True)
class Reading:
    """What a form makes of a page.

    evidence: one sentence (zh-CN) on why the page is of this form. parts: places among `Page.lines` where a
    part with a date, paper or page of its own begins, where there are several. lines: texts that replace
    those of the page, by line number. papers: those that the file names, by the place from which each holds.
    """

    evidence: str
    marks: Sequence[Mark]
    parts: Sequence[int] = ()
    lines: dict[int, str] = field(default_factory=dict)
    papers: dict[int, str] = field(default_factory=dict)


def whole(row: Row, part: MarkPart, why: str = "") -> Mark:
    return Mark(row.number, 0, len(row.raw), part, why)


def stretch(row: Row, text: str, part: MarkPart, why: str = "") -> list[Mark]:
    """A mark of the part of a row that has this text; none where it does not stand there."""
    at = plain(row.raw).find(text) if text else -1
    return [Mark(row.number, at, at + len(text), part, why)] if at >= 0 else []


def furniture(rows: Iterable[Row], why: str) -> list[Mark]:
    return [whole(row, "noise", why) for row in rows]
