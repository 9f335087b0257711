"""Both scripts are one: the shadow keeps every place, and what is printed stays printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from tests.builders import built, days, mixed_records, write_jsonl
from trends.archive import Archive
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


@pytest.fixture(scope="module", params=["mostly simplified", "mostly traditional"])
def mixed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Archive, Archive]:
    """An archive in one script, and the same with a quarter, or three quarters, of the articles in the other."""
    folder = tmp_path_factory.mktemp("scripts")
    rows = mixed_records(days("2024-03-01", 24), {"farm": 2, "school": 2, "health": 2})
    convert = OpenCC("s2t").convert
    both = [
        row | {key: convert(str(row[key])) for key in ("title", "body")}
        if (n * 7919 % 100 < 25) == (request.param == "mostly simplified")
        else row
        for n, row in enumerate(rows)
    ]
    one, two = (
        built(write_jsonl(folder / f"{name}.jsonl", some), folder / name, topics=3)
        for name, some in (("one", rows), ("two", both))
    )
    return one, two


def test_either_script_finds_both_and_counts_the_same(mixed: tuple[Archive, Archive]) -> None:
    one, two = mixed
    for simple, traditional in (
        ("农机", "農機"),
        ("学生", "學生"),
        ("医院|护士", "醫院|護士"),
        ("疫苗 药品", "疫苗 藥品"),
    ):
        want = one.keywords([simple], by="year")
        for asked in (simple, traditional):
            found = two.keywords([asked], by="year")
            assert list(found["n"]) == list(want["n"])
            assert list(found["occurrences"]) == list(want["occurrences"])
        assert two.count_hits(traditional) == one.count_hits(simple)
        assert len(two.concordance(traditional)) == len(one.concordance(simple)) > 0
        near = [
            table["term"].map(simplified).tolist()
            for table in (two.cooccurring(traditional), one.cooccurring(simple))
        ]
        assert near[0] == near[1]


def test_terms_of_both_scripts_are_one_shown_as_mostly_printed(mixed: tuple[Archive, Archive]) -> None:
    one, two = mixed
    want = {term for words in one.snapshot.shown_words.values() for term, _ in words}
    shown = {term for words in two.snapshot.shown_words.values() for term, _ in words}
    assert {simplified(term) for term in shown} == want
    assert len(shown) == len(want)
    held = dict(two.snapshot.rows("SELECT text, n FROM terms"))
    assert {simplified(term): n for term, n in held.items()} == dict(
        one.snapshot.rows("SELECT text, n FROM terms")
    )
    most = sum(map(is_traditional, shown)) > len(shown) / 4
    assert most == (len(two.snapshot.rows("SELECT 1 FROM articles WHERE contains(body, '農')")) > 30)
    labels = {word for label in two.snapshot.labels.values() for word in label.split("·")}
    assert labels <= shown
