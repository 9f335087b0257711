"""Every point of a long chart shows and opens its own period: at three widths, with the mouse and by touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import serving, settled, watched
from tests.builders import build, mixed_records, write_jsonl
from trends.archive import Archive, open_archive

pytestmark = pytest.mark.browser
MONTHS = 168
BURST = range(96, 120)
# Every point of every line on screen: where it stands, its series and its period
POINTS = """() => {
  const plot = document.querySelector('.js-plotly-plot'), box = plot.getBoundingClientRect(), found = [];
  for (const cd of plot.calcdata) {
    const own = cd[0].trace;
    if (!own.customdata || own.hoverinfo === 'skip') continue;
    const x = plot._fullLayout[own.xaxis.replace('x', 'xaxis')], y = plot._fullLayout[own.yaxis.replace('y', 'yaxis')];
    cd.forEach((p, i) => {
      if (Number.isFinite(p.y)) found.push({x: box.left + x._offset + x.c2p(p.x), y: box.top + y._offset + y.c2p(p.y),
        series: own.customdata[i][0], period: own.customdata[i][1]});
    });
  }
  return found;
}"""
SHOWN = """period => {
  const labels = [...document.querySelectorAll('.js-plotly-plot .hovertext')].map(e => e.textContent);
  return labels.length === 1 && labels[0].includes(period);
}"""
# What a click would ask of the server is only written down
CAUGHT = "() => { window.asked = []; window.readersHands.send = (did) => window.asked.push(did.values.slice(0, 2)); }"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """168 months: subjects that rise and fall at their own pace, so that lines cross and peaks stand alone; two years of
    health are a burst."""
    folder = tmp_path_factory.mktemp("points")
    rows: list[dict[str, object]] = []
    for month in range(MONTHS):
        day = dt.date(2010 + month // 12, month % 12 + 1, 5).isoformat()
        mix = {"farm": 1 + month % 5, "school": 1 + (month * 3) % 4, "sport": 1 + month // 60}
        if month in BURST or month % 4 == 3:
            mix["health"] = 4 if month in BURST else 1
        rows += [row | {"id": f"m{len(rows) + i}"} for i, row in enumerate(mixed_records([day], mix))]
    build(write_jsonl(folder / "months.jsonl", rows), folder / "archive", topics=4)
    return open_archive(folder / "archive")


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[str]:
    with serving(archive.snapshot.folder) as address:
        yield address


@pytest.mark.parametrize(("width", "part"), [(390, 0), (1024, 1), (1440, 2)])
@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_every_point_shows_and_opens_its_own_month(
    browser: Browser, site: str, width: int, part: int, touch: bool
) -> None:
    page, errors = watched(browser, viewport={"width": width, "height": 1000}, has_touch=touch)
    visit(page, f"{site}/topics?by=month&smooth=1")
    found: list[dict[str, Any]] = page.evaluate(POINTS)
    assert len(found) >= 4 * MONTHS - 3  # nothing is drawn before a first use, here in the fourth month
    own, others = (
        found[-MONTHS:],
        found[:-MONTHS],
    )  # where points are closest every one, else a third at each width
    found = own if width == 390 and not touch else own[part::3]
    found += others[part::17] if not touch else []
    page.evaluate(CAUGHT)
    for n, point in enumerate(found):
        if touch:
            page.touchscreen.tap(point["x"], point["y"])
        else:
            page.mouse.click(point["x"], point["y"])
        if n % 9 == 0 and not touch:  # a tap opens at once; the label is for a pointer that rests
            page.wait_for_function(SHOWN, arg=point["period"])
    asked = page.evaluate("window.asked")
    assert [period for _, period in asked] == [point["period"] for point in found]
    # where lines meet, one of those that meet there is opened
    at = {
        (point["x"], round(point["y"]) + d, point["series"])
        for point in page.evaluate(POINTS)
        for d in (-1, 0, 1)
    }
    assert all((p["x"], round(p["y"]), series) in at for p, (series, _) in zip(found, asked, strict=True))
    assert errors == []
    page.close()


def test_the_number_of_a_peak_opens_it(browser: Browser, site: str, archive: Archive) -> None:
    topic = archive.bursts(by="month", kind="topics")["item"].iloc[0]
    page, errors = watched(browser, viewport={"width": 390, "height": 1000}, has_touch=True)
    visit(page, f"{site}/topics?by=month&smooth=1&topic={topic}")
    rings = page.locator(".annotation").filter(has_text="①")
    expect(rings).to_have_count(1)
    box = rings.bounding_box()
    assert box is not None
    peak = page.evaluate("() => document.querySelector('.js-plotly-plot')._fullLayout.meta.rings[0][2]")
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("p => new URL(location).searchParams.get('at') === p", arg=peak)
    assert errors == []
    page.close()


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".js-plotly-plot .plot-container").first.wait_for(timeout=60_000)
    settled(page)
    page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    page.wait_for_function("!!window.readersHands?.send")
