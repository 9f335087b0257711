"""Every form of the brief: the same words, escaped, the same bytes always, read without a network."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import time
from pathlib import Path

import docx
import lxml.html
import pytest
from docx.oxml.ns import qn
from PIL import Image
from playwright.sync_api import Browser
from typer.testing import CliRunner

from tests.briefs import BASE, SECOND, STORED
from tests.browser import chromium
from tests.builders import built, days, mixed_records, record, write_jsonl
from trends.archive import Archive, open_archive
from trends.cli import app
from trends.errors import QueryError
from trends.findings import Subject
from trends.findings.sentences import singular
from trends.findings.writing import points, source_of
from trends.report import brief_of, written
from trends.report.addresses import checked_base
from trends.report.pictures import chart_pictures
from trends.report.word import word_brief

# ---- every form -------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_the_same_question_gives_the_same_bytes(suffix: str, planted: Archive, planted_dir: Path) -> None:
    first = written(planted, SECOND, suffix)
    time.sleep(2.1)  # a ZIP file keeps times to two seconds
    assert written(open_archive(planted_dir), SECOND, suffix) == first


def test_the_forms_say_the_same(planted: Archive) -> None:
    brief = brief_of(planted, SECOND)
    told = [str(cell) for s in brief.sections for t in s.tables for row in t.rows for cell in row]
    page = lxml.html.fromstring(written(planted, SECOND, ".html").decode())
    assert [cell.text_content() for cell in page.xpath("//tbody//th | //tbody//td")] == told
    markdown = written(planted, SECOND, ".md").decode()
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    assert len(rows) == sum(len(t.rows) + 2 for s in brief.sections for t in s.tables)
    assert brief.head.finding in markdown


def test_a_word_file_holds_the_same_in_chinese_fonts_on_a4(planted: Archive) -> None:
    brief = brief_of(planted, SECOND)
    data = word_brief(brief, {})
    document = docx.Document(io.BytesIO(data))
    told = [t for section in brief.sections for t in section.tables]
    shown = [[[cell.text for cell in row.cells] for row in grid.rows] for grid in document.tables]
    assert shown == [[list(t.columns), *([str(cell) for cell in row] for row in t.rows)] for t in told]
    text = [paragraph.text for paragraph in document.paragraphs]
    assert brief.head.finding in text
    assert any("未附图" in line for line in text)
    assert (round(document.sections[0].page_width.mm), round(document.sections[0].page_height.mm)) == (
        210,
        297,
    )
    fonts = [document.styles[name].element.rPr.rFonts for name in ("Normal", "Title", "Heading 1")]
    assert [font.get(qn("w:eastAsia")) for font in fonts] == ["宋体", "黑体", "黑体"]


def test_a_word_file_keeps_no_clock(planted: Archive) -> None:
    first = word_brief(brief_of(planted, SECOND), {})
    time.sleep(2.1)
    assert word_brief(brief_of(planted, SECOND), {}) == first


def test_a_word_file_takes_characters_that_xml_cannot(planted: Archive) -> None:
    brief = brief_of(planted, SECOND)
    brief = dataclasses.replace(brief, head=dataclasses.replace(brief.head, finding="甲\x00乙\x0b\ud800丙"))
    document = docx.Document(io.BytesIO(word_brief(brief, {})))
    assert "甲\ufffd乙\ufffd\ufffd丙" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.browser
def test_charts_of_a_word_file_are_pictures_of_every_chart(planted: Archive) -> None:
    chromium()
    brief = brief_of(planted, SECOND)
    pictures = chart_pictures(brief)
    assert list(pictures) == [f"{s.name}-{c.name}" for s in brief.sections for c in s.charts]
    for data in pictures.values():
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        assert picture.width == 1520
        assert len(picture.resize((100, 100)).getcolors(10_000) or []) > 20  # drawn, not blank
    document = docx.Document(io.BytesIO(word_brief(brief, pictures)))
    assert len(document.inline_shapes) == len(pictures)


def test_stored_script_is_text(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 40), {"farm": 3, "school": 2})
    rows += [
        record(d, "sport", i, id=f"x{i}", title=STORED, paper=STORED)
        for i, d in enumerate(days("2024-01-01", 40))
    ]
    for row in rows:
        row["paper"] = STORED
    source = write_jsonl(tmp_path / "a&b<i>.jsonl", rows)
    archive = built(source, tmp_path / "archive", topics=3)
    archive.rename("t1", STORED[:24])
    query = Subject(dt.date(2024, 1, 21), dt.date(2024, 2, 9), articles=("x30",), words=("</script><b>",))
    text = written(archive, query, ".html", base_url=BASE).decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    page = lxml.html.fromstring(text)
    assert len(page.xpath("//script")) == 3
    assert not page.xpath("//img | //i | //b")
    assert any(STORED[:24] in cell.text_content() for cell in page.xpath("//td | //th"))
    markdown = written(archive, query, ".md").decode()
    assert not re.search(r"(?<!\\)<", re.sub(r"` [^`]* `", "", markdown))  # code is shown as it is


def test_links_lead_to_the_dashboard_only_when_it_is_named(planted: Archive) -> None:
    assert not lxml.html.fromstring(written(planted, SECOND, ".html").decode()).xpath("//a")
    named = written(planted, SECOND, ".html", base_url=BASE)
    page = lxml.html.fromstring(named.decode())
    links = {a.get("href") for a in page.xpath("//a")}
    assert all(link.startswith("https://example.com/trends/") for link in links)
    assert any("/articles?id=p" in link and "from=2024-01-31" in link for link in links)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "example.com", "https://", "https://a b", 'https://a"b']
)
def test_a_base_that_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(QueryError, match="不是网址"):
        checked_base(url)


@pytest.mark.parametrize(
    "query",
    [
        Subject(dt.date(2030, 1, 1), dt.date(2030, 2, 1)),
        Subject(dt.date.min, dt.date(1, 2, 1)),
        Subject(dt.date(2024, 2, 1), dt.date(2024, 1, 1)),
        Subject(paper="没有的报"),
        Subject(articles=("nope",)),
        Subject(topics=("t999",)),
        Subject(words=("-",)),
        Subject(language="de"),
    ],
    ids=str,
)
def test_a_question_without_an_answer_gets_a_sentence(query: Subject, planted: Archive) -> None:
    with pytest.raises(QueryError):
        brief_of(planted, query)


def test_dates_beyond_the_archive_are_cut_to_it(planted: Archive) -> None:
    brief = brief_of(planted, Subject(dt.date.min, dt.date.max))
    assert "2024年1月1日至2024年2月29日" in brief.head.title or "2024年1月" in brief.head.title


def test_lines_in_many_pieces_are_told_shortly() -> None:
    assert source_of(Subject().say, "a.txt", "3–9, 12") == "a.txt 第3–9, 12行"
    assert source_of(Subject().say, "a.txt", "3–9, 12, 14, 20–21") == "a.txt 第3–21行，共4处"


# ---- the command ------------------------------------------------------------------------------


def run(*args: str) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["report", *args])
    return found.exit_code, " ".join(found.output.split())


def test_the_command_writes_the_file(planted_dir: Path, planted: Archive, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    code, told = run(
        "--archive", str(planted_dir), "--since", "2024-01-31", "--until", "2024-02-29", "--out", str(out)
    )
    assert (code, out.read_bytes()) == (0, written(planted, SECOND, ".html"))
    assert f'"bytes": {out.stat().st_size}' in told
    code, _ = run("--archive", str(planted_dir), "--language", "en", "--out", str(out))
    assert (code, out.read_bytes()) == (0, written(planted, Subject(language="en"), ".html"))


@pytest.mark.parametrize("name", ["brief.pdf", "brief", "no/such/folder/brief.html"])
def test_a_file_that_cannot_be_gets_one_line(name: str, planted_dir: Path, tmp_path: Path) -> None:
    code, told = run("--archive", str(planted_dir), "--out", str(tmp_path / name))
    assert code == 1
    assert "Traceback" not in told


# ---- in a browser -----------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_browser_without_a_network_shows_it_all(
    browser: Browser, planted: Archive, tmp_path: Path, width: int, scheme: str
) -> None:
    file = tmp_path / "brief.html"
    file.write_bytes(written(planted, SECOND, ".html"))
    context = browser.new_context(offline=True, color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on(
        "request",
        lambda request: told.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    page.goto(file.as_uri())
    charts = page.locator("[data-figure] .main-svg").first
    charts.wait_for(timeout=30_000)
    figures = page.locator("[data-figure]").count()
    assert page.locator(".js-plotly-plot").count() == figures >= 3
    assert page.evaluate("document.documentElement.scrollWidth") == width
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(251, 250, 246)" if scheme == "light" else "rgb(24, 23, 20)")
    assert page.evaluate("document.querySelector('.js-plotly-plot').layout.paper_bgcolor") in (
        "#FBFAF6",
        "#181714",
    )
    assert told == []
    context.close()


@pytest.mark.browser
def test_with_scripts_off_the_tables_stand(browser: Browser, planted: Archive, tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    file.write_bytes(written(planted, SECOND, ".html"))
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("table").count() == sum(len(s.tables) for s in brief_of(planted, SECOND).sections)
    assert page.locator("h1").inner_text() == brief_of(planted, SECOND).head.finding
    context.close()


def test_a_change_has_a_sign_of_its_own_width() -> None:
    assert [points(change) for change in (-0.0123, 0.0123, float("nan"))] == ["−1.2", "+1.2", "—"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 articles in 11 issues", "1 article in 11 issues"),
        ("a.txt, lines 12", "a.txt, line 12"),
        ("a.txt, lines 12-30", "a.txt, lines 12-30"),
        ("a.txt, lines 12\\-30", "a.txt, lines 12\\-30"),
        ("a.txt, lines 12, 14-16", "a.txt, lines 12, 14-16"),
    ],
)
def test_one_thing_stands_in_the_singular(text: str, told: str) -> None:
    assert singular(text) == told
