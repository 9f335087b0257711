"""Web pages of unknown form: the article of each, its date, and nothing of what stands around it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stories import SUBJECTS, Story, story
from tests.webforms import DAY, FORMS, wanted
from trends.readers import find_sources, read_source
from trends.readers.markup import blocks_of, parsed
from trends.records import Article, Page

_RNG = random.Random(4)
STORIES = [story(_RNG, subject) for subject in sorted(SUBJECTS)[:3]]


def read(path: Path, data: bytes) -> list[object]:
    path.write_bytes(data)
    [source], _ = find_sources([path])
    return list(read_source(source))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_article_of_a_page_is_found_whole_and_alone(
    form: Callable[[Story], bytes], tmp_path: Path
) -> None:
    for s in STORIES:
        [article] = read(tmp_path / "a.html", form(s))
        assert isinstance(article, Article)
        assert (article.headline, str(article.date)) == (s.headline, DAY)
        assert list(article.paragraphs) == list(wanted(form, s))


def test_dates_of_lists_and_footers_date_nothing(tmp_path: Path) -> None:
    html = (
        "<html><title>标题在此处</title><body><h1>标题在此处</h1>"
        + "".join(f"<p>{p}</p>" for p in STORIES[0].paragraphs)
        + "<ul><li><a href=1>别的新闻一则</a> 2024-04-02</li><li><a href=2>别的新闻两则</a> 2024-04-03</li></ul></body></html>"
    )
    [page] = read(tmp_path / "a.html", html.encode())
    assert isinstance(page, Page)
    assert page.date is None


def test_each_line_of_typed_text_is_a_paragraph_with_its_line() -> None:
    root = parsed("<html><body><pre>一\n二<b>三</b>\n四\n\n五</pre><p>六\n七</p></body></html>", "a.html")
    assert [(block.text, block.line) for block in blocks_of(root)] == [
        ("一", 1),
        ("二三", 2),
        ("四", 3),
        ("五", 5),
        ("六 七", 5),
    ]
