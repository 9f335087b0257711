"""编码本 and 验证: what is typed is counted at once, what is coded is kept, a reader writes nothing shared."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from tests.screens import heading, screen, text
from trends.archive import Archive, Filter, open_archive
from trends.archive.codebooks import codebook_of
from trends.archive.codings import CODINGS, HumanCoding, keep_codings, read_codings, read_draws
from trends.archive.intruding import intruder_scores, tasks_of
from trends.archive.sql.coding import heavy_topics
from trends.archive.validating import draw, score, target_of
from trends.cli import app as app_
from trends.dashboard.corrected import corrected
from trends.errors import QueryError
from trends.findings import Case, Subject, sections_of
from trends.records import Scope
from trends.validation.correction import Checked, corrected_series
from trends.validation.intrusion import KINDS, found_intruders


@pytest.fixture
def own(planted_dir: Path, tmp_path: Path) -> Path:
    shutil.copytree(planted_dir, tmp_path / "archive")
    return tmp_path / "archive"


def press(app: AppTest, key: str) -> None:
    next(button for button in app.button if button.key == key).click().run()


def test_a_word_typed_is_counted_and_kept_only_when_saved(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = codebook_of(own)[0]
    archive = open_archive(own)
    app = screen(own, monkeypatch, "codebook", code="农业")
    assert f"{archive.count_articles(wanted=Filter(query='小麦|粮食')):,}" in heading(app)
    next(box for box in app.text_input if box.key == "w_add_words").set_value("冠军、门诊").run()
    assert not app.exception
    assert f"{archive.count_articles(wanted=Filter(query='小麦|粮食|冠军|门诊')):,}" in heading(app)
    assert "未存" in text(app)
    assert codebook_of(own)[0] == before
    press(app, "keep_codebook")
    assert codebook_of(own)[0].codes[0].words == ("小麦", "粮食", "冠军", "门诊")
    assert "未存" not in text(app)


@pytest.mark.parametrize("look", ["words", "overlap", "codes", "index", "file"])
def test_every_look_is_drawn(planted_dir: Path, monkeypatch: pytest.MonkeyPatch, look: str) -> None:
    app = screen(planted_dir, monkeypatch, "codebook", look=look, lang="en")
    assert not app.exception


def test_a_new_code_may_be_tried_from_a_link(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = open_archive(planted_dir)
    app = screen(planted_dir, monkeypatch, "codebook", code="健康", words="门诊,医院")
    assert f"「健康」见于 {archive.count_articles(wanted=Filter(query='门诊|医院')):,} 篇" in heading(app)


def test_without_a_codebook_a_first_code_is_asked_for(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(sample_dir, monkeypatch, "codebook")
    assert "还没有编码本" in heading(app)
    press(app, "example_city-policy")
    assert not app.exception
    assert "农业农村" in heading(app)
    assert not (sample_dir / "codebook.yaml").exists()


def test_a_sample_is_drawn_and_coded_blind(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(own, monkeypatch, "validation", target="体育", coder="甲")
    press(app, next(b.key for b in app.button if b.label == "抽"))
    drawn = [one.article for one in read_draws(own)]
    assert len(drawn) == 100
    for answer in ("answer_1", "answer_2", "answer_3"):
        press(app, answer)
    said = {one.article: one.answer for one in read_codings(own / CODINGS)[0]}
    assert [said[article] for article in drawn[:3]] == ["yes", "no", "unsure"]
    labels = open_archive(own).topics()["label"]
    assert not any(label in text(app) for label in labels)
    app = screen(own, monkeypatch, "validation", target="体育", part="scores")
    assert not app.exception
    assert "还要随机编码" in text(app)


def test_a_reader_draws_and_codes_for_himself(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    before = sorted(own.rglob("*"))
    app = screen(own, monkeypatch, "validation", target="体育", coder="甲")
    press(app, next(b.key for b in app.button if b.label == "抽"))
    press(app, "answer_1")
    assert not app.exception
    assert len(app.session_state["own_codings"]) == 1
    assert sorted(own.rglob("*")) == before


@pytest.mark.parametrize("kind", KINDS)
def test_the_intruder_is_of_another_topic(planted: Archive, kind: str) -> None:
    words = {number: {term for term, _ in own} for number, own in planted.snapshot.shown_words.items()}
    tasks = (
        tasks_of(planted, kind, 12, seed=3) if kind != "topic" or heavy_topics(planted.snapshot, 1, 1) else []
    )  # type: ignore[arg-type]
    for task in tasks:
        own = words[int(task.topic[1:])]
        parts = [set(shown.split()) for shown in task.shown]
        if kind != "topic":
            assert [i for i, part in enumerate(parts) if not part & own] == [task.intruder]
    assert tasks == (tasks_of(planted, kind, 12, seed=3) if tasks else [])  # type: ignore[arg-type]


def test_intruders_found_have_an_interval_and_chance() -> None:
    assert intruder_scores([]).empty
    found = found_intruders([True] * 9 + [False])
    assert found.low < 0.9 < found.high <= 1


def test_shares_are_corrected_only_by_a_sample_large_enough(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(own, monkeypatch, "codebook", code="体育", corrected="1")
    assert not app.exception
    assert any("没有校正" in warning.value for warning in app.warning)
    archive = open_archive(own)
    target = target_of(archive, "体育", archive.codebook)
    drawn = draw(archive, target, 100, seed=1)
    inside = dict(zip(target.ids, target.member, strict=True))
    keep_codings(own, [HumanCoding("体育", one, "甲", "yes" if inside[one] else "no") for one in drawn])
    app = screen(own, monkeypatch, "codebook", code="体育", corrected="1")
    assert not app.exception
    assert not [warning for warning in app.warning if "没有校正" in warning.value]


def test_a_topics_chart_is_corrected_by_its_sample_or_says_why_not(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(own, monkeypatch, "topics", topic="t1", corrected="1")
    assert not app.exception
    assert any("还没有随机抽样" in warning.value for warning in app.warning)
    archive = open_archive(own)
    target = target_of(archive, "t1")
    half = [one for k, one in enumerate(draw(archive, target, 150, seed=1)) if k % 2 or k < 2]
    inside = dict(zip(target.ids, target.member, strict=True))
    # People put half of what the machine puts in elsewhere: the corrected line lies at about half
    told = {one: "yes" if inside[one] and k % 2 else "no" for k, one in enumerate(half)}
    keep_codings(own, [HumanCoding("t1", one, "甲", answer) for one, answer in told.items()])  # type: ignore[arg-type]
    plain, mended = (
        screen(own, monkeypatch, "topics", topic="t1", by="month", measure="articles", **more)
        for more in ({}, {"corrected": "1"})
    )
    assert not mended.exception
    assert not [warning for warning in mended.warning if "没有校正" in warning.value]
    assert [t.value for t in mended.toggle if t.label == "校正"] == [True]
    assert [t.value for t in plain.toggle if t.label == "校正"] == [False]
    shares = archive.shares(by="month")
    own_shares = shares[shares["topic"] == "t1"]
    checked = score(archive, target).checked
    assert (corrected(own_shares, checked)["share"] < own_shares["share"] * 0.8).all()
    refused = screen(own, monkeypatch, "topics", topic="t1", corrected="1", measure="characters")
    assert any("篇数占比" in warning.value for warning in refused.warning)


def test_corrected_shares_undo_what_the_machine_gets_wrong() -> None:
    checked = Checked(N=100_000, M=30_000, inside=4_000, inside_yes=3_000, outside=4_000, outside_yes=400)
    share = np.array([0.1, 0.3])
    value, low, high = corrected_series(share, share - 0.01, share + 0.01, checked, 1.6449)
    assert value == pytest.approx(share * 0.75 + (1 - share) * 0.1, abs=0.001)
    assert (low < value).all()
    assert (value < high).all()
    with pytest.raises(QueryError):
        corrected_series(share, share, share, Checked(100, 30, 5, 4, 5, 1), 1.6449)


def test_intrusion_tasks_are_answered_in_a_table(own: Path, tmp_path: Path) -> None:
    asked = CliRunner().invoke(app_, ["validate", "intrusion", "-n", "6", "--archive", str(own)])
    assert asked.exit_code == 0, asked.stderr
    table = pd.read_csv(io.StringIO(asked.stdout), dtype=str).assign(coder="甲", chosen="1")
    table.loc[0, "chosen"] = "9"
    table.to_csv(tmp_path / "answers.csv", index=False)
    line = [
        "validate",
        "intrusion",
        str(tmp_path / "answers.csv"),
        "-n",
        "6",
        "--archive",
        str(own),
        "--format",
        "json",
    ]
    scored = CliRunner().invoke(app_, line)
    assert scored.exit_code == 0, scored.stderr
    truth = [task.intruder == 0 for task in tasks_of(open_archive(own), "word", 6, 1)][1:]
    assert [(row["n"], row["right"]) for row in json.loads(scored.stdout)] == [(len(truth), sum(truth))]


def test_codes_stand_on_the_overview_in_the_brief_and_on_the_issue(
    planted_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(planted_dir)
    case = Case(archive, Subject())
    section = next(part for part in sections_of(case) if part.name == "codes")
    moved = archive.code_changes(case.windows.now, case.windows.before).set_index("code")
    assert {str(row[0]) for row in section.tables[0].rows} == {f"■ {code}" for code in moved.index}
    assert bool(moved["beyond_chance"]["体育"])
    assert any("■ 体育" in sentence and "上升" in sentence for sentence in section.sentences)
    assert {value for row in section.tables[0].rows for value in dict(row[0].values).values()} >= {  # type: ignore[union-attr]
        archive.codebook.version
    }
    app = screen(planted_dir, monkeypatch, "overview")
    assert not app.exception
    assert "编码升降" in text(app)
    app = screen(planted_dir, monkeypatch, "issue", date="2024-02-20")
    assert not app.exception
    n = archive.code_shares(Scope(dt.date(2024, 2, 20), dt.date(2024, 2, 20)), "issue").set_index("code")["n"]
    assert f"■ 体育 {n['体育']}" in text(app)


def test_a_pinned_link_names_the_version_of_the_codebook(
    planted_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(planted_dir, monkeypatch, "codebook", code="体育")
    version = open_archive(planted_dir).codebook.version
    assert any(f"book={version}" in block.value and "version=" in block.value for block in app.code)
