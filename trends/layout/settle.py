"""Cut pages of one archive seen together: what one page says of another."""

from __future__ import annotations

from collections.abc import Sequence

from trends.records import CutPage


def settle(pages: Sequence[CutPage]) -> list[CutPage]:
    """The pages in their order, with what can only be known from the others."""
    return list(pages)
