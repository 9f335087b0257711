"""话题: its words by period, history, kin and names, on planted truths."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from tests.builders import SUBJECTS, built, days, mixed_records, write_jsonl
from tests.screens import screen, text
from trends.archive import Archive, Filter
from trends.archive.sql.standout import quoted_sentences
from trends.dashboard.topics.events import events_between, read_events
from trends.dashboard.topics.life import change_sentences
from trends.records import Scope


def topic_of(archive: Archive, word: str) -> str:
    """The topic whose articles hold a word most."""
    table = archive.topics()
    return str(max(table["topic"], key=lambda t: archive.count_articles(wanted=Filter(topic=t, query=word))))


def test_words_of_a_period_occur_in_it(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = topic_of(planted, "冠军")
    app = screen(planted_dir, monkeypatch, "topics", topic=topic, by="month")
    assert not app.exception
    shown = next(t.value for t in app.table if "当时的用词" in str(t.value.columns[-1]))
    assert shown.iloc[:, 0].tolist() == ["2024‑02", "2024‑01"]
    for words in shown.iloc[:, 1]:
        assert any(word in words for word in SUBJECTS["sport"].split())


def test_the_history_lists_the_issue_topics_of_the_topic(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = topic_of(planted, "冠军")
    app = screen(planted_dir, monkeypatch, "topics", topic=topic, part="history")
    assert not app.exception
    truth = planted.topic_history(topic)
    shown = app.dataframe[0].value
    assert shown["date"].tolist() == truth["date"].tolist()[::-1]
    assert f"**{len(truth):,}** 个单期话题" in text(app)


def test_related_topics_are_linked(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = topic_of(planted, "小麦")
    app = screen(planted_dir, monkeypatch, "topics", topic=topic, part="related")
    assert not app.exception
    truth = planted.related_topics(topic)
    for other in truth[(truth["similarity"] > 0) | (truth["both"] > 0)]["topic"].head(8):
        assert any(f"topic={other}" in str(t.value.to_numpy()) for t in app.table)


def test_names_say_how_many_of_all(
    sample_dir: Path, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = sample.topics().sort_values("n", ascending=False)["topic"].iloc[0]
    app = screen(sample_dir, monkeypatch, "topics", topic=str(topic), part="names")
    assert not app.exception
    truth = sample.topic_names(str(topic), kind="place").iloc[0]
    assert any(f"{truth['n']:,} / {truth['n_all']:,}" in str(t.value.to_numpy()) for t in app.table)


def test_an_unknown_part_shows_the_words(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(planted_dir, monkeypatch, "topics", part="<b>")
    assert not app.exception


def test_a_change_is_told_from_both_sides() -> None:
    changes = pd.DataFrame(
        [("birth", "t9", "甲", [], float("nan")), ("split", "t1", "乙", [("t9", "甲"), ("t3", "丙")], float("nan"))],
        columns=["change", "topic", "label", "others", "similarity"],
    ).assign(version="20240101-ab12")  # fmt: skip
    assert "只建过一次库" in change_sentences(changes.iloc[:0], "t1")[0]
    assert change_sentences(changes, "t8") == ["保留的 1 次重建中，该话题没有新增、拆分或合并。"]
    assert "20240101" in change_sentences(changes, "t9")[0]
    assert "新出现" in change_sentences(changes, "t9")[0]
    assert len(change_sentences(changes, "t9")) == 2
    assert "分成" in change_sentences(changes, "t1")[0]


def test_a_quoted_sentence_holds_most_words_and_is_verbatim() -> None:
    bodies = [
        ("a", "今年小麦丰收在望，农机下田作业。天气很好，大家都很高兴。"),
        ("b", "学校今天开学，校园里一片欢腾。农民种下小麦，等待丰收，农机已经备好！"),
        ("c", "没有一个词在这里面，一个也没有。"),
    ]
    found = quoted_sentences(bodies, ["小麦", "丰收", "农机", "农民"], 2)
    assert [(i, held) for i, _, held in found] == [
        ("b", ["小麦", "丰收", "农机", "农民"]),
        ("a", ["小麦", "丰收", "农机"]),
    ]
    assert all(sentence in dict(bodies)[i] for i, sentence, _ in found)


def test_the_drawer_quotes_the_articles_of_its_point(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = topic_of(planted, "冠军")
    app = screen(planted_dir, monkeypatch, "topics", topic=topic, by="month", at="2024-02", series=topic)
    assert not app.exception
    month = Scope(dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    words = list(planted.topic_words(topic, month, 6)["term"])
    truth = planted.standout_sentences(words, month, Filter(topic=topic))
    assert len(truth) == 2
    for row in truth.itertuples(index=False):
        assert row.sentence in "".join(planted.article(row.id).paragraphs)
        assert row.date.startswith("2024-02")
    assert "代表性语句" in text(app)


def test_the_same_dates_of_the_year_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = mixed_records(days("2023-01-01", 20), {"farm": 3, "school": 1})
    rows += mixed_records(days("2024-01-01", 20), {"farm": 1, "school": 3})
    dates = sorted({str(r["date"]) for r in rows})
    for i, row in enumerate(rows):
        row["id"] = f"y{i}"
    archive = built(write_jsonl(tmp_path / "two.jsonl", rows), tmp_path / "archive", topics=2)
    topic = topic_of(archive, "小麦")
    app = screen(
        tmp_path / "archive", monkeypatch, "topics", **{"topic": topic, "from": "2024-01-01", "to": dates[-1]}
    )
    assert not app.exception
    assert "**25.0%**（20 / 80 篇），去年同期 75.0%（60 / 80 篇），相差 **−50.0** 个百分点" in text(app)
    assert "超出正常波动" in text(app)


def test_the_readers_own_events_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("date,label\n2024-03-05,厂庆\n2024-13-01,错\n2024-05-01,\n", "utf-8")
    table, faults = events_between(tmp_path, dt.date(2024, 3, 1), dt.date(2024, 3, 31))
    assert faults == 2
    assert "厂庆" in table[table["date"] == "2024-03-05"]["label"].iloc[0]
    assert "全国人大会议开幕" in table[table["date"] == "2024-03-05"]["label"].iloc[0]


def test_an_empty_events_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes(b"")
    table, faults = read_events(tmp_path / "events.csv")
    assert (len(table), faults) == (0, 0)


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\xff\xfe\x00", b"date\n2024-01-01\n"])
def test_an_events_file_that_is_none_is_one_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "events.csv").write_bytes(content)
    table, faults = read_events(tmp_path / "events.csv")
    assert (len(table), faults) == (0, 1)


def test_bad_rows_of_events_give_one_sentence(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = planted_dir / "events.csv"
    own.write_text("date,label\n2024-01-20,年会\nx,y\n", "utf-8")
    try:
        app = screen(planted_dir, monkeypatch, "topics", events="1")
    finally:
        own.unlink()
    assert not app.exception
    assert [w.value for w in app.warning] == [
        "events.csv 中有 1 行无法使用：每行须有 date（年-月-日）和 label 两栏。"
    ]


def test_more_lines_than_can_be_told_apart_become_a_heat_map(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trends.dashboard.topics.page.MOST_LINES", 3)
    focus, *rest = planted.topics()["topic"]
    many = screen(planted_dir, monkeypatch, "topics", **{"topic": focus, "with": ",".join(rest)})
    assert not many.exception
    assert "改为热图" in text(many)
    fewer = screen(planted_dir, monkeypatch, "topics", **{"topic": focus, "with": ",".join(rest[:2])})
    assert "改为热图" not in text(fewer)


def test_a_year_before_is_one_click(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = mixed_records(days("2023-01-01", 6), {"farm": 2}) + mixed_records(
        days("2024-01-01", 6), {"farm": 2}
    )
    for i, row in enumerate(rows):
        row["id"] = f"z{i}"
    built(write_jsonl(tmp_path / "rows.jsonl", rows), tmp_path / "archive", topics=1)
    app = screen(tmp_path / "archive", monkeypatch, "overview", **{"from": "2024-01-02", "to": "2024-01-04"})
    app.button(key="w__same_dates").click().run()
    assert not app.exception
    assert (app.query_params["from"], app.query_params["to"]) == ("2023-01-02", "2023-01-04")


def test_one_issue_and_a_missing_one_are_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates = [date for i, date in enumerate(days("2024-03-04", 8)) if i != 3]
    rows = mixed_records(dates, {"farm": 3, "school": 2})
    built(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "archive", topics=2)
    app = screen(tmp_path / "archive", monkeypatch, "overview")
    leads = app.table[0].value
    assert [cell.replace("\\", "") for cell in leads.iloc[4]] == ["2024-03-07", "—", "未收录"]
    assert app.metric[0].delta == "缺 1 期"
    one = screen(tmp_path / "archive", monkeypatch, "topics", **{"from": dates[-1], "to": dates[-1]})
    assert "5 篇中 3 篇" in text(one)
    assert "3 至 3" not in text(one)
    assert "5 至 5" not in text(one)
