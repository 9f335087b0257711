"""Snapshots of an older schema: what they lack, lent to a reader or written into a copy."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from trends.archive.schema import SCHEMA_VERSION, TABLES, Column, Table


def lend_lacking(cursor: duckdb.DuckDBPyConnection) -> None:
    """Lets one cursor of a read-only snapshot see the columns and (empty) tables it lacks."""
    (stored,) = cursor.execute("SELECT current_database()").fetchone() or ("",)
    for table, columns in list(_lacking(cursor)):
        if len(columns) == len(table.columns):
            cursor.execute(table.ddl().replace("CREATE", "CREATE TEMP", 1))
        else:
            made = ", ".join(f"{column.made or column.before} AS {column.name}" for column in columns)
            cursor.execute(
                f'CREATE TEMP VIEW {table.name} AS SELECT *, {made} FROM "{stored}".main.{table.name}'
            )


def write_lacking(db: duckdb.DuckDBPyConnection) -> None:
    """Brings a copy of a snapshot to the present schema; nothing happens to one that is there."""
    for table, columns in list(_lacking(db)):
        if len(columns) == len(table.columns):
            db.execute(table.ddl())
            continue
        for column in columns:
            db.execute(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {column.type}")
            db.execute(f"UPDATE {table.name} SET {column.name} = {column.made or column.before}")
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA_VERSION)])


def _lacking(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[Table, list[Column]]]:
    """Tables of the schema with the columns that are not there."""
    found = db.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = current_database()"
    ).fetchall()
    for table in TABLES.values():
        columns = [column for column in table.columns if (table.name, column.name) not in found]
        if columns:
            yield table, columns
