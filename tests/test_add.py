"""`add`: new issues without rewriting history."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.builders import PAGES, build, copied, days, mixed_records, write_jsonl
from trends import pipeline
from trends.archive import Archive, open_archive
from trends.archive.schema import TABLES
from trends.archive.sql.issues import counted_terms, issue_terms
from trends.errors import ArchiveError, InputError
from trends.pipeline import Engine, Summary
from trends.records import Scope


def add(source: Path, archive: Path) -> Summary:
    return pipeline.add([source], archive, engine=Engine(jobs=1), progress=lambda *_: None)


@pytest.fixture(scope="module")
def growth(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Archive, Summary]:
    """The folder of an archive x of ten days that got two more with a new mix; the archive before; the addition."""
    folder = tmp_path_factory.mktemp("growth")
    rows = mixed_records(days("2024-01-01", 10), {"farm": 3, "school": 3})
    build(write_jsonl(folder / "a.jsonl", rows), folder / "x", topics=2)
    before = open_archive(folder / "x")
    more = mixed_records(days("2024-01-11", 2), {"farm": 1, "school": 5})
    source = write_jsonl(folder / "b.jsonl", [row | {"id": f"n{i}"} for i, row in enumerate(more)])
    return folder, before, add(source, folder / "x")


@pytest.fixture
def grown(growth: tuple[Path, Archive, Summary], tmp_path: Path) -> tuple[Archive, Archive, Summary]:
    """The archive before, a copy of it as it grew, what the addition said."""
    folder, before, summary = growth
    return before, open_archive(copied(folder, tmp_path) / "x"), summary


def test_history_stays_as_it_was(grown: tuple[Archive, Archive, Summary]) -> None:
    before, after, _ = grown
    last = Scope(until=pd.Timestamp("2024-01-10").date())
    pd.testing.assert_frame_equal(before.shares(by="issue"), after.shares(last, by="issue"))
    pd.testing.assert_frame_equal(before.articles(limit=1000), after.articles(last, limit=1000))
    assert before.topics()["topic"].tolist() == after.topics()["topic"].tolist()
    assert before.topics()["label"].tolist() == after.topics()["label"].tolist()
    pd.testing.assert_frame_equal(before.topic_words("t1"), after.topic_words("t1", last))


def test_additions_at_once_or_one_by_one_say_the_same(tmp_path: Path) -> None:
    """A new subject too: what is there of it is told by the issue's date, not by the order of the additions."""
    rows = mixed_records(days("2024-01-01", 10), {"farm": 3, "school": 3})
    build(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "once", topics=2)
    shutil.copytree(tmp_path / "once", tmp_path / "each")
    sources = []
    for i, date in enumerate(days("2024-01-28", 6)):
        own = mixed_records([date], {"farm": 2, "school": 1 + i % 2, "health": i})
        own = [row | {"id": f"{i}-{row['id']}"} for row in own]
        sources.append(write_jsonl(tmp_path / f"b{i}.jsonl", own))
    before = tables(tmp_path / "once")
    pipeline.add(sources, tmp_path / "once", engine=Engine(jobs=1), progress=lambda *_: None)
    for source in sources:
        add(source, tmp_path / "each")
    once, each = tables(tmp_path / "once"), tables(tmp_path / "each")
    assert once == each
    kept = ("topics", "topic_terms", "components")
    assert {name: once[name] for name in kept} == {name: before[name] for name in kept}


def tables(archive: Path) -> dict[str, list[tuple[object, ...]]]:
    snapshot = open_archive(archive).snapshot
    return {
        name: sorted(snapshot.rows(f"SELECT * FROM {name}"), key=repr) for name in TABLES if name != "meta"
    }


def test_words_that_no_article_held_are_counted_at_once(tmp_path: Path) -> None:
    """A word of one old article is no news, and one that is new moves at once; what was said of the old issues stays."""
    rows = mixed_records(days("2024-01-01", 30), {"farm": 3, "school": 3})
    rows[0]["body"] = str(rows[0]["body"]) + "蝗虫来了。"
    build(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=2, min_df=2)
    before = open_archive(tmp_path / "x")
    fresh = mixed_records(days("2024-01-31", 3), {"farm": 2, "school": 2})
    fresh = [r | {"id": f"n{i}", "body": f"{r['body']}龙卷风和蝗虫。"} for i, r in enumerate(fresh)]
    add(write_jsonl(tmp_path / "b.jsonl", fresh), tmp_path / "x")
    after = open_archive(tmp_path / "x")
    old, new = (Scope(until=dt.date(2024, 1, 30)), Scope(since=dt.date(2024, 1, 31)))
    counts = after.movers(new, old, kind="terms", limit=1000).set_index("label")
    assert counts.loc["龙卷风", ["n", "n_before"]].tolist() == [12, 0]
    assert "蝗虫" not in counts.index
    was = dict(before.snapshot.rows("SELECT text, n FROM terms"))
    held = "SELECT text, count(*) FROM article_terms JOIN terms USING (term) JOIN articles USING (article) WHERE {} GROUP BY 1"
    assert dict(after.snapshot.rows(held.format("date < DATE '2024-01-31'"))) == was


def test_new_issues_are_there(grown: tuple[Archive, Archive, Summary]) -> None:
    before, after, summary = grown
    assert summary.changed
    assert summary.articles == before.meta.articles + 12
    new = after.shares(Scope(since=pd.Timestamp("2024-01-11").date()), by="issue")
    assert new.groupby("period")["share"].sum().tolist() == [1.0, 1.0]
    assert sorted(new.query("period == '2024-01-11'")["n"]) == [0, 1, 5]
    assert len(after.issue("2024-01-12").topics) > 0


def test_terms_of_added_issues_are_those_counted(
    grown: tuple[Archive, Archive, Summary], tmp_path: Path
) -> None:
    for date in ("2024-01-11", "2024-01-12"):
        stored = issue_terms(grown[1].snapshot, date, "测试日报")
        counted = counted_terms(grown[1].snapshot, date, "测试日报")
        assert stored["term"].tolist() == counted["term"].tolist()
        assert stored["issues"].tolist() == counted["issues"].tolist()
    past = [row | {"id": f"q{i}"} for i, row in enumerate(mixed_records(["2023-12-31"], {"sport": 3}))]
    add(write_jsonl(tmp_path / "c.jsonl", past), tmp_path / "x")
    after = open_archive(tmp_path / "x").snapshot
    assert after.rows("SELECT count(*) FROM term_issues") == [(0,)]
    for date in ("2023-12-31", "2024-01-12"):
        found, counted = issue_terms(after, date, "测试日报"), counted_terms(after, date, "测试日报")
        assert found["issues"].tolist() == counted["issues"].tolist()


def test_the_same_source_twice_changes_nothing(
    grown: tuple[Archive, Archive, Summary], tmp_path: Path
) -> None:
    again = add(tmp_path / "b.jsonl", tmp_path / "x")
    assert not again.changed
    assert again.snapshot == grown[2].snapshot


def test_more_pages_of_an_issue_refit_its_own_topics(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 3, "school": 3})
    build(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=2)
    more = mixed_records(["2024-01-06"], {"farm": 2, "school": 4})
    add(
        write_jsonl(tmp_path / "b.jsonl", [row | {"id": f"n{i}"} for i, row in enumerate(more)]),
        tmp_path / "x",
    )
    view = open_archive(tmp_path / "x").issue("2024-01-06")
    assert len(view.articles) == 12
    assert view.topics["n"].sum() == 12
    assert view.topics["share"].sum() == pytest.approx(1, abs=1e-3)
    assert (view.articles["local"] > 0).all()


def test_pages_can_be_added_one_by_one(tmp_path: Path) -> None:
    pages = sorted(PAGES.glob("*.txt"))
    build(pages[:3], tmp_path / "x", topics=3)
    for page in pages[3:]:
        assert add(page, tmp_path / "x").changed
    after = open_archive(tmp_path / "x")
    assert after.meta.issues == 5
    assert len(after.pages()) == 5


def test_a_folder_with_old_and_new_pages_shows_each_page_once(tmp_path: Path) -> None:
    pages = sorted(PAGES.glob("*.txt"))
    folder = tmp_path / "in"
    folder.mkdir()
    for page in pages[:4]:
        (folder / page.name).write_bytes(page.read_bytes())
    build(folder, tmp_path / "x", topics=3)
    before = open_archive(tmp_path / "x").page_lines(pages[0].name)
    (folder / pages[4].name).write_bytes(pages[4].read_bytes())
    add(folder, tmp_path / "x")
    after = open_archive(tmp_path / "x")
    assert len(after.pages()) == 5
    assert len(after.page_lines(pages[0].name)) == len(before)


def test_new_records_that_share_an_id_stay_two(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 2, "school": 2})
    build(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=2)
    more = [row | {"id": "same"} for row in mixed_records(["2024-01-09"], {"farm": 2})]
    add(write_jsonl(tmp_path / "b.jsonl", more), tmp_path / "x")
    ids = set(open_archive(tmp_path / "x").articles(limit=100)["id"])
    assert len(ids) == len(rows) + 2
    assert "same" not in ids  # an id that two articles share is none


def test_nothing_is_left_out_in_silence(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 2, "school": 2})
    build(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=2)
    page = tmp_path / "page.txt"
    page.write_text("全市春季造林现场会召开\n\n与会人员实地察看了造林现场，听取了介绍。\n", "utf-8")
    with pytest.raises(InputError, match="没有日期"):
        add(page, tmp_path / "x")


def test_a_corrected_text_replaces_the_old_one_and_says_so(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 2, "school": 2})
    build(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=2)
    corrected = rows[0] | {"body": "更正后的正文：" + str(rows[0]["body"])}
    new = [row | {"id": f"n{i}"} for i, row in enumerate(mixed_records(["2024-01-09"], {"farm": 2}))]
    add(write_jsonl(tmp_path / "b.jsonl", [corrected, rows[1], *new]), tmp_path / "x")
    after = open_archive(tmp_path / "x")
    assert after.meta.articles == len(rows) + 2
    assert "更正" in "".join(after.article(str(rows[0]["id"])).paragraphs)
    assert after.problems()["what"].str.contains("替换").tolist() == [True]


@pytest.mark.parametrize("cached", [True, False])
def test_an_added_article_that_repeats_an_old_one_says_so_and_sources_are_listed(
    cached: bool, tmp_path: Path
) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 2, "school": 2})
    long = "全市推进高标准农田建设现场会昨天在我县召开，与会代表实地察看了节水灌溉项目。" * 3
    rows[0]["body"] = long
    build(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=2)
    if not cached:
        shutil.rmtree(tmp_path / "x" / "work" / "sentences")
    again = rows[0] | {"id": "again", "date": "2024-01-09"}
    add(
        write_jsonl(tmp_path / "b.jsonl", [again, rows[1] | {"id": "o", "date": "2024-01-09"}]),
        tmp_path / "x",
    )
    after = open_archive(tmp_path / "x")
    assert after.article("again").double_of == rows[0]["id"]
    assert sorted(after.sources()["file"]) == ["a.jsonl", "b.jsonl"]


def test_nothing_to_add_to(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(["2024-01-01"], {"farm": 3}))
    with pytest.raises(ArchiveError, match="build"):
        add(source, tmp_path / "x")
