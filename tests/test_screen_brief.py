"""简报 on the screen: a basket in the address, and the brief in three forms to download."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Page

from tests.browser import opened, settled
from tests.test_dashboard import screen
from trends.archive import open_archive
from trends.findings import Subject
from trends.report import written


def downloaded(page: Page, form: str) -> bytes:
    with page.expect_download(timeout=60_000) as started:
        page.get_by_role("button", name=form, exact=True).click()
    return Path(started.value.path()).read_bytes()


def alike(given: bytes, made: bytes) -> None:
    """Both are equal; told by the first place where they differ, since a brief has millions of signs."""
    if given != made:
        place = next((i for i, (a, b) in enumerate(zip(given, made, strict=False)) if a != b), 0)
        around = slice(max(place - 200, 0), place + 200)
        pytest.fail(f"{given[around].decode(errors='replace')}\n--- {made[around].decode(errors='replace')}")


@pytest.mark.browser
def test_a_chart_and_an_article_go_into_the_brief(
    browser: Browser, planted_site: str, planted_dir: Path
) -> None:
    article = str(open_archive(planted_dir).articles(limit=1)["id"].iloc[0])
    page, errors = opened(browser, f"{planted_site}/articles?id={article}")
    page.get_by_role("button", name="加入简报").click()
    settled(page)
    page.wait_for_url(lambda url: f"basket=a%3A{article}" in url)
    settled(page)
    assert page.get_by_role("button", name="移出简报").count() == 1
    page.goto(f"{planted_site}/keywords?q=冠军&basket=a:{article}")
    page.locator("h1").first.wait_for(timeout=60_000)
    settled(page)
    page.get_by_role("button", name="加入简报").first.click()
    page.wait_for_url(lambda url: "w%3A" in url)
    settled(page)
    page.get_by_role("button", name="简报", exact=True).click()
    settled(page)
    data = downloaded(page, "HTML")
    archive = open_archive(planted_dir)
    query = Subject(articles=(article,), words=("冠军",))
    alike(data, written(archive, query, ".html", base_url=planted_site))
    links = {a.get("href") for a in lxml.html.fromstring(data.decode()).xpath("//a")}
    assert all(link.startswith(planted_site) for link in links)
    alike(downloaded(page, "MD"), written(archive, query, ".md", base_url=planted_site))
    assert errors == []
    page.close()


@pytest.mark.parametrize(
    "basket", ["", ",,,", "x:1", "a:", "a:nope,t:t999,w:", "t:t1,t:t1", "a:<script>", "w:-"]
)
def test_a_basket_from_a_link_never_breaks_a_page(
    planted_dir: Path, monkeypatch: pytest.MonkeyPatch, basket: str
) -> None:
    app = screen(planted_dir, monkeypatch, "overview", basket=basket)
    assert not app.exception


@pytest.mark.browser
def test_an_english_screen_gives_an_english_brief(
    browser: Browser, planted_site: str, planted_dir: Path
) -> None:
    page, errors = opened(browser, f"{planted_site}/?lang=en")
    page.get_by_role("button", name="Brief", exact=True).click()
    settled(page)
    archive = open_archive(planted_dir)
    query = Subject(language="en")
    alike(downloaded(page, "HTML"), written(archive, query, ".html", base_url=planted_site))
    assert errors == []
    page.close()
