"""The corridor end to end: planted truths, laws over all tables, the same result every time."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.builders import PAGES, ROOT, build, built, days, mixed_records, write_jsonl
from tests.corridor import SUBJECT_WORD, topic_of
from trends.archive import Archive, Filter, open_archive
from trends.records import MEASURES, PERIODS, Measure, Period, Scope

# ---- planted truths --------------------------------------------------------------------------


def test_each_planted_subject_is_one_topic(planted: Archive) -> None:
    assert len({topic_of(planted, word) for word in SUBJECT_WORD.values()}) == 4


@pytest.mark.parametrize(
    ("subject", "month", "share"),
    [
        ("farm", "2024-01", 0.4),
        ("sport", "2024-01", 0.1),
        ("sport", "2024-02", 5 / 12),
        ("health", "2024-02", 0.0),
    ],
)
def test_shares_are_those_of_the_mix(planted: Archive, subject: str, month: str, share: float) -> None:
    table = planted.shares(by="month").set_index(["topic", "period"])
    assert table.loc[(topic_of(planted, SUBJECT_WORD[subject]), month), "share"] == pytest.approx(
        share, abs=0.05
    )


def test_the_missing_day_is_a_gap_not_a_zero(planted: Archive) -> None:
    day = planted.shares(by="issue").query("period == '2024-01-17'")
    assert len(day) > 0
    assert day["share"].isna().all()
    assert day["missing"].tolist() == [1] * len(day)
    assert planted.coverage(by="month")["missing"].tolist()[0] == 1


def test_words_of_a_period_come_from_that_period(planted: Archive) -> None:
    health = topic_of(planted, "医院")
    january = Scope(dt.date(2024, 1, 1), dt.date(2024, 1, 30))
    february = Scope(dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert "医院" in set(planted.topic_words(health, january)["term"])
    assert planted.topic_words(health, february)["term"].tolist() == []


# ---- laws ------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", PERIODS)
@pytest.mark.parametrize("measure", MEASURES)
def test_shares_of_a_period_sum_to_one(
    sample: Archive, planted: Archive, by: Period, measure: Measure
) -> None:
    for archive in (sample, planted):
        table = archive.shares(by=by, measure=measure)
        sums = table.groupby("period")["share"].sum(min_count=1).dropna()
        assert len(sums) > 0
        assert sums.tolist() == pytest.approx([1.0] * len(sums))
        assert table["n"].sum() == archive.meta.articles if measure == "articles" else archive.meta.characters


@pytest.mark.parametrize("by", PERIODS)
def test_a_date_filter_never_changes_a_number_inside_it(planted: Archive, by: Period) -> None:
    scope = Scope(dt.date(2024, 1, 1), dt.date(2024, 2, 11))
    whole = planted.shares(by=by).set_index(["period", "topic"])
    part = planted.shares(scope, by).set_index(["period", "topic"])
    inside = part[part["complete"]]
    assert len(inside) > 0 or by in ("quarter", "year")
    assert len(part) < len(whole) or by in ("month", "quarter", "year")
    pd.testing.assert_frame_equal(inside, whole.loc[inside.index], check_like=True)


def test_a_points_articles_are_its_number(planted: Archive) -> None:
    table = planted.shares(by="month")
    for row in table[table["n"] > 0].itertuples():
        scope = Scope(dt.date.fromisoformat(row.start), dt.date.fromisoformat(row.end))
        assert planted.count_articles(scope, Filter(topic=row.topic)) == row.n


def test_every_articles_lines_stand_in_its_source(sample: Archive) -> None:
    for row in sample.pages().itertuples():
        lines = (PAGES / row.file).read_text("utf-8").split("\n")
        for part in sample.page_lines(row.file).itertuples():
            assert lines[part.line - 1][part.start : part.end] == part.text
    ids = set(sample.articles(limit=1000)["id"])
    for row in sample.pages().itertuples():
        owners = set(sample.page_lines(row.file)["article"].dropna())
        assert owners <= ids


def test_every_character_of_a_page_is_in_an_article_or_named_noise(sample: Archive) -> None:
    for row in sample.pages().itertuples():
        table = sample.page_lines(row.file)
        shown = "".join(table[table["role"] != "blank"]["text"])
        text = (PAGES / row.file).read_text("utf-8")
        assert sorted("".join(shown.split())) == sorted("".join(text.split()))
        assert table[table["role"] == "noise"]["why"].notna().all()


# ---- the same result every time --------------------------------------------------------------


def contents(archive: Path) -> dict[str, str]:
    """Every table of the current snapshot as CSV, without the facts that name machine and number."""
    opened = open_archive(archive).snapshot
    names = [name for (name,) in opened.rows("SELECT table_name FROM information_schema.tables ORDER BY 1")]
    tables = {
        name: opened.table(f"SELECT * FROM {name}").to_csv(index=False) for name in names if name != "meta"
    }
    return tables | {"version": open_archive(archive).meta.data_version}


def test_order_of_input_files_is_of_no_account(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 8), {"farm": 2, "school": 2})
    one = write_jsonl(tmp_path / "a.jsonl", rows[::2])
    two = write_jsonl(tmp_path / "b.jsonl", rows[1::2])
    build([one, two], tmp_path / "x", topics=2)
    build([two, one], tmp_path / "y", topics=2)
    assert contents(tmp_path / "x") == contents(tmp_path / "y")


@pytest.mark.parametrize(("seed", "threads"), [("0", "1"), ("1", "2"), ("2", "4")])
def test_hash_seed_and_threads_are_of_no_account(
    sample_dir: Path, tmp_path: Path, seed: str, threads: str
) -> None:
    env = os.environ | {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    command = [
        sys.executable,
        "-m",
        "trends",
        "build",
        str(PAGES),
        "--archive",
        str(tmp_path),
        "--topics",
        "6",
    ]
    subprocess.run(
        [*command, "--quiet", "--jobs", threads], cwd=ROOT, env=env, check=True, capture_output=True
    )
    assert contents(tmp_path) == contents(sample_dir)


def test_nothing_changed_builds_nothing(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 4), {"farm": 2, "school": 2}))
    first = build(source, tmp_path / "x", topics=2)
    again = build(source, tmp_path / "x", topics=2)
    assert first.changed
    assert not again.changed
    assert again.snapshot == first.snapshot


def test_a_rebuild_keeps_the_ids_of_topics_that_stay(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 12), {"farm": 3, "school": 3})
    source = write_jsonl(tmp_path / "a.jsonl", rows)
    before = built(source, tmp_path / "x", topics=2)
    farm, school = topic_of(before, "小麦"), topic_of(before, "教师")
    more = mixed_records(days("2024-02-01", 12), {"farm": 3, "school": 3, "sport": 6})
    write_jsonl(source, rows + [row | {"id": f"n{i}"} for i, row in enumerate(more)])
    after = built(source, tmp_path / "x", topics=3)
    assert topic_of(after, "小麦") == farm
    assert topic_of(after, "教师") == school
    assert topic_of(after, "冠军") == "t3"
