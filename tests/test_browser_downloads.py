"""Every download of every page hands out a file that can be read and holds all its rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser import serving, settled, watched
from trends.archive import Archive, Filter, open_archive
from trends.archive.reading import ALL

pytestmark = pytest.mark.browser
WIDE = {"width": 1440, "height": 1200}
PATHS = (
    "",
    "topics",
    "topics?part=words",
    "topics?part=history",
    "topics?part=related",
    "topics?part=names",
    "issue",
    "keywords?q=学校",
    "keywords?q=学校&look=bursts",
    "keywords?q=学校&look=phrases",
    "compare",
    "compare?look=names",
    "articles",
    "data",
    "data?look=quality",
)
WITHOUT = ("topics?part=names", "data?look=quality")  # the planted archive names nobody, and was not scored
BUTTONS = "[data-testid=stDownloadButton] button"


@pytest.fixture(scope="module")
def site(planted_dir: Path) -> Iterator[str]:
    with serving(planted_dir) as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One tab for all tests, which so load the scripts once; every visit is a session of its own."""
    page, errors = watched(browser, viewport=WIDE)
    yield page, errors
    page.close()


@pytest.fixture
def page(tab: tuple[Page, list[str]]) -> Iterator[Page]:
    """The tab, in which a test may leave no error."""
    found, errors = tab
    errors.clear()
    yield found
    assert errors == []


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=60_000)
    settled(page)


def taken(page: Page, button: Locator) -> tuple[str, bytes]:
    """Name and bytes of the file that a download button hands out."""
    with page.expect_download(timeout=60_000) as waiting:
        button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def tables(page: Page) -> dict[str, pd.DataFrame]:
    """What the CSV buttons of the page hand out, by file name without the data version."""
    found = {}
    for button in page.locator(BUTTONS).all():
        name, given = taken(page, button)
        assert given.startswith(b"\xef\xbb\xbf"), name  # so that spreadsheets read it as UTF-8
        found[name.rpartition("_")[0]] = pd.read_csv(io.BytesIO(given), dtype=str)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_every_csv_of_a_page_can_be_read(page: Page, site: str, planted_dir: Path, path: str) -> None:
    archive = open_archive(planted_dir)
    visit(page, f"{site}/{path}")
    found = tables(page)
    assert found or path in WITHOUT
    for name, table in found.items():
        assert len(table), name
        assert set(table["data_version"]) == {archive.meta.data_version}, name
        assert table["query"].str.startswith(site).all(), name
    for name, rows in expected(archive, path).items():
        assert len(found[name]) == rows, name


def expected(archive: Archive, path: str) -> dict[str, int]:
    """Rows of what a page shows a part of only."""
    if path == "articles":
        return {"articles": archive.count_articles(ALL, Filter())}
    if path == "keywords?q=学校":
        return {"concordance": archive.count_hits("学校")[1]}
    return {}


def test_the_brief_is_handed_out_in_three_forms(page: Page, site: str) -> None:
    visit(page, site)
    page.get_by_role("button", name="简报").first.click()
    settled(page)
    forms = {}
    for button in page.locator(f"[role=dialog] {BUTTONS}").all():
        name, given = taken(page, button)
        forms[Path(name).suffix] = given
    assert b"<html" in forms[".html"][:400]
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(forms[".docx"])).namelist()
    assert forms[".md"].decode().startswith("#")
