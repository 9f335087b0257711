"""数据与方法: what was received, how pages were cut, what topics are worth, how numbers are made."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from tests.builders import PAGES, ROOT, build, mixed_records, write_jsonl
from tests.screens import heading, screen, text
from trends.archive import Archive
from trends.archive.scores import keep_scores, kept_scores, scores_file
from trends.cli import app as commands
from trends.dashboard.sentences import SENTENCES
from trends.dashboard.sentences.data import FORMULAS
from trends.quality import SCORES


@pytest.mark.parametrize("look", ["received", "pages", "quality", "method", "<b>"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_look_opens(sample_dir: Path, monkeypatch: pytest.MonkeyPatch, look: str, lang: str) -> None:
    app = screen(sample_dir, monkeypatch, "data", look=look, lang=lang)
    assert not app.exception
    assert heading(app)


def test_missing_issues_of_all_years_are_drawn_and_told_by_their_dates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mondays = [str(dt.date(2018, 1, 1) + dt.timedelta(weeks=n)) for n in range(7 * 52)]
    kept = [date for date in mondays if date not in (mondays[20], mondays[30], mondays[-9])]
    build(write_jsonl(tmp_path / "a.jsonl", mixed_records(kept, {"farm": 1})), tmp_path / "a", topics=1)
    shown = text(screen(tmp_path / "a", monkeypatch, "data", look="received"))
    assert "图中 2018–2024 年缺 3 期（红色）。" in shown
    assert all(date.replace("-", "\u2011") in shown for date in set(mondays) - set(kept))
    year = {"from": "2020-01-01", "to": "2020-12-31"}
    last = text(screen(tmp_path / "a", monkeypatch, "data", look="received", **year))
    assert "图中 2020 年无缺期。" in last


def test_a_page_stands_beside_its_articles(
    sample_dir: Path, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = "001_0deb1098b92a25b2.txt"
    app = screen(sample_dir, monkeypatch, "data", file=file)
    shown = text(app)
    articles = sample.page_lines(file)["article"].dropna().unique()
    assert len(articles) == 8
    for number, article in zip("①②③④⑤⑥⑦⑧", articles, strict=True):
        assert f"{number} [" in shown
        assert f"id={article}" in shown
    assert ":gray[聊城日报社出版" in shown


def test_pages_are_walked_one_by_one(
    sample_dir: Path, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = list(sample.pages()["file"])
    app = screen(sample_dir, monkeypatch, "data", look="pages")
    assert app.button(key="icon_page_before").disabled
    for file in files[1:]:
        app.button(key="icon_page_after").click().run()
        assert not app.exception
        assert app.session_state["params"]["data"]["file"] == file
    assert app.button(key="icon_page_after").disabled


def test_every_printed_character_of_a_page_is_shown(sample: Archive) -> None:
    from trends.dashboard.page_text import coloured

    for file in sample.pages()["file"]:
        lines = sample.page_lines(file)
        shown = coloured(lines.to_dict("records")).replace("\\", "")
        for piece in lines.loc[lines["role"] != "blank", "text"].head(200):
            assert piece.strip().replace("<", "&lt;").replace(">", "&gt;") in shown


def test_an_unknown_page_gets_a_sentence(sample_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(sample_dir, monkeypatch, "data", file="<script>.txt")
    assert not app.exception
    assert len(app.warning) == 1


def test_an_archive_of_tables_says_that_no_page_was_cut(
    planted_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有需要切分的版面" in text(screen(planted_dir, monkeypatch, "data", look="pages"))


def test_scores_are_shown_once_they_were_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(PAGES, tmp_path, topics=4)
    app = screen(tmp_path, monkeypatch, "data", look="quality")
    assert "还没有算过分数" in text(app)
    assert any(button.key == "compute" for button in app.button)
    command = [sys.executable, "-m", "trends", "evaluate", "--archive", str(tmp_path)]
    told = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    app = screen(tmp_path, monkeypatch, "data", look="quality")
    table = app.table[0].value
    of_topics = {k: v for k, v in told.items() if k.startswith("stability_")}
    whole = {k: f"{v:.3f}" for k, v in told.items() if k not in of_topics}
    assert dict(zip(table["指标"], table["数值"], strict=True)) == whole
    topics = next(frame.value for frame in app.dataframe if "稳定性" in frame.value)
    assert {
        f"stability_{t}": v for t, v in zip(topics["编号"], topics["稳定性"], strict=True)
    } == pytest.approx(of_topics, abs=1e-3)


def test_kept_scores_survive_damage_and_are_told_apart(tmp_path: Path) -> None:
    keep_scores(tmp_path, "000001-a.duckdb", {"npmi": 0.25})
    assert kept_scores(tmp_path, "000001-a.duckdb") == {"npmi": 0.25}
    assert kept_scores(tmp_path, "000002-b.duckdb") == {}
    scores_file(tmp_path, "000001-a.duckdb").write_text("[1", "utf-8")
    assert kept_scores(tmp_path, "000001-a.duckdb") == {}


def test_every_score_is_explained() -> None:
    assert {f"score_{name}" for name in SCORES} <= set(SENTENCES)


def test_every_command_of_the_formulas_exists() -> None:
    known = set(get_command(commands).commands)  # type: ignore[attr-defined]
    told = {command.split()[0] for _, _, command in FORMULAS if command}
    assert told <= known


def test_every_reason_of_noise_is_told_in_both_languages(sample: Archive) -> None:
    for file in sample.pages()["file"]:
        lines = sample.page_lines(file)
        for why in lines.loc[lines["role"] == "noise", "why"].unique():
            chinese, english = SENTENCES[f"noise_{why}"]
            assert chinese == why
            assert english.isascii()
