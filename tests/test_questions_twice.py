"""The same question gives the same bytes twice, in whatever order rows are met."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.asking import MORE, Chance, each, python
from trends.archive import Archive, open_archive
from trends.archive.answers import plain
from trends.archive.registry import Question
from trends.errors import TrendsError


@pytest.fixture(scope="module", params=["sample_dir", "planted_dir", *MORE], ids=str)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param if isinstance(request.param, Path) else request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def turned(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The archive with the rows of every table stored in another order, in row groups of other lengths."""
    copy = tmp_path_factory.mktemp("turned")
    lists = [path for path in folder.iterdir() if path.is_file() and path.name != "LOCK"]
    for path in lists:
        shutil.copy(path, copy)
    source = open_archive(folder).snapshot.path
    (copy / "snapshots").mkdir()
    with duckdb.connect(str(copy / "snapshots" / source.name)) as db:
        db.execute(f"ATTACH '{source}' AS old (READ_ONLY)")
        for (table,) in db.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'"
        ).fetchall():
            db.execute(f"CREATE TABLE {table} AS SELECT * FROM old.{table} ORDER BY hash(rowid * 7919)")
    return open_archive(copy)


@each
def test_an_answer_does_not_depend_on_the_order_in_which_rows_are_met(
    folder: Path, turned: Archive, asked: Question
) -> None:
    """What threads bring in any order must be put in one, and ties must be broken by something that is told."""
    archive = open_archive(folder)
    chance = Chance(archive, 11)
    for _ in range(4):
        values = chance.values(asked)
        one, other = (python(asked, source, values) for source in (archive, turned))
        if isinstance(one, TrendsError):
            assert str(other) == str(one)
        else:
            assert json.dumps(plain(other)) == json.dumps(plain(one)), values
