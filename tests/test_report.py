"""The brief: its numbers are the command line's, its text is escaped, its bytes are always the same."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import io
import re
import shlex
import time
from pathlib import Path

import docx
import lxml.html
import pytest
from docx.oxml.ns import qn
from PIL import Image
from playwright.sync_api import Browser
from typer.testing import CliRunner

from tests.browser import chromium
from tests.builders import built, days, mixed_records, record, write_jsonl
from trends.archive import Archive, open_archive
from trends.cli import app
from trends.errors import QueryError
from trends.findings import Subject, Table
from trends.findings.sentences import PARTS, SENTENCES, singular
from trends.findings.windows import start_before
from trends.findings.writing import points, source_of
from trends.records import Scope
from trends.report import brief_of, written
from trends.report.addresses import checked_base
from trends.report.pictures import chart_pictures
from trends.report.word import word_brief

BASE = "https://example.com/trends/"
SECOND = Subject(dt.date(2024, 1, 31), dt.date(2024, 2, 29))
STORED = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def table(archive: Archive, query: Subject, section: str, caption: str = "") -> Table:
    found = {part.name: part for part in brief_of(archive, query).sections}[section]
    return next(t for t in found.tables if caption in t.caption)


def label_of(archive: Archive, word: str) -> tuple[str, str]:
    """(id, label) of the topic that a planted subject became."""
    topics = archive.topics()
    row = next(r for r in topics.to_dict("records") if word in [term for term, _ in r["terms"][:8]])
    return str(row["topic"]), str(row["label"])


# ---- planted truths ---------------------------------------------------------------------------


def test_the_planted_rise_and_fall_are_the_finding(planted: Archive) -> None:
    brief = brief_of(planted, SECOND)
    up, down = label_of(planted, "冠军")[1], label_of(planted, "医生")[1]
    assert brief.head.finding == f"「{up}」占比上升最多，「{down}」占比下降最多"


def test_numbers_of_changes_are_the_archives_own(planted: Archive) -> None:
    now = planted.movers(
        *(scope_of(a, b) for a, b in (("2024-01-31", "2024-02-29"), ("2024-01-01", "2024-01-30")))
    )
    shown = {str(row[0]): row for row in table(planted, SECOND, "changes", "全部").rows}
    assert len(shown) == len(now)
    for row in now.to_dict("records"):
        told = shown[row["label"]]
        assert told[1] == f"{row['share']:.1%}"
        assert told[2] == f"{row['n']:,}"
        assert told[4] == f"{100 * row['change']:+.1f}".replace("-", "−")


def scope_of(since: str, until: str) -> Scope:
    return Scope(dt.date.fromisoformat(since), dt.date.fromisoformat(until))


def test_every_command_in_the_brief_runs_and_gives_its_numbers(planted_dir: Path, planted: Archive) -> None:
    query = Subject(SECOND.since, SECOND.until, words=("冠军 金牌",), topics=("t1",))
    for section in brief_of(planted, query).sections:
        if not section.command:
            continue
        words = shlex.split(section.command)[3:]
        found = CliRunner().invoke(app, [*words, "--archive", str(planted_dir)])
        assert found.exit_code == 0, (section.command, found.output)
        if section.name == "words":
            lines = [line.split(",") for line in found.stdout.splitlines()[1:]]
            told = [row[1] for row in section.tables[0].rows]
            assert [f"{int(line[2]):,}" for line in lines] == told


def test_shares_of_a_period_in_the_table_sum_to_one(planted: Archive) -> None:
    for row in table(planted, SECOND, "shares").rows:
        parts = [float(str(cell).rstrip("%")) for cell in row[1:-1]]
        assert sum(parts) == pytest.approx(100, abs=0.05 * len(parts) + 0.01)


def test_the_missing_day_is_named(planted: Archive) -> None:
    query = Subject(dt.date(2024, 1, 1), dt.date(2024, 2, 29))
    coverage = next(s for s in brief_of(planted, query).sections if s.name == "coverage")
    assert "2024年1月17日" in coverage.sentences[0]


def test_a_headline_names_its_file_page_and_lines(planted: Archive) -> None:
    for row in table(planted, SECOND, "headlines").rows:
        assert re.fullmatch(r"planted\.jsonl 第\d+行", str(row[3]))
        assert str(row[2]).endswith("测试日报")


def test_few_issues_are_counted_and_never_said_to_rise(sample: Archive) -> None:
    brief = brief_of(sample, Subject())
    counts = table(sample, Subject(), "counts").rows
    assert sum(int(str(row[1])) for row in counts) == sample.meta.articles
    text = written(sample, Subject(), ".md").decode()
    assert "样本较少" in text
    assert not re.search("升最多|降最多|上升|下降|升温|降温", text)
    assert f"{sample.meta.issues}期" in brief.head.finding


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [
        ("2020-01-01", "2020-12-31", "2019-01-01"),
        ("2024-03-01", "2024-03-31", "2024-02-01"),
        ("2024-01-01", "2024-03-31", "2023-10-01"),
        ("2024-03-02", "2024-03-31", "2024-02-01"),
        ("2024-03-05", "2024-03-05", "2024-03-04"),
    ],
)
def test_whole_months_are_compared_with_whole_months(since: str, until: str, before: str) -> None:
    assert start_before(dt.date.fromisoformat(since), dt.date.fromisoformat(until)).isoformat() == before


def test_the_readers_choice_is_in(planted: Archive) -> None:
    found = planted.articles(limit=2)
    query = Subject(SECOND.since, SECOND.until, articles=tuple(found["id"]), topics=("t1",), words=("冠军",))
    names = [section.name for section in brief_of(planted, query).sections]
    assert names[:3] == ["chosen_topics", "words", "chosen_articles"]
    rows = table(planted, query, "chosen_articles").rows
    assert [str(row[0]) for row in rows] == found["headline"].tolist()


# ---- in English -------------------------------------------------------------------------------

HAN = re.compile("[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")  # the wide blank U+3000 is no Chinese
TRENDS = Path(__file__).resolve().parents[1] / "trends"


def unquoted(archive: Archive, text: str) -> str:
    """Text without what the archive itself says: labels, phrases, headlines, papers, words asked for."""
    phrases = archive.phrases()["phrase"]
    labels = [*archive.topics()["label"], *archive.meta.papers, *phrases, "冠军", "金牌"]
    articles = [archive.article(str(i)) for i in archive.articles(limit=100_000)["id"]]
    said = {str(s) for s in labels} | {a.headline for a in articles if a.headline}
    said |= {" ".join(a.paragraphs)[:300] for a in articles} | {a.source for a in articles}
    for piece in sorted(said - {""}, key=len, reverse=True):
        text = text.replace(piece, "·")
    return text


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_stands_in_both_languages(key: str) -> None:
    chinese, english = SENTENCES[key]
    assert chinese
    assert english
    assert not HAN.search(english)
    fields = [set(re.findall(r"{(\w+)}", text)) for text in (chinese, english)]
    assert fields[0] == fields[1] or key in ("day", "month", "days_of_month")  # Chinese months are numbers


def test_no_sentence_stands_twice() -> None:
    assert len(SENTENCES) == sum(len(part.SENTENCES) for part in PARTS)


def test_no_sentence_of_a_brief_stands_outside_the_table() -> None:
    for file in sorted([*TRENDS.glob("report/*.py"), *TRENDS.glob("findings/*.py")]):
        tree = ast.parse(file.read_text("utf-8"))
        errors = [
            n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "QueryError"
        ]
        told = {id(n) for e in errors for n in ast.walk(e)}
        docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        found = [
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant)
            and isinstance(n.value, str)
            and HAN.search(n.value)
            and id(n) not in told | docs
            and n.value not in ("宋体", "黑体")
        ]
        # validation.py is no part of a brief: a paragraph for a paper, written whole in each language
        assert file.name == "validation.py" or found == [], file.name
    for file in ("brief.html.jinja", "brief.js"):
        assert not HAN.search((TRENDS / "report" / file).read_text("utf-8"))


@pytest.mark.parametrize("kind", ["compared", "whole", "few"])
def test_an_english_brief_has_no_chinese_of_ours(kind: str, planted: Archive, sample: Archive) -> None:
    archive = sample if kind == "few" else planted
    ids = tuple(archive.articles(limit=2)["id"])
    own = {"articles": ids, "topics": ("t1",), "language": "en"}
    query = Subject(words=("冠军",), once=True, front_page=kind == "few", **own)  # type: ignore[arg-type]
    if kind == "compared":
        query = dataclasses.replace(query, since=SECOND.since, until=SECOND.until)
    if kind == "whole":
        query = dataclasses.replace(query, since=dt.date(2024, 1, 1), until=dt.date(2024, 2, 29))
    page = lxml.html.fromstring(written(archive, query, ".html", base_url=BASE).decode())
    assert page.get("lang") == "en"
    figures = page.xpath("//script[@id='figures']")[0].text
    shown = [
        page.xpath("//main")[0].text_content(),
        *page.xpath("//main//@aria-label"),
        page.findtext(".//title"),
        figures,
    ]
    data = written(archive, query, ".docx", pictures=False)
    document = docx.Document(io.BytesIO(data))
    shown += [p.text for p in document.paragraphs]
    shown += [cell.text for grid in document.tables for row in grid.rows for cell in row.cells]
    shown.append(written(archive, query, ".md").decode().replace("\\", ""))
    left = unquoted(archive, "\n".join(shown))
    assert not HAN.search(left), [left[max(m.start() - 40, 0) : m.end() + 20] for m in HAN.finditer(left)][:3]


def test_both_languages_tell_the_same_numbers(planted: Archive) -> None:
    english = brief_of(planted, dataclasses.replace(SECOND, language="en"))
    for ours, theirs in zip(brief_of(planted, SECOND).sections, english.sections, strict=True):
        assert (ours.name, ours.command) == (theirs.name, theirs.command)
        for a, b in zip(ours.tables, theirs.tables, strict=True):
            cells = [
                [re.findall(r"[-+]?[\d.,]*\d", str(cell)) for row in t.rows for cell in row[1:]]
                for t in (a, b)
            ]  # the first may be a date, whose month English names in a word
            assert cells[0] == cells[1]


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
