"""Whether every byte of a snapshot is as it was written, and nothing else is in the file: before it leaves or enters."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from trends.archive.connecting import asking
from trends.archive.schema import SCHEMA_VERSION, TABLES
from trends.archive.snapshot import Snapshot
from trends.archive.writing import check_snapshot, data_version_of
from trends.errors import ArchiveError, DamagedError

CURE = "从备份换一份，或用 build 重建"


def check_whole(path: Path) -> Snapshot:
    """The open snapshot, once every table was read. Raises DamagedError for one whose rows are not those that its data
    version was made of, or that holds what no snapshot does: views, macros, columns that are computed."""
    snapshot = Snapshot(path)
    try:
        with asking(path):
            cursor = snapshot.cursor()
            _only_tables(cursor, path)
            facts = {
                key: json.loads(value)
                for key, value in cursor.execute("SELECT key, value FROM meta").fetchall()
            }
            if (
                facts["schema"] != SCHEMA_VERSION
            ):  # lacks columns that the sums are made of: read, not compared
                for name, _ in _tables(cursor):
                    cursor.execute(f'SELECT count(*), sum(hash(t)) FROM "{name}" t').fetchall()
                return snapshot
            check_snapshot(cursor)
            if data_version_of(cursor, facts) != facts["data_version"]:
                raise DamagedError(f"{path.name} 的内容与它的版本号不符", CURE)
    except (ArchiveError, KeyError, ValueError) as error:
        snapshot.close()
        if isinstance(error, DamagedError):
            raise
        raise DamagedError(f"{path.name} 的自检没有通过", CURE) from error
    return snapshot


def _only_tables(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raises DamagedError when the file holds more than plain tables of the schema."""
    strange = [name for name, kind in _tables(cursor) if kind != "BASE TABLE" or name not in TABLES]
    made = cursor.execute(
        "SELECT function_name FROM duckdb_functions() WHERE NOT internal "
        "UNION ALL SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary AND sql ILIKE '%GENERATED ALWAYS%'"
    ).fetchall()
    if strange or made:
        name = [*strange, *(name for (name,) in made)][0]
        raise DamagedError(f"{path.name} 里有不属于快照的东西（{name[:40]}）", CURE)


def _tables(cursor: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return cursor.execute(
        "SELECT table_name, table_type FROM information_schema.tables "
        "WHERE table_catalog = current_database()"
    ).fetchall()
