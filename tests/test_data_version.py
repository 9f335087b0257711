"""A data version names one result: it is made of what the tables hold."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.builders import build, days, mixed_records, write_jsonl
from trends.archive import open_archive
from trends.archive.publishing import current_snapshot
from trends.archive.schema import TABLES
from trends.archive.writing import data_version_of, snapshot_file
from trends.report import Subject, written

MIX = {"farm": 2, "school": 2, "sport": 2}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same articles built twice from nothing, and over an archive of another choice of them."""
    folder = tmp_path_factory.mktemp("versions")
    rows = mixed_records(days("2024-01-01", 12), MIX)
    source = write_jsonl(folder / "a.jsonl", rows)
    made = {name: folder / name for name in ("one", "two", "over")}
    build(write_jsonl(folder / "half.jsonl", rows[len(rows) // 2 :]), made["over"], topics=2)
    for archive in made.values():
        build(source, archive, topics=3)
    return made


def contents(archive: Path) -> dict[str, list[tuple[object, ...]]]:
    with snapshot_file(snapshot(archive)) as db:
        return {
            name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in TABLES
            if name != "meta"
        }


def snapshot(archive: Path) -> Path:
    path = current_snapshot(archive)
    assert path is not None
    return path


def version(archive: Path) -> str:
    return open_archive(archive).meta.data_version


def test_equal_versions_are_equal_tables_and_the_other_way_round(folders: dict[str, Path]) -> None:
    assert re.fullmatch(r"20240112-[0-9a-f]{8}", version(folders["one"]))
    assert version(folders["one"]) == version(folders["two"])
    assert contents(folders["one"]) == contents(folders["two"])
    assert contents(folders["one"]) != contents(folders["over"])
    assert version(folders["one"]) != version(folders["over"])


def test_the_brief_of_equal_versions_is_equal_byte_for_byte(folders: dict[str, Path]) -> None:
    one, two = (written(open_archive(folders[name]), Subject(), ".html") for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("table", [name for name in TABLES if name != "meta"])
def test_every_row_of_every_table_counts(folders: dict[str, Path], table: str, tmp_path: Path) -> None:
    path = shutil.copy(snapshot(folders["one"]), tmp_path / "a.duckdb")
    with snapshot_file(path) as db:
        facts = {"settings": 1}
        before = data_version_of(db, facts)
        columns = ", ".join("NULL" for _ in TABLES[table].columns)
        db.execute(f"INSERT INTO {table} SELECT {columns}")
        assert data_version_of(db, facts) != before
        assert data_version_of(db, {"settings": 2}) != data_version_of(db, facts)
