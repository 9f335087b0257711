"""Phrase discovery: planted phrases come out, fragments and set phrases do not."""

from __future__ import annotations

import gzip
import itertools
import json
import math
import os
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trends.terms import contexts, ngrams
from trends.terms.contexts import entropy, merged_uses, phrase_uses
from trends.terms.ngrams import merged_counts, ngram_counts
from trends.terms.phrase_list import COLUMNS, Phrase, list_rows, phrase_terms, phrases_of, updated
from trends.terms.phrases import candidates, cohesion, discover

PLANTED = [
    "云梯新政", "数智河湾", "青穗计划", "三问四改", "岛链物流", "蓝莓大道",
    "半日办结", "七彩书屋", "河谷算力", "轻舟经济", "暖巢行动", "双链三库",
]  # fmt: skip
WORDS = [
    "经济", "工厂", "学校", "医院", "农田", "河流", "道路", "市民", "学生", "企业", "干部", "群众", "水库",
    "粮食", "桥梁", "工程", "村庄", "港口", "市场", "公园", "蔬菜", "机器", "建设", "发现", "支持", "推动",
    "参观", "整理", "讨论", "购买", "修理", "欢迎", "管理", "提高", "安排", "介绍", "调查", "改善", "在",
    "对", "把", "从", "向", "和", "与", "为了", "已经", "正在", "将", "也", "都",
]  # fmt: skip


def planted_archive(articles=600, seed=0):
    """Articles of random clauses; each planted phrase stands in about 30 of them, twice in most."""
    rng = random.Random(seed)

    def clause(extra=None):
        words = rng.choices(WORDS, k=rng.randint(2, 4))
        if extra:
            words.insert(rng.randint(0, len(words)), extra)
        return "".join(words)

    texts = []
    for i in range(articles):
        phrase = PLANTED[i % len(PLANTED)] if rng.random() < 0.6 else None
        clauses = [clause() for _ in range(rng.randint(10, 20))]
        for _ in range(rng.choice((1, 2, 2, 3)) if phrase else 0):
            clauses.insert(rng.randint(0, len(clauses)), clause(phrase))
        texts.append("记者从会上了解到，" + "，".join(clauses) + "。")
    dates = [f"2024-{1 + i * 12 // articles:02d}-15" for i in range(articles)]
    months = [list(g) for _, g in itertools.groupby(zip(dates, texts, strict=True), key=lambda x: x[0])]
    return [([d for d, _ in month], [t for _, t in month]) for month in months]


def test_planted_phrases_are_found_with_precision_and_recall():
    found = set(discover(planted_archive())["phrase"])
    right = found & set(PLANTED)
    assert len(right) / len(PLANTED) >= 0.9
    assert len(right) / len(found) >= 0.9
    assert not any("记者" in phrase for phrase in found)


def test_numbers_of_a_planted_phrase_are_exact():
    parts = planted_archive()
    row = discover(parts).set_index("phrase").loc["青穗计划"]
    holding = [(d, t) for dates, texts in parts for d, t in zip(dates, texts, strict=True) if "青穗计划" in t]
    assert row["n"] == len(holding)
    assert row["occurrences"] == sum(t.count("青穗计划") for _, t in holding)
    assert (row["first"], row["last"]) == (min(d for d, _ in holding), max(d for d, _ in holding))
    assert "青穗计划" in row["example"]
    assert row["quoted"] == 0


def test_partitions_and_their_order_do_not_matter():
    parts = planted_archive(articles=300)
    dates, texts = ([x for part in parts for x in part[i]] for i in (0, 1))
    whole = discover([(dates, texts)])
    assert set(discover(parts[::-1])["phrase"]) == set(discover(parts)["phrase"])
    shared = whole.merge(discover(parts), on="phrase", suffixes=("", "_parts"))
    assert len(shared) >= 0.9 * len(whole)
    assert (shared["n"] == shared["n_parts"]).all()
    np.testing.assert_allclose(shared["freedom"], shared["freedom_parts"])


def test_quotation_marks_suffice_on_five_pages():
    pages = sorted((Path(__file__).parent.parent / "seeds" / "pages").glob("*.txt"))
    texts = [part for page in pages for part in page.read_text("utf-8").split("\n\n\n") if part.strip()]
    found = discover([(["2023-02-24"] * len(texts), texts)]).set_index("phrase")
    assert {"三提三敢", "六个新聊城", "双百工程", "6293", "双招双引", "千万工程"} <= set(found.index)
    assert found.loc["六个新聊城", "quoted"] == 1
    assert not {"六个", "新聊城", "提三敢", "三提三", "记者从", "落后", "舞台"} & set(found.index)


def test_nothing_comes_of_nothing():
    assert discover([]).empty
    assert discover([([], [])]).empty
    assert discover([(["2024-01-01"], ["今天天气很好。"])]).empty


@pytest.mark.parametrize(
    ("text", "n", "words", "want"),
    [
        # log2(8 · 1024 / (16 · 32)) = log2 16
        ("甲乙", {"甲乙": 8, "甲": 16, "乙": 32}, 1024, 4.0),
        # the weakest cut counts: 甲|乙丙 gives log2(4·1024/(64·4)) = 4, 甲乙|丙 gives log2(4·1024/(4·4)) = 8
        ("甲乙丙", {"甲乙丙": 4, "甲": 64, "乙丙": 4, "甲乙": 4, "丙": 4}, 1024, 4.0),
        ("甲乙", {"甲乙": 8, "甲": 16}, 1024, math.nan),
        ("甲乙", {}, 1024, math.nan),
    ],
)
def test_cohesion_by_hand(text, n, words, want):
    assert cohesion(text, n, words) == pytest.approx(want, nan_ok=True)


def test_freedom_by_hand():
    # left of 甲乙: 丁 twice, 戊 once, the beginning once → 1/2, 1/4 and 1/4: 1.5 bits
    uses = phrase_uses(["2024-01-01"], ["丁甲乙，丁甲乙，戊甲乙\n甲乙"], "甲乙")
    assert entropy(1, uses.occurrences, uses.left, uses.left_n)[0] == pytest.approx(1.5)
    # right: punctuation four times, each free for itself: log2 4
    assert entropy(1, uses.occurrences, uses.right, uses.right_n)[0] == pytest.approx(2.0)


def test_freedom_does_not_come_from_numbers_or_from_the_rest_of_a_name():
    texts = ["第1届甲乙丙·戊，第23届甲乙丙·戊，第四届甲乙丙·戊，甲乙丙·戊"]
    uses = phrase_uses(["2024-01-01"], texts, "届甲乙丙\n甲乙丙")
    assert entropy(2, uses.occurrences, uses.left, uses.left_n)[0] == 0
    assert entropy(2, uses.occurrences, uses.right, uses.right_n).tolist() == [0, 0]


def test_runs_do_not_cross_punctuation_and_the_empty_row_counts_words():
    counts = ngram_counts(["青穗计划，云梯。青穗计划，云梯。"]).to_pandas().set_index("text")
    assert counts.loc["青穗计划", "n"] == 2
    assert not any("划云" in text or "，" in text for text in counts.index)
    assert counts.loc["", "n"] == counts[counts["word"] & (counts.index != "")]["n"].sum()


@settings(deadline=None)
@given(
    st.lists(st.text(alphabet="甲乙丙。“”a ", max_size=40), max_size=6),
    st.sets(st.text(alphabet="甲乙丙a", min_size=1, max_size=4), min_size=1, max_size=6),
)
def test_uses_agree_with_plain_search(texts, phrases):
    phrases = sorted(phrases)
    dates = [f"2024-01-{i + 1:02d}" for i in range(len(texts))]
    asked = "\n".join(phrases)
    uses = phrase_uses(dates, texts, asked).of_all(len(phrases))
    parts = [phrase_uses([d], [t], asked) for d, t in zip(dates, texts, strict=True)]
    both = merged_uses(parts).of_all(len(phrases)) if parts else uses
    for i, phrase in enumerate(phrases):
        places = [[k for k in range(len(t)) if t.startswith(phrase, k)] for t in texts]
        holding = [d for d, p in zip(dates, places, strict=True) if p]
        assert uses.occurrences[i] == both.occurrences[i] == sum(map(len, places))
        assert uses.n[i] == both.n[i] == len(holding)
        assert uses.first[i] == both.first[i] == min(holding, default="")
        assert uses.last[i] == both.last[i] == max(holding, default="")
        marked = sum(
            f"“{phrase}”" == t[max(k - 1, 0) : k + len(phrase) + 1]
            for t, p in zip(texts, places, strict=True)
            for k in p
        )
        assert uses.quoted[i] == both.quoted[i] == marked


@settings(deadline=None)
@given(st.lists(st.text(alphabet="青穗计划云梯，", max_size=30), min_size=1, max_size=5))
def test_counts_add_up(texts):
    whole = merged_counts([ngram_counts([text]) for text in texts]).to_pandas()
    want = Counter()
    for text in texts:
        one = ngram_counts([text]).to_pandas()
        want.update(dict(zip(one["text"], one["n"], strict=True)))
    assert dict(zip(whole["text"], whole["n"], strict=True)) == dict(want)


def test_a_partition_without_words_has_no_candidates():
    assert candidates(merged_counts([]), 0).phrases == ()


# ---- the list a person edits -----------------------------------------------------------------


FOUND = pd.DataFrame(
    [("六个新聊城", 40, 44, "2023-01-02", "2023-05-01", 8.2, 3.1, 1.0, "…")],
    columns=["phrase", "n", "occurrences", "first", "last", "cohesion", "freedom", "quoted", "example"],
)


def test_what_a_person_wrote_survives():
    cells = (("三提三敢", "keep"), ("六个新聊城", "drop"), ("旧短语", "auto"))
    rows, _ = phrases_of([{"phrase": phrase, "status": status} for phrase, status in cells])
    after = {row.phrase: row for row in updated(rows, FOUND)}
    assert after["三提三敢"].status == "keep"
    assert (after["六个新聊城"].status, after["六个新聊城"].n) == ("drop", 40)
    assert "旧短语" not in after
    assert phrase_terms(after.values()) == {"三提三敢"}


def test_long_phrases_are_listed_but_are_no_terms():
    rows = (
        Phrase("党旗在基层一线高高飘扬", n=60),
        Phrase("双招双引", n=3),
        Phrase("聊城市危险废物污染防治条例", status="keep"),
    )
    assert phrase_terms(rows) == {"双招双引", "聊城市危险废物污染防治条例"}


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Phrase,
            phrase=st.text(alphabet='甲乙丙,"“', min_size=2, max_size=8),
            n=st.integers(0, 9999),
            cohesion=st.sampled_from([math.nan, 0.25, 8.5]),
            quoted=st.sampled_from([0.0, 0.5, 1.0]),
            status=st.sampled_from(["auto", "keep", "drop"]),
        ),
        unique_by=lambda row: row.phrase,
    )
)
def test_the_list_goes_round(rows):
    cells = [dict(zip(COLUMNS, map(str, row), strict=True)) for row in list_rows(rows)]
    again, faults = phrases_of(cells)
    assert sorted(map(repr, again)) == sorted(map(repr, rows))
    assert not faults


@pytest.mark.parametrize(
    ("rows", "place", "says"),
    [
        ([("三提三敢", "maybe")], 0, "status"),
        ([("敢", "keep")], 0, "2–30"),
        ([("三提三敢", "keep"), ("三提三敢", "drop")], 1, "两次"),
    ],
)
def test_a_row_that_is_no_use_is_told_and_the_others_stay(rows, place, says):
    good = {"phrase": "六个新聊城", "status": "Keep", "n": "many"}
    found, faults = phrases_of([*({"phrase": p, "status": s} for p, s in rows), good])
    assert says in faults[place]
    assert Phrase("六个新聊城", status="keep").phrase in {row.phrase for row in found}


# ---- the evening news ------------------------------------------------------------------------


DATA = os.environ.get("TRENDS_DATA", "")


@pytest.mark.skipif(
    not (Path(DATA) / "xwlb.jsonl.gz").is_file(), reason="TRENDS_DATA does not hold xwlb.jsonl.gz"
)
def test_slogans_of_the_evening_news_are_single_phrases():
    with gzip.open(Path(DATA) / "xwlb.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["date"] >= "2020-01-01" and row["date"] <= "2024-06-30"]
    rows.sort(key=lambda row: row["date"])
    months = [list(g) for _, g in itertools.groupby(rows, key=lambda row: row["date"][:7])]
    found = discover([([r["date"] for r in m], [r["title"] + "\n" + r["body"] for r in m]) for m in months])
    wanted = {"新质生产力", "人类命运共同体", "一带一路", "共同富裕", "双循环", "放管服"}
    assert wanted <= set(found["phrase"])
    assert not {"的一带", "一带一", "带一路", "类命运共同体", "记者从", "质生产力"} & set(found["phrase"])


def test_sums_over_twice_the_partitions_touch_little_more_than_twice_the_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    touched = Counter()
    added, summed = contexts._sum, ngrams._summed

    def of_uses(a, b):
        touched["uses"] += len(a.left) + len(b.left)
        return added(a, b)

    def of_counts(tables):
        touched["counts"] += sum(table.num_rows for table in tables)
        return summed(tables)

    monkeypatch.setattr(contexts, "_sum", of_uses)
    monkeypatch.setattr(ngrams, "_summed", of_counts)
    monkeypatch.setattr(ngrams, "HELD_ROWS", 4)
    seen = {}
    for partitions in (32, 64):
        touched.clear()
        # Every partition has words and neighbours that no other one has: nothing shrinks by being summed.
        texts = [f"云梯{chr(0x4E00 + 2 * n)}。{chr(0x4E01 + 2 * n)}云梯" for n in range(partitions)]
        uses = merged_uses(phrase_uses(["2024-01-01"], [text], "云梯") for text in texts)
        assert uses.n.tolist() == [partitions]
        touched["counts"] = 0
        merged_counts(
            [ngrams._table([text], np.ones(1, int), phrase=np.zeros(1, np.int8), word=True) for text in texts]
        )
        seen[partitions] = dict(touched)
    for kind in ("uses", "counts"):
        assert seen[64][kind] < 2.6 * seen[32][kind], seen
