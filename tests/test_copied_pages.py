"""Texts as people copy and scrape them: breadcrumbs and buttons around a date, menus, digests, numbers of pages."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.copied import BODY, DAY, HEAD, RIGHT, STORIES, TOLD_ON, cut_all, told_stories
from tests.formatted import put, read
from tests.pages import page
from trends.layout import cut_page, settle, told
from trends.layout.furniture import why_furniture
from trends.pipeline.cutting import cuts
from trends.records import Article, Page


def test_a_page_before_the_article_stays_one_where_both_numbers_are_the_same() -> None:
    files = [f"20230306/20230306-{p:02}-{n:02}.txt" for p in range(1, 7) for n in range(1, 5)]
    pages = [
        cut_page(
            told(page(HEAD, f"　　{BODY}", file=f, number=int(f[-9:-7]), date=DAY, date_source="filename"))[0]
        )
        for f in files
    ]
    assert [cut.number for cut in settle(pages)] == [int(f[-9:-7]) for f in files]


def test_numbers_that_count_articles_are_still_no_pages() -> None:
    files = [f"2023-03-06/{n}.txt" for n in range(1, 7)]
    pages = [
        cut_page(page(HEAD, f"　　{BODY}", file=f, number=n, date=DAY, date_source="filename"))
        for n, f in enumerate(files, 1)
    ]
    assert {cut.number for cut in settle(pages)} == {None}


BUTTONS = ["改变文字大小:   | 打印 | 关闭", "字号： 放大 缩小 默认 | 打印", "| 收藏 | 分享 | 打印 |"]


@pytest.mark.parametrize("buttons", BUTTONS)
@pytest.mark.parametrize("sign", [">", "»", "›", "→"])
def test_a_breadcrumb_states_paper_and_page(buttons: str, sign: str) -> None:
    [cut] = cut_all(
        "2023年3月6日,星期一(GMT+8 北京时间)",
        f"石湾法制报 {sign} 第三版:社会 {buttons}",
        HEAD,
        "王小一 摄",
        "",
        f"　　{BODY}",
    )
    assert (cut.paper, cut.number, cut.issue_date.date) == ("石湾法制报", 3, DAY)
    assert told_stories([cut]) == {HEAD: RIGHT[HEAD]}


@pytest.mark.parametrize(
    "line", ["  • 2023年03月06日 作者:", "▪ 2023-03-06 【PDF版】", "· 2023年3月6日 | 打印 | 关闭"]
)
def test_a_date_behind_a_bullet_is_the_page_s(line: str) -> None:
    [cut] = cut_all("下一篇 4 放大 缩小 默认", HEAD, line, "", *(f"　　{text}" for text in (BODY, *TOLD_ON)))
    assert (cut.issue_date.date, cut.issue_date.source) == (DAY, "masthead")
    assert [article.headline for article in cut.articles] == [HEAD]


def test_a_day_written_in_english_dates_its_page() -> None:
    [cut] = cut_all("Monday, March 6, 2023", "", HEAD, "", f"　　{BODY}")
    assert (cut.issue_date.date, cut.issue_date.source) == (DAY, "masthead")


def test_a_menu_above_a_masthead_is_no_article() -> None:
    menu = ["  • 时政", "  • 国际", "  • 理论", "  • 文化", "  • 科技", "  • 更多>>"]
    facts = "    作者：林一舟 《石湾日报》（ 2023年03月06日 06版）"
    found = cut_all(
        "首页English",
        *menu,
        "  • 报 纸",
        "    杂 志",
        "    石湾日报 2023年3月6日 星期一",
        "",
        f"    {HEAD}",
        "",
        facts,
        "",
        f"        {BODY}",
    )
    assert told_stories(found) == {HEAD: RIGHT[HEAD]}
    assert (found[0].paper, found[0].number, found[0].issue_date.date) == ("石湾日报", 6, DAY)


@pytest.mark.parametrize("sign", ["文/林一舟", "图文/林一舟", "撰文 | 林一舟"])
def test_who_wrote_it_is_no_headline(sign: str) -> None:
    body = "　　渡口始建于清初，石阶一百零八级，是两岸来往的要道，也是当年盐船停靠的地方。"
    [cut] = cut_all(
        HEAD, "", f"　　{BODY}", "", "从渡口说起", "", f"　　{sign}", "", body, body.replace("清初", "明末")
    )
    assert [article.headline for article in cut.articles] == [HEAD, "从渡口说起"]
    assert cut.articles[1].byline.authors == ("林一舟",)


def test_headlines_counted_page_by_page_are_not_said_again_in_their_texts() -> None:
    (a, x), (b, y), (c, z) = STORIES.items()
    lines = [
        "2023-03-06",
        "第 1 版",
        f"1. {a}",
        f"第1版(要闻)专栏: {a} {x}",
        f"2. {b}",
        f"第1版(要闻)专栏: {b} {y}",
        "第 2 版",
        f"1. {c}",
        f"第2版(经济)专栏: {c} {z}",
    ]
    found = cut_all(*lines)
    assert told_stories(found) == RIGHT
    assert [cut.number for cut in found] == [1, 2]
    assert {cut.issue_date.date for cut in found} == {DAY}


def digest(level: str) -> str:
    pages = [("01版：要闻", list(STORIES.items())[:2]), ("02版：经济", list(STORIES.items())[2:])]
    frame = '<div class="item"><{0}><a href="content_{1}.htm">{2}</a></{0}><p>{3}</p><p class="m">原文：<a href="http://paper.example/{1}.pdf">http://paper.example/{1}.pdf</a></p></div>'
    told = "".join(
        f"<h2>{name}</h2>"
        + "".join(frame.format(level, n, head, body) for n, (head, body) in enumerate(stories))
        for name, stories in pages
    )
    return f"<html><head><meta charset='utf-8'><title>石湾日报 20230306 摘要</title></head><body><h1>石湾日报 20230306 摘要</h1>{told}</body></html>"


@pytest.mark.parametrize("level", ["h3", "h4"])
def test_a_digest_of_an_issue_is_as_many_articles_as_it_has_stories(tmp_path: Path, level: str) -> None:
    [item] = read(put(tmp_path, "石湾日报_20230306_摘要.html", digest(level).encode()))
    assert isinstance(item, Page)
    found = list(cuts(item, {}))
    assert told_stories(found) == RIGHT
    assert [cut.number for cut in found if cut.articles] == [1, 2]
    assert {(cut.paper, cut.issue_date.date) for cut in found if cut.articles} == {("石湾日报", DAY)}


def test_an_article_with_subheads_is_one(tmp_path: Path) -> None:
    parts = "".join(f"<h3>{head}</h3><p>{body}</p><p>{body[::-1]}。</p>" for head, body in STORIES.items())
    text = f"<html><head><meta charset='utf-8'><title>一年见闻</title></head><body><h1>一年见闻</h1><p>2023年3月6日</p><div>{parts}</div></body></html>"
    [item] = read(put(tmp_path, "a.html", text.encode()))
    assert isinstance(item, Article)


def test_a_list_of_links_in_markdown_holds_no_article() -> None:
    titles = [*STORIES, "春耕备耕有序推进：“农机都修好了！”", "市民夜校开课了！"]
    lines = [
        line
        for title in titles
        for line in (
            f"#### {title}",
            "",
            "**来源：** paper.example",
            "",
            f"[阅读全文](https://paper.example/{len(title)})",
            "",
            "---",
            "",
        )
    ]
    found = cut_all(
        "# 2023-03-06 新闻",
        "",
        "本页面每小时更新一次最新新闻。",
        "",
        "## 00:00 更新",
        "",
        *lines,
        file="06.md",
    )
    assert not told_stories(found)


def test_what_sites_write_around_an_article_is_no_part_of_it(tmp_path: Path) -> None:
    tails = [
        "請加入石灣時報粉絲團！",
        "下載「石灣新聞APP」看更多",
        "這是石灣教育網-訂戶專區,請先登入系統...",
        "https://paper.example/app",
        "10:152023/03/06",
    ]
    paragraphs = "".join(f"<p>{text}</p>" for text in (*STORIES.values(), *tails))
    text = f"<html><head><meta charset='utf-8'><title>{HEAD}</title></head><body><h1>{HEAD}</h1><div>09:302023/03/06</div><time datetime='2023-03-06'></time><article>{paragraphs}</article></body></html>"
    [item] = read(put(tmp_path, "a.html", text.encode()))
    assert isinstance(item, Article)
    assert item.paragraphs == tuple(STORIES.values())


@pytest.mark.parametrize("leaf", ["第 3 页", "- 第 3 页 -", "第3页 共12页", "第 3 页 / 共 12 页"])
def test_the_number_of_a_leaf_is_no_text(leaf: str) -> None:
    assert why_furniture(leaf) == "页次"


def test_a_long_table_of_contents_is_no_article() -> None:
    rng = random.Random(0)
    names = list(STORIES)
    entries = [f"{n}. {rng.choice(names)}纪事之{n}" for n in range(21, 33)]
    [cut] = cut_all(*entries, HEAD, BODY)
    assert told_stories([cut]) == {HEAD: RIGHT[HEAD]}


def test_the_edition_for_overseas_is_a_paper_of_its_own(tmp_path: Path) -> None:
    [item] = read(put(tmp_path, "石湾日报海外版_20230306_摘要.html", digest("h3").encode()))
    assert isinstance(item, Page)
    assert {cut.paper for cut in cuts(item, {})} == {"石湾日报海外版"}
    [cut] = cut_all("石湾日报海外版 2023年3月6日 星期一 第1版", HEAD, BODY)
    assert cut.paper == "石湾日报海外版"


@pytest.mark.parametrize("bold", ["**{}**：{}", "**{}：** {}", "{}：{}", "【{}】{}"])
@pytest.mark.parametrize("name", ["标题", "稿件标题", "新闻标题"])
@pytest.mark.parametrize("file", ["a.md", "a.txt"])
def test_labels_may_be_bold(bold: str, name: str, file: str) -> None:
    head = [bold.format(name, HEAD), bold.format("日期", "2023年3月6日"), bold.format("稿件内容", "")]
    (cut,) = cut_all(*head, BODY, *TOLD_ON, file=file)
    assert (cut.issue_date.date, [article.headline for article in cut.articles]) == (DAY, [HEAD])


@pytest.mark.parametrize(
    "line",
    [
        "柳河日报 2023-03-06 08:00 发表于柳河",
        "柳河日报 公元2023年3月6日 第贰版",
        "柳河日报 2023年3月6日 第二版",
    ],
)
def test_a_date_in_the_company_of_formal_words_is_read(line: str) -> None:
    (cut,) = cut_all(HEAD, line, BODY, *TOLD_ON)
    assert (cut.issue_date.date, cut.paper) == (DAY, "柳河日报")
