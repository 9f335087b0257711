"""The keyboard alone leads through the pages, and passing over a control does nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import opened, serving, settled
from tests.builders import build, days, mixed_records, write_jsonl
from trends.archive import Archive, open_archive

pytestmark = pytest.mark.browser
FOCUSED = """() => {
  const e = document.activeElement, lines = (e.getAttribute('aria-label') || e.innerText || '').trim().split('\\n\\n');
  const name = lines.length > 4 ? '' : lines.find(line => /[^a-z_]/.test(line)) ?? '';  // not an icon's, not a region's
  return [e.tagName, name, e.closest('.st-key-drawer') ? 'drawer' : ''];
}"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("keys")
    dates = days("2024-01-01", 60)
    rows = mixed_records(dates[:40], {"farm": 3, "school": 1, "sport": 1})
    rows += mixed_records(dates[40:], {"farm": 1, "school": 3, "sport": 1})
    build(write_jsonl(folder / "issues.jsonl", rows), folder / "archive", topics=3)
    return open_archive(folder / "archive")


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[str]:
    with serving(archive.snapshot.folder) as address:
        yield address


def walked(page: Page, until: str, most: int = 90) -> list[tuple[str, str, str]]:
    """What the Tab key reaches, in order, up to the first control whose name begins so."""
    found: list[tuple[str, str, str]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found.append(tuple(page.evaluate(FOCUSED)))
        if found[-1][1].startswith(until):
            return found
    pytest.fail(f"never reached {until}: {[name for _, name, _ in found]}")


def test_the_table_of_movers_is_passed_over_and_its_topics_are_reached(browser: Browser, site: str) -> None:
    page, errors = opened(browser, site, viewport={"width": 1440, "height": 1000})
    finding = page.locator("h1").first.inner_text()
    walked(page, "数据表")
    settled(page)
    assert page.locator("h1").first.inner_text() == finding
    page.reload()
    page.locator("h1").first.wait_for()
    settled(page)
    link = page.locator("main [data-testid=stPageLink] a").first
    label = link.inner_text().split("\n")[-1].strip()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_contain_text(label)
    assert errors == []
    page.close()


def test_articles_of_a_period_are_reached_without_a_mouse(
    browser: Browser, site: str, archive: Archive
) -> None:
    page, errors = opened(browser, f"{site}/topics?by=week", viewport={"width": 1440, "height": 1000})
    walked(page, "选择时段")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    second = archive.coverage(by="week")["period"].iloc[-2]  # each arrow is one step down the list
    expect(page.locator(".st-key-drawer h3")).to_contain_text(second.replace("-", "\u2011"))
    reached = walked(page, "用词")
    links = [name for tag, name, place in reached if tag == "A" and place == "drawer"]
    headlines = archive.articles()["headline"].tolist()
    assert any(headline.startswith(name.rstrip("…")) for name in links for headline in headlines if name)
    assert errors == []
    page.close()


@pytest.mark.parametrize(
    ("path", "reached"),
    [
        ("keywords?q=小麦", ["添加词语", "加入简报", "全部", "最近在前", "后 20 行", "数据算法说明"]),
        ("compare", ["前后各半", "选择日期范围", "数据表", "特征词", "至少 5 篇", "数据算法说明"]),
        ("articles?q=小麦", ["搜索", "话题", "排序", "分享与导出", "看这一期", "加入简报", "数据算法说明"]),
        ("data", ["收录", "数据表", "分享与导出", "数据算法说明"]),
        ("import", ["上传", "预览读取结果", "数据算法说明"]),
    ],
)
def test_the_tab_key_passes_every_part_of_a_page_and_changes_nothing(
    browser: Browser, site: str, path: str, reached: list[str]
) -> None:
    page, errors = opened(browser, f"{site}/{path}", viewport={"width": 1440, "height": 1000})
    before = page.locator("h1").first.inner_text(), page.url
    walked(page, "导入")  # the head of every page
    for name in reached:
        walked(page, name, most=140)
    settled(page)
    assert (page.locator("h1").first.inner_text(), page.url) == before
    charts = page.locator("[data-testid=stPlotlyChart]")
    for i in range(charts.count()):
        spoken = charts.nth(i).locator("xpath=descendant-or-self::*[@aria-label]").first
        assert len(spoken.get_attribute("aria-label") or "") > 8  # a sentence, not a name
    assert errors == []
    page.close()


@pytest.mark.parametrize("width", [390, 1024])
def test_on_a_narrow_screen_every_mover_has_its_headline(browser: Browser, site: str, width: int) -> None:
    page, _ = opened(browser, site, viewport={"width": width, "height": 900})
    rows = page.locator(".st-key-movers_narrow tbody tr")
    assert rows.count() > 1
    for row in rows.all():
        topic, headline = row.locator("a").first, row.locator("a[href*='id=']")
        expect(topic).to_be_visible()
        assert headline.inner_text().strip()
        box = headline.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    expect(page.locator(".st-key-movers_wide")).to_be_hidden()
    page.close()
