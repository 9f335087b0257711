"""Stories whose columns stand in turn in the file: taken apart, and left alone where nothing is woven."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.data.gold.score_pages import score_page
from tests.pages import Layout, layouts, page, printed
from tests.stories import SUBJECTS, story
from trends.layout import cut_page, learn_seams, page_record
from trends.layout.likeness import bodies_of
from trends.layout.runs import Run, startlike
from trends.layout.seams import seams_of
from trends.layout.weave import Web, evidence_for, unwoven
from trends.records import Page
from trends.terms import word_frequencies

SCHOOL = (
    "本报讯（记者 王一）三月八日上午，市第三中学新校区启用仪式在城南举行，两千名学生走进",
    "新教室上课。新校区占地一百二十亩，教学楼、图书馆和操场全部建成，教师宿舍也将在",
    "夏天交付使用。校长说，学校还要增开六个班，让城南的孩子在家门口上学。",
)
BRIDGE = (
    "本报讯（记者 李二）跨河大桥主塔昨日封顶，工人们用十五个月完成了桥塔浇筑，施工单位",
    "随后架设钢梁。大桥全长九百米，双向六车道，桥塔高七十米，钢梁由本地企业制造，工人",
    "分三班施工。大桥通车后，河两岸车程由四十分钟缩短到八分钟，桥塔灯光也将同时点亮。",
)


def woven(first: tuple[str, ...], second: tuple[str, ...]) -> Page:
    """Two stories with heads, their columns in turn."""
    lines = ["第三中学新校区启用", first[0], "", "跨河大桥主塔封顶", second[0], "", first[1], first[2], ""]
    return page(*lines, *second[1:])


def test_two_woven_stories_are_taken_apart() -> None:
    cut = cut_page(woven(SCHOOL, BRIDGE), words=word_frequencies())
    school, bridge = cut.articles
    assert (school.headline, bridge.headline) == ("第三中学新校区启用", "跨河大桥主塔封顶")
    assert school.body == "".join(SCHOOL).replace("记者 ", "记者")
    assert bridge.body == "".join(BRIDGE).replace("记者 ", "记者")


@pytest.mark.parametrize(
    ("name", "total", "tau"), [("栏目交错", 0.94, 0.93), ("栏目交错，行行空", 0.85, 0.65)]
)
def test_woven_pages_come_back(name: str, total: float, tau: float) -> None:
    rng, scores = random.Random(17), []
    for _ in range(8):
        stories = [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), 6)]
        made, gold = printed(stories, layouts()[name], rng)
        lines = [None, *(line.text for line in made.lines)]
        scores.append(score_page(gold, page_record(cut_page(made, words=word_frequencies())), lines))
    assert sum(s["total"] for s in scores) / len(scores) >= total
    assert sum(s["tau"] for s in scores) / len(scores) >= tau


@pytest.mark.parametrize("seed", range(12))
def test_a_page_in_order_stays_in_order(seed: int) -> None:
    rng = random.Random(seed)
    stories = [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), 7)]
    layout = Layout(wrap=rng.choice((13, 17, 21)), blank=rng.choice(("none", "paragraphs", "lines")))
    made, _ = printed(stories, layout, rng)
    for article in cut_page(made, words=word_frequencies()).articles:
        lines = [span.line for piece in article.pieces for span in piece.body]
        assert lines == sorted(lines)


def web(
    themes: list[set[int]], drafts: list[int], steps: dict[tuple[int, int], float], opened: set[int]
) -> Web:
    """Runs of given drafts and themes; the first of each draft opens it."""
    runs = [Run([r], d, d not in drafts[:r], True) for r, d in enumerate(drafts)]
    matrix = np.zeros((len(runs), len(runs)))
    for (i, j), step in steps.items():
        matrix[i, j] = step
    bits = tuple(sum(1 << n for n in held) for held in themes)
    return Web(runs, matrix.tolist(), tuple(r in opened for r in range(len(runs))), bits, matrix)


def test_a_run_goes_where_its_letters_are() -> None:
    a, b = set(range(40)), set(range(100, 140))
    woven = web([a, b, a, b], [0, 1, 1, 1], {}, set())
    assert unwoven(woven, 2) == [[0, 2], [1, 3]]
    assert evidence_for(woven, [[0, 2], [1, 3]]) > evidence_for(woven, [[0, 3], [1, 2]])


def test_a_run_that_clearly_reads_on_stays_though_letters_differ_a_little() -> None:
    a, b = set(range(40)), set(range(100, 140))
    told = web([a, b, b | {1, 2}, b], [0, 1, 1, 1], {(1, 2): 6.0, (2, 3): 6.0}, {1})
    assert unwoven(told, 2) == [[0], [1, 2, 3]]


def test_likeness_grows_with_what_is_shared_and_is_nothing_without_letters() -> None:
    alone = web([set()], [0], {}, set())
    assert alone.akin(0, 7) == alone.akin(7, 0) == 0.0
    held = (1 << 300) - 1
    odds = [alone.akin(((1 << 60) - 1) << (300 - shared), held) for shared in (0, 5, 15, 60)]
    assert odds == sorted(odds)
    assert odds[0] < 0 < odds[-1]


def test_seams_say_the_same_one_by_one_and_all_at_once() -> None:
    base = learn_seams(["市政府召开会议，研究部署春季农业生产。"] * 3)
    seams = seams_of("研究部署春季农业\n生产和防汛工作", {"农业生产": 50, "会议": 900}, base)
    lefts, rights = ["研究部署春季农业", "会", "a"], ["生产和防汛", "议", "工作"]
    table = seams.joints(lefts, rights)
    for i, left in enumerate(lefts):
        for j, right in enumerate(rights):
            assert seams.joint(left, right) == pytest.approx(table[i, j])
            assert seams.wordless.joint(left, right) <= seams.joint(left, right)
    assert table[0, 0] > table[0, 2]
    assert seams.count("农业") == 4
    assert seams.total == base.size + seams.size


def test_a_head_shares_with_a_body_what_few_others_hold() -> None:
    bodies = bodies_of(["春耕工作会议召开", "工作会议开幕", ""])
    shares = bodies.shares(["会议春耕", "海", "开幕"], [(0, 0), (0, 1), (0, 2), (1, 0), (2, 1)])
    assert shares == pytest.approx([1.5 / 2.5, 0.5 / 2.5, 0.0, 0.0, 1.0])
    assert bodies_of([]).shares(["会议"], []) == []


def test_text_without_a_visible_character_is_judged_too() -> None:
    seams = seams_of("大桥今天建成通车", {"通车": 9})
    assert startlike("", seams) < 3.0
    assert seams.joints(["", "通"], ["车", ""])[1, 0] > seams.joints(["", "通"], ["车", ""])[0, 0]
