"""What a reader does in a real browser, on the archive of the sample pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

import trends
from tests.browser import ROOT, SMALL, opened, serving, settled
from trends.charts.colours import palette
from trends.pipeline import build

pytestmark = pytest.mark.browser
PAGES = ("", "topics", "issue", "keywords", "compare", "articles", "codebook", "validation", "data", "import")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "archive"
    build([ROOT / "seeds" / "pages"], folder)
    return folder


@pytest.fixture(scope="module")
def site(archive: Path) -> Iterator[str]:
    with serving(archive) as address:
        yield address


def test_narrow_the_dates_click_a_point_read_the_article(browser: Browser, site: str, archive: Path) -> None:
    page, errors = opened(browser, site, viewport={"width": 1440, "height": 1000})
    expect(page.get_by_text("5 期").first).to_be_visible()
    page.get_by_role("link", name="话题").click()
    expect(page).to_have_url(re.compile("/topics"))
    page.get_by_text("平滑").first.wait_for()
    for digits, side in (("20230101", "start"), ("20241231", "end")):
        page.locator(f"[data-range-field={side}]").first.get_by_role("spinbutton").first.click()
        page.keyboard.type(digits)
        page.locator("h1").first.click()
        settled(page)
    expect(page).to_have_url(re.compile("from=2023-01-01&to=2024-12-31"))
    expect(page.get_by_text("3 期 ·").first).to_be_visible()
    points = page.locator(".scatterlayer .trace").first.locator(".point")
    assert points.count() == 3
    points.nth(0).click(force=True)
    settled(page)
    expect(page).to_have_url(re.compile("at=2023-02-06"))
    headline = page.locator("[class*=st-key-open_] a").first
    key = headline.evaluate("a => a.closest('[class*=st-key-open_]').className")
    article = trends.open_archive(archive).article(re.search(r"st-key-open_(\w+)", key)[1])  # type: ignore[index]
    assert article.date == "2023-02-06"
    headline.click()
    expect(page).to_have_url(re.compile(f"/articles.*id={article.id}"))
    reader = page.locator(".st-key-reader_text")
    expect(reader).not_to_be_empty(timeout=30_000)
    settled(page)
    text = reader.inner_text()
    sentence = re.split("[。！？]", article.paragraphs[0])[0]
    assert bare(sentence) in bare(text)
    expect(page.get_by_text(article.source).first).to_be_visible()
    assert errors == []
    page.close()


@pytest.mark.parametrize("path", ["topics", "compare"])
def test_readers_of_one_link_see_its_charts_in_their_own_theme(
    browser: Browser, site: str, path: str
) -> None:
    for scheme in ("light", "dark", "light"):
        page, errors = opened(
            browser, f"{site}/{path}", viewport={"width": 1440, "height": 1000}, color_scheme=scheme
        )
        page.locator(".js-plotly-plot .plot-container").first.wait_for(timeout=30_000)
        papers = page.evaluate(
            "[...document.querySelectorAll('.js-plotly-plot')].map(p => p.layout.paper_bgcolor)"
        )
        page.close()
        assert set(papers) == {palette(scheme == "dark").paper}, (scheme, papers)
        assert errors == []


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_or_fails(browser: Browser, site: str, path: str) -> None:
    page, errors = opened(browser, f"{site}/{path}", viewport={"width": 390, "height": 844})
    for width in (390, 1024):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate("window.changedAt = performance.now()")  # what a size changes, it changes at once
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 640:
            assert page.evaluate(SMALL) == []
        assert page.get_by_test_id("stException").count() == 0
    assert errors == []
    page.close()


CONTROLS = """() => [...document.querySelectorAll('[data-testid=stMain] button, [data-testid=stSidebar] button, .modebar-btn')]
  .map(e => e.innerText.trim()).filter(name => name.length > 2)"""
DRAWN = """() => [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
  .filter(e => e.getBoundingClientRect().width).map(e => e.textContent.replace(/\\s/g, '')).filter(t => t.length > 1)"""


@pytest.mark.parametrize("path", ["", "topics", "keywords?q=学校", "compare"])
def test_a_page_on_paper_is_whole_and_without_controls(browser: Browser, site: str, path: str) -> None:
    page, _ = opened(browser, f"{site}/{path}", viewport={"width": 1440, "height": 1000}, locale="zh-CN")
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
    page.close()


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


def overprinted(a: Box, b: Box) -> bool:
    """Whether two pieces of text cover each other by more than a third of the smaller."""
    wide, high = min(a[3], b[3]) - max(a[1], b[1]), min(a[4], b[4]) - max(a[2], b[2])
    smaller = min((box[3] - box[1]) * (box[4] - box[2]) for box in (a, b))
    return a[0] == b[0] and wide > 0 and high > 0 and wide * high > smaller / 3


def test_a_script_in_the_link_is_text(browser: Browser, site: str) -> None:
    page, errors = opened(
        browser, f"{site}/keywords?q=<script>window.hit=1</script>&by=<b>&from=2030-01-01&x=1"
    )
    assert page.evaluate("window.hit") is None
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    assert errors == []
    page.close()
