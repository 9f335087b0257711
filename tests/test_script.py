"""Both scripts are one: the shadow keeps every place, and what is printed stays printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from trends.layout import cut_page
from trends.records import Line, Page
from trends.script import as_printed, is_traditional, simplified

ANY = st.text(st.characters() | st.sampled_from("國記報導電訊裏裡著乾后後體瞭\0\ud800 　\n"), max_size=60)


@settings(deadline=None)  # the first text loads the dictionaries
@given(ANY)
def test_a_shadow_is_as_long_as_its_text_and_its_own_shadow(text: str) -> None:
    shadow = simplified(text)
    assert len(shadow) == len(text)
    assert len(simplified(shadow)) == len(text)


@given(st.text(max_size=40).map(lambda t: t.encode("gb2312", "ignore").decode("gb2312")))
def test_simplified_text_is_its_own_shadow(text: str) -> None:
    assert simplified(text) is text
    assert not is_traditional(text)


@pytest.mark.parametrize(
    ("printed", "shadow"),
    [
        ("本報訊（記者陳國華）", "本报讯（记者陈国华）"),
        ("社區圖書館裡裏外外隨著讀者", "社区图书馆里里外外随着读者"),
        ("著名作家的著作、乾隆與餅乾", "著名作家的著作、乾隆与饼干"),
        ("　　臺灣\0與衆", "　　台湾\0与众"),
        ("𠁞國", "𠀾国"),
    ],
)
def test_words_decide_where_a_character_has_two_readings(printed: str, shadow: str) -> None:
    assert simplified(printed) == shadow


def test_a_part_of_the_shadow_is_found_as_it_is_printed() -> None:
    printed = "聯 合 報　發行人　陳國華"
    shadow = simplified(printed)
    assert as_printed("联合报", printed, shadow) == "聯合報"
    assert as_printed("发行人 陈国华", printed, shadow) == "發行人 陳國華"
    assert as_printed("别处", printed, shadow) == "别处"


@given(st.text("聯合報發行人 記者", min_size=1, max_size=20), st.data())
def test_every_part_is_found_again(printed: str, data: st.DataObject) -> None:
    shadow = simplified(printed)
    start = data.draw(st.integers(0, len(printed)))
    part = shadow[start : data.draw(st.integers(start, len(printed)))]
    assert len(as_printed(part, printed, shadow)) == len(part)
    assert simplified(as_printed(part, printed, shadow)) == part or not part.strip()


PAGE = """江城日报 2021年9月25日 星期六 第2版
城南三线公车今起调整
　　本报讯（记者 林国华）交通局昨日宣布，城南三条公车路线即日起调整，增设站点六处，方便沿线居民往返市场与学校。
　　据统计，三条路线平均每日载客一万二千人次，尖峰时段常有满座情形。调整后班距缩短为十分钟。
社区图书馆周末延长开放
　　本报讯（记者 陈丽）文化局指出，社区图书馆周末开放时间延长两小时，试办三个月后再行检讨，借阅人数比上月增加两成。
责任编辑：周青 美编：林国华
"""


def test_a_page_is_cut_alike_in_both_scripts_and_shown_as_printed() -> None:
    traditional = OpenCC("s2t").convert(PAGE)
    cuts = [cut_page(Page("a.txt", lines_of(text))) for text in (PAGE, traditional)]
    simple, printed = cuts
    assert (simple.paper, printed.paper) == ("江城日报", "江城日報")
    assert (simple.issue_date.date, simple.number) == (printed.issue_date.date, printed.number)
    assert [a.headline for a in printed.articles] == ["城南三線公車今起調整", "社區圖書館週末延長開放"]
    assert [a.byline.reporters for a in printed.articles] == [("林國華",), ("陳麗",)]
    assert [a.pieces for a in simple.articles] == [a.pieces for a in printed.articles]
    assert [n.spans for n in simple.noise] == [n.spans for n in printed.noise]
    assert all(set(a.body) <= set(traditional) for a in printed.articles)


def lines_of(text: str) -> tuple[Line, ...]:
    return tuple(Line(n, line) for n, line in enumerate(text.split("\n"), 1))
