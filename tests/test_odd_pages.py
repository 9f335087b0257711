"""Pages without what most pages have: line ends, ends of sentences, headlines; and notes above their headline."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.copied import cut_all, flat
from tests.stories import SUBJECTS, Story, story
from trends.layout.characters import plain
from trends.layout.statements import statement_of
from trends.records import CutPage
from trends.written import is_title

DAY = dt.date(2024, 5, 9)
TOP = "石湾日报 2024年5月9日 星期四 第2版"


def made(seed: int, n: int = 3) -> list[Story]:
    rng = random.Random(seed)
    return [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), n)]


def read(found: list[CutPage]) -> list[tuple[str, str]]:
    return [(flat(a.headline), flat(a.body)) for cut in found for a in cut.articles]


def right(stories: list[Story]) -> list[tuple[str, str]]:
    return [(flat(s.headline), flat("".join(s.paragraphs))) for s in stories]


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), blank=st.sampled_from([" ", "  ", "　　"]))
def test_a_page_on_one_line_has_its_masthead_headlines_and_paragraphs(seed: int, blank: str) -> None:
    stories = made(seed)
    lines = [TOP, *(part for s in stories for part in (flat(s.headline), *s.paragraphs))]
    [cut] = cut_all(blank.join(lines))
    assert (cut.paper, cut.number, cut.issue_date.date) == ("石湾日报", 2, DAY)
    assert read([cut]) == right(stories)


def test_blanks_of_a_common_page_part_no_line() -> None:
    one, two = made(3, 2)
    lines = [
        TOP,
        flat(one.headline),
        "　".join(one.paragraphs),
        flat(two.headline),
        "　".join(two.paragraphs),
    ]
    assert read(cut_all(*lines)) == right([one, two])


@pytest.mark.parametrize(
    "note", ["[编者按]", "【编者按】", "编者按：", "【导读】", "〔开栏的话〕", "[编者按]\n"]
)
@pytest.mark.parametrize("top", [[], [TOP]])
def test_a_note_above_a_headline_is_part_of_the_story_below(note: str, top: list[str]) -> None:
    stories = made(5, 2)
    said = f"{note}今天起，本报陆续刊登各地办学的经验，请读者来信讨论。"
    lines = [*top, *said.split("\n")]
    for s in stories:
        lines += [flat(s.headline), *s.paragraphs]
    [(head, body), other] = read(cut_all(*lines))
    assert head == flat(stories[0].headline)
    assert body == flat(said + "".join(stories[0].paragraphs))
    assert other == right(stories)[1]


def test_a_paragraph_cut_off_does_not_take_in_the_next_headline() -> None:
    heads = 0
    for seed in range(24):
        first, second = made(seed, 2)
        last = first.paragraphs[-1][: -random.Random(seed).randrange(2, 8)]
        lines = [TOP, flat(first.headline), *first.paragraphs[:-1], last, flat(second.headline)]
        opened = second.paragraphs[0].split("）", 1)[-1]
        found = [head for head, _ in read(cut_all(*lines, opened, *second.paragraphs[1:]))]
        heads += found == [flat(first.headline), flat(second.headline)]
    assert heads >= 21


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000), written=st.sampled_from(["{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日"])
)
def test_texts_each_under_a_date_have_it_without_a_headline(seed: int, written: str) -> None:
    rng, lines, days = random.Random(seed), [], []
    stories = made(seed)
    for s in stories:
        days.append(DAY + dt.timedelta(days=rng.choice((0, 1, 40))))
        lines += [written.format(days[-1]), *s.paragraphs, ""]
    found = cut_all(*lines)
    assert [(None, body) for _, body in right(stories)] == [
        (head or None, body) for head, body in read(found)
    ]
    assert [cut.issue_date.date for cut in found] == days


@pytest.mark.parametrize(
    ("line", "day", "number"),
    [
        ("第05版：民生·健康 2021-07-16", "2021-07-16", 5),
        ("柳河日报 5-11-2022（六） A2版", "2022-11-05", 2),
        ("来源：东坪时报 | 2020/04/18 22:05:11", "2020-04-18", None),
        ("1958年7月21日 第3版(工业)", "1958-07-21", 3),
        ("申報 光緒六年二月二十三日 1880年4月2日 第2版", "1880-04-02", 2),
    ],
)
def test_facts_of_a_line_whatever_stands_between_them(line: str, day: str, number: int | None) -> None:
    stated = statement_of(plain(line))
    assert stated is not None
    assert stated.alone
    assert (str(stated.date), stated.page) == (day, number)


def test_headlines_numbered_anew_on_every_page_of_a_digest_lose_their_numbers() -> None:
    stories = made(11)
    lines = ["# 2022年11月5日 河州日报"]
    for n, s in enumerate(stories):
        lines += ["", f"## 第{n // 2 + 1:02}版：要闻"] if n % 2 == 0 else []
        lines += ["", f"### {n % 2 + 1}. {flat(s.headline)}", "", *s.paragraphs]
    found = cut_all(*lines, file="2022-11-05.md")
    assert read(found) == right(stories)
    assert [cut.number for cut in found] == [1, 2]


def test_names_of_sections_are_no_papers() -> None:
    assert not any(map(is_title, ("中國新聞", "台海新聞", "世界新闻", "环球新闻")))
    assert all(map(is_title, ("石湾新闻", "石湾日报")))
