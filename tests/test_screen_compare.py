"""对比: two ranges, their topics, words and names, on planted truths."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import build, days, mixed_records, write_jsonl
from tests.screens import heading, screen, text
from trends.archive import Archive
from trends.dashboard.compare.page import just_before, year_before
from trends.dashboard.sentences import SENTENCES
from trends.records import Scope

FIRST = ("2024-01-01", "2024-01-30")  # health, little sport
SECOND = ("2024-01-31", "2024-02-29")  # no health, much sport
A, B = (Scope(*map(dt.date.fromisoformat, dates)) for dates in (FIRST, SECOND))
SPORT = {"比赛", "冠军", "运动员", "教练", "球队", "金牌", "决赛", "体育馆"}
HEALTH = {"医院", "医生", "患者", "疫苗", "护士", "手术", "药品", "门诊"}
LINK = {"a": ":".join(FIRST), "b": ":".join(SECOND)}


def test_what_rose_and_fell_is_named(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(planted_dir, monkeypatch, "compare", **LINK)
    assert not app.exception
    tables = {scope: planted.topics(scope).set_index("topic") for scope in (A, B)}
    change = tables[B]["share"] - tables[A]["share"]
    shown = heading(app).replace("\\", "")
    assert shown.startswith("后一时段")
    for topic, side in ((change.idxmax(), 0), (change.idxmin(), 1)):
        label = tables[B].loc[topic, "label"].split("、")[0]
        assert label in shown.split("，")[side]
    assert "A 时段（290 篇）" in [box.label for box in app.date_input]


def test_the_words_of_each_range_are_its_subjects(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(planted_dir, monkeypatch, "compare", **LINK)
    in_a, in_b = (app.table[i].value for i in (0, 1))
    assert {linked(cell) for cell in in_a.iloc[:8, 0]} <= HEALTH | {"新闻"}
    assert {linked(cell) for cell in in_b.iloc[:8, 0]} <= SPORT | {"新闻"}
    assert all(ratio.startswith("+") for ratio in in_a.iloc[:, 3])
    assert all(ratio.startswith("−") for ratio in in_b.iloc[:, 3])


def test_a_word_stands_side_by_side(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(planted_dir, monkeypatch, "compare", word="冠军", **LINK)
    for side, scope in (("A", A), ("B", B)):
        n, times = planted.count_hits("冠军", scope)
        assert f"**{side} 时段**　{n:,} 篇，{times:,} 次" in text(app)
    assert "「冠军」在两个时段的用例" in text(app)


def test_names_are_compared_with_their_interval(
    sample_dir: Path, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(sample_dir, monkeypatch, "compare", look="names")
    shown = app.table[0].value
    a, b = Scope(until=dt.date(2023, 2, 24)), Scope(since=dt.date(2023, 2, 25))
    truth = sample.movers(b, a, "names", 60)
    assert [linked(cell) for cell in shown.iloc[:, 0]] == truth["label"].tolist()
    assert [int(n.replace(",", "")) for n in shown.iloc[:, 2]] == truth["n"].tolist()


def linked(cell: str) -> str:
    """The text of a link in Markdown."""
    return cell.removeprefix("[").partition("](")[0].replace("\\", "")


@pytest.mark.parametrize(
    ("a", "b"),
    [("2024-01-01:2024-02-10", "2024-02-01:2024-02-29"), ("1999-01-01:1999-12-31", "2024-02-01:2024-02-29"),
     ("2024-02-10:2024-01-01", "2024-02-20:2024-02-29"), ("x:y", ""), ("::", "<b>")],
)  # fmt: skip
def test_ranges_that_cannot_be_compared_get_a_sentence(
    planted_dir: Path, monkeypatch: pytest.MonkeyPatch, a: str, b: str
) -> None:
    app = screen(planted_dir, monkeypatch, "compare", a=a, b=b)
    assert not app.exception
    assert heading(app)


def test_overlapping_ranges_are_refused(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(planted_dir, monkeypatch, "compare", a="2024-01-01:2024-02-10", b="2024-02-01:2024-02-29")
    assert "重叠" in app.warning[0].value
    assert len(app.dataframe) == 0


def test_presets_set_both_ranges(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(planted_dir, monkeypatch, "compare", **{"from": "2024-02-01", "to": "2024-02-20"})
    preset = next(group for group in app.segmented_control if "去年同期" in group.options)
    preset.set_value("before").run()
    kept = app.session_state["params"]["compare"]
    assert (kept["a"], kept["b"]) == ("2024-01-12:2024-01-31", "2024-02-01:2024-02-20")


def test_the_same_days_a_year_before() -> None:
    leap = (dt.date(2024, 2, 29), dt.date(2024, 3, 31))
    assert year_before(leap) == (dt.date(2023, 2, 28), dt.date(2023, 3, 31))
    assert just_before((dt.date(2024, 3, 1), dt.date(2024, 3, 10))) == (
        dt.date(2024, 2, 20),
        dt.date(2024, 2, 29),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_day_says_that_there_is_nothing_to_compare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    build(
        write_jsonl(tmp_path / "rows.jsonl", mixed_records(days("2024-01-01", 1), {"farm": 1})),
        tmp_path / "one",
    )
    app = screen(tmp_path / "one", monkeypatch, "compare", lang=lang)
    assert not app.exception
    assert len(app.warning) == 0
    assert SENTENCES["compare_one"][lang == "en"] in text(app)
    assert "1 issues" not in text(app)
    assert "1 articles" not in text(app)
