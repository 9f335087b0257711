"""Every control of every page does what its name says, and every file it hands out can be read whole."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import PATIENCE, settled
from trends.archive import Archive, Filter, open_archive
from trends.archive.reading import ALL
from trends.dashboard.sentences import SENTENCES

pytestmark = pytest.mark.browser
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
    "codebook",
    "codebook?look=index&meet=农业",
    "validation",
    "data",
    "data?look=pages",
    "data?look=quality",
    "data?look=method",
    "import",
)
WITHOUT = (  # the planted archive names nobody, has no pages and no sample, and was not scored
    "topics?part=names",
    "validation",
    "data?look=pages",
    "data?look=quality",
    "data?look=method",
    "import",
)
GIVEN = "[data-testid=stDownloadButton] button"
# What would change the archive or take long is pressed by tests of its own
LEFT = re.compile(
    r"st-key-(take_print|naming|scores|compute|(icon_)?accept|settle|undated|import|brief|login|numbers_|share_|keep_codebook|FormSubmitter)"
)
CONTROLS = "[data-testid=stMain] [data-testid=stButton] button, [data-testid=stButtonGroup] button, label:has(input[role=switch])"
NAMES = """() => [...document.querySelectorAll('[data-testid=stMain] button, [data-testid=stSidebar] button')]
  .filter(b => b.offsetParent && !b.closest('[data-testid=stElementToolbar], [data-testid=stDateInput], [data-testid=stSelectbox]'))
  .map(b => {
    const seen = b.cloneNode(true);
    seen.querySelectorAll('[data-testid=stIconMaterial]').forEach(icon => icon.remove());
    return (b.getAttribute('aria-label') || seen.textContent).trim();
  })
  .filter(Boolean)"""
SAID = """() => {
  const own = [...document.querySelectorAll('[data-testid=stApp] *')].filter(e => e.offsetParent);
  return document.body.innerText + '\\n' + own.map(e => e.getAttribute('aria-label') || e.title || e.placeholder || '').join('\\n');
}"""


@pytest.fixture(scope="module")
def pressed() -> set[str]:
    """Names of the controls that some page has had pressed."""
    return set()


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=PATIENCE)
    settled(page)


def sound(page: Page, after: str) -> None:
    """What every click must leave: a page with a heading and without a fault."""
    settled(page)
    assert page.get_by_test_id("stException").count() == 0, after
    expect(page.locator("h1").first).not_to_be_empty()


def taken(page: Page, button: Locator) -> tuple[str, bytes]:
    """Name and bytes of the file that a button hands out."""
    with page.expect_download(timeout=PATIENCE) as waiting:
        button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def files(page: Page) -> dict[str, pd.DataFrame]:
    """What the sharing menus of the page hand out, by name without the data version; the forms of a table agree."""
    found = {}
    for menu in page.locator("[class*=st-key-share_] button").all():
        menu.click()
        body = page.get_by_test_id("stPopoverBody")
        body.locator(GIVEN).first.wait_for()
        name, given = taken(page, body.get_by_role("button", name="CSV"))
        assert given.startswith(b"\xef\xbb\xbf"), name  # so that spreadsheets read it as UTF-8
        table = pd.read_csv(io.BytesIO(given), dtype=str)
        book, sheet = taken(page, body.get_by_role("button", name="XLSX"))
        assert book.removesuffix(".xlsx") == name.removesuffix(".csv")
        assert pd.read_excel(io.BytesIO(sheet), dtype=str).shape == table.shape, name
        assert re.search(f"from=.*version={table['data_version'].iloc[0]}", body.inner_text(), re.DOTALL), (
            name
        )
        for form, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
            if not body.count():  # a picture taken shuts the menu
                menu.click()
                body.locator(GIVEN).first.wait_for()
            picture = body.get_by_role("button", name=form)
            if picture.count():
                assert taken(page, picture)[1].lstrip().startswith(begins), name
        page.keyboard.press("Escape")
        body.wait_for(state="hidden")
        found[name.rpartition("_")[0]] = table
    return found


@pytest.mark.parametrize("path", PATHS)
def test_every_file_of_a_page_can_be_read(
    page: Page, planted_site: str, planted_dir: Path, path: str
) -> None:
    archive = open_archive(planted_dir)
    visit(page, f"{planted_site}/{path}")
    assert alike(page) == []
    assert of_the_other_language(page, "zh") == []
    found = files(page)
    assert found or path in WITHOUT
    for name, table in found.items():
        assert len(table), name
        assert set(table["data_version"]) == {archive.meta.data_version}, name
        assert table["query"].str.startswith(planted_site).all(), name
    for name, rows in expected(archive, path).items():
        assert len(found[name]) == rows, name


def expected(archive: Archive, path: str) -> dict[str, int]:
    """Rows of what a page shows a part of only."""
    if path == "articles":
        return {"articles": archive.count_articles(ALL, Filter())}
    if path == "keywords?q=学校":
        return {"concordance": archive.count_hits("学校")[1]}
    return {}


@pytest.mark.parametrize("path", ["topics", "issue", "compare"])
def test_every_control_of_a_page_leaves_it_whole(
    page: Page, planted_site: str, path: str, pressed: set[str]
) -> None:
    address = f"{planted_site}/{path}{'&' if '?' in path else '?'}lang=en"
    visit(page, address)
    assert alike(page) == []
    assert of_the_other_language(page, "en") == []
    while control := untouched(page, pressed):
        name, button = control
        pressed.add(name)
        button.click()
        sound(page, name)
        if (
            page.url.split("?")[0].rstrip("/") != address.split("?")[0].rstrip("/")
            or "lang=en" not in page.url
        ):
            visit(page, address)
    for button in page.locator("[class*=st-key-numbers_] button").all()[:1]:
        button.click()
        heads = page.get_by_role("dialog").locator("canvas, [role=grid]")
        heads.first.wait_for()
        sound(page, "numbers")
        page.keyboard.press("Escape")


def untouched(page: Page, pressed: set[str]) -> tuple[str, Locator] | None:
    """The first control of the page that no page has had pressed, and its name without numbers: 上一期 is one control."""
    for button in page.locator(CONTROLS).all():
        key = button.evaluate("b => b.closest('[class*=st-key-]')?.className.match(/st-key-\\S+/)[0] ?? ''")
        name = re.sub("[0-9]+", "", f"{key} {button.inner_text()[:40]}")
        if name not in pressed and not LEFT.search(key) and button.is_visible() and button.is_enabled():
            return name, button
    return None


def alike(page: Page) -> list[str]:
    """Names that two buttons of the page share."""
    return [name for name, n in Counter(page.evaluate(NAMES)).items() if n > 1]


def of_the_other_language(page: Page, language: str) -> list[str]:
    """Pieces of sentences on the page that belong to the other language's table."""
    text = page.evaluate(SAID)
    own, other = (0, 1) if language == "zh" else (1, 0)
    least = r"[A-Za-z][a-z]+(?: [a-z]+){2,}" if language == "zh" else r"[\u4e00-\u9fff]{4,}"
    pieces = {
        piece
        for both in SENTENCES.values()
        for piece in re.findall(least, re.sub(r"\{.*?\}", "|", both[other]))
        if piece not in both[own]
    }
    return sorted(piece for piece in pieces if piece in text)


def test_the_brief_is_handed_out_in_three_forms(page: Page, planted_site: str) -> None:
    visit(page, planted_site)
    page.get_by_role("button", name="简报").first.click()
    settled(page)
    forms = {}
    for button in page.locator(f"[role=dialog] {GIVEN}, [data-testid=stPopoverBody] {GIVEN}").all():
        if button.is_visible():
            name, given = taken(page, button)
            forms[Path(name).suffix] = given
    assert b"<html" in forms[".html"][:400]
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(forms[".docx"])).namelist()
    assert forms[".md"].decode().startswith("#")
