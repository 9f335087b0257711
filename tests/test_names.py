"""Names: precision on hits checked by hand, and every pattern by a sentence of its own."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trends.terms.names import KINDS, names_of
from trends.terms.segment import words_of

ROOT = Path(__file__).parent
CHECKED = ROOT / "data" / "names.tsv"


class Hit(NamedTuple):
    """An occurrence of a name found on a sample page; place: its first character on the page."""

    page: str
    place: int
    before: str
    name: str
    after: str
    kind: str


def page_hits():
    """Every occurrence of every name that is found on the five sample pages, a block a text."""
    hits = []
    for path in sorted((ROOT.parent / "seeds" / "pages").glob("*.txt")):
        page, start = path.read_text("utf-8"), 0
        for block in page.split("\n\n\n"):
            hits += [
                hit(path.name, page, start + at, name)
                for name in names_of(block)
                for at in places(block, name)
            ]
            start += len(block) + 3
    return hits


def places(text, name):
    """Where a name stands, but not inside a longer one: 聊城 in 聊城市 is no hit."""
    longer = [other.text for other in names_of(text) if name.text in other.text != name.text]
    inside = {at + i for word in longer for at in _finds(text, word) for i in range(len(word))}
    return [at for at in _finds(text, name.text) if at not in inside]


def _finds(text, word):
    return [at for at in range(len(text)) if text.startswith(word, at)]


def hit(file, page, at, name):
    flat = page.replace("\n", " ").replace("\t", " ")
    end = at + len(name.text)
    return Hit(
        file, at, flat[max(0, at - 10) : at].strip(), name.text, flat[end : end + 6].strip(), name.kind
    )


def test_precision_on_hits_checked_by_hand():
    """200 and more hits on real pages, each read and marked right (1) or wrong (0) by a person.

    Right: the string is the whole of a name, and of the kind said. A hit that the table does not
    know counts as wrong: whoever changes the rules reads it, and adds it with a mark.
    """
    with CHECKED.open(encoding="utf-8", newline="") as lines:
        marks = {
            (r["page"], int(r["place"]), r["name"], r["kind"]): r["right"]
            for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
    found = page_hits()
    right = Counter(h.kind for h in found if marks.get((h.page, h.place, h.name, h.kind)) == "1")
    total = Counter(h.kind for h in found)
    assert len(marks) >= 200
    assert sum(right.values()) / sum(total.values()) >= 0.95
    assert all(right[kind] / total[kind] >= 0.85 for kind in total)
    assert sum(right.values()) >= 0.95 * list(marks.values()).count("1")  # and no fewer are found


@pytest.mark.parametrize(
    ("text", "kind", "want"),
    [
        ("市委书记李长萍出席并讲话。", "person", {"李长萍"}),
        ("市委副书记、市长张百顺主持会议。", "person", {"张百顺"}),
        ("曾晓黎指出，要加强建设。", "person", {"曾晓黎"}),
        ("市委书记孙爱军、市政协主席张旋宇、王彤宇出席。", "person", {"孙爱军", "张旋宇", "王彤宇"}),
        ("法国总统马克龙发表讲话。", "person", {"马克龙"}),
        ("总理梅德韦杰夫提出辞职。", "person", {"梅德韦杰夫"}),
        ("会见了总统弗拉基米尔·普京。", "person", {"弗拉基米尔·普京"}),
        ("外交部发言人欧阳明说，", "person", {"欧阳明"}),
        ("高水平开放，白皮书发布，马上行动。", "person", set()),
        ("中国梦·劳动美专场演出", "person", set()),
        ("校长表示，学生代表参加。", "person", set()),
        ("本报讯(记者 林金彦 刘志耀)3月8日上午，", "reporter", {"林金彦", "刘志耀"}),
        ("（通讯员 赵宗锋）", "reporter", {"赵宗锋"}),
        ("记者从会上了解到，", "reporter", set()),
        ("记者 在现场看到", "reporter", set()),
        ("莘县、阳谷县和临清市开展行动。", "place", {"莘县", "阳谷县", "临清市"}),
        ("全市各县区、示范区和贫困村", "place", set()),
        ("城市和两国的海洋合作", "place", set()),
        ("聊城市人民政府与山东大学签约", "organisation", {"聊城市人民政府", "山东大学"}),
        ("东阿县政协开展调研", "organisation", {"东阿县政协"}),
        ("国务院总理李强将作政府工作报告", "organisation", {"国务院"}),
        ("党组织和上市公司", "organisation", set()),
    ],
)
def test_patterns(text, kind, want):
    assert {name.text for name in names_of(text) if name.kind == kind} == want


def test_counts_are_those_of_the_text():
    names = {n.text: n for n in names_of("市长张百顺主持。张百顺强调，张百顺要求。在聊城，聊城市。")}
    assert (names["张百顺"].n, names["聊城"].n, names["聊城市"].n) == (3, 1, 1)


def test_a_reporter_is_no_person_of_the_story():
    names = names_of("记者王培源报道，市长张百顺主持。", reporters=("王培源",))
    assert {(n.text, n.kind) for n in names} >= {("王培源", "reporter"), ("张百顺", "person")}
    assert ("王培源", "person") not in {(n.text, n.kind) for n in names}


def test_names_of_the_user_dictionary_need_no_pattern():
    names = names_of(
        "在双招双引中心，谢兆村。", known={"双招双引中心": "organisation", "谢兆村": "person", "无": "place"}
    )
    assert {("双招双引中心", "organisation"), ("谢兆村", "person")} <= {(n.text, n.kind) for n in names}
    assert not any(n.text == "无" for n in names)
    assert [n.kind for n in names if n.text == "谢兆村"] == ["person"]


def test_ready_tokens_give_the_same():
    text = "市委书记李长萍在聊城市人民政府会见法国总统马克龙。"
    assert names_of(text, tokens=words_of(text)) == names_of(text)


@settings(deadline=None)
@given(st.text(alphabet="王李长萍市书记总理、 ·普京马克记者(聊城）说\n", max_size=40))
def test_any_text_gives_names_that_stand_in_it(text):
    names = names_of(text)
    assert all(n.text in text and n.n >= 1 and n.kind in KINDS for n in names)
    assert len({(n.text, n.kind) for n in names}) == len(names)
    assert names == names_of(text)
