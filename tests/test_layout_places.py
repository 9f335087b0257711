"""Pages whose lines have places: reading order by place, sizes and indents, nothing lost."""

from __future__ import annotations

import dataclasses
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.data.gold import score_pages
from tests.pages import page
from tests.sheets import Sheet, bare, sheets, side_by_side, typeset
from tests.stories import SUBJECTS, Story, story
from tests.test_layout_properties import nothing_lost
from trends.layout import cut_page, page_record
from trends.layout.cells import cells_of
from trends.layout.geometry import placed_lines
from trends.records import Box, Line, Page


def stories(rng: random.Random) -> list[Story]:
    return [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), rng.randrange(3, 8))]


@pytest.mark.parametrize("name", sorted(sheets()))
def test_typeset_pages_are_read_by_place(name: str) -> None:
    rng = random.Random(11)
    totals, worst = [], []
    for _ in range(6):
        made, gold = typeset(stories(rng), sheets()[name], rng)
        cut = cut_page(made)
        assert nothing_lost(cut)
        score = score_pages.score_page(gold, page_record(cut), [None, *(line.text for line in made.lines)])
        totals.append(score["total"])
        worst.append(score["tau_min"])
    assert sum(totals) / 6 > 0.97
    assert sum(worst) / 6 > 0.9


@pytest.mark.parametrize("order", ["story", "columns", "rows", "shuffled"])
def test_file_order_is_of_no_account_where_places_are_known(order: str) -> None:
    written = stories(random.Random(3))
    first, other = (
        cut_page(typeset(written, Sheet(order=name), random.Random(4))[0]) for name in ("heads-last", order)
    )
    assert {a.headline: a.paragraphs for a in first.articles} == {
        a.headline: a.paragraphs for a in other.articles
    }


def test_an_indent_opens_a_paragraph_and_a_full_stop_at_the_edge_does_not() -> None:
    written = dataclasses.replace(
        story(random.Random(1)),
        paragraphs=("本报讯（记者 张三）" + "桥梁建成通车。" * 20, "第二段" + "道路拓宽完工。" * 20),
    )
    cut = cut_page(typeset([written], Sheet(columns=3, wrap=14), random.Random(2))[0])
    assert len(cut.articles[0].paragraphs) == 2


def test_too_few_places_leave_the_file_order() -> None:
    made, _ = typeset(stories(random.Random(5)), Sheet(order="rows"), random.Random(5))
    half = [line if n % 2 else Line(line.number, line.text) for n, line in enumerate(made.lines)]
    assert placed_lines(half) is None
    assert placed_lines(bare(made).lines) is None


def test_dim_recognition_beside_the_text_is_noise() -> None:
    lines = [
        Line(n, "这是一行识别得很清楚的正文文字内容", Box(0.1, n / 40, 0.5, n / 40 + 0.02))
        for n in range(1, 30)
    ]
    lines.append(Line(30, "目皿丨口", Box(0.7, 0.5, 0.8, 0.52), confidence=0.2))
    cut = cut_page(Page("a.pdf", tuple(lines)))
    assert [noise.why for noise in cut.noise] == ["识别不清"]


@pytest.mark.parametrize(
    "box", [Box(0, 0, 0, 0), Box(0.5, 0.5, 0.4, 0.4), Box(-1, -1, 2, 2), Box(0, 0, 1, 1)]
)
def test_boxes_that_say_nothing_lose_nothing(box: Box) -> None:
    made = page(*("城市建设新篇章", "本报讯（记者 张三）3月8日，大桥建成通车。", "市民拍手称快。") * 200)
    boxed = dataclasses.replace(made, lines=tuple(dataclasses.replace(line, box=box) for line in made.lines))
    assert nothing_lost(cut_page(boxed))


@pytest.mark.parametrize("tall", [0.001, 0.2])
def test_many_lines_in_one_place_take_a_bounded_time(tall: float) -> None:
    lines = [Line(n, "市政府召开会议", Box(0.1, 0.1, 0.13, 0.1 + tall)) for n in range(1, 1501)]
    begun = time.process_time()
    assert nothing_lost(cut_page(Page("a.pdf", tuple(lines))))
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(("name", "least"), [("版面，逐篇", 0.9), ("版面，逐栏，宽", 0.93)])
def test_columns_printed_side_by_side_in_a_text_are_read_one_after_the_other(name: str, least: float) -> None:
    rng, scores = random.Random(5), []
    for _ in range(6):
        made, gold = side_by_side(*typeset(stories(rng), sheets()[name], rng))
        cut = cut_page(made)
        assert nothing_lost(cut)
        lines = [None, *(line.text for line in made.lines)]
        scores.append(score_pages.score_page(gold, page_record(cut), lines))
    assert sum(s["total"] for s in scores) / len(scores) >= least
    assert sum(s["tau"] for s in scores) / len(scores) >= 0.95


def test_a_list_of_names_or_a_spaced_headline_is_no_page_of_columns() -> None:
    names = ["王一    李二    赵三    钱四"] * 8
    spaced = ["桥  通  了    两  岸  相  连", *["大桥通车后，两岸往来只要八分钟，居民都说方便多了。"] * 20]
    assert cells_of([Line(n, text) for n, text in enumerate(names, 1)]) is None
    assert cells_of([Line(n, text) for n, text in enumerate(spaced, 1)]) is None


@settings(deadline=None)
@given(some.lists(some.text(alphabet="春夏秋冬。， \u3000\t", max_size=40), max_size=30))
def test_cells_hold_every_character_of_a_page(texts: list[str]) -> None:
    lines = [Line(n, text) for n, text in enumerate(["东南西北    左右前后"] * 8 + texts, 1)]
    cells = cells_of(lines)
    held = [(c.line.number, c.start + k) for c in cells or () for k in range(len(c.line.text))]
    assert len(held) == len(set(held))
    marks = {(line.number, k) for line in lines for k, c in enumerate(line.text) if not c.isspace()}
    assert cells is None or marks <= set(held)
