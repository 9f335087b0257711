"""What people decided is never lost: every file of theirs is there whole or as it was, whatever dies."""

from __future__ import annotations

import ast
import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import windows
from tests.builders import ROOT, build, days, mixed_records, write_jsonl
from trends import pipeline
from trends.archive import disk, open_archive, spill
from trends.archive.bundle import export_archive, import_archive
from trends.archive.labels import Label, read_labels, write_label
from trends.archive.publishing import roll_back
from trends.archive.scores import keep_scores
from trends.pipeline import Engine

# Modules that put bytes on the disk themselves, and why; all others go through `archive.disk`.
WRITERS = {
    "trends/archive/disk.py": "the door",
    "trends/archive/work.py": "work files, which may be lost",
    "trends/archive/bundle.py": "what a bundle holds, taken aside first",
    "trends/archive/fetching.py": "what is fetched, taken aside first",
    "trends/archive/appending.py": "the copy of a snapshot, taken aside first",
    "trends/pipeline/reused.py": "letters and grams of one build, in a folder of their own below work",
    "trends/pipeline/withdrawing.py": "a snapshot without what is withdrawn, taken aside first",
    "trends/readers/containers.py": "a member too large for memory, in the system's own folder",
    "trends/report/pictures.py": "what a browser draws, in the system's own folder",
    "trends/dashboard/jobs.py": "what a job says",
    "trends/dashboard/importing/inbox.py": "files as handed in, not yet accepted",
}
WRITING = {"write_text", "write_bytes", "replace", "rename", "copyfile", "copy2", "copy", "copytree"}


def writes(path: Path) -> bool:
    """Whether a module opens, replaces or writes files itself."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        owner = (
            called.value.id
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)
            else ""
        )
        modes = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name == "open" and any(set(mode) & set("wax+") and len(mode) < 4 for mode in modes):
            return True
        if name in ("write_text", "write_bytes", "copyfile", "copy2", "copytree") or (
            owner in ("os", "shutil") and name in WRITING
        ):
            return True
    return False


def test_one_door_writes_what_people_keep() -> None:
    found = {str(p.relative_to(ROOT)) for p in sorted((ROOT / "trends").rglob("*.py")) if writes(p)}
    assert found <= set(WRITERS), found - set(WRITERS)


def dies_at(step: int, act: Callable[[Callable[[], None]], object]) -> bool:
    """Runs the act in a process that is killed at its step-th touch of the disk after it calls what it is
    given, half of a file's bytes written; whether it was killed."""
    child = os.fork()
    if child == 0:
        left, counting = [step], [False]

        def counted(real: Callable[..., object], half: bool = False) -> Callable[..., object]:
            def call(*args: object, **kwargs: object) -> object:
                left[0] -= counting[0]
                if left[0] == 0:
                    if half:
                        path, data = args[0], args[1]
                        with open(path, "wb") as stream:  # type: ignore[call-overload]
                            stream.write(data[: len(data) // 2])  # type: ignore[index]
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **kwargs)

            return call

        os.fsync, os.replace = counted(os.fsync), counted(os.replace)  # type: ignore[assignment]
        Path.write_bytes = counted(Path.write_bytes, half=True)  # type: ignore[assignment,method-assign]
        try:
            act(lambda: counting.__setitem__(0, True))
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_death_at_any_touch_of_the_disk_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    path = tmp_path / "phrases.csv"
    old, new = b"phrase,status\n" * 300, b"phrase,status,n\n" * 500
    deaths = 0
    for step in range(1, 9):
        path.write_bytes(old)
        deaths += dies_at(step, lambda begin: (begin(), disk.write_whole(path, new)))
        assert path.read_bytes() in (old, new), step
    assert deaths >= 4  # written, synced, replaced, the folder synced


def test_decisions_outlive_a_build_killed_while_it_writes_the_list(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 4), {"farm": 3, "school": 2}))
    build(source, tmp_path / "x", topics=2)
    listed = tmp_path / "x" / "phrases.csv"
    listed.write_text(listed.read_text("utf-8-sig") + "自编短语,0,,,,,0.00,keep\n", "utf-8-sig")
    write_jsonl(source, mixed_records(days("2024-01-01", 5), {"farm": 3, "school": 2}))

    def act(begin: Callable[[], None]) -> None:
        def publishing(step: str, done: int, total: int) -> None:
            if step == "publish":
                begin()

        pipeline.build([source], tmp_path / "x", engine=Engine(jobs=1), progress=publishing)

    for step in (1, 3, 6):  # the list written, synced, in its place; the snapshot; the pointer
        assert dies_at(step, act), step
        assert "自编短语" in listed.read_text("utf-8-sig"), step
    build(source, tmp_path / "x", topics=2)
    assert "自编短语" in listed.read_text("utf-8-sig")


def test_a_decision_made_while_a_build_runs_stands(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 3), {"farm": 3, "school": 2}))
    listed = tmp_path / "x" / "phrases.csv"

    def decides(step: str, done: int, total: int) -> None:
        if step == "publish":
            listed.write_text("phrase,status\n会期短语,drop\n", "utf-8-sig")

    pipeline.build([source], tmp_path / "x", engine=Engine(jobs=1), progress=decides)
    assert "会期短语" in listed.read_text("utf-8-sig")


def test_every_change_of_an_archive_obeys_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 3, "school": 2})
    source = write_jsonl(tmp_path / "a.jsonl", rows[:20])
    more = write_jsonl(tmp_path / "b.jsonl", rows[20:])
    archive = tmp_path / "x"
    windows.lay(monkeypatch, archive)
    build(source, archive, topics=2)
    reader = open_archive(archive)  # a server that keeps the first snapshot open
    assert reader.meta.articles == 20
    pipeline.add([more], archive, engine=Engine(jobs=1), keep=1, progress=pipeline.no_progress)
    assert open_archive(archive).meta.articles == 30
    write_label(archive, Label("t1", "农事"))
    keep_scores(archive, "000001-x", {"a": 1.0})
    export_archive(archive, archive / "kept.zip")
    import_archive(archive / "kept.zip", archive)
    build(source, archive, topics=2, seed=1)
    roll_back(archive)
    assert read_labels(archive)["t1"].label == "农事"
    assert reader.meta.first == dt.date(2024, 1, 1).isoformat()


def test_a_list_that_a_spreadsheet_holds_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_label(tmp_path, Label("t1", "农事"))
    windows.lay(monkeypatch, tmp_path)
    monkeypatch.setattr(disk, "PAUSE", 0.0)
    with (tmp_path / "labels.csv").open("rb"), pytest.raises(Exception, match=r"labels\.csv"):
        write_label(tmp_path, Label("t1", "别名"))
    write_label(tmp_path, Label("t1", "别名"))
    assert read_labels(tmp_path)["t1"].label == "别名"


def test_what_the_database_of_a_killed_process_put_aside_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    names = [f"trends-spill-{gone.pid}", f"trends-spill-{os.getppid()}", "trends-spill-mine"]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "block.tmp").touch()
    spill.spill_folder.cache_clear()
    assert spill.spill_folder() == tmp_path / f"trends-spill-{os.getpid()}"
    assert {path.name for path in tmp_path.iterdir()} == set(names[1:])
    spill.spill_folder.cache_clear()
