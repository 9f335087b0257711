"""The screen without a browser: every page opens, links are read, bad links get a sentence."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import string
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from markdown_it import MarkdownIt

import trends
from tests.screens import screen, text
from trends.archive.snapshot import Meta
from trends.dashboard.articles.reader import marked, searched
from trends.dashboard.sentences import PAGES as SENTENCE_FILES
from trends.dashboard.sentences import SENTENCES, escaped
from trends.dashboard.state import GLOBAL, preset_of, preset_range, read_view, view_params
from trends.pipeline import build
from trends.records import PERIODS, Scope

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("overview", "topics", "issue", "keywords", "compare", "articles", "data")
META = Meta(
    data_version="20260101-abcd", schema=1, snapshot="000001-20260101-abcd.duckdb", papers=("甲报", "乙报"),
    first="2012-01-04", last="2026-01-01", issues=5000, articles=70000, characters=10**7, topics=8, undated=0,
    problems=0, sparse=False, settings={}, versions={},
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dashboard") / "archive"
    build([ROOT / "seeds" / "pages"], folder)
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_samples(archive: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    app = screen(archive, monkeypatch, page)
    assert not app.exception
    assert any(m.value.startswith("# ") for m in app.markdown)
    assert app.session_state["page"] == page
    assert trends.open_archive(archive).meta.data_version in text(app)


@pytest.mark.parametrize("page", PAGES)
def test_english_has_no_chinese_of_ours(archive: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    app = screen(archive, monkeypatch, page, lang="en")
    assert not app.exception
    assert "统计方式" not in text(app)
    assert any("data version" in m.value for m in app.markdown)


@pytest.mark.parametrize(
    ("name", "value"),
    [("from", "2030-01-01"), ("from", "gestern"), ("by", "<script>"), ("measure", "x"), ("smooth", "99"),
     ("paper", "无此报"), ("lang", "xx"), ("nosuch", "1"), ("by", "x" * 100_000)],
)  # fmt: skip
def test_a_bad_link_gets_a_sentence_and_a_page(
    archive: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    app = screen(archive, monkeypatch, **{name: value})
    assert not app.exception
    assert len(app.warning) >= 1
    assert any(m.value.startswith("# ") for m in app.markdown)


@pytest.mark.parametrize(
    ("page", "name"),
    [("topics", "topic"), ("issue", "date"), ("articles", "id"), ("articles", "topic"), ("compare", "a")],
)
def test_an_unknown_id_gets_a_sentence_and_a_page(
    archive: Path, monkeypatch: pytest.MonkeyPatch, page: str, name: str
) -> None:
    app = screen(archive, monkeypatch, page, **{name: "<b>t9999</b>"})
    assert not app.exception
    assert len(app.warning) >= 1


def test_dates_of_the_link_narrow_the_numbers(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(archive, monkeypatch, **{"from": "2023-01-01", "to": "2023-12-31"})
    scope = Scope(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    n = trends.open_archive(archive).count_articles(scope)
    assert any(m.value == f"{n} 篇" for m in app.metric)


def test_without_an_archive_one_is_built_from_the_samples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    app = screen(folder, monkeypatch)
    assert not app.exception
    assert trends.open_archive(folder).meta.issues == 5


def test_a_broken_archive_is_named(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(archive, folder)
    for file in (folder / "snapshots").iterdir():
        file.write_bytes(b"no database")
    app = screen(folder, monkeypatch)
    assert not app.exception
    assert len(app.error) == 1


def test_both_languages_of_a_sentence_take_the_same_values() -> None:
    for key, both in SENTENCES.items():
        assert len(both) == 2, key
        assert all(both), key
        names = [{f for _, f, _, _ in string.Formatter().parse(text) if f} for text in both]
        assert names[0] == names[1], key


def test_no_sentence_is_written_twice() -> None:
    assert sum(len(page.SENTENCES) for page in SENTENCE_FILES) == len(SENTENCES)


@given(some.dictionaries(some.sampled_from([*GLOBAL, "x"]), some.text(max_size=30)))
def test_any_link_gives_a_view_inside_the_archive(params: dict[str, str]) -> None:
    view, _ = read_view(params, META)
    assert META.first <= view.since.isoformat() <= view.until.isoformat() <= META.last
    assert view.by in PERIODS
    again, notices = read_view(view_params(view), META)
    assert notices == ()
    assert again == view


def test_reversed_dates_are_swapped_and_said() -> None:
    view, notices = read_view({"from": "2020-01-01", "to": "2019-01-01"}, META)
    assert (view.since, view.until) == (dt.date(2019, 1, 1), dt.date(2020, 1, 1))
    assert [n.key for n in notices] == ["notice_reversed"]


@pytest.mark.parametrize("preset", ["month", "year", "five", "all"])
def test_presets_are_recognised(preset: str) -> None:
    since, until = preset_range(preset, META)
    view, _ = read_view({"from": str(since), "to": str(until)}, META)
    assert preset_of(view, META) is not None


@given(some.text())
def test_escaped_text_holds_no_markup(source: str) -> None:
    assert "<" not in escaped(source)
    assert "<" not in marked(source, ("<b>",), ())


# What the browser's Markdown makes a link of in any text that stands there without markup (GitHub's autolinks).
LINKED = re.compile(
    r"https?://[-.\w]+|www\.[-.\w]+|(?:^|(?<=[\s\W_]))[-.\w+]+@[-\w]+(?:\.[-\w]+)+", re.IGNORECASE
)
ADDRESSES = some.lists(
    some.sampled_from(
        [
            "http",
            "https",
            "HTTPS",
            "www",
            "WWW.",
            "://",
            ":",
            "a",
            "b_",
            "-",
            "@",
            ".",
            "evil.cn",
            "见",
            " ",
            "*",
            "/?q=1",
        ]
    )
).map("".join)


@given(ADDRESSES | some.text())
@example("看http://evil.cn/a和www.evil.cn，信a_b@evil.org、b@-c.cn，HTTPS://x.cn")
def test_an_address_in_an_article_is_no_link_and_reads_as_printed(source: str) -> None:
    line = "x" + " ".join(source.replace("\x00", "").split())
    [paragraph] = [b for b in MarkdownIt("commonmark").parse(escaped(line)) if b.type == "inline"]
    texts = [token.content for token in paragraph.children or () if token.type == "text"]
    assert "".join(texts) == line
    assert not LINKED.search("\n".join(texts))


def test_marks_are_where_the_words_are() -> None:
    assert marked("安全生产*", ("安全",), ("生产",)) == ":orange-background[安全]:gray-background[生产]\\*"
    assert searched("安全|生产 -事故") == ("安全", "生产")
