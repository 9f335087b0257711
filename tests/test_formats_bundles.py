"""Web pages, and what is packed: read alike, bounded, each fault one sentence."""

from __future__ import annotations

import dataclasses
import gzip
import os
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import samples
from tests.formatted import NAMES, TEXT, only_problem, put, read
from tests.mutants import mutant, seeds
from trends.readers.limits import LIMITS
from trends.records import Article, Page, Problem

# ---- web pages ------------------------------------------------------------------------------------


def test_a_folder_of_an_electronic_paper_gives_its_articles_and_nothing_else(tmp_path: Path) -> None:
    for name, data in samples.epaper().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        put(tmp_path, name, data)
    problem, *articles = read(tmp_path)
    assert isinstance(problem, Problem)
    assert "3 个" in problem.what
    told = [(a.headline, a.kicker, a.paragraphs, a.page, a.paper) for a in articles if isinstance(a, Article)]
    assert told == [
        (s.headline, s.kicker, s.paragraphs, k, samples.PAPER) for k, s in enumerate(samples.stories(), 1)
    ]
    assert {str(a.date) for a in articles if isinstance(a, Article)} == {samples.DATE}


@pytest.mark.parametrize("name", ["content_1.htm", "web.html", "saved.mhtml"])
def test_a_web_page_in_any_form_is_one_article_with_its_lines(name: str) -> None:
    [article] = read(samples.FOLDER / name)
    s = samples.stories()[0]
    assert isinstance(article, Article)
    assert (article.headline, article.paragraphs, str(article.date)) == (
        s.headline,
        s.paragraphs,
        samples.DATE,
    )
    if name != "saved.mhtml":
        lines = (samples.FOLDER / name).read_text("utf-8").split("\n")
        found = [span.line for span in article.pieces[0].body]
        assert all(p in lines[line - 1] for line, p in zip(found, s.paragraphs, strict=True))


def test_an_undated_web_page_is_a_page_whose_date_may_be_inferred(tmp_path: Path) -> None:
    html = samples.web_page().decode()
    html = html[: html.index("<meta property")] + html[html.index("<body>") :]
    [page] = read(put(tmp_path, "a.html", html.encode()))
    assert isinstance(page, Page)
    assert page.date is None


@pytest.mark.parametrize(
    "html",
    [
        samples.node_page(),
        b"<html><body><script>document.write('\xe4\xbb\x8a\xe5\xa4\xa9')</script></body></html>",
        b"<html></html>",
        b"<html>" + b"<div>" * 50_000,
    ],
)
def test_a_web_page_without_an_article_is_told(tmp_path: Path, html: bytes) -> None:
    only_problem(put(tmp_path, "a.html", html))


def test_scripts_never_become_text(tmp_path: Path) -> None:
    html = samples.content_page(samples.stories()[0], 1)
    html = html.replace(b"<P>", "<script>alert('脚本')</script><P><style>脚本</style>".encode(), 1)
    [article] = read(put(tmp_path, "content_9.htm", html))
    assert isinstance(article, Article)
    assert "脚本" not in article.body


# ---- containers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["issue.zip", "issue.tar.gz"])
def test_a_bundle_is_walked_in_order_and_inner_names_are_kept(name: str) -> None:
    found = read(samples.FOLDER / name)
    assert [type(item) for item in found] == [Page, Article, Article, Article]
    assert isinstance(found[0], Page)
    assert found[0].file == f"{name}!2024-03-09/01.txt"
    assert str(found[0].date) == "2024-03-09"
    assert found[0].number == 1


def test_bundles_within_bundles_are_read_to_a_depth(tmp_path: Path) -> None:
    data = samples.zipped({"a.txt": TEXT.encode()})
    for _ in range(LIMITS.nested - 1):
        data = samples.zipped({"in.zip": data})
    assert [type(item) for item in read(put(tmp_path, "a.zip", data))] == [Page]
    assert "层" in only_problem(put(tmp_path, "b.zip", samples.zipped({"in.zip": data}))).what


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    data = samples.zipped({"20240309-nameofpaper.txt": TEXT.encode()})
    name = "20240309-临川日报AAA.txt".encode("gb18030")
    [page] = read(put(tmp_path, "a.zip", data.replace(b"20240309-nameofpaper.txt", name)))
    assert isinstance(page, Page)
    assert page.file == "a.zip!20240309-临川日报AAA.txt"
    assert page.paper == "临川日报"


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt"])
def test_names_that_lead_out_are_not_read_and_the_rest_is(tmp_path: Path, name: str) -> None:
    for path in (
        put(tmp_path, "a.zip", samples.zipped({name: TEXT.encode(), "good.txt": TEXT.encode()})),
        put(tmp_path, "a.tar", samples.tarred({name: TEXT.encode(), "good.txt": TEXT.encode()}, "w")),
    ):
        problem, page = read(path)
        assert isinstance(problem, Problem)
        assert "外面" in problem.what
        assert isinstance(page, Page)


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path, "secret.txt", TEXT.encode())
    folder = tmp_path / "pages"
    folder.mkdir()
    put(folder, "01.txt", TEXT.encode())
    os.symlink(outside, folder / "02.txt")
    with tarfile.open(folder / "03.tar", "w") as bundle:
        bundle.add(folder / "02.txt", "link.txt")
    kinds = [type(item) for item in read(folder)]
    assert kinds == [Problem, Page, Problem]


def test_a_bomb_is_one_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        bundle.writestr("bomb.txt", bytes(120_000_000))
        bundle.writestr("good.txt", TEXT)
    problem, page = read(tmp_path)
    assert isinstance(problem, Problem)
    assert "炸弹" in problem.what
    assert isinstance(page, Page)


def test_one_endless_line_is_one_problem(tmp_path: Path) -> None:
    head = b'{"date": "2024-03-09", "body": "'
    put(tmp_path, "a.jsonl.gz", gzip.compress(head + b"a" * (LIMITS.line + 9)))
    assert "字" in only_problem(tmp_path / "a.jsonl.gz").what


@pytest.mark.parametrize("name", NAMES)
def test_a_truncated_file_is_told_and_never_raises(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: False)
    data = (samples.FOLDER / name).read_bytes()
    for size in (0, 1, 5, len(data) // 3, len(data) // 2, len(data) - 9):
        found = read(put(tmp_path, name, data[:size]))
        assert found
        assert all(isinstance(item, (Page, Article, Problem)) for item in found)


def test_limits_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        LIMITS.unpacked = 1  # type: ignore[misc]


SEEDS = seeds()
HEAVY = (".htm", ".html", ".mhtml", ".docx", ".xlsx", ".pdf", ".png", "epaper.zip", ".parquet")


@pytest.mark.parametrize("name", NAMES)
def test_damaged_files_never_raise(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trends.readers.scans.has_recognition", lambda: False)

    @settings(max_examples=60 if name.endswith(HEAVY) else 300, deadline=None, database=None)
    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        found = read(put(tmp_path, name, mutant(SEEDS[name], random.Random(seed), list(SEEDS.values()))))
        assert all(isinstance(item, (Page, Article, Problem)) for item in found)
        assert all(item.what and item.cure for item in found if isinstance(item, Problem))

    holds()
