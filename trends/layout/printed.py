"""What was found in the shadow of a page → as the page prints it: names, papers, headlines."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from trends.layout.characters import plain
from trends.layout.headlines import Headline
from trends.records import Byline, Page
from trends.script import as_printed, is_traditional


def paper_as_printed(paper: str | None, page: Page, plain_lines: Sequence[str]) -> str | None:
    """联合报 → 聯合報 where the page prints it so. plain_lines: the text of each line made plain."""
    if paper is None or not any(is_traditional(line.text) for line in page.lines):
        return paper
    return as_printed(paper, "\n".join(line.text for line in page.lines), "\n".join(plain_lines))


def headline_as_printed(headline: Headline, lines: Sequence[str]) -> Headline:
    """The parts of a headline in the characters of its printed lines."""
    printed = "\n".join(lines)
    if not is_traditional(printed):
        return headline
    shadow = plain(printed)
    parts = {
        field.name: as_printed(plain(part), printed, shadow)
        for field in dataclasses.fields(headline)
        if (part := getattr(headline, field.name))
    }
    return dataclasses.replace(headline, **parts)


def signed_as_printed(byline: Byline, lines: Sequence[str]) -> Byline:
    """Makers' names in the characters of the printed lines in which they were found."""
    printed = "\n".join(lines)
    if not is_traditional(printed):
        return byline
    shadow = plain(printed)

    def names(found: Sequence[str]) -> tuple[str, ...]:
        return tuple(as_printed(name, printed, shadow) for name in found)

    agency = as_printed(byline.agency, printed, shadow) if byline.agency else None
    return Byline(names(byline.reporters), names(byline.correspondents), names(byline.authors), agency)
