"""What a file is told to be, and what is read of it then: laws over every form and invented files of each."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.filed import FILES
from tests.filing import Filed
from tests.pages import page
from tests.test_layout_properties import nothing_lost
from trends.dashboard import sentences
from trends.layout import cut_page, told
from trends.layout.forms import FORMS, GENERAL, told_whole
from trends.pipeline.cutting import cuts
from trends.records import CutPage, Line, Page


def flat(text: str | None) -> str:
    return "".join((text or "").split())


def cut_file(filed: Filed) -> list[CutPage]:
    return list(cuts(filed.page, {}))


def test_every_form_has_a_file_of_its_own_here() -> None:
    made = {filed(random.Random(0)).form for filed in FILES.values()} - {""}
    assert made == set(FORMS)


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_files_are_read_by_their_form(kind: str, seed: int) -> None:
    filed = FILES[kind](random.Random(seed))
    found = cut_file(filed)
    assert not filed.form or {cut.page.form for cut in found} == {filed.form}
    assert all(cut.page.evidence and nothing_lost(cut) for cut in found)
    articles = [(article, cut) for cut in found for article in cut.articles]
    assert [flat(a.headline) for a, _ in articles] == [flat(right.headline) for right in filed.articles]
    for (article, cut), right in zip(articles, filed.articles, strict=True):
        assert flat(article.body) == flat(right.body)
        assert right.date is None or cut.issue_date.date == right.date
        assert right.page is None or cut.number == right.page
        assert right.paper is None or cut.paper == right.paper
        assert (article.kicker, article.deck) == (None, None)
    text = flat("".join(f"{a.headline}{a.body}" for a, _ in articles))
    assert not [words for words in filed.noise if flat(words) in text]


PAGE = [
    "石湾日报 2023年3月6日 星期一 第1版",
    "水渠清淤工程开工",
    "本报讯（记者 王一）3月5日，全市水渠清淤工程开工，沿线群众到场察看。",
    "粮食收购点增设设备",
    "本报讯（记者 李二）3月5日，全市收购点增设烘干设备，农户反映良好。",
]


def test_a_page_of_no_form_is_read_by_the_general_rule_and_says_so() -> None:
    [only] = told(page(*PAGE))
    assert only.form == GENERAL
    assert "通则" in only.evidence


def test_told_pages_are_not_told_again() -> None:
    [once] = told(page(*PAGE))
    assert told(once) == (once,)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *PAGE,
                "---",
                "# 标题",
                "### 水渠",
                "[新渠]",
                "Page 1",
                "第2版()",
                "专栏：",
                "作者：王一 时间：2020-01-02",
                "标题：水渠",
                "正文：",
                "2023年02月30日",
                "=====",
                "",
                "",
                "　　水渠通水，两岸的田地都得到了灌溉。",
                "[全文](https://a.b/c)",
                "<p>水渠通水，两岸的田地都得到了灌溉。</p>",
            ]
        ),
        min_size=1,
        max_size=24,
    ),
    st.sampled_from(["a.txt", "a.md", "20230306-01-02.txt"]),
)
def test_no_mixture_of_forms_loses_text_or_makes_empty_articles(lines: list[str], name: str) -> None:
    for cut in cuts(page(*lines, file=name), {}):
        assert nothing_lost(cut)
        assert all(article.body or article.kind == "brief" for article in cut.articles)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "（作者为沙洲县文化馆研究员）",
            "版式设计：甘小雨",
            "（本报青石4月8日电）",
            "责任编辑：易长青 美编：席大海",
        ),
        *(
            "（据新华社）",
            "第05版：民生",
            "放大 缩小 默认",
            "====",
            "上一版 下一版",
            "（完）",
            "本文作者系农学院教授",
        ),
        *("責任編輯：甘小雨", "美術編輯：席大海　校對：易長青"),
    ],
)
def test_what_stands_around_stories_is_noise_with_a_reason(line: str) -> None:
    [cut] = cuts(page(*PAGE, line), {})
    assert [article.headline for article in cut.articles] == [PAGE[1], PAGE[3]]
    assert not any(flat(line)[:6] in flat(article.body) for article in cut.articles)
    assert all(noise.why for noise in cut.noise)


@pytest.mark.parametrize("form", [*FORMS, GENERAL])
def test_every_form_is_called_by_name_in_both_languages(form: str) -> None:
    zh, en = sentences.SENTENCES[f"form_{form.replace('-', '_')}"]
    assert zh
    assert en


def test_a_day_that_no_calendar_has_is_neither_date_nor_headline() -> None:
    [cut] = cuts(page("2023年02月30日", *PAGE[1:3]), {})
    assert cut.issue_date.date is None or cut.issue_date.source == "inferred"
    assert [article.headline for article in cut.articles] == [PAGE[1]]


def test_several_bare_dates_on_one_page_are_doubted_and_told() -> None:
    [cut] = cuts(page("2023年3月6日", *PAGE[1:3], "2023年3月9日", "2023年3月8日"), {})
    assert cut.issue_date.confidence < 0.9
    assert cut.problems


@pytest.mark.parametrize(
    "name",
    ["2024-05-01_01.txt", "2024-05-01/01.txt", "20240501_A01.txt", "2024年5月1日/第01版.txt", "20240501.txt"],
)
def test_a_name_of_date_and_page_makes_no_article_of_a_page(name: str) -> None:
    story = "{head}有新进展\n　　本报讯（记者 甲一）{head}情况比上月好转，各处都在按计划推进。\n"
    text = "\n".join(story.format(head=head) for head in ("清淤工程", "学校讲座", "下乡义诊"))
    lines = tuple(Line(n, line) for n, line in enumerate(text.splitlines(), 1))
    assert len(cut_page(told_whole(Page(name, lines))).articles) == 3
