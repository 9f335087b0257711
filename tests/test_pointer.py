"""A folder that holds an archive is never an empty one, and a read-only server writes nothing at all."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.builders import ROOT, build, days, mixed_records, write_jsonl
from tests.screens import screen
from trends import pipeline
from trends.api import create_api
from trends.archive import open_archive
from trends.archive.bundle import export_archive, import_archive
from trends.archive.dates import write_date
from trends.archive.labels import Label, write_label
from trends.archive.permission import Person
from trends.archive.pointer import current_snapshot, traces
from trends.archive.publishing import roll_back
from trends.archive.scores import keep_scores
from trends.dashboard import jobs
from trends.dashboard.importing import inbox
from trends.errors import AccessError, ArchiveError, ArchiveWarning
from trends.pipeline import Engine

SPOILT: dict[str, Callable[[Path], object]] = {
    "gone": lambda pointer: pointer.unlink(),
    "empty": lambda pointer: pointer.write_bytes(b""),
    "odd bytes": lambda pointer: pointer.write_bytes(b"\xff\xfe\x00\x01"),
    "half a character": lambda pointer: pointer.write_bytes("快照".encode()[:4]),
    "a path": lambda pointer: pointer.write_bytes(b"../../etc/passwd\n"),
    "a pruned one": lambda pointer: pointer.write_bytes(b"000009-20240101-abcd.duckdb\n"),
    "a folder": lambda pointer: (pointer.unlink(), pointer.mkdir()),
}


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() if p.is_file() else b"" for p in sorted(folder.rglob("*"))
    }


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with two snapshots; the second has one day more."""
    folder = tmp_path_factory.mktemp("two")
    for n in (4, 5):
        rows = mixed_records(days("2024-01-01", n), {"farm": 3, "school": 2})
        build(write_jsonl(folder / "a.jsonl", rows), folder / "x", topics=2)
    write_label(folder / "x", Label("t1", "农事"))
    return folder / "x"


@pytest.fixture
def own(two: Path, tmp_path: Path) -> Path:
    shutil.copytree(two, tmp_path / "x")
    return tmp_path / "x"


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
@pytest.mark.filterwarnings("ignore::trends.errors.ArchiveWarning")
def test_without_its_pointer_the_newest_whole_snapshot_opens_and_every_face_says_so(
    own: Path, spoil: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(own / "CURRENT")
    before = content(own)
    with pytest.warns(ArchiveWarning, match="rollback --to 2"):
        assert open_archive(own).meta.issues == 5
    assert open_archive(own).problems()["file"].tolist()[0] == "CURRENT"
    done = subprocess.run(
        [sys.executable, "-m", "trends", "topics", "--archive", own], capture_output=True, text=True, cwd=ROOT
    )
    assert (done.returncode, done.stderr.count("打开的是最新的完整快照")) == (0, 1)
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    app = screen(own, monkeypatch)
    assert not app.exception
    assert any("最新的完整快照" in notice.value for notice in (*app.info, *app.warning, *app.caption))
    with TestClient(create_api(own, lambda request: Person("a", editor=False))) as client:
        assert client.get("/meta").json()["issues"] == 5
    assert content(own) == before


def test_a_snapshot_cut_short_is_passed_over(own: Path) -> None:
    newest = sorted((own / "snapshots").iterdir())[-1]
    newest.write_bytes(newest.read_bytes()[:9000])
    (own / "CURRENT").unlink()
    with pytest.warns(ArchiveWarning):
        assert open_archive(own).meta.issues == 4
    for left in (own / "snapshots").iterdir():
        left.write_bytes(b"")
    with pytest.raises(ArchiveError, match="都不完好"):
        current_snapshot(own)


def test_rollback_writes_the_pointer_again(own: Path) -> None:
    (own / "CURRENT").unlink()
    roll_back(own, 2)
    assert open_archive(own).meta.issues == 5


@pytest.mark.parametrize("left", ["snapshots", "work", "labels.csv", "phrases.csv", "dates.csv", "imported"])
@pytest.mark.parametrize("read_only", ["", "1"])
def test_nothing_is_built_where_an_archive_left_something(
    own: Path, left: str, read_only: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "imported" / "0001").mkdir(parents=True)
    (own / "dates.csv").write_text("file,date\n")
    if left == "snapshots":
        for path in (own / left).iterdir():
            path.write_bytes(b"broken")
    for path in own.iterdir():
        if path.name != left:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert traces(own) == [left]
    monkeypatch.setenv("TRENDS_READ_ONLY", read_only)
    before = content(own)
    app = screen(own, monkeypatch)
    assert content(own) == before
    assert not app.exception
    assert app.error


def test_a_read_only_server_builds_nothing_in_an_empty_folder_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    assert screen(tmp_path / "none", monkeypatch).error
    assert list(tmp_path.iterdir()) == []


DOORS: dict[str, Callable[[Path], object]] = {
    "build": lambda own: build(own.parent / "a.jsonl", own),
    "add": lambda own: pipeline.add(
        [own.parent / "a.jsonl"], own, engine=Engine(jobs=1), progress=pipeline.no_progress
    ),
    "accept": lambda own: pipeline.accept("p1", own),
    "roll back": roll_back,
    "import": lambda own: (
        export_archive(own, own.parent / "x.zip"),
        import_archive(own.parent / "x.zip", own),
    ),
    "label": lambda own: write_label(own, Label("t1", "别名")),
    "date": lambda own: write_date(own, "a.txt", dt.date(2024, 1, 1)),
    "scores": lambda own: keep_scores(own, "000002-x", {}),
    "hand in": lambda own: inbox.hand_in([("a.txt", b"x")]),
    "job": lambda own: jobs.start(own / "scores", "evaluate", ["evaluate"]),
    "state": lambda own: inbox.state(own, {"a.txt": {"date": "2024-01-01"}}),
    "columns": lambda own: inbox.name_columns(own, {"a": "body"}),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_no_door_to_the_disk_opens_where_all_is_read_only(
    own: Path, door: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(own.parent / "a.jsonl", mixed_records(days("2024-02-01", 2), {"farm": 3}))
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    monkeypatch.setenv("TRENDS_ARCHIVE", str(own))
    before = content(own)
    with pytest.raises(AccessError):
        door(own)
    assert content(own) == before


def test_every_question_of_a_read_only_server_leaves_the_folder_as_it_was(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    before = content(own)
    for page in ("overview", "topics", "issue", "keywords", "compare", "articles", "data", "import"):
        assert not screen(own, monkeypatch, page).exception, page
    with TestClient(create_api(own, lambda request: Person("a", editor=False), burst=500)) as client:
        for path in client.get("/openapi.json").json()["paths"]:
            assert isinstance(client.get(path), httpx.Response)
    assert content(own) == before
