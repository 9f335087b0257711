"""Who may change an archive: one guard, asked by every write path, and the log it leaves."""

from __future__ import annotations

import datetime as dt
import logging
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trends import pipeline
from trends.archive.bundle import import_archive
from trends.archive.dates import write_date
from trends.archive.labels import Label, write_label
from trends.archive.permission import Person, changing, judged_by, may_change
from trends.dashboard import jobs
from trends.dashboard.importing.page import inbox
from trends.errors import AccessError
from trends.journal import LOG, note

# Every way to write that a screen can reach. A new one belongs here.
WRITES: dict[str, Callable[[Path], object]] = {
    "label": lambda folder: write_label(folder, Label("t1", "春耕")),
    "hand_in": lambda folder: inbox.hand_in([("a.txt", b"x")]),
    "correct": lambda folder: inbox.state(folder, {"a.txt": {"date": "2024-01-01"}}),
    "import": lambda folder: inbox.accept(folder),
    "take_back": lambda folder: inbox.take_back(folder),
    "discard": lambda folder: inbox.discard(folder),
    "job": lambda folder: jobs.start(folder, "add", ["--help"]),
    "settle": lambda folder: write_date(folder, "a.txt", dt.date(2024, 1, 1)),
    "import_archive": lambda folder: import_archive(bundle(folder), folder / "archive"),
    "accept": lambda folder: pipeline.accept("p1", folder),
    "forget": lambda folder: jobs.forget(folder, "add"),
}


def bundle(folder: Path) -> Path:
    """A ZIP beside the folder; the guard must refuse before it is looked at."""
    path = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("../../evil", "x")
    return path


@pytest.fixture
def said(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.LogCaptureFixture]:
    monkeypatch.setattr(LOG, "propagate", True)
    caplog.set_level(logging.INFO, "trends")
    yield caplog
    judged_by(None)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_reader_changes_nothing_by_any_path(
    write: Callable[[Path], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("TRENDS_ARCHIVE", str(tmp_path))
    judged_by(lambda: Person("reader@example.cn", editor=False))
    with pytest.raises(AccessError, match="只能看"):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert "outcome=refused by=reader@example.cn" in said.messages[-1]


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nobody_changes_what_is_read_only(
    write: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_ARCHIVE", str(tmp_path))
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    with pytest.raises(AccessError):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "free"), [("", True), ("0", True), ("False", True), ("1", False), ("yes", False)]
)
def test_read_only_is_said_by_the_environment(
    value: str, free: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_READ_ONLY", value)
    assert may_change() is free


def test_what_is_done_and_what_fails_leaves_one_line(said: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    write_label(tmp_path, Label("t7", "春耕"))
    assert said.messages == ["event=label outcome=done by=local topic=t7"]
    with pytest.raises(OSError), changing("import"):  # noqa: PT011
        raise OSError
    assert said.messages[-1] == "event=import outcome=failed by=local"


def test_a_value_can_forge_no_line(said: pytest.LogCaptureFixture) -> None:
    note("login", by='a"b\nevent=label by=chief', size=3)
    assert said.messages == ['event=login by="a\'b?event=label by=chief" size=3']
