"""Pages → articles: the sample pages' gold, printed pages of many layouts, and single faults of print."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.data.gold import score_pages
from tests.pages import Layout, layouts, page, printed
from tests.stories import SUBJECTS, Story, story
from trends.layout import cut_page, page_record
from trends.readers import find_sources, read_source
from trends.records import CutPage, Page
from trends.terms import segment

ROOT = Path(__file__).resolve().parents[1]
GOLD = sorted((ROOT / "tests" / "data" / "gold").glob("*.json"))


@pytest.fixture(scope="session")
def words() -> dict[str, int]:
    """The dictionary's words with their frequencies."""
    return dict(segment.word_frequencies())


def scored(cut: CutPage, gold: dict[str, Any]) -> dict[str, Any]:
    lines = [None, *(line.text for line in cut.page.lines)]
    found: dict[str, Any] = score_pages.score_page(gold, page_record(cut), lines)
    return found


def headlines(cut: CutPage) -> list[str | None]:
    return [article.headline for article in cut.articles]


def sample(name: str) -> Page:
    [found] = read_source(find_sources([ROOT / "seeds" / "pages" / name])[0][0])
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("dictionary", [True, False])
def test_sample_pages_are_cut_as_the_editor_did(path: Path, dictionary: bool, words: dict[str, int]) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    score = scored(cut_page(sample(gold["file"]), words=words if dictionary else None), gold)
    assert score["total"] >= 0.98, score
    assert score["date_source_ok"]


def test_columns_interleaved_in_a_sample_are_put_in_order(words: dict[str, int]) -> None:
    cut = cut_page(sample("001_0deb1098b92a25b2.txt"), words=words)
    assert cut.issue_date.date == dt.date(2023, 2, 6)
    assert (cut.issue_date.source, cut.paper, cut.number) == ("masthead", "聊城日报", 1)
    [article] = [a for a in cut.articles if a.byline.reporters == ("申东方",)]
    joints = (
        "市委书记李长萍",
        "办公室的工作表示充分肯定",
        "发展作出了突出贡献",
        "党的二十大精神",
        "绣花功夫",
    )
    assert all(joint in article.body for joint in joints)
    assert [article.body.index(joint) for joint in joints] == sorted(
        article.body.index(joint) for joint in joints
    )


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("一段一行", 0.99),
        ("一段一行，题在后", 0.98),
        ("段落断开", 0.95),
        ("窄栏", 0.97),
        ("窄栏，题在后", 0.97),
        ("宽栏，行行空", 0.97),
        ("重段、转版、图片", 0.97),
        ("栏目交错", 0.85),
        ("栏目交错，行行空", 0.80),
    ],
)
def test_printed_pages_come_back(name: str, least: float, words: dict[str, int]) -> None:
    rng = random.Random(11)
    totals = []
    for _ in range(6):
        stories = [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), rng.randrange(3, 7))]
        made, gold = printed(stories, layouts()[name], rng)
        totals.append(scored(cut_page(made, words=words), gold)["total"])
    assert sum(totals) / len(totals) >= least, totals


def test_clean_stories_come_back_whole() -> None:
    rng = random.Random(2)
    stories = [story(rng, subject) for subject in ("桥梁", "茶叶", "医院")]
    made, _ = printed(stories, Layout(wrap=0, masthead=False), rng)
    cut = cut_page(made)
    assert [a.headline for a in cut.articles] == [s.headline for s in stories]
    bare = [tuple(p.replace(" ", "") for p in s.paragraphs) for s in stories]
    assert [a.paragraphs for a in cut.articles] == bare
    assert not cut.noise


def test_a_text_without_any_cue_is_one_article() -> None:
    cut = cut_page(page("湖边的春天", "清晨的湖面很静。", "渔船慢慢靠岸，鸟群飞过芦苇。", "孩子们跑来了。"))
    assert headlines(cut) == ["湖边的春天"]
    assert len(cut.articles[0].paragraphs) == 3


def test_headline_and_opening_on_one_line_are_parted() -> None:
    cut = cut_page(page("全省春耕全面展开 新华社济南3月4日电（记者 王一）记者从省农业厅获悉，春耕已经展开。"))
    assert headlines(cut) == ["全省春耕全面展开"]
    assert cut.articles[0].byline.agency == "新华社"
    assert cut.articles[0].byline.reporters == ("王一",)
    assert cut.articles[0].paragraphs[0].startswith("新华社济南")


def test_kicker_main_and_deck_of_one_line() -> None:
    line = "全市春耕会议召开 抢抓农时 把丰收种在地里 周启明讲话 沈若兰出席"
    cut = cut_page(
        page(line, "本报讯（记者 王一）3月8日，全市春耕会议召开，部署抢抓农时、把丰收种在地里等工作。")
    )
    article = cut.articles[0]
    assert (article.kicker, article.headline) == ("全市春耕会议召开", "抢抓农时 把丰收种在地里")
    assert article.deck == "周启明讲话 沈若兰出席"


def test_a_pointer_is_a_brief_and_a_jump_is_noted() -> None:
    cut = cut_page(
        page(
            "全国春耕会议召开",
            "详细报道见3版",
            "桥通了",
            "本报讯（记者 王一）3月8日，大桥通车。",
            "（下转第8版）",
        )
    )
    assert [(a.kind, a.continued_on) for a in cut.articles] == [("brief", "3版"), ("news", "8版")]
    assert {n.why for n in cut.noise} == {"转版提示"}


def test_caption_credit_is_a_name_and_not_text() -> None:
    cut = cut_page(page("3月7日，工人在检修站台雨棚。这座车站下月启用。 ■ 本报记者 王一"))
    assert [(a.kind, a.headline, a.byline.reporters) for a in cut.articles] == [
        ("photo-caption", None, ("王一",))
    ]
    assert "王一" not in cut.articles[0].body


def test_commentary_signed_and_by_the_paper() -> None:
    body = "抓落实要有韧劲。只有一件一件去做，才能见到成效。"
    cut = cut_page(
        page("贵在坚持", "■ 本报评论员", body, "（下转2版）", "实干开新局", "临川县县委书记 周启明", body)
    )
    assert [a.kind for a in cut.articles] == ["commentary", "commentary"]
    assert cut.articles[0].byline.authors == ("本报评论员",)
    assert cut.articles[1].byline.authors == ("周启明",)


def test_a_paragraph_printed_twice_is_kept_once() -> None:
    double = "他表示，今年将继续推进河道清淤和护岸林建设，把群众身边的小事办好办实。"
    cut = cut_page(page("河清了", "本报讯（记者 王一）3月8日，清淤完工。", double, double))
    assert cut.articles[0].paragraphs.count(double) == 1
    assert [n.why for n in cut.noise] == ["重复段落"]


def test_web_boilerplate_and_editors_are_noise() -> None:
    cut = cut_page(
        page(
            "桥通了",
            "本报讯（记者 王一）3月8日，大桥通车。",
            "责编：陶慧敏 校对：袁志远",
            "新闻推荐",
            "为方便群众出行，多部门联合开展...",
        )
    )
    assert len(cut.articles) == 1
    assert len(cut.articles[0].paragraphs) == 1
    assert {n.why for n in cut.noise} == {"编辑署名", "网页附带文字"}


def test_traditional_characters_and_vertical_brackets_are_read() -> None:
    cut = cut_page(
        page(
            "﹁年初亮目標﹂活動召開",
            "本報訊︵記者 張三︶三月八日，市長主持會議，研究︽規劃︾。會議強調，要抓緊落實。",
        )
    )
    assert len(cut.articles) == 1
    assert sum(len(n.spans) for n in cut.noise) == 0


def test_one_story_alone_keeps_its_reporters() -> None:
    s = Story("题目在此", ("本报讯（记者 周启明 沈若兰 通讯员 韩立新）3月8日，茶开采了。",))
    made, _ = printed([s], Layout(wrap=0, masthead=False), random.Random(0))
    byline = cut_page(made).articles[0].byline
    assert (byline.reporters, byline.correspondents) == (("周启明", "沈若兰"), ("韩立新",))


def test_a_masthead_over_several_lines_and_a_wire_report() -> None:
    cut = cut_page(
        page(
            "临川日报", "LINCHUAN RIBAO", "2024年3月", "6", "星期三", "甲辰年正月廿六", "第27642期", "今日20版", "CN 11-0065", "",
            "周启明在代表团审议时强调", "抢抓农时", "本报临川3月5日电 （记者张三、李四）周启明5日下午参加审议，强调抢抓农时。",
            "（下转第二版）", "报告提请审议", "新华社北京3月5日电（记者王五）报告提请审议。", "图为会场。", "本报记者 赵六摄",
        )
    )  # fmt: skip
    assert (cut.paper, cut.issue_date.date, cut.issue_date.source) == (
        "临川日报",
        dt.date(2024, 3, 6),
        "masthead",
    )
    assert headlines(cut) == ["抢抓农时", "报告提请审议", None]
    assert cut.articles[0].byline.reporters == ("张三", "李四")
    assert cut.articles[0].continued_on == "2版"
    assert cut.articles[2].kind == "photo-caption"


def test_a_page_header_with_a_date_and_heads_after_bodies() -> None:
    cut = cut_page(
        page(
            "要闻 A02 2023年5月12日 星期五 责任编辑/张三 版式/李四",
            "　　本报讯 记者张小明报道：记者从市教育局获悉，今年中考将于6月12日举行。",
            "　　据了解，今年全市共有考生三万人。",
            "中考6月12日开考",
            "□本报记者 王晓东 通讯员 李莉",
            "　　走进柳林村，一排排大棚整齐排列。",
            "大棚里的致富经",
        )
    )
    assert (cut.number, cut.issue_date.date) == (2, dt.date(2023, 5, 12))
    assert headlines(cut) == ["中考6月12日开考", "大棚里的致富经"]
    assert [a.byline.reporters for a in cut.articles] == [("张小明",), ("王晓东",)]
