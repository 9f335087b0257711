"""Dates, papers and page numbers as files and pages write them: every way of writing one is read back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages import page
from trends.layout import cut_page, settle
from trends.readers.filenames import stated_date, stated_page, stated_paper
from trends.written import REPUBLIC, WEEKDAYS, dates_in, is_title, paper_in

DAYS = st.dates(dt.date(1872, 4, 30), dt.date(2035, 12, 31))
NUMERALS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


def weekday(date: dt.date) -> str:
    return f"星期{WEEKDAYS[date.weekday()]}"


WAYS = {
    "modern": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "padded": lambda d: f"{d.year}年{d:%m}月{d:%d}日",
    "dashes": lambda d: d.isoformat(),
    "points": lambda d: f"{d.year}.{d.month}.{d.day}",
    "numerals": lambda d: (
        "".join(NUMERALS[int(c)] for c in str(d.year)) + f"年{chinese(d.month)}月{chinese(d.day)}日"
    ),
    "day first": lambda d: f"{d:%d/%m/%Y} {weekday(d)}",
    "month first": lambda d: f"{weekday(d)} {d:%m/%d/%Y}",
    "English": lambda d: f"{d:%B} {d.day}, {d.year}",
}


@given(DAYS, st.sampled_from(sorted(WAYS)))
def test_every_way_of_writing_a_date_is_read_back(date: dt.date, way: str) -> None:
    found = dates_in(f"河州消息 {WAYS[way](date)}")
    if way == "numerals" and date.year < 1900:
        assert [written.date for written in found] in ([date], [])
    elif way in ("day first", "month first"):  # both readings may fall on one weekday
        assert date in {found[0].date} or found[0].date.weekday() == date.weekday()
    else:
        assert [written.date for written in found] == [date]


@given(st.dates(dt.date(1912, 1, 1), dt.date(2035, 1, 1)))
def test_republic_years_are_read_back(date: dt.date) -> None:
    year = date.year - REPUBLIC
    for text in (
        f"中華民國{year}年{date.month}月{date.day}日",
        f"民国{chinese(year) if year < 100 else year}年{chinese(date.month)}月{chinese(date.day)}日",
    ):
        assert [written.date for written in dates_in(text)] == [date]


@pytest.mark.parametrize(
    "text", ["2023年02月30日", "31/04/2023", "2025—2027年", "20231399", "1.2.3", "第2023期"]
)
def test_what_is_no_day_of_the_calendar_is_no_date(text: str) -> None:
    assert dates_in(text) == []


def test_a_day_that_may_be_a_month_is_not_sure_without_its_weekday() -> None:
    [alone], [beside] = dates_in("05/03/2024"), dates_in("05/03/2024 星期二")
    assert (alone.date, alone.sure) == (dt.date(2024, 3, 5), False)
    assert (beside.date, beside.sure) == (dt.date(2024, 3, 5), True)


PAGES, ARTICLES = st.integers(1, 64), st.integers(1, 40)
NAMES = (
    "{d:%Y%m%d}-{p:02}-{a:02}.txt",
    "{d:%Y-%m-%d}_{p}_{a}.txt",
    "{d:%Y%m%d}/{d:%Y%m%d}-{p:02}-{a:02}.txt",
    "{d:%Y}/{d:%m%d}/{p:02}-{a}.txt",
    "{d:%Y}年{d:%m}月/{d:%d}日/第{p}版/{a}.txt",
    "{d:%Y%m}/{d:%d}/{p:02}_{a:02}.txt",
    "{d:%Y}年{d.month}月/{d:%m%d}/第{p}版/{a}.txt",
    "hzrb{d:%Y%m%d}{p:02}.txt",
    "hzrb{d:%Y%m%d}{p:02}{a:02}.txt",
    "A{p:02}-{d:%Y%m%d}.txt",
    "河州日报/{d:%Y-%m-%d}/第{p:02}版：要闻/{a:02}-水渠.txt",
    "{d:%Y%m%d}_河州日报_{p}.txt",
    "下载_20240229/{d:%Y-%m-%d} B{p:02}.txt",
)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_folder_a_month_may_be_named_in_chinese(month: int) -> None:
    named = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"][month - 1]
    assert stated_date(f"2023/{named}月/05/01.txt") == dt.date(2023, month, 5)


@given(st.dates(dt.date(1946, 1, 1), dt.date(2035, 1, 1)), PAGES, ARTICLES, st.sampled_from(NAMES))
def test_names_of_scrapers_state_date_and_page(date: dt.date, number: int, article: int, form: str) -> None:
    name = form.format(d=date, p=number, a=article)
    assert (stated_date(name), stated_page(name)) == (date, number)


@pytest.mark.parametrize(
    "name", ["20230306-第3次会议纪要.txt", "2023-03-06-08-30-00.txt", "20230306.txt", "20230306-水渠2.txt"]
)
def test_other_numbers_of_a_name_are_no_page(name: str) -> None:
    assert stated_page(name) is None


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("1951年7月8日河州日报", "河州日报"),
        ("30日石湾晚報", "石湾晚報"),
        ("二版 青禾商报 2020-01-03", "青禾商报"),
        ("2020年1月3日", None),
    ],
)
def test_no_piece_of_a_date_is_in_a_papers_name(text: str, paper: str | None) -> None:
    assert paper_in(text) == paper


@pytest.mark.parametrize("text", ["本报", "国际新闻", "海报", "日报", "石湾县委机关报", "本市新闻", "预报"])
def test_what_ends_like_a_paper_and_is_none(text: str) -> None:
    assert not is_title(text)


@pytest.mark.parametrize("text", ["河州消息", "申報", "石湾时讯", "青禾学院报", "云岭週刊", "河州晨報"])
def test_titles_of_papers(text: str) -> None:
    assert is_title(text)
    assert stated_paper(f"{text}/20230306-1.txt") == text


STORY = "本报讯（记者 王一）3月8日，全市水渠清淤工程开工，沿线群众到场察看。"


@pytest.mark.parametrize(
    ("top", "date", "paper", "number"),
    [
        (["1951年7月8日河州消息 第4版"], dt.date(1951, 7, 8), "河州消息", 4),
        (["2024年11月24日 星期日", "第6版:县区 2023-10-02"], dt.date(2023, 10, 2), None, 6),
        (["石灣日報 03/12/2023 星期日 B7"], dt.date(2023, 12, 3), "石灣日報", 7),
        (["今 日 4 版 2 0 2 2 年 1 0 月 9 日 星 期 日"], dt.date(2022, 10, 9), None, 1),
        (["《河州日报》（2021年3月2日 第 05 版）"], dt.date(2021, 3, 2), "河州日报", 5),
        (["2021年03月02日的新闻如下："], dt.date(2021, 3, 2), None, None),
        (["今天是2024年3月4日 星期一"], None, None, None),
    ],
)
def test_what_stands_above_the_stories(
    top: list[str], date: dt.date | None, paper: str | None, number: int | None
) -> None:
    cut = cut_page(page(*top, "", "水渠清淤工程开工", "", STORY))
    assert (cut.issue_date.date, cut.paper, cut.number) == (date, paper, number)
    assert [article.headline for article in cut.articles] == ["水渠清淤工程开工"]


def test_a_notice_is_dated_below_and_the_issue_by_its_name() -> None:
    notice = (
        "水渠停水公告",
        "因清淤需要，三条水渠自下周起停水五天，请沿线用户提前储水。",
        "石湾县水务局",
        "2023年2月7日",
    )
    cut = cut_page(page(*notice, date=dt.date(2023, 2, 11), date_source="filename"))
    assert (cut.issue_date.date, cut.issue_date.source) == (dt.date(2023, 2, 11), "filename")


def test_a_bare_date_that_the_name_contradicts_is_not_believed_and_told() -> None:
    cut = cut_page(page("2024年5月6日", "水渠清淤", STORY, date=dt.date(2023, 2, 11), date_source="filename"))
    assert cut.issue_date.date == dt.date(2023, 2, 11)
    assert cut.issue_date.confidence < 0.9
    assert "2024-05-06" in cut.problems[0].what


def test_a_papers_name_goes_to_its_series_alone() -> None:
    named = page("石湾晚报 2023年3月6日 星期一 第3版", "水渠清淤", STORY, file="a/1.txt")
    same = page("粮食收购", STORY, file="a/2.txt")
    dated = page("2023年3月7日 星期二", "茶园采茶", STORY, file="a/3.txt")
    apart = page("茶园采茶", STORY, file="b/4.txt")
    cuts = settle([cut_page(p) for p in (named, same, dated, apart)])
    assert [cut.paper for cut in cuts] == ["石湾晚报", "石湾晚报", None, None]


def test_numbers_of_a_folder_of_articles_are_no_pages() -> None:
    day = {"date": dt.date(2023, 3, 6), "date_source": "filename"}
    alone = [page(f"水渠清淤{n}", STORY, file=f"20230306/{n:02}.txt", number=n, **day) for n in range(1, 7)]
    assert {cut.number for cut in settle([cut_page(p) for p in alone])} == {None}
    pages = [
        page(
            "水渠清淤",
            STORY,
            "粮食收购",
            STORY.replace("水渠", "粮食"),
            file=f"20230306/{n:02}.txt",
            number=n,
            **day,
        )
        for n in range(1, 7)
    ]
    assert [cut.number for cut in settle([cut_page(p) for p in pages])] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("opening", "reporters", "agency"),
    [
        ("〔記者王一／河州報導〕", ("王一",), None),
        ("【記者李小滿、陳大有/石灣報導】", ("李小滿", "陳大有"), None),
        ("〔本報訊〕", (), None),
        ("【環洋通訊社石灣五日電】", (), "環洋通訊社"),
        ("（中央社記者王一河州25日電）", (), "中央社"),
    ],
)
def test_openings_of_other_presses(opening: str, reporters: tuple[str, ...], agency: str | None) -> None:
    told = "水利局指出，三條水渠清淤後可多灌溉農田八百畝，沿線農民反映良好。"
    cut = cut_page(page("粮食收購", STORY, "水渠清淤開工", f"{opening}{told}"))
    assert [article.headline for article in cut.articles] == ["粮食收購", "水渠清淤開工"]
    assert cut.articles[1].byline.reporters == reporters
    assert agency is None or cut.articles[1].byline.agency == agency
