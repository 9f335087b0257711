"""Rough pages: other kinds of story, mastheads of several papers, what recognition and web sites do to lines."""

from __future__ import annotations

import random

import pytest

from tests.data.gold import score_pages
from tests.pages import page, printed
from tests.rough import rough_pages
from trends.layout import cut_page, page_record


@pytest.mark.parametrize("name", [name for name in sorted(rough_pages()) if "交错" not in name])
def test_rough_pages_are_cut_as_an_editor_would(name: str) -> None:
    rng, kind, totals = random.Random(19), rough_pages()[name], []
    for _ in range(4):
        made, gold = printed(kind.stories(rng), kind.layout, rng, kind.changes)
        score = score_pages.score_page(
            gold, page_record(cut_page(made)), [None, *(line.text for line in made.lines)]
        )
        totals.append(score["total"])
    assert sum(totals) / 4 > 0.88


def test_two_rows_of_one_headline_are_one_sentence() -> None:
    cut = cut_page(
        page(
            "周启明到东屏县调研",
            "果业发展和科普工作情况",
            "本报讯（记者 张三）3月8日，周启明到东屏县调研果业发展和科普工作情况。",
        )
    )
    assert [article.headline for article in cut.articles] == ["周启明到东屏县调研果业发展和科普工作情况"]


def test_an_unfinished_line_does_not_swallow_the_next_of_parallel_paragraphs() -> None:
    cut = cut_page(
        page(
            "绿色出行从我做起", "■ 本报评论员", "城市的路要大家来走。", "绿色出行，是习惯的改变。少开一天车，多走一段路。",
            "绿色出行，是观念的更新。人人都愿意走，步道才会", "绿色出行，是城市的温度。"
        )
    )  # fmt: skip
    assert len(cut.articles[0].paragraphs) == 4
