"""Pages → cut pages: the layout room given what it may know from outside."""

from __future__ import annotations

from collections.abc import Mapping

from trends import layout
from trends.records import Correction, CutPage, Page
from trends.terms import word_frequencies

Corrections = Mapping[str, tuple[Correction, ...]]  # by the source's name


def cuts(page: Page, corrections: Corrections) -> tuple[CutPage, ...]:
    """A page cut; in parts, where its form finds several dates or pages in it."""
    return tuple(cut(part, corrections) for part in layout.told(page))


def cut(page: Page, corrections: Corrections) -> CutPage:
    """A page cut by the rules, the dictionary's words for its seams, and people's corrections."""
    return layout.cut_page(page, corrections=_of(page, corrections), words=word_frequencies())


def _of(page: Page, corrections: Corrections) -> tuple[Correction, ...]:
    """The corrections of a page, or those of the file it is a part of."""
    return corrections.get(page.file) or corrections.get(page.file.rpartition("!")[0], ())
