"""What a reader does in a real browser, on the archive of the sample pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import trends
from tests.browser import ROOT, opened, serving, settled
from trends.charts.colours import palette
from trends.pipeline import build

pytestmark = pytest.mark.browser


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


def test_readers_of_one_link_see_its_charts_in_their_own_theme(browser: Browser, site: str) -> None:
    for path, scheme in (("topics", "light"), ("topics", "dark"), ("compare", "dark"), ("compare", "light")):
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


def test_a_script_in_the_link_is_text(browser: Browser, site: str) -> None:
    page, errors = opened(
        browser, f"{site}/keywords?q=<script>window.hit=1</script>&by=<b>&from=2030-01-01&x=1"
    )
    assert page.evaluate("window.hit") is None
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    assert errors == []
    page.close()
