"""Snapshot files opened read-only, within bounds, and what the database says of damaged ones in our words."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb

from trends.archive.schema import OLDER, SCHEMA_VERSION
from trends.archive.spill import spill_folder
from trends.errors import ArchiveError, DamagedError, OutdatedError, QueryError

PLAIN_BITS = 17
DAMAGED = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
)
CURE = "用 rollback 退回上一个快照，或用 build 重建档案"


@contextlib.contextmanager
def asking(path: Path) -> Iterator[None]:
    """What the database raises of bytes that are damaged or cannot be read becomes DamagedError, of a question
    that takes more memory than it may QueryError."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise QueryError("这个问题要的内存太多", "请缩小日期范围，或少问几行") from error
    except DAMAGED as error:
        raise DamagedError(f"快照 {path.name} 读不下去，可能损坏了", CURE) from error
    except duckdb.Error as error:
        if type(error) is not duckdb.Error:  # a mistake in a question of ours
            raise
        raise DamagedError(f"快照 {path.name} 损坏了", CURE) from error


def _limits(path: Path) -> dict[str, str | bool | int | float | list[str]]:
    """Nothing outside the file, and no more memory than it is long: many readers share one process.

    Terms are dense numbers, so counts by term need no hash table (of up to 2^PLAIN_BITS numbers).
    """
    size = path.stat().st_size // 2**20 if path.is_file() else 0
    return {
        "enable_external_access": False,
        "memory_limit": f"{max(160, size)}MB",
        "temp_directory": str(spill_folder()),
        "perfect_ht_threshold": PLAIN_BITS,
    }


def connected(path: Path) -> tuple[duckdb.DuckDBPyConnection, int]:
    """Opens read-only with access to anything outside the file switched off; and its schema version.

    Raises ArchiveError for a file that is no snapshot, is cut short, or is of another schema.
    """
    try:
        db = duckdb.connect(str(path), read_only=True, config=_limits(path))
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            what = f"{path.name} 正被另一个程序打开来写"
            raise ArchiveError(what, "先在那个程序里关掉它，或在那里只读打开") from error
        raise DamagedError(f"{path.name} 不是完好的快照", CURE) from error
    try:
        db.execute("SET enable_progress_bar = false")  # a terminal shows the answer alone
        row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except duckdb.Error as error:
        db.close()
        raise DamagedError(f"{path.name} 里没有快照的表", CURE) from error
    version = int(json.loads(row[0])) if row else 0
    if version != SCHEMA_VERSION and version not in OLDER:
        db.close()
        raise OutdatedError(
            f"快照 {path.name} 是第 {version} 版格式，本程序读第 {SCHEMA_VERSION} 版", "请用 build 重建档案"
        )
    return db, version
