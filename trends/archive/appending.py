"""A snapshot + the tables of new issues → the next snapshot; what stood there stays as it was."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from trends.archive.older import write_lacking
from trends.archive.removing import remove_articles
from trends.archive.snapshot import Snapshot
from trends.archive.writing import (
    NAMED,
    Rows,
    check_snapshot,
    data_version_of,
    derive,
    insert_names,
    insert_rows,
    snapshot_file,
)
from trends.series.distinctive import History


@dataclass(frozen=True, slots=True)
class Addition:
    """tables: rows to add; replaced: tables that are written anew (topics and what hangs on them);
    refitted: (date, paper) of old issues whose issue topics are among `tables` again; moved: article,
    topic, weight, margin of old articles that change their main topic: their weights are among `tables` again, and
    the words of each topic in each issue that they leave; disturbed: (date, paper) from which on the
    distinctive terms of a paper's issues are counted when asked for, its past having grown; removed,
    removed_pages: old articles, and files of old pages, that the new ones replace; recounted: (date, paper) of
    theirs, whose words of topics are counted anew."""

    tables: Mapping[str, Rows]
    replaced: Mapping[str, Rows]
    refitted: tuple[tuple[str, str], ...] = ()
    moved: pa.Table | None = None
    disturbed: tuple[tuple[str, str], ...] = ()
    removed: tuple[int, ...] = ()
    removed_pages: tuple[str, ...] = ()
    recounted: tuple[tuple[str, str], ...] = ()


@contextlib.contextmanager
def copied_meanwhile(old: Path, aside: Path) -> Iterator[Callable[[], Path]]:
    """Copies the snapshot while the block runs; what it gives waits for the copy, and raises OSError where there is
    no room. A block that fails leaves no copy."""
    with ThreadPoolExecutor(1, thread_name_prefix="copy") as pool:
        copy = pool.submit(shutil.copyfile, old, aside)
        try:
            yield copy.result
        except BaseException:
            copy.exception()
            aside.unlink(missing_ok=True)
            raise


def append_snapshot(aside: Path, addition: Addition, facts: Mapping[str, Any]) -> str:
    """Adds to the copy of a snapshot; returns the new data version.

    Raises ArchiveError when the result breaks a check of `writing.CHECKS`.
    """
    with snapshot_file(aside) as db:
        write_lacking(db)
        for date, paper in addition.disturbed:
            db.execute("DELETE FROM issue_terms WHERE date >= CAST(? AS DATE) AND paper = ?", [date, paper])
        for date, paper in addition.refitted:
            _forget_issue_topics(db, date, paper)
        if addition.moved is not None:
            _move_articles(db, addition.moved)
        for name in addition.replaced:
            db.execute(f"DELETE FROM {name}")
        for name, rows in {**addition.replaced, **addition.tables}.items():
            if name == "sources":
                db.register("met", rows)
                db.execute("DELETE FROM sources WHERE file IN (SELECT file FROM met)")
                db.unregister("met")
            if name in ("pages", "page_lines") and rows:
                files = [[str(path) for path in rows]]
                db.execute(f"DELETE FROM {name} WHERE file IN (SELECT file FROM read_parquet(?))", files)
            if name == "problems":
                db.register("met", rows)
                db.execute("DELETE FROM problems WHERE (file, what) IN (SELECT (file, what) FROM met)")
                db.unregister("met")
            if name == NAMED:
                insert_names(db, rows)
            else:
                insert_rows(db, name, rows)
        if addition.removed or addition.removed_pages:
            remove_articles(db, addition.removed, "", addition.removed_pages)
        derive(db)
        data_version = data_version_of(db, {**_facts(db), **facts})
        for key, value in {**facts, "data_version": data_version}.items():
            db.execute("DELETE FROM meta WHERE key = ?", [key])
            db.execute("INSERT INTO meta VALUES (?, ?)", [key, json.dumps(value, ensure_ascii=False)])
        check_snapshot(db)
        db.execute("CHECKPOINT")
    return data_version


def _facts(db: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return {key: json.loads(value) for key, value in db.execute("SELECT key, value FROM meta").fetchall()}


def _forget_issue_topics(db: duckdb.DuckDBPyConnection, date: str, paper: str) -> None:
    place = [date, paper]
    db.execute("DELETE FROM issue_topics WHERE date = CAST(? AS DATE) AND paper = ?", place)
    db.execute(
        "DELETE FROM article_issue_topics WHERE article IN "
        "(SELECT article FROM articles WHERE date = CAST(? AS DATE) AND paper = ?)",
        place,
    )


def _move_articles(db: duckdb.DuckDBPyConnection, moved: pa.Table) -> None:
    db.register("moved", moved)
    db.execute(
        """DELETE FROM topic_words w USING
           (SELECT DISTINCT date, paper, a.topic FROM articles a JOIN moved USING (article)) l
           WHERE w.date = l.date AND w.paper = l.paper AND w.topic = l.topic"""
    )
    db.execute("DELETE FROM article_topics WHERE article IN (SELECT article FROM moved)")
    db.execute(
        "UPDATE articles SET topic = m.topic, weight = m.weight, margin = m.margin FROM moved m WHERE articles.article = m.article"
    )
    db.unregister("moved")


@dataclass(frozen=True, slots=True)
class StoredText:
    """An article's text in the snapshot, its date, and the earlier article it repeats."""

    date: dt.date
    headline: str | None
    body: str
    double_of: str | None


def stored_texts(snapshot: Snapshot, ids: Sequence[str]) -> dict[str, StoredText]:
    """The texts of those of the ids that the snapshot has."""
    rows = snapshot.rows(
        """SELECT id, date, headline, body, double_of FROM articles
           WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[])))""",
        [list(ids)],
    )
    return {name: StoredText(*text) for name, *text in rows}


def issue_histories(snapshot: Snapshot) -> dict[str, tuple[str, History | None]]:
    """Paper → its last issue date and how often each term stood in its issues; None when not kept."""
    (size,) = snapshot.rows("SELECT coalesce(max(term), -1) + 1 FROM terms")[0]
    found: dict[str, tuple[str, History | None]] = {}
    for paper, own in snapshot.issues.groupby("paper"):
        rows = snapshot.table(
            "SELECT term, issues, last FROM term_issues WHERE paper = ? ORDER BY term", [paper]
        )
        history = None
        if len(rows):
            history = History(np.zeros(size, np.int32), np.zeros(size, np.int32), len(own))
            history.issues[rows["term"]] = rows["issues"]
            history.last[rows["term"]] = rows["last"]
        found[str(paper)] = (str(own["date"].max()), history)
    return found


def known_ids(snapshot: Snapshot) -> pa.Array:
    """Ids of all articles."""
    return pa.array(snapshot.table("SELECT id FROM articles")["id"], pa.string())


def next_article(snapshot: Snapshot) -> int:
    return int(snapshot.rows("SELECT coalesce(max(article), -1) + 1 FROM articles")[0][0])


def issue_counts(snapshot: Snapshot, date: str, paper: str) -> pd.DataFrame:
    """article, term, n of every term in the articles of one issue, in order."""
    return snapshot.table(
        """SELECT article, term, x.n FROM article_terms x JOIN articles USING (article)
           WHERE date = CAST(? AS DATE) AND paper = ? ORDER BY article, term""",
        [date, paper],
    )


def dated_issues(snapshot: Snapshot) -> dict[str, list[dt.date]]:
    """Paper → the dates of its issues that were not inferred."""
    rows = snapshot.rows(
        "SELECT paper, date FROM issues WHERE date_source <> 'inferred' ORDER BY paper, date"
    )
    return {paper: [date for _, date in own] for paper, own in itertools.groupby(rows, key=itemgetter(0))}
