"""Articles taken back: gone from every kept snapshot and from the work cache, and never read in again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from trends.archive.disk import discard, put
from trends.archive.older import write_lacking
from trends.archive.permission import changing, person
from trends.archive.pointer import SNAPSHOTS, current_snapshot, snapshots
from trends.archive.proposals import articles_of_issues
from trends.archive.publishing import build_lock, point_to
from trends.archive.removing import remove_articles
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.archive.withdrawn import Withdrawn, note_withdrawn, now, read_withdrawn, text_key, withdrawn_keys
from trends.archive.work import digest
from trends.archive.writing import (
    check_snapshot,
    compacted,
    data_version_of,
    derive,
    insert_rows,
    snapshot_file,
)
from trends.errors import ArchiveError, QueryError
from trends.pipeline.joining import article_rows
from trends.pipeline.proposing import propose
from trends.pipeline.weighing import topic_word_table
from trends.pipeline.withheld import WHY

Issues = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was taken back. snapshots: those rewritten, under their new names; files: sources that still hold it."""

    articles: tuple[str, ...]
    snapshots: tuple[str, ...]
    files: tuple[str, ...]


def withdraw(what: str, archive: Path, why: str) -> Outcome:
    """Takes back an article (its id) or all articles of a source file (its name), for good.

    Every kept snapshot is written anew without them, so `rollback` brings nothing back; the work cache is emptied;
    `withdrawn.csv` keeps when, why and by whom. Done again it ends what was cut off. Raises QueryError for what the archive does not have, or no reason.
    """
    if not why.strip():
        raise QueryError("没有写明撤稿的原因", "用 --why 写一句")
    with changing("withdraw", what=what[:80], why=why[:80]), build_lock(archive):
        path = current_snapshot(archive)
        if path is None:
            raise ArchiveError(
                f"{archive} 里没有档案", f"先运行 python -m trends build 来源… --archive {archive}"
            )
        snapshot = Snapshot(path)
        rows = snapshot.rows(
            "SELECT id, file, headline, body FROM articles WHERE id = ? OR file = ? OR starts_with(file, ?)",
            [what, what, f"{what}!"],
        )
        snapshot.close()
        before = [
            one
            for one in read_withdrawn(archive)
            if what in (one.id, one.file) or one.file.startswith(f"{what}!")
        ]
        if not rows and not before:
            raise QueryError(
                f"档案里没有文章或来源 {what[:80]!r}", "可用 articles 命令查编号，或写来源的文件名"
            )
        at, by = now(), person().name
        note_withdrawn(
            archive, [Withdrawn(at, name, file, why, by, text_key(*text)) for name, file, *text in rows]
        )
        done = purge(archive, withdrawn_keys(archive))
        shutil.rmtree(archive / "work", ignore_errors=True)
        named = [row[:2] for row in rows] or [(one.id, one.file) for one in before]
        return Outcome(tuple(name for name, _ in named), done, tuple(sorted({file for _, file in named})))


def enforce(archive: Path) -> tuple[str, ...]:
    """Takes out of every kept snapshot what was ever withdrawn: after a backup of before was brought in."""
    keys = withdrawn_keys(archive)
    if not keys:
        return ()
    with build_lock(archive):
        return purge(archive, keys)


def purge(archive: Path, keys: frozenset[str]) -> tuple[str, ...]:
    """Writes every kept snapshot that holds one of the texts anew without it; the names of the new files.

    The caller holds the lock.
    """
    current = current_snapshot(archive)
    done = []
    for path in snapshots(archive):
        made = _purged(archive, path, keys)
        if made is None:
            continue
        if path == current:
            point_to(archive, made.name)
        if made != path:
            discard(path)
        done.append(made.name)
    return tuple(done)


def _purged(archive: Path, path: Path, keys: frozenset[str]) -> Path | None:
    try:
        snapshot = Snapshot(path)
    except ArchiveError:
        return None  # of a schema that is read no more, or damaged: it opens for nobody
    rows = snapshot.rows("SELECT article, headline, body FROM articles")
    numbers = [number for number, *text in rows if text_key(*text) in keys]
    snapshot.close()
    if not numbers:
        return None
    aside = archive / SNAPSHOTS / f".building-{os.getpid()}-w.duckdb"
    try:
        version = without_articles(path, aside, numbers)
        final = path.with_name(f"{path.name[:6]}-{version}.duckdb")
        put(aside, final)
    finally:
        discard(aside)
    return final


def without_articles(path: Path, aside: Path, numbers: Sequence[int], why: str = WHY) -> str:
    """Writes a copy of a snapshot without some articles; returns its data version."""
    rough = aside.with_suffix(".rough")
    try:
        shutil.copyfile(path, rough)
        with snapshot_file(rough) as db:
            write_lacking(db)
            issues = db.execute(
                "SELECT DISTINCT date::VARCHAR, paper FROM articles WHERE list_contains(?, article) ORDER BY ALL",
                [list(numbers)],
            ).fetchall()
            remove_articles(db, numbers, why)
            derive(db)
            db.execute("CHECKPOINT")
        count_topic_words(rough, issues)
        with snapshot_file(rough) as db:
            rows = db.execute("SELECT key, value FROM meta").fetchall()
            facts = {key: json.loads(value) for key, value in rows}
            version = data_version_of(db, facts)
            made = {"build_key": digest(facts["build_key"], "without", *numbers), "data_version": version}
            for name, value in made.items():
                db.execute("UPDATE meta SET value = ? WHERE key = ?", [json.dumps(value), name])
            check_snapshot(db)
            db.execute("CHECKPOINT")
        compacted(rough, aside)
    finally:
        discard(rough)
    return version


def count_topic_words(path: Path, issues: Issues) -> None:
    """Writes the words of topics in some issues, and the proposals, of a snapshot that is not published yet."""
    snapshot = Snapshot(path)
    state = fitted_topics(snapshot)
    table = _topic_words(snapshot, state, issues)
    snapshot.close()
    with snapshot_file(path) as db:
        db.executemany("DELETE FROM topic_words WHERE date = CAST(? AS DATE) AND paper = ?", issues)
        if table is not None:
            insert_rows(db, "topic_words", table)
        db.execute("CHECKPOINT")
    propose(path, state)


def _topic_words(snapshot: Snapshot, state: FittedTopics, issues: Issues) -> pa.Table | None:
    own = articles_of_issues(snapshot, issues)
    if not len(own.article):
        return None
    place = {number: row for row, number in enumerate(state.ids)}
    main = np.array([place.get(int(number), -1) for number in own.topic], dtype=np.int64)
    rows, ids = article_rows(own, state), np.array(state.ids, dtype=np.int64)
    tables = []
    for paper in sorted(set(own.paper)):
        at = own.paper == paper
        dates, index = np.unique(own.date[at].astype(str), return_inverse=True)
        weight = own.weight[at].astype(np.float32)
        tables.append(
            topic_word_table(
                rows[at], dates.tolist(), index, str(paper), main[at], weight, state.components, ids
            )
        )
    return pa.concat_tables(tables)
