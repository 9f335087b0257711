"""Issue dates: printed, stated, inferred with evidence, or honestly unknown."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages import page
from trends.layout import cut_page, settle
from trends.layout.datelines import dateline_of, issue_day
from trends.layout.masthead import lunar_date, printed_date
from trends.layout.years import clues_of, weigh
from trends.written import chinese_number

NEWS = "本报讯（记者 王一）3月8日，全市春耕会议召开。"


def test_masthead_wins_and_its_weekday_and_lunar_date_are_checked() -> None:
    good = cut_page(page("2023年2月6日 星期一 癸卯年正月十六 CN 37-0048 第9785期", "桥通了", NEWS))
    assert (good.issue_date.date, good.issue_date.source) == (dt.date(2023, 2, 6), "masthead")
    assert good.issue_date.confidence > 0.95
    assert not good.problems
    bad = cut_page(page("2023年2月6日 星期三 癸卯年正月十七 第9785期", "桥通了", NEWS))
    assert bad.issue_date.date == dt.date(2023, 2, 6)
    assert bad.issue_date.confidence < 0.9
    assert len(bad.problems) == 2
    assert all(p.cure and not p.lost for p in bad.problems)


def test_a_manifest_wins_and_a_contradiction_is_reported() -> None:
    stated = {"date": dt.date(2023, 2, 7), "date_source": "manifest"}
    cut = cut_page(page("2023年2月6日 星期一 第9785期", NEWS, **stated))
    assert (cut.issue_date.date, cut.issue_date.source) == (dt.date(2023, 2, 7), "manifest")
    assert "2023-02-06" in cut.problems[0].what


def test_a_file_name_is_used_when_nothing_is_printed() -> None:
    cut = cut_page(page(NEWS, date=dt.date(2023, 3, 9), date_source="filename"))
    assert (cut.issue_date.date, cut.issue_date.source) == (dt.date(2023, 3, 9), "filename")


@pytest.mark.parametrize(
    ("opening", "month_day"),
    [
        ("本报讯(记者 王一)2月23日上午,会议召开。", (2, 23)),
        ("新华社北京5月9日电 近日,", (5, 9)),
        ("据新华社北京2月27日电(记者 李二)记者获悉", (2, 27)),
        ("3月9日,工人在车间检修。", (3, 9)),
        ("本报讯(记者 王一)2 月 27日,会议召开", (2, 27)),
        ("本报讯(记者 王一)2月20日至22日,调研组", (2, 22)),
        ("本报讯(记者 王一)日前,工程完工。", None),
        ("本报讯(记者 王一)展会将于3月20日开幕。", None),
        ("本报讯(记者 王一)去年7月3日以来,", None),
        ("本报讯(记者 王一)13月40日", None),
    ],
)
def test_datelines(opening: str, month_day: tuple[int, int] | None) -> None:
    found = dateline_of(opening)
    assert (found and (found.month, found.day)) == month_day


def test_the_next_publishing_day_skips_the_weekend() -> None:
    assert issue_day(dt.date(2024, 3, 9)) == dt.date(2024, 3, 11)
    assert issue_day(dt.date(2024, 3, 8)) == dt.date(2024, 3, 11)
    assert issue_day(dt.date(2024, 3, 8), range(7)) == dt.date(2024, 3, 9)


def test_without_evidence_of_the_year_there_are_guesses_and_no_date() -> None:
    cut = cut_page(page("桥通了", NEWS))
    assert cut.issue_date.date is None
    assert cut.issue_date.source is None
    assert "年份" in cut.issue_date.evidence
    assert cut.articles[0].date == dt.date.min


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2023年，全市完成投资千亿元。2024年，我市将继续推进春耕。", 2024),
        ("会议研究了《现代物流业行动方案（2025—2027年）》起草情况汇报。", 2025),
        ("今年是全面贯彻党的二十大精神开局之年，要抓好春耕。", 2023),
        ("今年是“十三五”收官之年。", 2020),
        ("今年是中华人民共和国成立75周年。", 2024),
        ("2022年3月8日，有人说过。", None),
    ],
)
def test_the_year_comes_from_evidence_that_is_quoted(sentence: str, year: int | None) -> None:
    found = cut_page(page("桥通了", NEWS, sentence)).issue_date
    if year is None:
        assert found.date is None or found.confidence < 0.9
    else:
        assert found.date
        assert found.date.year == year
        assert found.source == "inferred"
        assert 0.5 < found.confidence < 1
        assert any(part in found.evidence for part in (str(year), "今年", "周年"))


def test_a_plan_that_ends_later_is_not_the_year() -> None:
    text = "《三年行动计划（2023-2025年）》编制情况汇报。2022年全市生产总值增长5%。"
    dates = [dt.date(year, 2, 3) for year in range(2019, 2029)]
    weights = weigh(dates, clues_of(text))
    assert dates[weights.index(max(weights))].year == 2023
    assert sum(weights) == pytest.approx(1)


def test_year_end_issues_look_back_on_december() -> None:
    found = cut_page(
        page(
            "甲",
            "本报讯（记者 王一）12月31日，会议召开。",
            "乙",
            "本报讯（记者 王二）1月2日，2024年，我市将办好十件实事。",
        )
    )
    assert found.issue_date.date == dt.date(2024, 1, 3)


def test_office_holders_of_dated_pages_settle_the_year() -> None:
    names = "市委书记周启明出席，市长沈若兰主持。"
    dated = cut_page(
        page("2019年5月6日 星期一 第3000期", "甲", "本报讯（记者 王一）5月5日，" + names, file="a.txt")
    )
    open_ = cut_page(page("乙", "本报讯（记者 王二）3月7日，" + names, file="b.txt"))
    assert open_.issue_date.date is None
    settled = settle([dated, open_])[1].issue_date
    assert settled.date
    assert abs(settled.date.year - 2019) <= 1
    assert "周启明" in settled.evidence


def test_issue_numbers_that_contradict_their_dates_are_reported() -> None:
    heads = ("2023年2月6日 星期一 第9785期", "2023年2月7日 星期二 第9786期", "2023年2月8日 星期三 第9700期")
    cuts = [cut_page(page(head, NEWS, file=f"{k}.txt", paper="临川日报")) for k, head in enumerate(heads)]
    told = [[p.what for p in cut.problems] for cut in settle(cuts)]
    assert not told[0]
    assert not told[1]
    assert "9700" in told[2][0]


def test_an_issue_number_seen_before_gives_the_date() -> None:
    first = cut_page(page("2023年2月6日 星期一 第9785期", NEWS, file="1.txt", paper="临川日报"))
    second = cut_page(page("CN 37-0048 第9785期", "桥通了", NEWS, file="2.txt", paper="临川日报"))
    assert second.issue_date.date is None
    assert settle([first, second])[1].issue_date.date == dt.date(2023, 2, 6)


@pytest.mark.parametrize(
    ("text", "day"), [("初六", 6), ("十六", 16), ("廿三", 23), ("二十", 20), ("三十", 30), ("十", 10)]
)
def test_lunar_days(text: str, day: int) -> None:
    assert chinese_number(text) == day


def test_lunar_dates_with_a_leap_month() -> None:
    assert lunar_date("癸卯年闰二月初一", 2023) == dt.date(2023, 3, 22)
    assert lunar_date("没有农历", 2023) is None


@given(st.dates(min_value=dt.date(1949, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_printed_dates_are_read_back(date: dt.date) -> None:
    assert printed_date(f"{date.year}年{date.month}月{date.day}日 星期一") == date
    assert printed_date(f"{date:%Y-%m-%d}") == date
