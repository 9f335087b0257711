"""Pages → cut pages: the layout room given what it may know from outside."""

from __future__ import annotations

from collections.abc import Mapping

from trends import layout
from trends.records import Correction, CutPage, Page
from trends.terms import word_frequencies

Corrections = Mapping[str, tuple[Correction, ...]]  # by the source's name


def cut(page: Page, corrections: Corrections) -> CutPage:
    """A page cut by the rules, the dictionary's words for its seams, and people's corrections."""
    return layout.cut_page(page, corrections=corrections.get(page.file, ()), words=word_frequencies())
