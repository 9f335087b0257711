"""The other end of `apart`: a process that reads the sources it is sent, until nobody sends any more."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from trends import readers
from trends.errors import TrendsError
from trends.readers.sources import Source

ITEMS, LETTERS = 64, 200_000  # of one answer
HEADROOM = 1.3  # memory asked for beyond what may be in use: libraries ask for more than they touch


def serve() -> None:
    """Answers on what was standard output; whatever a library prints goes to standard error."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    sys.setrecursionlimit(1_000)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            what, source, memory = pickle.load(asked)  # nosec B301 - from the process that started this one
            _bound(memory)
            _answer(what, source, answers)
    os._exit(0)


def _answer(what: str, source: Source, answers: BinaryIO) -> None:
    try:
        for batch in _batches(_found(what, source)):
            _send(answers, "found", batch)
    except MemoryError:
        _send(answers, "memory", None)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except TrendsError as error:
        _send(answers, "error", error)
    except Exception as error:
        _send(answers, "error", RuntimeError(f"{source.name}: {type(error).__name__}: {error}"))
    else:
        _send(answers, "done", None)


def _found(what: str, source: Source) -> Iterator[Any]:
    if what == "read":
        yield from readers.read_source(source)
    elif what == "split":
        yield readers.split_source(source)
    else:
        yield readers.column_fields(source)


def _batches(found: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    size = 0
    for item in found:
        batch.append(item)
        size += sum(map(len, getattr(item, "paragraphs", ()))) + 100 * len(getattr(item, "lines", ()))
        if len(batch) == ITEMS or size > LETTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _send(answers: BinaryIO, kind: str, value: Any) -> None:
    pickle.dump((kind, value), answers, protocol=5)
    answers.flush()


def _bound(memory: int) -> None:
    """A wall that stands behind whoever watches: a library that asks for too much at once is refused it."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_DATA, (int(memory * HEADROOM), resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
