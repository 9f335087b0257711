"""关键词: words in context, in bursts and among the phrases of the archive, on planted truths."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.screens import heading, screen, text
from trends.archive import Archive
from trends.charts.colours import palette
from trends.charts.spans import DAY, spans
from trends.charts.template import Words
from trends.dashboard.keywords.phrases import ranked_phrases

SPORT = "冠军|球队|金牌"  # words of the subject that rises on 2024-01-31


def test_the_latest_lines_stand_first_and_a_page_of_them_at_a_time(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, hits = planted.count_hits("小麦")
    app = screen(planted_dir, monkeypatch, "keywords", q="小麦")
    assert not app.exception
    lines = dated(app)
    truth = planted.concordance("小麦", width=15, limit=20, offset=hits - 20)[::-1]
    assert lines == truth["date"].tolist()
    for (_, shown), line in zip(app.table[0].value.iterrows(), truth.itertuples(), strict=True):
        assert f"id={line.id}&" in shown.iloc[-1]
        assert line.right[:4] in plain(shown.iloc[-1])
    assert f"第1至20行，共{hits:,}行" in text(app)
    app.button(key="lines_next").click().run()
    assert dated(app)[0] <= lines[-1]


def test_the_oldest_lines_stand_first_when_asked_and_with_more_about_them(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(planted_dir, monkeypatch, "keywords", q="小麦", sort="oldest", width="60")
    truth = planted.concordance("小麦", width=60, limit=20)
    assert dated(app) == truth["date"].tolist()
    assert truth["right"].iloc[0] in plain(app.table[0].value.iloc[0, -1])


def test_a_typed_word_is_the_subject(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(planted_dir, monkeypatch, "keywords")
    app.text_input(key="w_add_word").set_value("门诊").run()
    assert "门诊" in heading(app)
    assert shown_words(app) == "门诊"  # no word that nobody asked for
    app.text_input(key="w_add_word").set_value("小麦").run()
    assert "小麦" in heading(app)
    assert shown_words(app) == "小麦,门诊"


def test_first_and_last_use_are_links_to_their_articles(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(planted_dir, monkeypatch, "keywords", q="门诊")
    _, hits = planted.count_hits("门诊")
    for offset in (0, hits - 1):
        article = planted.concordance("门诊", limit=1, offset=offset)["id"].iloc[0]
        assert f"](articles?id={article}&" in text(app)


def shown_words(app: AppTest) -> str:
    """The words that the address names."""
    named = app.query_params["q"]
    return named if isinstance(named, str) else named[0]


def dated(app: AppTest) -> list[str]:
    """The dates of the concordance."""
    return [date.replace("\u2011", "-") for date in app.table[0].value.iloc[:, 0]]


def plain(cell: str) -> str:
    """What is read of a link in Markdown."""
    return cell.removeprefix("[").partition("](")[0].replace("\\", "")


@pytest.mark.parametrize("order", ["left", "right"])
def test_lines_are_sorted_by_what_stands_beside(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    app = screen(planted_dir, monkeypatch, "keywords", q="小麦", sort=order)
    truth = planted.concordance("小麦", width=15, limit=20, order=order)  # type: ignore[arg-type]
    assert dated(app) == truth["date"].tolist()


def test_words_of_one_subject_keep_company(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(planted_dir, monkeypatch, "keywords", q="冠军")
    company = app.table[1].value
    assert any(
        word in str(company.iloc[0, 0])
        for word in ("比赛", "运动员", "教练", "球队", "金牌", "决赛", "体育馆")
    )
    assert float(company.iloc[0, 2]) > 1


def test_words_written_alike_can_be_counted_together(planted: Archive) -> None:
    found = planted.variants("体育")
    assert "体育馆" in found["word"].tolist()
    assert "教育" not in found["word"].tolist()


def test_a_burst_lies_where_it_was_planted(
    planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(planted_dir, monkeypatch, "keywords", q=SPORT, look="bursts", by="week")
    assert not app.exception
    truth = planted.bursts(by="week", queries=[SPORT]).iloc[0]
    assert truth["start"] >= "2024-01-22"
    shown = app.table[0].value
    assert shown.iloc[0, 1].replace("\u2011", "-") == f"{truth['start']} – {truth['end']}"
    assert shown.iloc[0, 3] == f"{truth['n']:,} / {truth['N']:,}"
    assert str(truth["id"]) in shown.iloc[0, 4]
    assert f"**{truth['n']:,}** / {truth['N']:,} 篇" in text(app)


def test_the_archives_own_phrases_are_found_by_a_piece(
    sample_dir: Path, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(sample_dir, monkeypatch, "keywords", look="phrases", find="三提")
    listed = {plain(cell): int(n) for cell, n in app.table[0].value.iloc[:, :2].itertuples(index=False)}
    truth = sample.phrases().set_index("phrase").loc["三提三敢"]
    assert listed["三提三敢"] == truth["n"]
    assert all("三提" in phrase for phrase in listed)


def test_phrases_are_ranked_as_named() -> None:
    rows = [("甲", 9, "2020-01-01", "2021-01-01", 0.0), ("乙", 5, "2022-01-01", "2022-02-01", 1.0), ("丙", 1, "2021-01-01", "2023-01-01", 1.0)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["phrase", "n", "first", "last", "quoted"])
    order = {
        rank: ranked_phrases(table, rank, "")["phrase"].tolist() for rank in ("n", "new", "quoted", "gone")
    }
    assert order == {
        "n": ["甲", "乙", "丙"],
        "new": ["乙", "丙", "甲"],
        "quoted": ["乙", "甲"],
        "gone": ["甲", "乙", "丙"],
    }


@pytest.mark.parametrize("look", ["context", "bursts", "phrases", "<b>"])
@pytest.mark.parametrize("word", ["从来没有的词", "=1+1", "x" * 60])
def test_a_word_nobody_used_gets_a_sentence(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch, look: str, word: str
) -> None:
    app = screen(sample_dir, monkeypatch, "keywords", q=word, look=look)
    assert not app.exception
    assert "没有报道" in heading(app)


def test_too_short_a_word_says_what_to_change(sample_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(sample_dir, monkeypatch, "keywords", q="的")
    assert not app.exception
    assert "至少输入两个字" in app.warning[0].value


def test_a_bar_is_as_long_as_its_burst() -> None:
    table = pd.DataFrame({"item": ["a", "a", "b"], "label": ["甲", "甲", "乙"], "weight": [4.0, 2.0, 1.0],
                          "start": ["2020-01-01", "2020-03-01", "2020-02-01"],
                          "end": ["2020-01-31", "2020-03-31", "2020-02-29"]})  # fmt: skip
    figure = spans(
        table,
        palette(dark=False),
        Words(),
        texts=["1", "2", "<3>"],
        fills={},
        since="2020-01-01",
        until="2020-04-01",
    )
    bar = figure.data[0]
    assert [x / DAY for x in bar.x] == [31, 31, 29]
    assert list(bar.y) == [0, 0, 1]
    assert bar.customdata[2][2] == "&lt;3&gt;"
    days = [dt.date.fromisoformat(c[1][:10]) for c in bar.customdata]
    assert days == [dt.date.fromisoformat(d) for d in table["start"]]
