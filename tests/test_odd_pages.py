"""Pages without what most pages have: line ends, ends of sentences, headlines; and notes above their headline."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages import page
from tests.stories import SUBJECTS, Story, story
from tests.test_layout_properties import nothing_lost
from trends.pipeline.cutting import cuts
from trends.records import CutPage

DAY = dt.date(2024, 5, 9)
TOP = "石湾日报 2024年5月9日 星期四 第2版"


def flat(text: str | None) -> str:
    return "".join((text or "").split())


def made(seed: int, n: int = 3) -> list[Story]:
    rng = random.Random(seed)
    return [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), n)]


def cut_text(*lines: str, file: str = "页面.txt") -> list[CutPage]:
    found = list(cuts(page(*lines, file=file), {}))
    assert all(nothing_lost(cut) for cut in found)
    return found


def read(found: list[CutPage]) -> list[tuple[str, str]]:
    return [(flat(a.headline), flat(a.body)) for cut in found for a in cut.articles]


def right(stories: list[Story]) -> list[tuple[str, str]]:
    return [(flat(s.headline), flat("".join(s.paragraphs))) for s in stories]


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), blank=st.sampled_from([" ", "  ", "　　"]))
def test_a_page_on_one_line_has_its_masthead_headlines_and_paragraphs(seed: int, blank: str) -> None:
    stories = made(seed)
    lines = [TOP, *(part for s in stories for part in (flat(s.headline), *s.paragraphs))]
    [cut] = cut_text(blank.join(lines))
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
    assert read(cut_text(*lines)) == right([one, two])


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
    [(head, body), other] = read(cut_text(*lines))
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
        found = [head for head, _ in read(cut_text(*lines, opened, *second.paragraphs[1:]))]
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
    found = cut_text(*lines)
    assert [(None, body) for _, body in right(stories)] == [
        (head or None, body) for head, body in read(found)
    ]
    assert [cut.issue_date.date for cut in found] == days
