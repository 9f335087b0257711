"""Proposals of new topics: found after a build or `add`, kept in the snapshot, accepted by a person."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from typer.testing import CliRunner

from tests.builders import ROOT, SUBJECTS, build, days, mixed_records, record, write_jsonl
from trends import pipeline
from trends.archive import Archive, open_archive
from trends.archive.proposals import store_proposals
from trends.archive.schema import TABLES
from trends.archive.writing import ROW_GROUP, snapshot_file
from trends.cli import app as cli
from trends.errors import AccessError, QueryError
from trends.pipeline import Engine
from trends.records import Scope

OLD, NEW = days("2024-01-01", 20), days("2024-01-21", 5)


def add(source: Path, archive: Path) -> None:
    pipeline.add([source], archive, engine=Engine(jobs=1), progress=lambda *_: None)


@pytest.fixture(scope="module")
def proposed_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty days of farm and school with one late word of health, then five days with much of it."""
    folder = tmp_path_factory.mktemp("proposed")
    rows = mixed_records(OLD, {"farm": 3, "school": 3})
    rows += [record(OLD[0], "health", i, id=f"h{i}") for i in range(3)]
    build(write_jsonl(folder / "a.jsonl", rows), folder / "x", topics=2)
    fresh = mixed_records(NEW, {"farm": 2, "school": 2})
    fresh += [record(date, "health", 10 + 3 * i + j) for i, date in enumerate(NEW) for j in range(3)]
    add(write_jsonl(folder / "b.jsonl", [r | {"id": f"n{i}"} for i, r in enumerate(fresh)]), folder / "x")
    return folder


@pytest.fixture
def own(proposed_dir: Path, tmp_path: Path) -> Path:
    shutil.copytree(proposed_dir, tmp_path / "own")
    return tmp_path / "own" / "x"


def is_health(terms: list[tuple[str, float]]) -> bool:
    return {term for term, _ in terms[:4]} <= set(SUBJECTS["health"].split())


def test_a_new_subject_is_proposed_with_words_articles_and_first_date(proposed_dir: Path) -> None:
    proposals = open_archive(proposed_dir / "x").proposals()
    assert len(proposals) == 1
    found = proposals.iloc[0]
    assert is_health(found["terms"])
    assert (found["first"], found["recent"] > found["before"]) == (NEW[0], True)
    assert 0.3 < found["explains"] <= 1
    assert all(date >= NEW[0] or date == OLD[0] for _, date, _ in found["examples"])


def test_the_same_subjects_propose_nothing(planted: Archive) -> None:
    assert planted.proposals().empty


def accepted(folder: Path) -> tuple[Archive, Archive, str]:
    before = open_archive(folder)
    pipeline.accept(before.proposals()["proposal"].iloc[0], folder)
    after = open_archive(folder)
    new = sorted(set(after.topics()["topic"]) - set(before.topics()["topic"]))
    assert len(new) == 1
    return before, after, new[0]


def test_accepting_gives_a_new_id_and_moves_only_what_is_about_it(own: Path) -> None:
    before, after, new = accepted(own)
    assert new == "t3"
    assert is_health(after.topics().set_index("topic").loc[new, "terms"])
    columns = ["id", "topic", "weight"]
    old = before.articles(limit=10_000)[columns].set_index("id")
    now = after.articles(limit=10_000)[columns].set_index("id")
    moved = set(now.index[now["topic"] == new])
    assert moved == {f"h{i}" for i in range(3)} | {f"n{i}" for i in range(20, 35)}
    assert set(old.loc[["h0", "h1", "h2"], "topic"]) == {"unassigned"}
    rest = [i for i in old.index if i not in moved]
    pd.testing.assert_frame_equal(old.loc[rest], now.loc[rest])
    assert after.proposals().empty
    assert after.meta.data_version != before.meta.data_version


def test_as_many_articles_move_as_the_proposal_said(own: Path) -> None:
    said = int(open_archive(own).proposals()["n"].iloc[0])
    _, after, new = accepted(own)
    assert after.topics().set_index("topic").loc[new, "n"] == said


def test_a_subject_is_one_offer_under_one_name_while_it_lasts(own: Path) -> None:
    before = open_archive(own).proposals()
    for i, date in enumerate(days("2024-01-26", 4)):
        rows = mixed_records([date], {"farm": 2, "school": 2})
        rows += [record(date, "health", 50 + 3 * i + j) for j in range(3)]
        add(write_jsonl(own / f"d{i}.jsonl", [r | {"id": f"d{i}-{k}"} for k, r in enumerate(rows)]), own)
        now = open_archive(own).proposals()
        assert now[["proposal", "label", "first"]].equals(before[["proposal", "label", "first"]])
        assert (now["n"] > before["n"]).all()


def test_the_past_of_the_other_topics_stays(own: Path) -> None:
    before, after, _ = accepted(own)
    past = Scope(until=pd.Timestamp(OLD[-1]).date())
    old, now = (archive.shares(past) for archive in (before, after))
    others = set(before.topics()["topic"])
    pd.testing.assert_frame_equal(
        *(table[table["topic"].isin(others)].reset_index(drop=True) for table in (old, now))
    )
    for topic in before.topics()["topic"]:
        pd.testing.assert_frame_equal(before.topic_words(topic, past), after.topic_words(topic, past))
    late = after.shares(by="month")
    assert late.groupby("period")["share"].sum().tolist() == pytest.approx([1])


def test_the_words_and_issue_topics_follow(own: Path) -> None:
    before, after, new = accepted(own)
    words = after.topic_words(new)
    assert set(words["term"].head(4)) <= set(SUBJECTS["health"].split())
    history = after.topic_history(new)
    assert set(history["date"]) == {OLD[0], *NEW}
    assert history["n"].sum() == 18
    own_topics = ["local", "share", "n", "terms", "id"]
    for date in (OLD[0], *NEW):
        old, now = before.issue(date).topics[own_topics], after.issue(date).topics[own_topics]
        pd.testing.assert_frame_equal(old, now, atol=1e-5)


def test_later_articles_and_a_rebuild_keep_the_accepted_topic(own: Path) -> None:
    new = accepted(own)[2]
    later = [record("2024-02-01", "health", 90 + i, id=f"z{i}") for i in range(2)]
    add(write_jsonl(own / "c.jsonl", later), own)
    assert set(open_archive(own).articles(Scope(since=pd.Timestamp("2024-02-01").date()))["topic"]) == {new}
    assert open_archive(own).proposals().empty
    rows = mixed_records([*OLD, *NEW], {"farm": 3, "school": 3})
    rows += [record(date, "health", i, id=f"q{i}") for i, date in enumerate(NEW)]
    build(write_jsonl(own / "d.jsonl", rows), own, topics=2, drop=True)
    table = open_archive(own).topics().set_index("topic")
    assert new in table.index
    assert is_health(table.loc[new, "terms"])
    assert len(table) == 3


def test_an_unknown_proposal_and_a_read_only_archive_are_one_sentence(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(QueryError, match="没有提议"):
        pipeline.accept("p000000", own)
    proposal = open_archive(own).proposals()["proposal"].iloc[0]
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    before = open_archive(own).meta.snapshot
    with pytest.raises(AccessError, match="只能看"):
        pipeline.accept(proposal, own)
    assert open_archive(own).meta.snapshot == before


def method_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("TRENDS_ARCHIVE", str(folder))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["look"] = "quality"
    app._page_hash = calc_hash("data")
    return app.run()


def test_the_screen_lists_a_proposal_and_accepts_it(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = open_archive(own).proposals().iloc[0]
    app = method_page(own, monkeypatch)
    assert not app.exception
    assert any(f"始于 {proposal['first']}" in m.value for m in app.markdown)
    app.button(key=f"accept_{proposal['proposal']}").click().run()
    assert not app.exception
    assert "t3" in set(open_archive(own).topics()["topic"])
    assert not [b for b in app.button if str(b.key).startswith("accept_")]


def test_a_read_only_screen_lists_but_has_no_button(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    app = method_page(own, monkeypatch)
    assert any("始于" in m.value for m in app.markdown)
    assert not [b for b in app.button if str(b.key).startswith("accept_")]


def test_the_commands_list_and_accept(own: Path) -> None:
    listed = CliRunner().invoke(cli, ["proposals", "--archive", str(own), "--format", "json"])
    proposal = json.loads(listed.stdout)[0]
    done = CliRunner().invoke(cli, ["accept", proposal["proposal"], "--archive", str(own)])
    assert (done.exit_code, json.loads(done.stdout)["topics"]) == (0, 3)
    again = CliRunner().invoke(cli, ["accept", proposal["proposal"], "--archive", str(own)])
    assert again.exit_code == 1


def test_storing_proposals_rewrites_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with snapshot_file(path) as db:
        db.execute(TABLES["meta"].ddl())
        db.execute(TABLES["article_terms"].ddl())
        db.execute(
            f"INSERT INTO article_terms SELECT range, hash(range) % 9999, 1 FROM range({5 * ROW_GROUP})"
        )
        db.execute("CHECKPOINT")
    store_proposals(path, [])
    with duckdb.connect(str(path), read_only=True) as db:
        groups = "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('article_terms')"
        assert db.execute(groups).fetchone() == (5,)
        free = "SELECT free_blocks FROM pragma_database_size()"
        assert db.execute(free).fetchone() == (0,)
