"""What sites write around an article and its headline in a cell of a table is none of them."""

from __future__ import annotations

import pytest

from tests.copied import BODY, HEAD, TOLD_ON
from trends.layout.characters import plain
from trends.layout.furniture import why_furniture
from trends.readers.edges import without_edges, without_site

ABOVE = [[], [HEAD], ["来源：石湾新闻网  发布时间：2023-03-06 10:15"], [HEAD, "作者：王一", "字号：大 中 小"]]
BELOW = [
    [],
    ["责任编辑：李四"],
    ["（责编：李四、赵五）"],
    ["原标题：水渠开工", "[打印] [关闭]"],
    ["版权所有 石湾新闻网"],
]


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("below", BELOW)
def test_a_cell_that_holds_the_whole_web_page_is_its_text(above: list[str], below: list[str]) -> None:
    text = (BODY, *TOLD_ON)
    kept, aside = without_edges([*above, *text, *below], HEAD)
    assert kept == text
    assert aside == tuple(line for line in (*above, *below) if line != HEAD)


@pytest.mark.parametrize(
    "line",
    [
        "编辑部的同志说：来源可靠，请放心刊用，责任由我们承担。",
        "作者：为什么要写这条渠呢？",
        "他打印了三份。",
        "时间过得真快",
    ],
)
def test_sentences_that_begin_like_labels_stay(line: str) -> None:
    assert without_edges([line, BODY, line], HEAD) == ((line, BODY, line), ())


def test_a_remark_behind_the_last_sentence_is_none_of_it() -> None:
    assert without_edges([BODY, f"{TOLD_ON[0]}（责任编辑：李四）"], None) == (
        (BODY, TOLD_ON[0]),
        ("（责任编辑：李四）",),
    )


def test_a_cell_of_nothing_else_stays_as_it_is() -> None:
    assert without_edges(["责任编辑：李四"], None) == (("责任编辑：李四",), ())


@pytest.mark.parametrize("end", ["_石湾网", "_要闻频道_石湾新闻网", " - 石湾在线", "|石湾日报", "_石湾观察"])
def test_a_headline_of_a_table_ends_before_the_site_s_name(end: str) -> None:
    assert without_site(f"{HEAD}{end}", "石湾观察") == HEAD


@pytest.mark.parametrize(
    "title", ["新跨越——石湾五年", "水渠开工 - 沿线群众到场察看", "A-B两段水渠开工", "看石湾_听水声", "石湾网"]
)
def test_headlines_with_dashes_stay_whole(title: str) -> None:
    assert without_site(title, "石湾日报") == title


@pytest.mark.parametrize("line", ["首页上一页12", "上一页 1 2 3 下一页", "[下一页]"])
def test_numbers_of_a_long_article_s_leaves_are_no_text(line: str) -> None:
    assert without_edges([BODY, line], None) == ((BODY,), (line,))


@pytest.mark.parametrize(
    "line",
    [
        "這是石灣教育網-訂戶專區,進入本區前,請先登入系統...",
        "請加入石灣時報粉絲團！",
        "下載「石灣新聞APP」看更多",
        "需先登录后阅读全文",
    ],
)
def test_what_a_site_asks_of_its_readers_is_no_text(line: str) -> None:
    assert why_furniture(plain(line)) == "网页附带文字"
    assert (
        why_furniture(
            plain(
                f"市里开发的{line}上线一年，三万多名居民装上了它，办事不用再跑窗口，老人也学会了怎么用，很满意。"
            )
        )
        is None
    )
