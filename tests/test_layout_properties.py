"""Laws of cutting: nothing is lost, nothing stands twice, nothing stops it."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages import Layout, page, page_of, printed
from tests.stories import SUBJECTS, story
from trends.layout import cut_page, page_record
from trends.layout.characters import em, plain, tidy
from trends.layout.seams import learn_seams
from trends.records import CutPage

PIECES = st.sampled_from(
    (
        "本报讯（记者 张三）3月8日，", "新华社北京5月9日电 ", "■ 本报记者 李四", "■ 王五", "■ 本报评论员", "（下转8版）", "（上接1版）",
        "详细报道见3版", "2023年2月6日 星期一 第9785期", "责编：张三 校对：李四", "新闻推荐", "会议强调，要抓好落实。", "城市建设新篇章",
        "——探寻发展密码", "张三摄", "图为现场。", "“", "”", "(", "）", "。", "，", "\n", "\n\n", "\u3000\u3000", "\x00", "\x07",
        "﹁", "﹂", "︵", "Ａ１", "𠮷", "…", "他说", "市民反映的问题已经解决", "2024年，我市将", "12月31日", "CN 37-0048",
    )
)  # fmt: skip


def owners(cut: CutPage) -> dict[tuple[int, int], int]:
    """How many times each character of the page is owned by a body, a head or noise."""
    spans = [s for a in cut.articles for piece in a.pieces for s in (*piece.body, *piece.head)]
    spans += [s for noise in cut.noise for s in noise.spans]
    count: dict[tuple[int, int], int] = {}
    for span in spans:
        for at in range(span.start, span.end):
            count[span.line, at] = count.get((span.line, at), 0) + 1
    return count


def nothing_lost(cut: CutPage) -> bool:
    count = owners(cut)
    return all(
        count.get((line.number, at), 0) == 1
        for line in cut.page.lines
        for at, c in enumerate(line.text)
        if not c.isspace()
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_character_is_in_exactly_one_place(text: str) -> None:
    cut = cut_page(page_of(text))
    assert nothing_lost(cut)
    assert page_record(cut)["file"] == "page.txt"
    assert all(noise.why for noise in cut.noise)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_cut_without_loss(text: str) -> None:
    assert nothing_lost(cut_page(page_of(text)))


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10**6),
    st.builds(
        Layout,
        wrap=st.sampled_from((-1, 0, 13, 17, 22, 30)),
        blank=st.sampled_from(("none", "paragraphs", "lines")),
        heads=st.sampled_from(("before", "after")),
        masthead=st.booleans(),
        interleaved=st.booleans(),
        half_width=st.booleans(),
        doubled=st.booleans(),
        caption=st.booleans(),
        jump=st.booleans(),
        pointer=st.booleans(),
        editors=st.booleans(),
    ),
)
def test_printed_pages_lose_nothing_and_keep_their_openings(seed: int, layout: Layout) -> None:
    rng = random.Random(seed)
    stories = [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), rng.randrange(1, 6))]
    made, _ = printed(stories, layout, rng)
    cut = cut_page(made)
    assert nothing_lost(cut)
    opened = [a for a in cut.articles if a.body.startswith("本报讯")]
    assert len(opened) == len(stories)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "本报讯（记者 张三）3月8日，市政府召开会议，研究部署春季农业生产等工作。" * 50_000
        ],  # five megabytes
        ["农业生产和防汛抗旱等工作" * 50_000],
        [""] * 10_000 + ["城市新篇章"] + [""] * 10_000,
        ["市政府召开会议，研究部署春季农业"] * 60_000,
        ["本报讯（记者 张三）3月8日，会议召开。"] * 5_000,
        ["■ 本报记者 张三", "城市建设新篇章", "（下转8版）", "详细报道见8版"] * 1_500,
        ["(" * 60_000, "“" * 60_000, "（下转" * 20_000, " " * 200_000 + "版"],
        ["2023年2月6日" * 20_000],
        ["风光。 ■ " + "张三 " * 50_000],
    ],
)
def test_strange_pages_take_a_bounded_time(lines: list[str]) -> None:
    begun = time.process_time()
    cut = cut_page(page(*lines))
    assert time.process_time() - begun < 20
    assert cut.articles or cut.noise
    assert 0 <= cut.issue_date.confidence <= 1


def test_an_empty_page_has_nothing() -> None:
    cut = cut_page(page())
    assert (cut.articles, cut.noise, cut.issue_date.date) == ((), (), None)


@given(st.text(max_size=80))
def test_plain_text_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert 0 <= em(text) <= len(text)
    assert tidy(tidy(text)) == tidy(text)


def test_seams_prefer_what_reads_on() -> None:
    seams = learn_seams(["市政府召开会议，研究部署春季农业生产。"] * 3, {"农业生产": 50, "会议": 900})
    assert seams.joint("研究部署春季农业", "生产和防汛") > seams.joint("研究部署春季农业", "会议强调")
    assert seams.joint("", "会议") == 0.0
    alone = learn_seams(["没有词典"])
    assert alone.joint("没有词", "典") > alone.joint("没有典", "词")


def test_two_papers_in_one_file_lose_nothing() -> None:
    rng = random.Random(8)
    one, _ = printed([story(rng, "桥梁"), story(rng, "茶叶")], Layout(), rng)
    two, _ = printed([story(rng, "铁路")], Layout(wrap=25, half_width=True), rng)
    both = page(*(line.text for line in (*one.lines, *two.lines)))
    cut = cut_page(both)
    assert nothing_lost(cut)
    assert len(cut.articles) == 3
    assert cut.issue_date.source == "masthead"
    assert 0 < cut.issue_date.confidence <= 1
