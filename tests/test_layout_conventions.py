"""What papers print beside their stories: boxes, phone numbers, QR codes, editors; and how they sign and open."""

from __future__ import annotations

import time

import pytest

from tests.pages import page_of
from trends.layout import cut_page
from trends.records import CutPage

RAIN = "入夏以来全省雨水充足，各水库蓄水量好于往年，为秋粮生长打下了基础。水利部门加强了巡查。"
PATH = "环湖绿道二期工程完工，新增步道十二公里，沿途设有驿站和座椅，市民可以骑行一整圈。"
BOOK = "县图书馆延长夜间开放时间，自习室座位增加一倍，读者凭身份证即可进馆看书。"


def cut(*lines: str) -> CutPage:
    return cut_page(page_of("\n".join(lines)))


def headlines(page: CutPage) -> list[str | None]:
    return [article.headline for article in page.articles]


@pytest.mark.parametrize(
    "line",
    [
        "临川晚报社出版",
        "新闻热线：0518-85520000",
        "广告热线 0518-85520000",
        "扫描二维码 关注临川晚报微信",
        "扫码看视频",
        "欢迎关注新媒体矩阵",
        "■值班编委：钱进",
        "《临川日报》（2022年8月15日 第02版）",
        "[打印本页] [关闭]",
        "Copyright © 2022 临川日报社 All Rights Reserved",
        "（原载8月14日《人民日报》）",
        "首页 > 数字报 > 要闻",
        "当前位置：首页 >> 要闻",
    ],
)
def test_what_belongs_to_the_page_is_no_story(line: str) -> None:
    page = cut("水库蓄水充足", "本报讯（记者 王丽娟）" + RAIN, "", line)
    assert headlines(page) == ["水库蓄水充足"]
    assert page.noise


@pytest.mark.parametrize(
    "opening",
    [
        "（通讯员 马丽）",
        "（本报记者 马丽 通讯员 赵可）",
        "(全媒体记者马丽)",
        "央视新闻8月14日消息 ",
        "据新华社客户端8月14日消息，",
    ],
)
def test_openings_of_other_papers_open_a_story(opening: str) -> None:
    page = cut("水库蓄水充足", "本报讯（记者 王丽娟）" + RAIN, "环湖绿道完工", opening + PATH)
    assert headlines(page) == ["水库蓄水充足", "环湖绿道完工"]


def test_signs_and_publishers_in_a_story_are_no_furniture() -> None:
    lines = (
        "本报讯（记者 王丽娟）入库粮食比上年增加百分之三，损耗率降到0.5",
        "%。",
        "新书由民族出版社出版发行，",
    )
    page = cut("秋粮入库", *lines, "分别联合四川民族出版社、广西民族出版社出版发", "行。")
    assert not page.noise


def test_makers_in_brackets_after_a_cue_that_fills_its_line_open_nothing_anew() -> None:
    page = cut(
        "水库蓄水充足", "本报讯", "（记者 王丽娟）" + RAIN, "环湖绿道完工", "本报讯（记者 马丽）" + PATH
    )
    assert headlines(page) == ["水库蓄水充足", "环湖绿道完工"]


@pytest.mark.parametrize(
    "box",
    [
        ["导读", "水库蓄水充足 A03", "环湖绿道完工……05版"],
        ["今日导读", "水库蓄水充足", "——入秋以来降雨增多", "详见3版", "环湖绿道完工 5"],
        ["水库蓄水充足……3版", "▶05版 环湖绿道完工"],
    ],
)
def test_a_box_of_contents_is_no_article(box: list[str]) -> None:
    page = cut("2022年4月9日 星期六", *box, "", "夜间开放", "本报讯（记者 马丽）" + BOOK)
    assert headlines(page) == ["夜间开放"]
    assert page.number is None
    assert {noise.why for noise in page.noise} == {"报头", "导读"}


@pytest.mark.parametrize("folio", ["要闻 02", "02 人文", "02·副刊", "2022年4月9日 星期六 人文 02"])
def test_a_folio_numbers_its_page(folio: str) -> None:
    page = cut("2022年4月9日 星期六", folio, "夜间开放", "本报讯（记者 马丽）" + BOOK)
    assert (page.number, headlines(page)) == (2, ["夜间开放"])


@pytest.mark.parametrize("byline", ["■临川日报全媒体记者 李萌 周洋", "□临川晚报记者 李萌 周洋"])
def test_a_byline_names_its_own_paper(byline: str) -> None:
    [article] = cut("环湖绿道完工", byline, PATH, RAIN).articles
    assert (article.headline, article.byline.reporters) == ("环湖绿道完工", ("李萌", "周洋"))


def test_bylines_on_lines_of_their_own_are_of_the_story_they_stand_over() -> None:
    page = cut(
        *("水库蓄水充足", "本报讯（记者 王丽娟）" + RAIN, ""),
        *("● 本报记者 孙浩", "● 通讯员 周静文", "", "环湖绿道完工", PATH, BOOK),
    )
    assert headlines(page) == ["水库蓄水充足", "环湖绿道完工"]
    assert page.articles[0].byline.reporters == ("王丽娟",)
    assert page.articles[1].byline.reporters == ("孙浩",)
    assert page.articles[1].byline.correspondents == ("周静文",)
    assert [article.kind for article in page.articles] == ["news", "news"]


def test_what_a_reporter_learned_is_no_caption() -> None:
    [article] = cut("夜间开放", "6月9日，记者从县图书馆获悉，" + BOOK).articles
    assert article.kind == "news"


@pytest.mark.parametrize("signature", ["（王 芳）", "（王芳 李小明）", "（陈立）"])
def test_names_in_brackets_below_a_story_sign_it(signature: str) -> None:
    page = cut(
        *("水库蓄水充足", "本报讯　" + RAIN, signature, ""), *("环湖绿道完工", "本报讯（记者 马丽）" + PATH)
    )
    assert headlines(page) == ["水库蓄水充足", "环湖绿道完工"]
    assert page.articles[0].kind == "news"
    assert page.articles[0].byline.authors[0] in ("王芳", "陈立")


@pytest.mark.parametrize("line", ["（完）", "（图一）"])
def test_other_words_in_brackets_are_no_names(line: str) -> None:
    assert not cut("水库蓄水充足", "本报讯　" + RAIN, line).articles[0].byline.authors


def test_a_wire_feature_names_its_subject_and_makers_before_it_begins() -> None:
    [article] = cut(
        *("守住秋粮", "新华社北京8月14日电 题：守住秋粮", "新华社记者 丁静、王晔"),
        "　　" + RAIN,
        "　　" + PATH,
    ).articles
    assert article.byline.reporters == ("丁静", "王晔")
    assert article.body.endswith(PATH)


def test_a_story_continued_says_so_between_dots() -> None:
    [article] = cut("水库蓄水充足", "·上接第一版·", RAIN, PATH).articles
    assert (article.headline, article.continued_from) == ("水库蓄水充足", "1版")


def test_blank_lines_that_stand_before_heads_alone_part_stories() -> None:
    page = cut(
        *("水库蓄水充足", "本报讯（记者 王丽娟）" + RAIN, "水利部门还对堤坝作了检修。", ""),
        *("环湖绿道完工", PATH, "市民说，骑行更方便了。", "", "【微评】", "夜间开放是好事", BOOK, ""),
        *("遗失声明", "王小虎不慎遗失工作证，证号一二三四五，声明作废。"),
    )
    assert headlines(page)[:2] == ["水库蓄水充足", "环湖绿道完工"]
    assert len(page.articles) == 4


def test_the_papers_own_comment_is_named_in_its_headline() -> None:
    article = cut("本报评论员：抓好秋粮", RAIN, PATH).articles[0]
    assert (article.kind, article.byline.authors) == ("commentary", ("本报评论员",))


def test_the_date_under_a_notice_is_no_masthead() -> None:
    notice = ["公告", "因道路施工，人民路自5月1日起封闭，请过往车辆绕行。", "市交通警察支队", "2023年4月26日"]
    page = cut(*["水库蓄水充足", RAIN, PATH, BOOK] * 4, "", *notice)
    assert page.issue_date.source != "masthead"


@pytest.mark.parametrize("line", ["文章导航：水库蓄水充足|环湖绿道完工", "本版图片由受访者提供"])
def test_menus_and_notes_on_pictures_are_noise(line: str) -> None:
    page = cut("第A04版:都市新闻", line, "水库蓄水充足", "本报讯（记者 王丽娟）" + RAIN)
    assert headlines(page) == ["水库蓄水充足"]


@pytest.mark.parametrize(
    "top",
    [
        ("临 川 日 报", "2O24年3月9曰 星期六 第432l期 今日8版"),
        ("临川日报", "2024年3月g日 星期六"),
        ("临川日报", "2024年3月9曰 星期六"),
        ("LINCHUAN DAILY  MAR. 9 2024", "临川日报 今日8版", "SATURDAY 2024/3/9"),
    ],
)
def test_slips_in_a_masthead_are_read_over(top: tuple[str, ...]) -> None:
    page = cut(*top, "水库蓄水充足", "本报讯（记者 王丽娟）" + RAIN)
    assert headlines(page) == ["水库蓄水充足"]
    assert page.paper == "临川日报"
    if "g" not in top[1]:  # no digit looks like it
        assert str(page.issue_date.date) == "2024-03-09"


def test_a_page_of_dates_alone_is_read_in_time() -> None:
    begun = time.process_time()
    assert len(cut(*["2024年3月9日"] * 20_000).noise) == 20_000
    assert time.process_time() - begun < 15


def test_two_papers_in_one_file_are_said() -> None:
    page = cut(
        *("临川日报", "2024年3月9日 星期六 第4321期", "水库蓄水充足", "本报讯（记者 王丽娟）" + RAIN, ""),
        *("海州晚报", "2024年5月17日 星期五 第8321期", "环湖绿道完工", "本报讯（记者 马丽）" + PATH),
    )
    assert headlines(page) == ["水库蓄水充足", "环湖绿道完工"]
    assert str(page.issue_date.date) == "2024-03-09"
    assert page.issue_date.confidence <= 0.7
    assert any("2024-05-17" in problem.what for problem in page.problems)
