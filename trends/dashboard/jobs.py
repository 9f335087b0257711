"""Long work beside the screen: one `python -m trends …` process a job, so that serving stays light.

A job lives in a folder of its own and outlasts the page that started it; its outcome is read from
its files .NAME.out (stdout), .NAME.err (stderr) and the process's exit code.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from trends.archive.permission import changing
from trends.shipped import IMPORTED_FROM


@dataclass(frozen=True, slots=True)
class Progress:
    """The step a job is at; total 0 when unknown."""

    step: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Job:
    """A job named `name` in `folder`. `code` is its exit code, None while it runs or when it was cut off."""

    folder: Path
    name: str
    running: bool
    code: int | None

    @property
    def output(self) -> list[dict[str, Any]]:
        """The JSON objects it printed, one a line."""
        path = self.folder / f".{self.name}.out"
        return _objects(path, path.stat().st_mtime_ns) if path.is_file() else []

    @property
    def progress(self) -> Progress | None:
        told = [line for line in self._messages() if line.startswith('{"step"')]
        return Progress(**json.loads(told[-1])) if told else None

    @property
    def fault(self) -> str:
        """Its last sentence to people, "" when it said none."""
        said = [line for line in self._messages() if line.strip() and not line.startswith("{")]
        return said[-1][:400] if said else ""

    def _messages(self) -> list[str]:
        return _text(self.folder / f".{self.name}.err").splitlines()


@st.cache_resource(show_spinner=False)
def _processes() -> dict[str, subprocess.Popen[bytes]]:
    """The jobs of this server by folder and name."""
    return {}


@st.cache_data(max_entries=4, show_spinner=False)
def _objects(path: Path, changed: int) -> list[dict[str, Any]]:
    del changed  # a part of the key
    return [json.loads(line) for line in _text(path).splitlines() if line.startswith("{")]


def start(folder: Path, name: str, command: Sequence[str]) -> None:
    """Starts `python -m trends` with `command`; what it says goes to files in `folder`.

    Raises AccessError when who asks may not change anything.
    """
    with changing("job", name=name):
        _start(folder, name, command)


def _start(folder: Path, name: str, command: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        "TRENDS_PROGRESS": "lines",
        "PYTHONPATH": str(IMPORTED_FROM),
        "COLUMNS": "400",
    }
    with (folder / f".{name}.out").open("wb") as out, (folder / f".{name}.err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "trends", *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env=environment,
            start_new_session=True,
        )
    _processes()[f"{folder}:{name}"] = process
    (folder / f".{name}.pid").write_text(str(process.pid), "utf-8")


def job(folder: Path, name: str) -> Job | None:
    """The job of that name in the folder, or None when it was never started."""
    process = _processes().get(f"{folder}:{name}")
    if process is None:
        pid = _text(folder / f".{name}.pid")
        return Job(folder, name, _alive(int(pid)), None) if pid.isdecimal() else None
    code = process.poll()
    return Job(folder, name, code is None, code)


@changing("forget")
def forget(folder: Path, name: str) -> None:
    """Ends the job if it runs, and removes what it left."""
    process = _processes().pop(f"{folder}:{name}", None)
    if process is not None and process.poll() is None:
        process.terminate()
        process.wait(20)
    for ending in ("out", "err", "pid"):
        (folder / f".{name}.{ending}").unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    """Whether a process of an earlier server still runs."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""
