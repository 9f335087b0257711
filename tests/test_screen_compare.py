"""对比: two ranges, their topics, words and names, on planted truths."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import build, days, mixed_records, record, write_jsonl
from tests.screens import heading, screen, text
from trends.archive import Archive, open_archive
from trends.archive.sides import side as side_of
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


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two papers whose front pages are of farms and whose other pages of schools and sport; one prints the other's text
    two days later."""
    place = tmp_path_factory.mktemp("paged")
    rows: list[dict[str, object]] = []
    for i, date in enumerate(days("2024-01-01", 24)):
        for paper in ("甲报", "乙报"):
            for k, subject in enumerate(("farm", "farm", "school", "sport", "school" if i % 2 else "farm")):
                rows.append(record(date, subject, len(rows), paper=paper, page=1 + (k > 1)))
    later = days("2024-01-03", 24)
    rows += [
        row
        | {"date": later[i], "paper": "乙报", "title": f"转载{i}", "page": 2, "body": f"{row['body']}" * 3}
        for i, row in enumerate(rows[:200:10])
    ]
    for i in range(20):
        rows[i * 10]["body"] = f"{rows[i * 10]['body']}" * 3
    build(write_jsonl(place / "rows.jsonl", rows), place / "archive", topics=3)
    codes = "codes:\n- {name: 农业, words: [小麦, 粮食]}\n- {name: 体育, words: [冠军, 比赛]}\n"
    (place / "archive" / "codebook.yaml").write_text(codes, "utf-8")
    return place / "archive"


def test_front_page_is_compared_with_the_rest_over_all_dates(
    paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(paged, monkeypatch, "compare", also_a="page!=1", also_b="page=1", of="codes")
    assert not app.exception
    archive = open_archive(paged)
    counts = [archive.count_articles(side_of(text)) for text in ("page!=1", "page=1")]
    assert sum(counts) == archive.meta.articles
    labels = [box.label for box in app.date_input]
    assert f"A 时段（{counts[0]:,} 篇）" in labels
    assert f"B 时段（{counts[1]:,} 篇）" in labels
    assert "农业" in heading(app)
    assert "头版以外" in text(app)


def test_a_side_that_makes_no_sense_or_is_the_same_gets_a_sentence(
    paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for a, b in (("page=1", "page=1"), ("code=无此", ""), ("mood=x", "page=1"), ("section=无此", "page=1")):
        app = screen(paged, monkeypatch, "compare", also_a=a, also_b=b)
        assert not app.exception
        assert [*app.warning, *(m for m in app.markdown if "badge" in m.value)]


@pytest.mark.parametrize(("look", "told"), [("effects", "百分点"), ("front", "优势比"), ("prints", "时差")])
def test_what_goes_with_what_is_told(
    paged: Path, look: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(paged, monkeypatch, "compare", look=look)
    assert not app.exception
    assert told in text(app)
    if look == "effects":
        wrong = screen(paged, monkeypatch, "compare", look=look, formula="topic ~ mood")
        assert not wrong.exception
        assert any("mood" in warning.value for warning in wrong.warning)
    if look == "prints":
        assert "乙报" in str(app.table[0].value.iloc[:, 1].tolist())
