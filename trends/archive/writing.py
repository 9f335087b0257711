"""Tables → one new snapshot file, checked before anyone sees it."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from trends.archive.schema import SCHEMA_VERSION, TABLES
from trends.errors import ArchiveError

ROW_GROUP = 8 * 2048
PACKED_FROM = 540 << 20  # bytes of staged articles
Rows: TypeAlias = "pa.Table | Sequence[Path]"  # a table in memory, or the Parquet files that hold it

# (what must hold, query that returns the number of rows that break it)
CHECKS = (
    (
        "article keys are dense and unique",
        "SELECT count(*) FROM (SELECT article, row_number() OVER (ORDER BY article) - 1 AS r FROM articles) WHERE article <> r",
    ),
    ("article ids are unique", "SELECT count(*) - count(DISTINCT id) FROM articles"),
    (
        "every article's issue exists",
        "SELECT count(*) FROM articles a ANTI JOIN issues i ON a.date = i.date AND a.paper = i.paper",
    ),
    (
        "issues count their articles",
        "SELECT count(*) FROM issues i LEFT JOIN (SELECT date, paper, count(*) AS n FROM articles GROUP BY ALL) a "
        "ON a.date = i.date AND a.paper = i.paper WHERE a.n IS DISTINCT FROM i.articles",
    ),
    (
        "topic weights of an article sum to at most 1",
        "SELECT count(*) FROM (SELECT sum(weight) AS s, min(weight) AS m FROM article_topics GROUP BY article) WHERE s > 1.0005 OR m < 0",
    ),
    (
        "every topic of an article exists",
        "SELECT count(*) FROM article_topics ANTI JOIN topics USING (topic)",
    ),
    (
        "every main topic exists",
        "SELECT count(*) FROM articles ANTI JOIN topics USING (topic) WHERE topic <> 0",
    ),
    ("every term of an article exists", "SELECT count(*) FROM article_terms ANTI JOIN terms USING (term)"),
    (
        "every article of a term exists",
        "SELECT count(*) FROM article_terms ANTI JOIN articles USING (article)",
    ),
)


# Staged rows article, text, kind, n that become the tables names and article_names.
NAMED = "named"

# Facts that answers depend on beside the tables.
FITTED = ("settings", "accepted", "fit")

# Tables that follow from others already written.
DERIVED = {
    "issues": """
        SELECT a.date, a.paper, count(DISTINCT a.page)::INTEGER AS pages, count(*)::INTEGER AS articles,
               sum(a.characters)::INTEGER AS characters, coalesce(any_value(p.source), 'metadata') AS date_source,
               coalesce(any_value(p.confidence), 1) AS date_confidence,
               coalesce(any_value(p.evidence), '') AS date_evidence
        FROM articles a LEFT JOIN (
            SELECT date, paper, arg_min(date_source, (date_confidence, file)) AS source, min(date_confidence) AS confidence,
                   arg_min(date_evidence, (date_confidence, file)) AS evidence
            FROM pages WHERE date IS NOT NULL GROUP BY ALL
        ) p ON a.date = p.date AND a.paper = p.paper
        GROUP BY a.date, a.paper ORDER BY a.date, a.paper
    """,
}


def write_snapshot(
    path: Path, tables: Mapping[str, Rows], meta: Mapping[str, Any], *, threads: int = 1
) -> str:
    """Writes a snapshot file with every table of the schema; absent ones stay empty.

    Returns the data version: the last issue date and eight hex digits of what the tables hold, e.g.
    "20261121-a41c07d2", so that equal versions are equal results. Raises ArchiveError when one of CHECKS fails: the file must not be published.
    """
    with snapshot_file(path) as db:
        db.execute(f"SET threads = {int(threads)}")
        for name, table in TABLES.items():
            db.execute(table.ddl(_packed(name, tables)))
            if name in tables:
                insert_rows(db, name, tables[name])
        insert_names(db, tables.get(NAMED, ()))
        for name, query in DERIVED.items():
            db.execute(f"INSERT INTO {name} {query}")
        data_version = data_version_of(db, meta)
        facts = {**meta, "schema": SCHEMA_VERSION, "data_version": data_version}
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [(key, json.dumps(facts[key], ensure_ascii=False)) for key in sorted(facts)],
        )
        check_snapshot(db)
        db.execute("CHECKPOINT")
    return data_version


def _packed(name: str, tables: Mapping[str, Rows]) -> frozenset[str]:
    """Bodies are packed in a large archive only: half the file, but a phrase takes twice the time."""
    rows = tables.get(name, ())
    staged = 0 if isinstance(rows, pa.Table) else sum(path.stat().st_size for path in rows)
    return frozenset({"body"} if name == "articles" and staged > PACKED_FROM else ())


@contextlib.contextmanager
def snapshot_file(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that writes the file. Its row groups are small, so that questions about a short
    time read little and those about all times are shared by all cores."""
    with duckdb.connect() as db:
        name = str(path).replace("'", "''")
        db.execute("SET enable_progress_bar = false")  # the steps tell their own progress, or none is wanted
        db.execute(f"ATTACH '{name}' AS snapshot (ROW_GROUP_SIZE {ROW_GROUP})")
        db.execute("USE snapshot")
        yield db
        db.execute("USE memory")
        db.execute("DETACH snapshot")


def derive(db: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables that follow from others, and the counts of terms, anew."""
    for name, query in DERIVED.items():
        db.execute(f"DELETE FROM {name}")
        db.execute(f"INSERT INTO {name} {query}")
    db.execute(
        "UPDATE terms SET n = coalesce(c.n, 0) FROM terms t LEFT JOIN "
        "(SELECT term, count(*)::INTEGER AS n FROM article_terms GROUP BY term) c ON t.term = c.term "
        "WHERE terms.term = t.term AND terms.n <> coalesce(c.n, 0)"
    )


def compacted(path: Path, aside: Path) -> None:
    """Copies a snapshot so that nothing of deleted rows is left in the bytes of the file."""
    with duckdb.connect() as db:
        old, new = (str(file).replace("'", "''") for file in (path, aside))
        db.execute(f"ATTACH '{old}' AS rough (READ_ONLY)")
        db.execute(f"ATTACH '{new}' AS fresh (ROW_GROUP_SIZE {ROW_GROUP})")
        db.execute("COPY FROM DATABASE rough TO fresh")
        db.execute("CHECKPOINT fresh")
        db.execute("DETACH fresh")
        db.execute("DETACH rough")


def data_version_of(db: duckdb.DuckDBPyConnection, facts: Mapping[str, Any]) -> str:
    """The last issue date and eight hex digits of what every table holds and of FITTED, in any order of rows."""
    last = db.execute("SELECT strftime(max(date), '%Y%m%d') FROM issues").fetchone()
    sums = [
        db.execute(f"SELECT count(*), sum(hash(t)) FROM {name} t").fetchone()
        for name in TABLES
        if name != "meta"
    ]
    held = json.dumps([sums, {key: facts[key] for key in FITTED if key in facts}], sort_keys=True)
    return f"{last[0] if last else ''}-{hashlib.blake2b(held.encode(), digest_size=4).hexdigest()}"


def insert_rows(db: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    """Adds rows to a table of the schema, in the table's order."""
    table = TABLES[name]
    columns = ", ".join(column.made or f'"{column.name}"' for column in table.columns)
    if isinstance(rows, pa.Table):
        if rows.num_rows == 0:
            return
        db.register("incoming", rows)
        db.execute(f"INSERT INTO {name} SELECT {columns} FROM incoming ORDER BY {table.order}")
        db.unregister("incoming")
    elif rows:
        files = [str(path) for path in rows]
        db.execute(
            f"INSERT INTO {name} SELECT {columns} FROM read_parquet(?) ORDER BY {table.order}", [files]
        )


def insert_names(db: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Adds staged rows to article_names, and names not yet there to names, numbered on."""
    if isinstance(rows, pa.Table) or not rows:
        return
    files = [[str(path) for path in rows]]
    db.execute(
        """INSERT INTO names
           SELECT (SELECT coalesce(max(name), 0) FROM names) + row_number() OVER (ORDER BY kind, text), text, kind
           FROM (SELECT DISTINCT text, kind FROM read_parquet(?)) ANTI JOIN names USING (text, kind)
           ORDER BY kind, text""",
        files,
    )
    db.execute(
        """INSERT INTO article_names SELECT article, name, n FROM read_parquet(?) JOIN names USING (text, kind)
           ORDER BY name, article""",
        files,
    )


def check_snapshot(db: duckdb.DuckDBPyConnection) -> None:
    """Raises ArchiveError naming the first check that the snapshot breaks."""
    for what, query in CHECKS:
        row = db.execute(query).fetchone()
        if row is None or row[0] != 0:
            raise ArchiveError(
                f"快照自检未通过：{what}（{row and row[0]} 行）", "这是程序的错误，旧快照未动，请报告"
            )
