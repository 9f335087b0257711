"""Texts as people copy and scrape them: breadcrumbs and buttons around a date, menus, digests, numbers of pages."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from tests import samples
from tests.formatted import only_problem, put, read
from tests.pages import page
from tests.test_layout_properties import nothing_lost
from trends.layout import cut_page, settle, told
from trends.layout.characters import plain
from trends.layout.furniture import why_furniture
from trends.pipeline.cutting import cuts
from trends.readers.edges import without_edges, without_site
from trends.readers.filenames import stated_date
from trends.readers.nonsense import is_nonsense
from trends.records import Article, CutPage, Page, Problem

STORIES = {
    "水渠清淤工程开工": "本报讯（记者 王一）3月5日，全市水渠清淤工程开工，沿线群众到场察看，称赞不已。",
    "粮食收购点增设烘干设备": "本报讯（记者 李二）3月5日，全市收购点增设烘干设备，农户送粮不用再等天晴。",
    "古渡口石阶修补完毕": "本报讯（记者 赵三）3月5日，古渡口的石阶修补完毕，补砌破损的条石三十余块。",
}
DAY = dt.date(2023, 3, 6)
HEAD, BODY = next(iter(STORIES.items()))


def cut_all(*lines: str, file: str = "页面.txt") -> list[CutPage]:
    return list(cuts(page(*lines, file=file), {}))


RIGHT = {head: "".join(body.split()) for head, body in STORIES.items()}

TOLD_ON = ["渠边的老柳树一棵也没有砍，村民说留着它乘凉。", "清出来的淤泥运到田里，正好作肥料用。"]


def flat(text: str | None) -> str:
    return "".join((text or "").split())


def told_stories(found: list[CutPage]) -> dict[str | None, str]:
    return {article.headline: flat(article.body) for cut in found for article in cut.articles}


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


@pytest.mark.parametrize("code", ["latin-1", "cp1252"])
def test_chinese_read_as_western_letters_is_told_to_be_garbled(tmp_path: Path, code: str) -> None:
    text = "".join(STORIES.values()).encode("gbk").decode(code, "ignore")
    assert is_nonsense(f"石湾日报{text}")
    assert "乱码" in only_problem(put(tmp_path, "a.txt", f"石湾日报\n{text}".encode())).what


@pytest.mark.parametrize(
    "text",
    [
        "L’été dernier, à Genève, les élèves ont créé un théâtre où l’âme est déçue. " * 4,
        "Größe, Übergänge, Straßenbahn und schöne Häuser fährt man über. " * 4,
    ],
)
def test_western_languages_are_no_garbled_chinese(text: str) -> None:
    assert not is_nonsense(text)


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


HEADED = ["石湾日报 2023年3月6日 星期一 第1版", *(line for story in STORIES.items() for line in story)]


def found_in(folder: Path, name: str, data: bytes) -> tuple[list[CutPage], list[Article], list[Problem]]:
    items = read(put(folder, name, data))
    pages = [cut for item in items if isinstance(item, Page) for cut in cuts(item, {})]
    assert all(nothing_lost(cut) for cut in pages)
    return pages, [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def test_a_file_put_together_of_two_encodings_is_read_line_by_line(tmp_path: Path) -> None:
    middle = len(HEADED) // 2
    data = "\n".join(HEADED[:middle]).encode("gbk") + b"\n" + "\n".join(HEADED[middle:]).encode()
    pages, _, problems = found_in(tmp_path, "a.txt", data)
    assert (told_stories(pages), problems) == (RIGHT, [])


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_half_a_gbk_file_gives_what_is_there(tmp_path: Path, cut: int) -> None:
    data = "\n".join(HEADED).encode("gbk")[: -40 - cut]
    pages, _, _ = found_in(tmp_path, "a.txt", data)
    assert [article.headline for article in pages[0].articles] == list(STORIES)
    assert pages[0].issue_date.date == DAY


def test_a_line_without_end_is_read(tmp_path: Path) -> None:
    pages, _, _ = found_in(tmp_path, "a.txt", (HEADED[0] + " " + BODY * 2_000).encode())
    assert sum(len(article.body) for article in pages[0].articles) >= 2_000 * len(RIGHT[HEAD])


def test_a_table_of_four_hundred_columns_is_mapped(tmp_path: Path) -> None:
    names = [f"列{n}" for n in range(397)]
    rows = [[*names, "标题", "日期", "正文"], [*("x" * 397), HEAD, "2023-03-06", BODY]]
    _, articles, _ = found_in(tmp_path, "a.csv", "\n".join(map(",".join, rows)).encode())
    assert [(a.headline, a.date) for a in articles] == [(HEAD, DAY)]


def test_a_form_without_text_is_told(tmp_path: Path) -> None:
    page = "<html><body><form action='x'><input name='q'><select><option>一</option></select></form></body></html>"
    assert "没有正文" in only_problem(put(tmp_path, "a.html", page.encode())).what


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


def test_the_edition_for_overseas_is_a_paper_of_its_own(tmp_path: Path) -> None:
    [item] = read(put(tmp_path, "石湾日报海外版_20230306_摘要.html", digest("h3").encode()))
    assert isinstance(item, Page)
    assert {cut.paper for cut in cuts(item, {})} == {"石湾日报海外版"}
    [cut] = cut_all("石湾日报海外版 2023年3月6日 星期一 第1版", HEAD, BODY)
    assert cut.paper == "石湾日报海外版"


def test_leaves_of_a_made_pdf_are_no_pages_of_the_paper(tmp_path: Path) -> None:
    leaves = [[*samples.printed_page(), (280.0, 20.0, 9.0, f"第 {n} 页")] for n in (1, 2)]
    pages = [
        item
        for item in read(put(tmp_path, "石湾日报20230306.pdf", samples.pdf(leaves)))
        if isinstance(item, Page)
    ]
    assert [(item.number, item.date, item.paper) for item in pages] == [(None, DAY, "石湾日报")] * 2


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


def test_a_text_that_begins_with_a_quoted_brace_is_no_json(tmp_path: Path) -> None:
    for n, first in enumerate(
        ('{"本报讯"：记者获悉', '["一号文件"解读]水渠清淤工程开工', "{编者按}今年以来")
    ):
        (tmp_path / f"2023-03-06_{n}.txt").write_text("\n".join((first, BODY, *TOLD_ON)), "utf-8")
        assert isinstance(read(tmp_path / f"2023-03-06_{n}.txt")[0], Page)


@pytest.mark.parametrize("name", ["2023 03 06 终稿.txt", "2023/三月/六日/1.txt", "2023年/三月/6日/1.txt"])
def test_names_may_part_a_date_by_blanks_or_spell_its_day(name: str) -> None:
    assert stated_date(name) == DAY
