"""Five minutes of an analyst on 3,000 issues: what changed, since when, in which articles, in what words.

Each step is asserted by what the reader sees, and what is seen is what the archive answers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import opened, serving, settled, watched
from tests.builders import build, days, mixed_records, write_jsonl
from trends.archive import Archive, Filter, open_archive
from trends.records import Scope

pytestmark = pytest.mark.browser
WIDE = {"width": 1440, "height": 1000}
ISSUES = 3000


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """3,000 issues, no Sundays: health gives way to sport half way; school rises in the last month."""
    folder = tmp_path_factory.mktemp("walk")
    dates = [d for d in days("2016-01-01", 3600) if dt.date.fromisoformat(d).weekday() != 6][:ISSUES]
    half, month = ISSUES // 2, ISSUES - 25
    rows = mixed_records(dates[:half], {"farm": 1, "school": 1, "health": 1})
    rows += mixed_records(dates[half:month], {"farm": 1, "school": 1, "sport": 1}, len(rows))
    rows += mixed_records(dates[month:], {"farm": 1, "school": 5, "sport": 1}, len(rows))
    numbered = [row | {"id": f"w{i}"} for i, row in enumerate(rows)]
    build(write_jsonl(folder / "issues.jsonl", numbered), folder / "archive", topics=4)
    return open_archive(folder / "archive")


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[str]:
    with serving(archive.snapshot.folder) as address:
        yield address


def test_from_what_changed_to_a_quotable_sentence(browser: Browser, site: str, archive: Archive) -> None:
    assert archive.meta.issues == ISSUES
    school = topic_with(archive, "学校")
    page, errors = opened(browser, site, viewport=WIDE)

    # what changed? the overview's headline names the topic that rose
    label = label_of(archive, school)
    expect(page.locator("h1").first).to_contain_text(label)
    page.get_by_test_id("stDataFrame").first.click(position={"x": 60, "y": 52})
    settled(page)
    expect(page).to_have_url(re.compile(f"/topics.*topic={school}"))

    # since when? a point opens the articles behind it, as many as the archive has
    expect(page.locator("h1").first).to_contain_text(label)
    click_point(page, -2)
    at = parameter(page, "at")
    n = archive.count_articles(month_scope(at), Filter(topic=parameter(page, "series") or school))
    assert n > 20
    drawer = page.locator(".st-key-drawer")
    expect(drawer).to_contain_text(f"{n:,}")

    # which article? the first one opens in the reader, whole
    drawer.locator("[class*=st-key-open_] a").first.click()
    expect(page).to_have_url(re.compile("/articles.*id="), timeout=30_000)
    settled(page)
    article = archive.article(parameter(page, "id"))
    assert article.date.startswith(at)
    reader = page.locator(".st-key-reader_text")
    for paragraph in article.paragraphs:
        assert bare(paragraph) in bare(reader.inner_text())

    # what else stood there? its issue, with all its articles
    page.get_by_role("link", name="看这一期").first.click()
    settled(page)
    expect(page).to_have_url(re.compile(f"/issue.*date={article.date}"))
    issue = archive.issue(article.date)
    for headline in issue.articles["headline"]:
        expect(page.get_by_text(headline).first).to_be_visible()

    # in what words? every line of the context holds the word
    page.goto(f"{site}/keywords?q=门诊")
    page.locator("h1").first.wait_for()
    settled(page)
    last_seen = archive.appearances(["门诊"])["last"].iloc[0]
    assert last_seen < archive.meta.last
    cells = page.locator(".st-key-concordance td")
    expect(cells.filter(has_text=last_seen.replace("-", "\u2011")).first).to_be_attached()
    expect(cells.filter(has_text="门诊").first).to_be_attached()

    # before and after: what was said of health is what marks the first half
    page.get_by_role("link", name="对比").click()
    expect(page).to_have_url(re.compile("/compare"))
    expect(page.locator("h1").first).not_to_contain_text("门诊", timeout=30_000)
    settled(page)
    expect(page.get_by_text(label_of(archive, topic_with(archive, "医院"))).first).to_be_visible()

    # a colleague opens the same link and sees the same
    seen = page.locator("h1").first.inner_text()
    colleague, more = opened(browser, page.url, viewport=WIDE)
    expect(colleague.locator("h1").first).to_have_text(seen)
    assert errors + more == []
    colleague.close()
    page.close()


@pytest.mark.parametrize("path", ["", "topics", "issue", "keywords", "compare", "articles", "data"])
def test_a_page_of_a_large_archive_sends_little(browser: Browser, site: str, path: str) -> None:
    page, _ = watched(browser, viewport=WIDE)
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sent.append(len(data))))
    page.goto(f"{site}/{path}")
    page.locator("h1").first.wait_for()
    settled(page)
    assert 0 < sum(sent) <= 2_000_000
    page.close()


def topic_with(archive: Archive, term: str) -> str:
    """The topic that a term weighs most in."""
    weights = {row.topic: dict(row.terms).get(term, 0.0) for row in archive.topics().itertuples(index=False)}
    return max(weights, key=lambda topic: weights[topic])


def label_of(archive: Archive, topic: str) -> str:
    """The first word of a topic's label, which every page shows."""
    table = archive.topics()
    return re.split("[、·]", str(table[table["topic"] == topic]["label"].iloc[0]))[0]


def click_point(page: Page, which: int) -> None:
    """A point of the line in focus, which is drawn last."""
    x, y = page.wait_for_function(
        """which => {
          const plot = document.querySelector('.js-plotly-plot'), box = plot.getBoundingClientRect();
          const cd = plot.calcdata?.filter(cd => cd[0].trace.customdata && cd[0].trace.hoverinfo !== 'skip').at(-1);
          const point = cd?.filter(p => Number.isFinite(p.y)).at(which), {xaxis, yaxis} = plot._fullLayout ?? {};
          return point && [box.left + xaxis._offset + xaxis.c2p(point.x), box.top + yaxis._offset + yaxis.c2p(point.y)];
        }""",
        arg=which,
    ).json_value()
    page.mouse.click(x, y)
    page.wait_for_function("new URL(location).searchParams.has('at')")
    settled(page)


def parameter(page: Page, name: str) -> str:
    found = re.search(rf"[?&]{name}=([^&]+)", page.url)
    return found[1] if found else ""


def month_scope(label: str) -> Scope:
    since = dt.date.fromisoformat(f"{label}-01")
    return Scope(since, (since + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)
