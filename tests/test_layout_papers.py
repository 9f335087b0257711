"""Conventions of other papers: their openings, mastheads, page furniture, set-in paragraphs, two-line heads."""

from __future__ import annotations

import pytest

from tests.pages import page_of
from trends.layout import cut_page
from trends.records import CutPage

FIRST = "国务院有关部门日前公布，全国夏粮总产量比上年增加，单产和总产都创下了新高，丰收已成定局。"
SECOND = "气象部门介绍，今年入夏以来雨水充足，光照条件好于往年，对秋粮作物的生长十分有利。"
THIRD = "农业部门要求，各地抓紧田间管理，做好防汛抗旱和病虫害防治，确保全年粮食生产目标实现。"


def cut(*lines: str) -> CutPage:
    return cut_page(page_of("\n".join(lines)))


def headlines(page: CutPage) -> list[str | None]:
    return [article.headline for article in page.articles]


@pytest.mark.parametrize(
    "opening",
    [
        "新京报讯（记者 王丽娟）",
        "【南方农村报讯】（记者/王丽娟）",
        "中国教育报讯 （记者 王丽娟）",
        "法治日报讯（记者王丽娟）",
    ],
)
def test_any_papers_name_before_its_mark_opens_a_story(opening: str) -> None:
    page = cut("夏粮再获丰收", FIRST, "秋粮长势良好", opening + SECOND)
    assert headlines(page) == ["夏粮再获丰收", "秋粮长势良好"]
    assert page.articles[1].byline.reporters == ("王丽娟",)


def test_the_furniture_of_saved_pages_is_noise() -> None:
    page = cut(
        "第A01版：要闻",
        "上一版 下一版",
        "2020年09月08日 星期二",
        "放大 缩小 默认",
        "夏粮再获丰收",
        FIRST,
        "上一篇 下一篇",
    )
    assert headlines(page) == ["夏粮再获丰收"]
    assert len(page.noise) == 5


def test_a_papers_name_alone_above_its_date_is_the_masthead() -> None:
    page = cut(
        "南方城市报",
        "2022年3月9日　星期三　壬寅年二月初七　A1版",
        "夏粮再获丰收",
        "本报讯（记者 王丽娟）" + FIRST,
    )
    assert headlines(page) == ["夏粮再获丰收"]
    assert [noise.why for noise in page.noise] == ["报头", "报头"]


def test_a_full_stop_wrapped_to_a_line_of_its_own_stays_in_its_sentence() -> None:
    page = cut("夏粮再获丰收", "本报讯（记者 王丽娟）" + FIRST[:-1], "。", SECOND)
    assert page.articles[0].paragraphs == ("本报讯（记者王丽娟）" + FIRST, SECOND)


MEETINGS = [f"第{n}场秋粮座谈会在京召开" for n in "一二三"]


def set_in_stories() -> list[str]:
    """Three stories on a page whose paragraphs open by an indent; no two paragraphs are alike."""
    return [
        line
        for meeting in MEETINGS
        for line in (
            "",
            meeting,
            f"　　本报讯（记者 王丽娟）{meeting}，{FIRST}",
            f"　　{SECOND[:-1]}，{meeting}。",
            f"　　{THIRD[:-1]}，{meeting}。",
        )
    ]


@pytest.mark.parametrize(
    "line", ["　　农业部门就秋粮生产和田间管理提出三点建议：", "　　疫苗接种速度放缓 恐难按期完成"]
)
def test_a_set_in_line_opens_no_story(line: str) -> None:
    page = cut(*set_in_stories(), line, "　　一是" + FIRST, "　　二是" + SECOND)
    assert headlines(page) == MEETINGS
    assert page.articles[-1].body.endswith(SECOND)


def test_a_headline_as_wide_as_the_column_stands_out_by_having_no_indent() -> None:
    paragraphs = [f"{text[:-1]}，{meeting}。" for meeting in MEETINGS for text in (FIRST, SECOND, THIRD)]
    column = [("　　" + text)[at : at + 18] for text in paragraphs for at in range(0, len(text) + 2, 18)]
    wide = "有关部门与各地粮食生产座谈会代表座谈"
    page = cut(
        *("夏粮再获丰收", *column, "（下转第3版）", ""),
        *(wide, "有关负责同志出席", "　　新华社北京7月14日电（记者 王", "丽娟）" + FIRST),
    )
    assert headlines(page) == ["夏粮再获丰收", wide]


def test_who_attended_below_the_headline_is_its_deck() -> None:
    [article] = cut("全市夏粮生产座谈会举行", "有关负责同志出席", "本报讯（记者 王丽娟）" + FIRST).articles
    assert (article.headline, article.deck) == ("全市夏粮生产座谈会举行", "有关负责同志出席")


def test_a_headline_set_in_two_lines_of_one_length_is_one() -> None:
    [article] = cut("粮仓满囤全年收成好", "颗粒归仓万家心里甜", "本报讯（记者 王丽娟）" + FIRST).articles
    assert article.headline == "粮仓满囤全年收成好 颗粒归仓万家心里甜"


def test_the_photographers_line_is_a_credit() -> None:
    page = cut(
        "夏粮再获丰收",
        "本报讯（记者 王丽娟）" + FIRST,
        "",
        "　　6月3日，农民在田间收割小麦。",
        "新华社记者 王晔摄",
    )
    assert page.articles[-1].kind == "photo-caption"
    assert page.articles[-1].byline.reporters == ("王晔",)
