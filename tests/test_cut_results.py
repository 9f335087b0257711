"""What cutting hands on: stories joined over pages, people's corrections, repeats, ids."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from tests.pages import layouts, page, page_of, printed
from tests.stories import story
from trends.layout import cut_page, find_doubles, settle
from trends.records import Article, Correction


def test_stories_joined_across_pages() -> None:
    head = "2024年3月9日 星期六 CN 99-0001 第4321期 今日8版"
    first = page(
        head,
        "大桥通车",
        "本报讯（记者 王一）3月8日，大桥通车。工程师介绍，主桥墩",
        "（下转8版）",
        file="1.txt",
    )
    rest = page("2024年3月9日 星期六 第8版", "（上接1版）采用了新的工法。", "大桥全长三千米。", file="8.txt")
    one, eight = settle([cut_page(first), cut_page(rest)])
    [article] = one.articles
    assert [piece.file for piece in article.pieces] == ["1.txt", "8.txt"]
    assert "主桥墩采用了新的工法。" in article.body
    assert article.continued_on is None
    assert eight.articles == ()


def test_corrections_move_lines_name_headlines_and_dates() -> None:
    made = page(
        "桥通了",
        "本报讯（记者 王一）3月8日，大桥通车。",
        "买房请来电。",
        "本报讯（记者 王二）3月8日，茶开采了。",
    )
    corrections = (
        Correction(((3, 3),), "noise", "广告"),
        Correction(((4, 4),), "headline", "春茶开采"),
        Correction((), "date", "2024-03-09"),
    )
    cut = cut_page(made, corrections=corrections)
    assert [article.headline for article in cut.articles] == ["桥通了", "春茶开采"]
    assert [n.why for n in cut.noise] == ["广告"]
    assert cut.issue_date.date == dt.date(2024, 3, 9)
    assert cut.articles[0].date == dt.date(2024, 3, 9)
    moved = cut_page(made, corrections=(Correction(((3, 3),), "move", "4"),))
    assert "买房请来电。" in moved.articles[1].paragraphs


def test_doubles_name_the_earliest_article() -> None:
    text = story(random.Random(4), "桥梁", paragraphs=5).paragraphs
    other = story(random.Random(5), "茶叶", paragraphs=5).paragraphs
    day = dt.date(2024, 3, 9)
    articles = [
        ("c", day + dt.timedelta(3), "".join(text[:4]) + "编者按。"),
        ("a", day, "".join(text)),
        ("b", day, "".join(other)),
        ("d", day + dt.timedelta(4), "".join(text)),
    ]
    assert find_doubles(articles) == {"c": "a", "d": "a"}
    assert find_doubles([]) == {}


@pytest.mark.parametrize("size", [300, 3_000])
def test_a_text_is_a_double_from_three_quarters_of_its_runs_on(size: int) -> None:
    """Exactly so for texts of a usual length, nearly so for long ones."""
    chance, day = random.Random(size), dt.date(2024, 3, 1)
    letters = [chr(0x4E00 + k) for k in range(6_000)]
    first = "".join(chance.choice(letters) for _ in range(size))
    for changed in range(0, size // 20, max(1, size // 300)):
        second = list(first)
        for place in chance.sample(range(size - 40), changed):  # the last sentence stays
            second[place] = chance.choice(letters)
        texts = [f"{text[:-30]}。{text[-30:]}" for text in (first, "".join(second))]
        runs = [{text[k : k + 5] for k in range(size - 4)} for text in (first, "".join(second))]
        index = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
        found = find_doubles([("a", day, texts[0]), ("b", day + dt.timedelta(1), texts[1])])
        if size < 1_000 or abs(index - 0.75) > 0.05:
            assert bool(found) == (index >= 0.75)


def test_cutting_is_pure_and_repeats() -> None:
    made, _ = printed([story(random.Random(k)) for k in range(4)], layouts()["栏目交错"], random.Random(3))
    assert cut_page(made) == cut_page(made)


def test_ids_follow_content_and_issue() -> None:
    cut = cut_page(page_of("桥通了\n本报讯（记者 王一）2024年3月8日，大桥通车。"))
    assert (
        cut.articles[0].id
        == cut_page(page_of("\n\n桥通了\n\n本报讯（记者 王一）2024年3月8日，大桥通车。")).articles[0].id
    )
    assert isinstance(cut.articles[0], Article)
    assert cut.articles[0].id.startswith("a")
