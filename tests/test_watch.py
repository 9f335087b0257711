"""A watched folder: what arrives whole is added, once; halves wait; stopping and starting again is safe."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.builders import ROOT, days, mixed_records, write_jsonl
from trends import open_archive
from trends.pipeline import Engine
from trends.pipeline.summary import Summary
from trends.pipeline.watching import Folder, watch

MIX = {"farm": 4, "school": 3, "sport": 3}


def rows(day: str) -> list[dict[str, object]]:
    return [row | {"id": f"{day}{row['id']}"} for row in mixed_records([day], MIX)]


def test_a_file_waits_until_it_stops_growing(tmp_path: Path) -> None:
    folder = Folder(tmp_path, arrived=2.0)
    path = tmp_path / "a.jsonl"
    path.write_text("1")
    assert folder.ready(0.0) == []
    path.write_text("12")
    assert folder.ready(2.5) == []
    assert folder.ready(4.0) == []
    assert folder.ready(4.6) == [path]
    folder.settle([path])
    assert folder.ready(9.0) == []
    path.write_text("123")
    assert folder.ready(9.0) == []
    assert folder.ready(11.5) == [path]


def test_downloads_and_systems_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("a.jsonl.part", ".hidden.txt", "~$a.docx", "manifest.csv", "b.crdownload"):
        (tmp_path / name).write_text("1")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    folder = Folder(tmp_path, arrived=0.0)
    assert folder.ready(0.0) == []


def test_what_arrives_is_added_once_and_problems_are_told(tmp_path: Path) -> None:
    inbox, archive = tmp_path / "in", tmp_path / "archive"
    (inbox / "2024-01").mkdir(parents=True)
    write_jsonl(inbox / "2024-01" / "a.jsonl", [row for day in days("2024-01-01", 4) for row in rows(day)])
    told: list[object] = []

    def stopped() -> bool:
        if len(told) == 1:
            write_jsonl(inbox / "b.jsonl", rows("2024-01-05"))
            (inbox / "bad.pdf").write_bytes(b"%PDF-1.7 cut")
            told.append("more")
        return len(told) > 2

    watch(Folder(inbox, 0.0), archive, engine=Engine(jobs=1), told=told.append, stopped=stopped, pause=0.0)
    first, _, second = told
    assert isinstance(first, Summary)
    assert isinstance(second, Summary)
    assert second.articles - first.articles == 10
    assert [problem.file for problem in second.problem_list] == ["bad.pdf"]
    assert set(open_archive(archive).articles(limit=99)["source"]) == {"2024-01/a.jsonl", "b.jsonl"}


def test_the_command_stops_cleanly_and_goes_on_where_it_was(tmp_path: Path) -> None:
    inbox, archive = tmp_path / "in", tmp_path / "archive"
    inbox.mkdir()
    write_jsonl(inbox / "a.jsonl", [row for day in days("2024-01-01", 4) for row in rows(day)])

    def run(until: int) -> int:
        """Starts the command, waits for so many articles, stops it; returns how many there are."""
        command = [sys.executable, "-m", "trends", "watch", str(inbox), "--archive", str(archive)]
        with subprocess.Popen(
            [*command, "--arrived", "0.2", "--jobs", "1"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ,
        ) as process:
            assert process.stdout is not None
            found = 0
            while found < until:
                found = json.loads(process.stdout.readline())["articles"]
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=60) == 0
        return found

    assert run(40) == 40
    write_jsonl(inbox / "b.jsonl", rows("2024-01-05"))
    started = time.monotonic()
    assert run(50) == 50
    assert time.monotonic() - started < 60
