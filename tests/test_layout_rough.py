"""Rough pages: other kinds of story, mastheads of several papers, what recognition and web sites do to lines."""

from __future__ import annotations

import random

import pytest

from tests.data.gold import score_pages
from tests.pages import Layout, page, printed
from tests.rough import rough_pages
from tests.stories import SUBJECTS, story
from trends.layout import cut_page, page_record
from trends.layout.characters import plain
from trends.layout.dissection import units_of
from trends.layout.habits import heads_follow
from trends.layout.likeness import kinship, pairs_of


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


@pytest.mark.parametrize("name", ["网页，题在后，丢行", "识别错字，题在后", "各体混排，题在后"])
def test_headlines_below_their_stories_part_those_without_a_cue(name: str) -> None:
    rng, kind, least = random.Random(7), rough_pages()[name], []
    for _ in range(6):
        made, gold = printed(kind.stories(rng), kind.layout, rng, kind.changes)
        lines = [None, *(line.text for line in made.lines)]
        least.append(score_pages.score_page(gold, page_record(cut_page(made)), lines)["tau_min"])
    assert sum(least) / 6 >= 0.8


@pytest.mark.parametrize("follow", [True, False])
def test_where_headlines_stand_is_told_from_stories_with_cues(follow: bool) -> None:
    rng = random.Random(3)
    stories = [story(rng, subject) for subject in sorted(SUBJECTS)[:5]]
    made, gold = printed(stories, Layout(wrap=17, heads="after" if follow else "before"), rng)
    units = units_of(made, [plain(line.text) for line in made.lines])
    heads = {n for article in gold["articles"] for n in article["headline_lines"]}
    assert heads_follow(units, [unit.line in heads for unit in units]) is follow


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


BRIDGE = (
    "跨河大桥主塔昨日封顶，工人们用十五个月完成了桥塔浇筑，施工单位随后架设钢梁。",
    "大桥全长九百米，双向六车道，桥塔高七十米，钢梁由本地企业制造，工人分三班施工。",
    "大桥通车后，河两岸车程由四十分钟缩短到八分钟，桥塔灯光也将同时点亮。",
)
SCHOOL = (
    "市第三中学新校区启用仪式在城南举行，两千名学生走进新教室上课，老师带领他们参观操场。",
    "新校区占地一百二十亩，教学楼、图书馆和操场全部建成，教师宿舍也将在夏天交付使用。",
    "校长说，学校还要增开六个班，让城南的学生在家门口上学，教室不够的年级先用图书馆。",
)


@pytest.mark.parametrize("after", [False, True])
def test_stories_without_an_opening_cue_part_at_the_headline_between_them(after: bool) -> None:
    bridge, school = ["跨河大桥主塔封顶"], ["第三中学新校区启用"]
    order = [BRIDGE, bridge, SCHOOL, school] if after else [bridge, BRIDGE, school, SCHOOL]
    cut = cut_page(page(*"\n\n".join(line for part in order for line in part).split("\n")))
    assert [a.headline for a in cut.articles] == ["跨河大桥主塔封顶", "第三中学新校区启用"]
    assert [a.paragraphs for a in cut.articles] == [BRIDGE, SCHOOL]


def test_a_subhead_within_a_story_parts_nothing() -> None:
    lines = ["跨河大桥主塔封顶", "本报讯（记者 王一）" + BRIDGE[0], BRIDGE[1], "钢梁分三班架设", BRIDGE[2]]
    cut = cut_page(page(*"\n\n".join(lines).split("\n")))
    assert [len(a.paragraphs) for a in cut.articles] == [3]


def test_kinship_tells_one_story_from_two() -> None:
    bridge, more, school = (
        pairs_of("".join(BRIDGE[:2])),
        pairs_of(BRIDGE[2] + "大桥钢梁"),
        pairs_of("".join(SCHOOL)),
    )
    assert kinship(bridge, school) < -2 < kinship(bridge, more)
    assert kinship(frozenset(), school) == 0.0


CAPTION = "近日，农户在大棚里采摘草莓。眼下草莓进入成熟期，前来采摘的游客络绎不绝，乡村旅游带动果农增收。"


@pytest.mark.parametrize("gap", [1, 0])
def test_text_before_a_photo_credit_is_a_caption_of_its_own_where_blanks_set_it_apart(gap: int) -> None:
    lines = [
        "跨河大桥主塔封顶",
        "本报讯（记者 王一）" + BRIDGE[0],
        *BRIDGE[1:],
        *[""] * gap,
        CAPTION,
        "本报记者 李二 摄",
    ]
    cut = cut_page(page(*lines))
    assert [a.kind for a in cut.articles] == (["news", "photo-caption"] if gap else ["news"])
    assert cut.articles[-1].paragraphs[-1] == CAPTION


def test_a_storys_last_paragraph_before_a_photo_credit_stays_with_it() -> None:
    lines = [
        "跨河大桥主塔封顶",
        "本报讯（记者 王一）" + BRIDGE[0],
        BRIDGE[1],
        "",
        BRIDGE[2],
        "本报记者 李二 摄",
    ]
    assert [len(a.paragraphs) for a in cut_page(page(*lines)).articles] == [3]
