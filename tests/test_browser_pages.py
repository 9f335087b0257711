"""Every page, opened once: it fits each width, a thumb and a sheet of paper, and everyone can use it in either theme."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import SMALL, opened, settled

pytestmark = pytest.mark.browser
PAGES = (
    "", "topics", "issue", "keywords?q=学校", "keywords", "compare", "articles", "codebook", "validation", "data", "import",
)  # fmt: skip
ON_PAPER = ("", "topics", "keywords?q=学校", "compare")
NOT_OURS = {"exclude": [["[data-testid=stMetricChart]"]]}  # Streamlit's sparklines name no part of theirs
SERIOUS = ("serious", "critical")
CONTROLS = """() => [...document.querySelectorAll('[data-testid=stMain] button, [data-testid=stSidebar] button, .modebar-btn')]
  .map(e => e.innerText.trim()).filter(name => name.length > 2)"""
DRAWN = """() => [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
  .filter(e => e.getBoundingClientRect().width).map(e => e.textContent.replace(/\\s/g, '')).filter(t => t.length > 1)"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_at_every_width_in_both_themes_and_on_paper(
    browser: Browser, planted_site: str, path: str
) -> None:
    page, errors = opened(browser, f"{planted_site}/{path}", viewport={"width": 390, "height": 844})
    for width in (390, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate("window.changedAt = performance.now()")  # what a size changes, it changes at once
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 640:
            assert page.evaluate(SMALL) == []
        assert page.get_by_test_id("stException").count() == 0
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.evaluate("window.changedAt = performance.now()")
    settled(page)
    assert violations(page, runOnly=["color-contrast"]) == []
    if path in ON_PAPER:
        page.emulate_media(color_scheme="light")
        prints_whole(page)
    assert errors == []
    page.close()


def violations(page: Page, **options: Any) -> list[str]:
    """What axe-core finds serious, a sentence each."""
    found = Axe().run(page, context=NOT_OURS, options=options or None).response["violations"]
    return [_told(violation) for violation in found if violation["impact"] in SERIOUS]


def _told(violation: dict[str, Any]) -> str:
    nodes = [
        f"{node['target']} {node['html'][:200]} {node['failureSummary'][:300]}" for node in violation["nodes"]
    ]
    return f"{violation['id']}: {violation['help']}\n  " + "\n  ".join(nodes[:5])


def prints_whole(page: Page) -> None:
    """On A4 both ways: every label of the charts, no control, nothing over the edge or over something else."""
    controls, drawn = page.evaluate(CONTROLS), page.evaluate(DRAWN)
    assert drawn
    for lying in (False, True):
        text, lines = on_paper(page.pdf(format="A4", landscape=lying))
        assert [name for name in controls if bare(name) in (bare(line) for _, line in lines)] == []
        assert [label for label in drawn if label not in text] == []
        wide, high = (842, 595) if lying else (595, 842)
        assert [
            line for (_, left, bottom, right, top), line in lines
            if left < 0 or bottom < 0 or right > wide + 1 or top > high + 1
        ] == []  # fmt: skip
        boxes = [box for box, line in lines if line.strip()]
        assert [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if overprinted(a, b)] == []


Box = tuple[int, float, float, float, float]  # page of the PDF, left, bottom, right, top in points


def on_paper(given: bytes) -> tuple[str, list[tuple[Box, str]]]:
    """The text of a PDF without blanks, and its pieces with where they stand, which may part a line at any sign."""
    pdf, whole, found = pypdfium2.PdfDocument(given), "", []
    for number in range(len(pdf)):
        text = pdf[number].get_textpage()
        whole += bare(text.get_text_range())
        for i in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(i)
            found.append(
                ((number, left, bottom, right, top), text.get_text_bounded(left, bottom, right, top))
            )
    return whole, found


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def overprinted(a: Box, b: Box) -> bool:
    """Whether two pieces of text cover each other by more than a third of the smaller."""
    wide, high = min(a[3], b[3]) - max(a[1], b[1]), min(a[4], b[4]) - max(a[2], b[2])
    smaller = min((box[3] - box[1]) * (box[4] - box[2]) for box in (a, b))
    return a[0] == b[0] and wide > 0 and high > 0 and wide * high > smaller / 3
