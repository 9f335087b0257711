"""A reader writes a code and checks it by hand, at a desk by keys and on a phone by thumb, in a real browser."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PATIENCE, SMALL, opened, serving, settled
from trends.archive import open_archive
from trends.codebook import read_codebook

pytestmark = pytest.mark.browser
DESK = {"viewport": {"width": 1440, "height": 1000}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(scope="module")
def folder(planted_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one's own to write into."""
    own = tmp_path_factory.mktemp("rooms") / "archive"
    shutil.copytree(planted_dir, own)
    return own


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


def typed(page: Page, label: str, text: str) -> None:
    """Fills a box and leaves it by Enter."""
    box = page.get_by_role("textbox", name=label, exact=True)
    box.fill(text)
    box.press("Enter")
    settled(page)


def codings(folder: Path, coder: str) -> list[tuple[str, str]]:
    """Article and answer of a coder, as they are kept."""
    file = folder / "codings.csv"
    rows = csv.DictReader(file.read_text("utf-8-sig").splitlines()) if file.exists() else ()
    return [(row["article"], row["answer"]) for row in rows if row["coder"] == coder and row["answer"]]


def test_words_are_typed_counted_kept_and_dropped(browser: Browser, site: str, folder: Path) -> None:
    page, errors = opened(browser, f"{site}/codebook", **DESK)
    expect(page.locator("h1").first).to_contain_text("农业")
    before = page.locator("h1").first.inner_text()
    standing = page.locator(".st-key-codebook_standing")
    expect(standing).to_be_hidden()
    typed(page, "加词，多个用顿号隔开", "门诊，病人")
    expect(standing).to_contain_text("未存")
    expect(page.locator("h1").first).not_to_have_text(before)
    n = open_archive(folder).keywords(["小麦|粮食|门诊|病人"], by="year")["n"].sum()
    expect(page.locator("h1").first).to_contain_text(f"{n:,}")
    standing.get_by_role("button", name="放弃改动").click()
    expect(page.locator("h1").first).to_have_text(before, timeout=PATIENCE)
    typed(page, "加词，多个用顿号隔开", "门诊")
    standing.get_by_role("button", name="存入档案").click()
    expect(standing).to_be_hidden(timeout=PATIENCE)
    kept, faults = read_codebook("codebook.yaml", (folder / "codebook.yaml").read_bytes())
    assert faults == []
    assert kept.codes[0].words == ("小麦", "粮食", "门诊")
    assert errors == []
    page.close()


def test_an_example_in_a_link_is_told_to_be_unsaved(browser: Browser, site: str, folder: Path) -> None:
    before = (folder / "codebook.yaml").read_bytes()
    page, errors = opened(browser, f"{site}/codebook?book=city-policy", **DESK)
    expect(page.locator(".st-key-codebook_standing")).to_contain_text("未存")
    assert (folder / "codebook.yaml").read_bytes() == before
    assert errors == []
    page.close()


@pytest.mark.parametrize(("coder", "screen"), [("甲", DESK), ("乙", PHONE)], ids=["keys", "thumbs"])
def test_articles_are_coded_one_after_another(
    browser: Browser, site: str, folder: Path, coder: str, screen: dict[str, object]
) -> None:
    page, errors = opened(browser, f"{site}/validation?target=体育", **screen)
    if coder == "甲":
        page.get_by_role("button", name="抽", exact=True).click()
        settled(page)
    typed(page, "编码员", coder)
    page.locator("h1").first.click()  # the keys are the answers', not a box's
    words = {"1": "yes", "2": "no", "3": "unsure"}
    asked = "1232"
    shown = []
    for i, key in enumerate(asked, 1):
        room = page.locator(".st-key-to_code")
        if shown:
            expect(room.locator("h2")).not_to_have_text(shown[-1], timeout=PATIENCE)
        shown.append(room.locator("h2").inner_text())
        if coder == "甲":
            page.keyboard.press(key)
        else:
            page.locator(f".st-key-answer_{key} button").tap()
        expect(page.get_by_text(re.compile(f"已编码 {i} /")).first).to_be_visible(timeout=PATIENCE)
        settled(page)
    kept = codings(folder, coder)
    assert [answer for _, answer in kept] == [words[key] for key in asked]
    archive = open_archive(folder)
    headlines = [archive.article(article).headline for article, _ in kept]
    assert [bare(one or "") for one in headlines] == [bare(one) for one in shown]
    page.locator(".st-key-coding_back button").click()
    settled(page)
    expect(page.locator(".st-key-to_code h2")).to_have_text(shown[-1])
    expect(page.locator(".st-key-answer_2")).to_contain_text("✓")
    if screen is PHONE:
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        drawer = page.get_by_test_id("stSidebar")
        page.get_by_test_id("stExpandSidebarButton").tap()
        drawer.get_by_role("link", name="编码本").tap()
        expect(page).to_have_url(re.compile("/codebook"), timeout=PATIENCE)
        expect(drawer).not_to_be_in_viewport()  # it is not in the way of the page that was chosen
    assert errors == []
    page.close()


def test_what_was_coded_is_scored_and_told(browser: Browser, site: str, folder: Path) -> None:
    page, errors = opened(browser, f"{site}/validation?target=体育&part=scores", **DESK)
    main = page.get_by_test_id("stMain")
    both = {article for article, _ in codings(folder, "甲")} & {
        article for article, _ in codings(folder, "乙")
    }
    assert len(both) >= 3
    expect(main).to_contain_text("校正")
    assert page.get_by_test_id("stException").count() == 0
    assert errors == []
    page.close()


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)
