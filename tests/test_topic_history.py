"""One topic's life: issue topics date by date, kin, names, and what builds did to it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import SUBJECTS, build, built, days, mixed_records, record, write_jsonl
from trends import pipeline
from trends.archive import Archive, open_archive
from trends.archive.sql.topic_changes import CHANGES, changes_of
from trends.errors import QueryError
from trends.pipeline import Engine
from trends.records import Scope


def topic_of(archive: Archive, subject: str) -> str:
    """The topic whose words are the subject's."""
    words = set(SUBJECTS[subject].split())
    table = archive.topics()
    held = [sum(word in words for word, _ in terms[:4]) for terms in table["terms"]]
    return str(table["topic"].iloc[held.index(max(held))])


def test_history_holds_every_issue_topic_of_the_topic_by_date(planted: Archive) -> None:
    sport = topic_of(planted, "sport")
    history = planted.topic_history(sport)
    assert list(history["date"]) == sorted(history["date"])
    assert history["similarity"].between(0.2, 1).all()
    words = set(SUBJECTS["sport"].split())
    assert all(
        set(terms[:3]) <= words for terms, n in zip(history["terms"], history["n"], strict=True) if n > 3
    )
    late = history[history["date"] >= "2024-01-31"]
    assert late["n"].sum() == 5 * 30
    rows = planted.snapshot.rows("SELECT count(*) FROM issue_topics WHERE topic = ?", [int(sport[1:])])
    assert len(history) == rows[0][0]


def test_history_within_a_scope(planted: Archive) -> None:
    farm = topic_of(planted, "farm")
    scope = Scope(since=dt.date(2024, 2, 1), until=dt.date(2024, 2, 3))
    assert set(planted.topic_history(farm, scope)["date"]) == {"2024-02-01", "2024-02-02", "2024-02-03"}
    assert planted.topic_history(farm, Scope(since=dt.date(2030, 1, 1))).empty


def test_unknown_topics_are_one_sentence(planted: Archive) -> None:
    for ask in (planted.topic_history, planted.related_topics, planted.topic_names):
        with pytest.raises(QueryError, match="没有话题"):
            ask("t99")
    with pytest.raises(QueryError, match="animal"):
        planted.topic_names("t1", kind="animal")  # type: ignore[arg-type]


def test_related_topics_share_words_and_articles(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 12), {"farm": 3, "school": 3, "sport": 3})
    for i, date in enumerate(days("2024-01-01", 12)):
        mixed = record(date, "school", i, id=f"m{i}")
        mixed["body"] = str(mixed["body"]) + str(record(date, "sport", i)["body"])
        rows.append(mixed)
    archive = built(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=3)
    related = archive.related_topics(topic_of(archive, "school"))
    first = related.loc[related["both"].idxmax()]
    assert list(related["similarity"]) == sorted(related["similarity"], reverse=True)
    assert list(related.columns) == ["topic", "label", "similarity", "both", "lift"]
    assert first["topic"] == topic_of(archive, "sport")
    assert first["both"] >= 10
    assert (
        first["label"]
        == dict(zip(*[archive.topics()[c] for c in ("topic", "label")], strict=True))[first["topic"]]
    )
    other = archive.related_topics(str(first["topic"])).set_index("topic")
    assert other.loc[topic_of(archive, "school"), "both"] == first["both"]
    assert other.loc[topic_of(archive, "school"), "similarity"] == pytest.approx(
        first["similarity"], abs=1e-4
    )


def test_related_topics_of_the_unassigned_rest_are_none(planted: Archive) -> None:
    assert planted.related_topics("unassigned").empty


def test_names_are_counted_in_the_topics_own_articles(sample: Archive) -> None:
    topics = sample.topics()
    for topic, n in zip(topics["topic"], topics["n"], strict=True):
        names = sample.topic_names(topic, kind="place")
        assert (names["n"] <= n).all()
        assert (names["n"] <= names["n_all"]).all()
        assert names["share"].tolist() == pytest.approx((names["n"] / max(n, 1)).tolist())
    every = sample.names(kind="place").set_index("name")["n"]
    assigned = sum(sample.topic_names(t, kind="place").set_index("name")["n"].sum() for t in topics["topic"])
    assert assigned + sample.topic_names("unassigned", kind="place")["n"].sum() == every.sum()


def test_a_first_build_changed_nothing(planted: Archive) -> None:
    assert planted.topic_changes().empty


def test_a_rebuild_says_which_topics_came_and_went(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    write_jsonl(source, mixed_records(days("2024-01-01", 20), {"farm": 3, "school": 3}))
    build(source, tmp_path / "x", topics=2)
    old = open_archive(tmp_path / "x")
    school = topic_of(old, "school")
    write_jsonl(source, mixed_records(days("2024-01-01", 20), {"farm": 3, "sport": 3}))
    build(source, tmp_path / "x", topics=2)
    new = open_archive(tmp_path / "x")
    changes = new.topic_changes().set_index("change")
    assert set(changes.index) <= set(CHANGES)
    assert changes.loc["same", "topic"] == topic_of(old, "farm") == topic_of(new, "farm")
    assert changes.loc["same", "similarity"] > 0.9
    assert changes.loc["birth", "topic"] == topic_of(new, "sport")
    assert changes.loc["death", "topic"] == school
    assert (
        changes.loc["death", "label"]
        == dict(zip(*[old.topics()[c] for c in ("topic", "label")], strict=True))[school]
    )


def test_changes_of_kept_builds_are_told_and_an_addition_repeats_none(tmp_path: Path) -> None:
    source, more = tmp_path / "a.jsonl", tmp_path / "more.jsonl"
    archive = tmp_path / "x"
    later = mixed_records(days("2024-02-01", 2), {"farm": 3, "sport": 3})
    write_jsonl(more, [row | {"id": f"later{i}"} for i, row in enumerate(later)])
    first = {"farm": 3, "school": 3}
    for mix in (first, {"farm": 3, "sport": 3}, {"farm": 3, "sport": 3, "health": 3}):
        rows = mixed_records(days("2024-01-01", 20), mix)
        write_jsonl(source, [row | {"id": f"{len(mix)}{'-'.join(mix)}{i}"} for i, row in enumerate(rows)])
        build(source, archive, topics=len(mix), drop=True)
        if mix is first:
            pipeline.add([more], archive, engine=Engine(jobs=1), progress=lambda *_: None)
            assert open_archive(archive).topic_changes().empty
    pipeline.add([more], archive, engine=Engine(jobs=1), progress=lambda *_: None)
    table = open_archive(archive).topic_changes()
    assert table["version"].nunique() == 2
    newest, older = table["version"].unique()
    births = table[table["change"] == "birth"].set_index("version")["topic"].to_dict()
    assert births[newest] == topic_of(open_archive(archive), "health")
    assert births[older] == topic_of(open_archive(archive), "sport")


def test_splits_name_both_sides() -> None:
    changes = {
        "splits": [[1, [1, 5]]],
        "merges": [[2, [2, 3]]],
        "drifted": [[6, 4, 0.41]],
        "labels": {"3": "旧"},
    }
    table = changes_of(changes, {"t1": "甲", "t5": "乙"}, {"t1": "我的"}).set_index("change")
    assert table.loc["split", "others"] == [("t1", "我的"), ("t5", "乙")]
    assert table.loc["merge", "others"] == [("t2", ""), ("t3", "旧")]
    assert (table.loc["drift", "similarity"], table.loc["drift", "others"]) == (0.41, [("t4", "")])
