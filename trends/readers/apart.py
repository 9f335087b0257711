"""Sources read in a process of their own, with bounds on memory and time: a bomb ends its reader and is told, the
rest of the batch goes on.

One reader is kept for the next source, so a build of a thousand files starts one. What it writes to disk has no name
there, so a killed one leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil

from trends.readers.sources import Source
from trends.records import Article, Page, Problem

Found = Page | Article | Problem
ROOT: Final = Path(__file__).resolve().parents[2]
TICK = 0.05  # seconds between two looks at a reader at work
RETIRED = 400_000_000  # bytes: an idle reader that holds more is let go
IDLE = 2  # readers kept for the next source, in one process
AHEAD = 8  # answers that wait for whoever asked


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one source may take.

    memory: bytes resident in its process. seconds: of the processor, or `patience` times as long by the clock, with
    `per_mb` more for each million bytes of the file and `per_page` for each page that came out of it.
    """

    memory: int = 1_400_000_000
    seconds: float = 55.0
    per_mb: float = 5.0
    per_page: float = 10.0
    patience: float = 10.0


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Unread(Problem):
    """The source took more than it may: nothing of it is to be kept, since where it was stopped is chance."""


def read_apart(source: Source, bounds: Bounds = BOUNDS) -> Iterator[Found]:
    """As `read_source`, in another process; one that passes its bounds or falls gives an Unread as its last item."""
    yield from _asked("read", source, bounds)


def answer_apart(what: str, source: Source, default: Any, bounds: Bounds = BOUNDS) -> Any:
    """One answer about a source, as `split` or `columns`; the default where it cannot be had within the bounds."""
    found = [item for item in _asked(what, source, bounds) if not isinstance(item, Unread)]
    return found[0] if found else default


def _asked(what: str, source: Source, bounds: Bounds) -> Iterator[Any]:
    reader = _taken()
    done = False
    try:
        yield from reader.answers(what, source, bounds)
        done = True
    finally:  # also where nobody wants the rest
        _put_back(reader) if done and reader.is_fit() else reader.end()


class _Fault(Exception):  # noqa: N818 - never leaves this module
    """Why a reader was ended, as what is told."""


class _Reader:
    """A process that reads, and the thread that takes its answers."""

    def __init__(self) -> None:
        code = (
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); from trends.readers.reader import serve; serve()"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._answers: queue.Queue[tuple[str, Any]] = queue.Queue(AHEAD)
        self._usage = psutil.Process(self.process.pid)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with contextlib.suppress(Exception):
            while True:
                self._answers.put(pickle.load(self.process.stdout))  # nosec B301 - our own process
        self._answers.put(("fallen", None))

    def answers(self, what: str, source: Source, bounds: Bounds) -> Iterator[Any]:
        assert self.process.stdin is not None
        size = source.path.stat().st_size if source.path.is_file() else 0
        allowed = bounds.seconds + bounds.per_mb * size / 1e6
        begun, used = time.monotonic(), self._seconds()
        try:
            with contextlib.suppress(OSError):  # fallen already: said below
                pickle.dump((what, source, bounds.memory), self.process.stdin, protocol=5)
                self.process.stdin.flush()
            while True:
                kind, value = self._next(begun, used, allowed, bounds)
                if kind == "done":
                    return
                if kind == "error":
                    raise value
                if kind in ("memory", "fallen"):
                    raise _Fault(_memory(bounds) if kind == "memory" else "读它的程序倒下了，没有读")
                for item in value:
                    allowed += bounds.per_page * isinstance(item, Page)
                    yield item
        except _Fault as fault:
            self.end()
            cure = "它可能坏了或是压缩炸弹；用原来的程序打开后另存，或拆成几个小文件"
            yield Unread(source.name, None, str(fault), cure)

    def _next(self, begun: float, used: float, allowed: float, bounds: Bounds) -> tuple[str, Any]:
        """The next answer. The bounds are looked at with every one: a bomb may answer without a pause."""
        while True:
            answer: tuple[str, Any] | None = None
            with contextlib.suppress(queue.Empty):
                answer = self._answers.get(timeout=TICK)
            if answer and answer[0] != "found":
                return answer
            if self._memory() > bounds.memory:
                raise _Fault(_memory(bounds))
            late = time.monotonic() - begun > bounds.patience * allowed
            if late or self._seconds() - used > allowed:
                raise _Fault(f"读它要的时间超过 {round(allowed)} 秒，没有读")
            if answer:
                return answer

    def _memory(self) -> int:
        try:
            return int(self._usage.memory_info().rss)
        except psutil.Error:
            return 0

    def _seconds(self) -> float:
        try:
            times = self._usage.cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)

    def is_fit(self) -> bool:
        return self.process.poll() is None and self._memory() < RETIRED

    def end(self) -> None:
        self.process.kill()
        with contextlib.suppress(OSError):
            if self.process.stdin:
                self.process.stdin.close()
        while self.process.poll() is None:  # the listener may wait with an answer that nobody wants
            with contextlib.suppress(queue.Empty):
                self._answers.get_nowait()
            time.sleep(0.005)


def _memory(bounds: Bounds) -> str:
    return f"读它要的内存超过 {bounds.memory / 1e9:.1f} GB，没有读"


_idle: list[_Reader] = []
_lock = threading.Lock()
_owner = os.getpid()


def _taken() -> _Reader:
    """A reader that waits for work, or a new one."""
    global _owner
    with _lock:
        if _owner != os.getpid():  # a fork has its own
            _idle.clear()
            _owner = os.getpid()
        while _idle:
            reader = _idle.pop()
            if reader.process.poll() is None:
                return reader
    return _Reader()


def _put_back(reader: _Reader) -> None:
    with _lock:
        if len(_idle) < IDLE:
            _idle.append(reader)
            return
    reader.end()


def whole(found: Sequence[Found]) -> Sequence[Found]:
    """What was found of a source; of one that was stopped only why."""
    unread = [item for item in found if isinstance(item, Unread)]
    return unread or found
