"""Facts that stand beside other words: dates, papers, pages and makers of lines that are not written to be read."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages import page_of
from trends.layout import cut_page
from trends.layout.characters import plain
from trends.layout.statements import statement_of
from trends.pipeline.cutting import cuts
from trends.records import CutPage

STORY = "    柳河大桥加固工程昨日完成招标，计划下月动工，工期一百五十天，公交三路临时改线。"
OTHER = "    一支粉笔，一块黑板，青河小学的老师在山里教了三十一年书，一个孩子也没有落下。"


def read(text: str, file: str = "a.txt") -> CutPage:
    return cut_page(page_of(text, file=file))


@pytest.mark.parametrize(
    ("line", "date", "paper"),
    [
        ("来源：柳河晚报   2019年11月21日10:02", dt.date(2019, 11, 21), "柳河晚报"),
        ("柳河新闻网  2019/11/21 10:02  浏览:341", dt.date(2019, 11, 21), None),
        ("柳河日报数字报 2019年11月21日 第3版", dt.date(2019, 11, 21), "柳河日报"),
        ('paper: "柳河日报"', None, "柳河日报"),
        ("民国三十八年元月十日", dt.date(1949, 1, 10), None),
    ],
)
def test_a_line_of_facts_with_other_words(line: str, date: dt.date | None, paper: str | None) -> None:
    found = statement_of(plain(line))
    assert found is not None
    assert (found.alone, found.date, found.paper) == (True, date, paper)


def test_a_first_line_that_begins_with_a_date_is_believed_a_little() -> None:
    story = "    规划提出，2020年3月1日前完成改造。新华社柳河11月20日电。" + STORY.strip()
    found = read(f"2017年3月4日人民的报纸\n\n柳河大桥加固下月动工\n{story}\n\n三尺讲台\n{OTHER}")
    assert found.issue_date.date == dt.date(2017, 3, 4)
    assert found.issue_date.confidence < 0.9
    assert "人民的报纸" in found.problems[0].what


def test_what_is_planned_for_a_year_dates_nothing() -> None:
    story = "新华社柳河11月20日电 规划提出，2020年3月1日前完成改造，2035年建成新区，自2026年1月1日起施行。"
    assert read(f"柳河大桥加固\n{story}").issue_date.date is None


def test_a_day_of_reading_above_buttons_is_the_sites() -> None:
    head = "今天是2024年5月6日 星期一\n2024-05-06 读报 首页 往期\n〖前一期〗〖后一期〗\n柳河晚报 2019年11月21日 第7版"
    found = read(f"{head}\n柳河大桥加固下月动工\n{STORY.strip()}")
    assert (found.issue_date.date, found.number) == (dt.date(2019, 11, 21), 7)
    assert found.issue_date.confidence > 0.9  # the weekday is that of the day of reading
    assert [article.headline for article in found.articles] == ["柳河大桥加固下月动工"]


def test_dispatches_of_unknown_agencies_open_articles() -> None:
    first = "西海社白桦城五月三日电 白桦城港务局宣布，第二条航道已经疏浚完毕，可通行万吨轮船。"
    second = "【本报驻蓝湾记者三日讯】蓝湾的运河工人二日结束了为期十一天的罢工，船只重新通航。"
    found = read(f"{first}\n{second}\n东方社青城三日电 青城连降暴雨，低洼街区积水一尺。")
    assert len(found.articles) == 3
    assert not any(article.byline.reporters for article in found.articles)


def test_numbers_of_headings_are_no_part_of_headlines() -> None:
    text = f"# 广播 2007-01-08\n\n- 条数：3\n\n## 1. 柳河大桥加固\n\n{STORY.strip()}\n\n## 2. 三尺讲台\n\n> 来源：柳河日报\n\n{OTHER.strip()}\n\n## 3. 早市\n\n早市\n"
    found = list(cuts(page_of(text, file="2007-01-08.md"), {}))
    assert [article.headline for cut in found for article in cut.articles] == ["柳河大桥加固", "三尺讲台"]
    assert "来源" not in "".join(article.body for cut in found for article in cut.articles)


def test_a_line_of_dashes_above_articles_is_no_head_of_a_file() -> None:
    rule = "-" * 20
    text = f"{rule}\n版面：1\n柳河大桥加固\n{STORY}\n{rule}\n版面：4\n三尺讲台\n{OTHER}"
    found = list(cuts(page_of(text, file="1959-06-01.txt"), {}))
    assert [(cut.number, article.headline) for cut in found for article in cut.articles] == [
        (1, "柳河大桥加固"),
        (4, "三尺讲台"),
    ]
