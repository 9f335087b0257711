"""The snapshot: schema document, publishing, rolling back, what is no snapshot."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
import sys
import weakref
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import trends
from tests.builders import build, built, days, mixed_records, write_jsonl
from trends import pipeline
from trends.archive import Archive, Filter, open_archive, publishing, writing
from trends.archive.frames import frame
from trends.archive.publishing import build_lock, roll_back, snapshots
from trends.archive.schema import SCHEMA_VERSION, TABLES, schema_markdown
from trends.archive.scope import PERIOD_SQL
from trends.archive.sql.issues import counted_terms, issue_terms
from trends.archive.writing import check_snapshot
from trends.errors import ArchiveError
from trends.pipeline import Engine, add
from trends.pipeline.evaluating import scores
from trends.quality import SCORES
from trends.records import PERIODS, Period, Scope, Settings
from trends.series.periods import period_of


def test_the_schema_document_is_the_schema() -> None:
    assert (Path(__file__).parents[1] / "trends" / "archive" / "schema.md").read_text(
        "utf-8"
    ) == schema_markdown()


def test_a_snapshot_has_the_columns_of_the_schema(planted: Archive) -> None:
    for table in TABLES.values():
        names = [name for name, *_ in planted.snapshot.rows(f"DESCRIBE {table.name}")]
        assert names == [column.name for column in table.columns]


@pytest.mark.parametrize("by", PERIODS)
@pytest.mark.parametrize("date", ["2023-12-31", "2024-01-01", "2024-12-30", "2026-04-01"])
def test_sql_and_python_name_periods_alike(by: Period, date: str) -> None:
    sql = f"SELECT {PERIOD_SQL[by]} FROM (SELECT CAST(? AS DATE) AS date)"
    assert duckdb.execute(sql, [date]).fetchone() == (period_of(date, by),)


def test_old_snapshots_are_kept_and_can_come_back(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    names = []
    for n in range(2, 7):
        write_jsonl(source, mixed_records(days("2024-01-01", n), {"farm": 2, "school": 2}))
        names.append(build(source, tmp_path / "x", topics=2).snapshot)
    assert [path.name for path in snapshots(tmp_path / "x")] == names[-3:]
    assert roll_back(tmp_path / "x").name == names[-2]
    assert open_archive(tmp_path / "x").meta.snapshot == names[-2]
    assert roll_back(tmp_path / "x", 5).name == names[-1]
    with pytest.raises(ArchiveError, match=names[-1]):
        roll_back(tmp_path / "x", 1)


def test_a_snapshot_that_was_rolled_away_drives_out_none_that_was_shown(tmp_path: Path) -> None:
    source, archive = tmp_path / "a.jsonl", tmp_path / "x"
    for n in range(2, 5):
        write_jsonl(source, mixed_records(days("2024-01-01", n), {"farm": 2, "school": 2}))
        build(source, archive, topics=2)
    good = roll_back(archive).name
    write_jsonl(source, mixed_records(days("2024-01-01", 6), {"farm": 2, "school": 2}))
    newest = pipeline.build([source], archive, Settings(topics=2), engine=Engine(jobs=1), keep=2).snapshot
    assert [path.name for path in snapshots(archive)] == [good, newest]


def test_a_snapshot_that_a_killed_build_did_not_point_to_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, archive = tmp_path / "a.jsonl", tmp_path / "x"
    write_jsonl(source, mixed_records(days("2024-01-01", 2), {"farm": 2, "school": 2}))
    first = build(source, archive, topics=2).snapshot
    write_jsonl(source, mixed_records(days("2024-01-01", 3), {"farm": 2, "school": 2}))
    with monkeypatch.context() as cut:
        cut.setattr(publishing, "point_to", lambda *_: sys.exit())
        cut.setattr(publishing, "_sweep", lambda _: None)  # as a kill: nothing is tidied behind it
        with pytest.raises(SystemExit):
            build(source, archive, topics=2)
    assert len(snapshots(archive)) == 2
    assert open_archive(archive).meta.snapshot == first
    second = build(source, archive, topics=2).snapshot
    assert second.startswith("000002-")
    assert [path.name for path in snapshots(archive)] == [first, second]


def test_two_builds_at_once_the_second_refuses(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 2), {"farm": 2}))
    with build_lock(tmp_path / "x"), pytest.raises(ArchiveError, match="另一个构建"):
        build(source, tmp_path / "x")


@pytest.fixture
def own(planted_dir: Path, tmp_path: Path) -> Path:
    shutil.copytree(planted_dir, tmp_path / "own", ignore=shutil.ignore_patterns("work"))
    return tmp_path / "own"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.write_bytes(b"no snapshot"), "不是完好的快照"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "不是完好的快照"),
        (lambda path: path.unlink(), "不见了"),
    ],
)
def test_a_spoiled_snapshot_is_one_sentence(own: Path, spoil: object, says: str) -> None:
    spoil(next((own / "snapshots").glob("*.duckdb")))  # type: ignore[operator]
    with pytest.raises(ArchiveError, match=says):
        open_archive(own)


def test_another_schema_version_is_one_sentence(own: Path) -> None:
    with duckdb.connect(str(next((own / "snapshots").glob("*.duckdb")))) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA_VERSION + 1)])
    with pytest.raises(ArchiveError, match=f"第 {SCHEMA_VERSION + 1} 版"):
        open_archive(own)


def as_schema_1(archive: Path) -> None:
    """Takes away what schemas 2 and 3 brought."""
    with duckdb.connect(str(next((archive / "snapshots").glob("*.duckdb")))) as db:
        db.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
        db.execute("ALTER TABLE articles DROP COLUMN lead")
        db.execute("ALTER TABLE page_lines DROP COLUMN confidence")
        db.execute("DROP TABLE issue_terms")
        db.execute("DROP TABLE term_issues")


def test_an_older_schema_answers_the_same_and_grows_into_the_present_one(
    own: Path, planted: Archive, tmp_path: Path
) -> None:
    as_schema_1(own)
    older = open_archive(own)
    assert older.meta.schema == 1
    pd.testing.assert_frame_equal(older.articles(limit=1000), planted.articles(limit=1000))
    pd.testing.assert_frame_equal(older.issue("2024-02-10").terms, planted.issue("2024-02-10").terms)
    more = [row | {"id": f"n{i}"} for i, row in enumerate(mixed_records(["2024-03-01"], {"farm": 4}))]
    add([write_jsonl(tmp_path / "n.jsonl", more)], own, engine=Engine(jobs=1), progress=lambda *_: None)
    grown = open_archive(own)
    assert grown.meta.schema == SCHEMA_VERSION
    assert len(grown.issue("2024-03-01").terms) > 0
    pd.testing.assert_frame_equal(grown.issue("2024-02-10").terms, planted.issue("2024-02-10").terms)


def test_stored_terms_of_issues_are_those_counted(planted: Archive, sample: Archive) -> None:
    for archive in (planted, sample):
        for row in archive.issues().itertuples():
            found = issue_terms(archive.snapshot, str(row.date), str(row.paper))
            counted = counted_terms(archive.snapshot, str(row.date), str(row.paper))
            pd.testing.assert_frame_equal(
                found.drop(columns="articles"), counted.drop(columns="articles"), check_dtype=False
            )
            assert found["articles"].str.len().tolist() == counted["articles"].str.len().tolist()


def test_a_range_without_articles_has_shares_of_nothing(sample: Archive) -> None:
    table = sample.shares(Scope(until=dt.date(1990, 1, 1)), by="month")
    assert table["n"].sum() == 0
    assert table["share"].isna().all()


def test_no_archive_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="build"):
        open_archive(tmp_path)


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM issues WHERE date = '2024-01-05'",
        "UPDATE article_topics SET weight = 2 WHERE article = 3",
        "DELETE FROM topics WHERE topic = 1",
        "UPDATE articles SET id = 'p1'",
        "DELETE FROM terms WHERE term = 0",
    ],
)
def test_checks_find_what_is_wrong(own: Path, spoil: str) -> None:
    with duckdb.connect(str(next((own / "snapshots").glob("*.duckdb")))) as db:
        check_snapshot(db)
        db.execute(spoil)
        with pytest.raises(ArchiveError, match="自检"):
            check_snapshot(db)


def test_nothing_outside_the_file_can_be_read(planted: Archive) -> None:
    with pytest.raises(duckdb.Error):
        planted.snapshot.rows("SELECT * FROM read_csv('/etc/passwd')")
    with pytest.raises(duckdb.Error):
        planted.snapshot.rows("DELETE FROM articles")


def test_planted_topics_score_well(planted: Archive) -> None:
    found = scores(planted.snapshot)
    assert {name for name in found if not name.startswith("stability_t")} <= set(SCORES)
    assert found["grounded"] == 1.0
    assert found["unassigned"] == 0.0
    assert found["npmi"] > 0.5
    assert found["diversity"] > 0.7


def test_every_score_the_screen_has_words_for_is_computed(tmp_path: Path) -> None:
    """Of an archive with a snapshot before, and labels."""
    own = tmp_path / "scored"
    for n in (20, 21):
        rows = [
            row | {"label": str(i % 2)}
            for i, row in enumerate(mixed_records(days("2024-03-20", n), {"farm": 3, "school": 3}))
        ]
        build(write_jsonl(tmp_path / "a.jsonl", rows), own, topics=2)
    found = scores(open_archive(own).snapshot)
    assert set(SCORES) <= set(found)
    assert (found["relabelled"], found["share_moved"]) == (0, 0)
    assert found["stability_t1"] >= 0.5


def test_the_leading_article_of_a_topic_is_the_heaviest_of_its_list(planted: Archive) -> None:
    leading = planted.leading()
    assert len(leading) == planted.meta.topics
    for topic, article in zip(leading["topic"], leading["id"], strict=True):
        assert planted.articles(wanted=Filter(topic=topic), limit=1)["id"].tolist() == [article]


def test_a_snapshot_nobody_uses_any_more_is_let_go(planted_dir: Path) -> None:
    """A server that sees a new snapshot every day must not keep all the old ones open: not even until
    Python next searches for garbage, from which a server sets aside what it has loaded."""
    opened = trends.open_archive(planted_dir)
    opened.coverage(by="month")
    opened.shares(by="month")
    opened.keyness(*(Scope(until=dt.date(2024, 2, 1)), Scope(since=dt.date(2024, 2, 2))))
    seen = weakref.ref(opened.snapshot)
    gc.disable()
    try:
        del opened
        assert seen() is None
    finally:
        gc.enable()


def test_bodies_are_packed_in_a_large_archive_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 9), {"farm": 9}))
    for least, name in ((writing.PACKED_FROM, "small"), (0, "large")):
        monkeypatch.setattr(writing, "PACKED_FROM", least)
        archive = built(source, tmp_path / name, topics=1)
        ways = archive.snapshot.rows(
            "SELECT DISTINCT compression FROM pragma_storage_info('articles') WHERE column_name = 'body'"
        )
        assert (("ZSTD",) in ways) == (name == "large")
        assert archive.count_articles(wanted=Filter(query="小麦")) > 0


SOME_OF_EACH = """SELECT * FROM (VALUES
    (1::SMALLINT, true, 1.5::FLOAT, '甲', DATE '2020-02-29', [1, 2], 3::BIGINT),
    (2::SMALLINT, false, 2.5::FLOAT, '', DATE '1999-12-31', [], 4::BIGINT),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL)) AS t(small, flag, part, text, day, list, large)"""


@pytest.mark.parametrize("rows", ["small < 2", "small IS NOT NULL", "true", "small IS NULL", "false"])
def test_a_frame_is_duckdbs_own_but_for_dates_and_lacking_texts(rows):
    cursor = duckdb.connect()
    sql = f"{SOME_OF_EACH} WHERE {rows}"
    ours, theirs = frame(cursor.execute(sql)), cursor.execute(sql).df()
    theirs["day"] = pd.Series(theirs["day"].dt.strftime("%Y-%m-%d"), dtype="str")
    for name in ("text", "day", "list"):
        if theirs[name].isna().any():
            theirs[name] = theirs[name].astype(object).where(theirs[name].notna(), None)
    if theirs.empty:
        theirs["text"] = theirs["text"].astype("str")
    pd.testing.assert_frame_equal(ours, theirs)


def test_topics_tell_their_share_by_weight_and_their_near_draws(planted: Archive) -> None:
    scope = Scope(since=dt.date(2024, 1, 3), until=dt.date(2024, 1, 12))
    table, rows = planted.topics(scope).set_index("topic"), planted.snapshot.rows
    within = "date BETWEEN DATE '2024-01-03' AND DATE '2024-01-12'"
    total = rows(f"SELECT count(*) FROM articles WHERE {within}")[0][0]
    weights = rows(
        f"SELECT t.topic, sum(t.weight) FROM article_topics t JOIN articles USING (article) WHERE {within} GROUP BY 1"
    )
    assert weights
    for topic, weight in weights:
        assert table.loc[f"t{topic}", "weighed"] == pytest.approx(weight / total)
    leads = rows(
        """SELECT a.margin, a.weight - coalesce(max(t.weight) FILTER (t.topic <> a.topic), 0)
           FROM articles a JOIN article_topics t USING (article) GROUP BY a.article, a.margin, a.weight"""
    )
    assert all(kept == pytest.approx(counted, abs=0.006) for kept, counted in leads)
    assert (table["doubtful"] <= table["n"]).all()
