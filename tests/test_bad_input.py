"""Too little, too much alike, too many topics asked: a sensible smaller result or one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SUBJECTS, built, days, mixed_records, record, write_jsonl
from trends import pipeline
from trends.archive import Archive, open_archive
from trends.archive.labels import Label, write_label
from trends.pipeline import Engine
from trends.records import UNASSIGNED, Settings


def archive_of(folder: Path, rows: list[dict[str, object]], **settings: object) -> Archive:
    defaults = {"max_df": Settings().max_df}
    return built(write_jsonl(folder / "a.jsonl", rows), folder / "x", **defaults | settings)


def whole(archive: Archive) -> None:
    """What must hold for every archive, however small."""
    sums = archive.shares(by="issue").groupby("period")["share"].sum(min_count=1).dropna()
    assert sums.tolist() == pytest.approx([1] * archive.meta.issues)
    topics = archive.topics()
    assert (topics["label"] != "").all()
    assert topics["label"].is_unique
    assert all(len(terms) >= 1 for terms in topics["terms"])
    for date in archive.issues()["date"]:
        assert archive.issue(date).topics["n"].sum() <= len(archive.issue(date).articles)


def test_one_article(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, [record("2024-01-01", "farm", 1)], topics=5)
    whole(archive)
    assert archive.meta.topics == 1
    assert set(archive.articles()["topic"]) == {"t1"}


@pytest.mark.parametrize("topics", [0, 3])
def test_one_issue(tmp_path: Path, topics: int) -> None:
    archive = archive_of(tmp_path, mixed_records(["2024-01-01"], {"farm": 4, "school": 4}), topics=topics)
    whole(archive)
    assert 1 <= archive.meta.topics <= 3


def test_all_articles_identical(tmp_path: Path) -> None:
    rows = [record(date, "farm", 3) | {"id": f"i{i}"} for i, date in enumerate(days("2024-01-01", 30))]
    archive = archive_of(tmp_path, rows, topics=10)
    whole(archive)
    assert archive.meta.topics == 1
    assert UNASSIGNED not in set(archive.articles()["topic"])


def test_one_subject_only(tmp_path: Path) -> None:
    """Every word stands in most articles: the limit on frequent words must not leave nothing."""
    archive = archive_of(tmp_path, mixed_records(days("2024-01-01", 40), {"farm": 4}), topics=4)
    whole(archive)
    words = {term for terms in archive.topics()["terms"] for term, _ in terms}
    assert words >= set(SUBJECTS["farm"].split()[:3])


def test_an_issue_with_two_terms(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 3, "school": 3})
    rows += [
        record("2024-01-09", "farm", i, id=f"t{i}") | {"title": "", "body": "小麦。学校。"} for i in range(3)
    ]
    archive = archive_of(tmp_path, rows, topics=2, max_df=0.8)
    whole(archive)
    assert len(archive.issue("2024-01-09").topics) == 1


def test_an_article_without_a_term_is_unassigned(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 3})
    rows.append(
        {"date": "2024-01-09", "title": "", "body": "他们的和我们的。", "paper": "测试日报", "id": "none"}
    )
    archive = archive_of(tmp_path, rows, topics=2)
    whole(archive)
    assert archive.articles().set_index("id").loc["none", "topic"] == UNASSIGNED


def test_nothing_but_empty_words(tmp_path: Path) -> None:
    rows = [
        {"date": d, "title": "", "body": "他们的和我们的。", "paper": "测试日报"}
        for d in days("2024-01-01", 3)
    ]
    archive = archive_of(tmp_path, rows, topics=2)
    whole(archive)
    assert archive.meta.topics == 0
    assert archive.proposals().empty


@pytest.mark.parametrize("asked", [50, 1000])
def test_more_topics_than_possible_are_said_to_be_too_many(tmp_path: Path, asked: int) -> None:
    archive = archive_of(
        tmp_path, mixed_records(days("2024-01-01", 4), {"farm": 3, "school": 3}), topics=asked
    )
    whole(archive)
    got = archive.meta.topics
    assert 1 <= got < asked
    said = archive.problems()["what"].tolist()
    assert any(f"要求 {asked} 个话题" in what and f"{got} 个" in what for what in said)


def test_a_label_file_with_unknown_ids_is_said(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, mixed_records(days("2024-01-01", 9), {"farm": 3, "school": 3}), topics=2)
    assert archive.problems().empty
    write_label(tmp_path / "x", Label("t77", "没有的"))
    said = archive.problems()
    assert said["file"].tolist() == ["labels.csv"]
    assert "t77" in said["what"][0]


def test_topics_survive_an_added_issue_of_another_world(tmp_path: Path) -> None:
    archive_of(tmp_path, mixed_records(days("2024-01-01", 9), {"farm": 3}), topics=1)
    fresh = [record("2024-02-01", "health", 5, id="h")]
    source = write_jsonl(tmp_path / "b.jsonl", fresh)
    pipeline.add([source], tmp_path / "x", engine=Engine(jobs=1), progress=lambda *_: None)
    archive = open_archive(tmp_path / "x")
    whole(archive)
    assert archive.meta.articles == 28
