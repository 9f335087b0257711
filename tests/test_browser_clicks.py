"""A click on a point of any figure leads to exactly the articles of that point, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import serving
from tests.builders import build, days, mixed_records, write_jsonl
from tests.test_browser_walk import month_scope, parameter
from trends.archive import Archive, Filter, open_archive

pytestmark = pytest.mark.browser

# Where a point of a figure stands on the screen; which: how far along the points that have articles, 0 to 1
PLACE = """([plot, trace, which]) => {
  const heat = document.querySelectorAll('.js-plotly-plot')[plot];
  if (heat.data[0].type === 'heatmap' && heat.layout.meta) {
    const {rows, starts} = heat.layout.meta, area = heat.getBoundingClientRect(), x = heat._fullLayout.xaxis;
    const y = heat._fullLayout.yaxis, counts = heat.data[0].customdata[0];
    const known = starts.filter((_, i) => counts[i][1] > 0);
    return [area.left + x._offset + x.d2p(known[Math.floor(which * (known.length - 1))]), area.top + y._offset + y.c2p(0)];
  }
  const held = (cd, p) => p.i === undefined || (cd[0].trace.customdata[p.i][2] ?? 1) > 0;
  const figure = document.querySelectorAll('.js-plotly-plot')[plot], box = figure.getBoundingClientRect();
  const drawn = figure.calcdata.filter(cd => cd[0]?.trace.customdata && cd.some(p => held(cd, p)));
  const cd = drawn.at(trace), own = cd[0].trace, layout = figure._fullLayout;
  const known = cd.filter(p => held(cd, p));
  const p = known[Math.floor(which * (known.length - 1))];
  const x = layout[own.xaxis.replace('x', 'xaxis')], y = layout[own.yaxis.replace('y', 'yaxis')];
  const flat = own.type === 'bar';
  return [box.left + x._offset + x.c2p(flat ? p.s / 2 : p.x), box.top + y._offset + y.c2p(flat ? p.p : p.y)];
}"""
RESTING = """plot => {
  const app = document.querySelector('[data-test-script-state]'), figure = document.querySelectorAll('.js-plotly-plot')[plot];
  if (app?.dataset.testScriptState !== 'notRunning' || !figure?.calcdata?.length || !window.readersHands?.send) return false;
  const box = figure.getBoundingClientRect(), place = [box.x, box.y, box.width, box.height].join();
  const still = figure.dataset.place === place;
  figure.dataset.place = place;
  return still;
}"""
# What the click asks of the server is noted on its way
NOTED = """() => {
  const hands = window.readersHands, send = hands.send;
  hands.send = did => { window.sent = did.values; hands.send = send; send(did); };
}"""
HOVERED = "plot => document.querySelectorAll('.js-plotly-plot')[plot]._hoverdata?.[0]?.customdata"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("clicks")
    dates = days("2023-01-01", 420)
    rows = mixed_records(dates[:210], {"farm": 2, "school": 1, "health": 1})
    rows += mixed_records(dates[210:-1], {"farm": 1, "school": 2, "sport": 1})
    rows += mixed_records(dates[-1:], {"farm": 5, "sport": 4})
    numbered = [row | {"id": f"c{i}"} for i, row in enumerate(rows)]
    build(write_jsonl(folder / "issues.jsonl", numbered), folder / "archive", topics=4)
    return open_archive(folder / "archive")


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[str]:
    with serving(archive.snapshot.folder) as address:
        yield address


def visit(page: Page, address: str) -> None:
    """Opens an address and waits until its first figure is drawn."""
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=60_000)
    drawn(page, 0)


def drawn(page: Page, plot: int) -> None:
    """Waits until the script rests and the figure stands still where it is."""
    page.wait_for_function(RESTING, arg=plot, timeout=60_000)


def clicked(page: Page, plot: int = 0, trace: int = 0, which: float = 0.6) -> list[Any]:
    """Clicks a point; what the figure says the point is."""
    drawn(page, plot)
    page.locator(".js-plotly-plot").nth(plot).scroll_into_view_if_needed()
    x, y = page.evaluate(PLACE, [plot, trace, which])
    for attempt in range(20):  # a figure answers the pointer some frames after it is drawn
        page.mouse.move(x - 4 - attempt % 2, y)
        page.mouse.move(x, y, steps=3)
        page.wait_for_timeout(60)
        said = page.evaluate(HOVERED, plot)
        if said:
            page.evaluate(NOTED)
            page.mouse.click(x, y)
            page.wait_for_function("window.sent")
            return list(page.evaluate("() => { const sent = window.sent; delete window.sent; return sent; }"))
    pytest.fail("nothing to click there")


def turned(page: Page, **wanted: str) -> None:
    """Waits until the address says so."""
    for name, value in wanted.items():
        page.wait_for_function(
            "([n, v]) => new URL(location).searchParams.get(n) === v", arg=[name, str(value)], timeout=20_000
        )


@pytest.mark.parametrize("shape", ["lines", "area", "heat", "small"])
def test_a_point_of_a_topic_opens_its_articles(page: Page, site: str, archive: Archive, shape: str) -> None:
    visit(page, f"{site}/topics?by=month&view={shape}")
    topic, period, n, total = clicked(page)[:4]
    turned(page, series=topic, at=period)
    assert n == archive.count_articles(month_scope(period), Filter(topic=topic))
    assert total == archive.count_articles(month_scope(period), Filter())
    expect(page.locator(".st-key-drawer")).to_contain_text(f"{n:,} / {total:,} 篇")


def test_a_chosen_point_outlives_another_figure_and_another_measure(page: Page, site: str) -> None:
    visit(page, f"{site}/topics?by=month")
    topic, period = clicked(page)[:2]
    turned(page, series=topic, at=period)
    drawer = page.locator(".st-key-drawer h3")
    expect(drawer).to_contain_text(str(period).replace("-", "\u2011"))
    title = drawer.inner_text()
    for label, wanted, name, value in (
        ("图形", "分图", "view", "small"),
        ("统计方式", "篇数", "measure", "count"),
    ):
        page.get_by_label(label).first.click()
        page.get_by_role("option", name=wanted, exact=True).click()
        turned(page, **{name: value})
        drawn(page, 0)
        assert (parameter(page, "series"), parameter(page, "at")) == (topic, period)
        expect(drawer).to_have_text(title)


def test_a_name_in_the_legend_isolates_its_line(page: Page, site: str) -> None:
    visit(page, f"{site}/topics?by=month&with=t2,t3,t4")
    page.locator(".legendtoggle").first.wait_for(state="attached")
    visible = """() => [...new Set(document.querySelector('.js-plotly-plot')._fullData
        .filter(t => t.visible === true && t.showlegend).map(t => t.name))]"""
    assert len(page.evaluate(visible)) > 1
    page.locator(".legendtoggle").first.click(force=True)
    page.wait_for_function(f"({visible})().length === 1")


def test_a_box_over_the_strip_sets_the_dates(page: Page, site: str, archive: Archive) -> None:
    visit(page, f"{site}/topics?by=month")
    drawn(page, 1)
    strip = page.locator(".js-plotly-plot").nth(1)
    strip.scroll_into_view_if_needed()
    box = strip.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] * 0.7
    page.mouse.move(box["x"] + box["width"] * 0.35, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, y, steps=8)
    page.mouse.up()
    page.wait_for_function("new URL(location).searchParams.has('to')")
    since, until = parameter(page, "from"), parameter(page, "to")
    assert archive.meta.first < since < until < archive.meta.last
    assert since.endswith("-01")


def test_a_point_of_a_word_opens_the_articles_with_it(page: Page, site: str, archive: Archive) -> None:
    visit(page, f"{site}/keywords?q=门诊&by=month")
    word, period, n, total = clicked(page, which=0.3)[:4]
    assert word == "门诊"
    turned(page, at=period)
    assert n == archive.count_articles(month_scope(period), Filter(query=word)) > 0
    assert total == archive.count_articles(month_scope(period), Filter())
    expect(page.locator(".st-key-drawer")).to_contain_text(f"{n:,} / {total:,}")


def test_a_bar_of_an_issue_shows_its_articles(page: Page, site: str, archive: Archive) -> None:
    date = archive.meta.last
    visit(page, f"{site}/issue?date={date}")
    local = clicked(page, which=0.0)[0]
    turned(page, local=local)
    found = archive.issue(date)
    n = int((found.articles["local"] == int(local)).sum())
    assert 0 < n < len(found.articles)
    expect(page.get_by_text(f"{n} 篇").first).to_be_visible()
    for headline, own in zip(found.articles["headline"], found.articles["local"], strict=True):
        if own == int(local):
            expect(page.get_by_role("link", name=headline).first).to_be_visible()


def test_a_square_of_the_calendar_opens_its_issue(page: Page, site: str, archive: Archive) -> None:
    visit(page, f"{site}/data")
    date, n = clicked(page)[:2]
    expect(page).to_have_url(re.compile(f"/issue.*date={date}"))
    assert n == len(archive.issue(date).articles)
    expect(page.locator("h1").first).to_contain_text(date[:4])


def test_a_point_of_the_dumbbell_opens_its_topic(page: Page, site: str) -> None:
    visit(page, f"{site}/compare")
    topic = clicked(page, trace=1, which=0.0)[0]
    expect(page).to_have_url(re.compile(f"/topics.*topic={topic}"))
