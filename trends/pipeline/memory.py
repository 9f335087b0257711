"""Peak memory of a build: this process and its workers together."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

INTERVAL_SECONDS = 0.2


@dataclass
class Peak:
    """Highest resident memory seen so far, bytes, summed over the process tree."""

    bytes: int = 0


@contextlib.contextmanager
def watched_memory() -> Iterator[Peak]:
    """Samples the memory of this process and its children while the block runs."""
    peak, over = Peak(), threading.Event()
    sampler = threading.Thread(target=_sample, args=(peak, over), daemon=True)
    sampler.start()
    try:
        yield peak
    finally:
        over.set()
        sampler.join()


def _sample(peak: Peak, over: threading.Event) -> None:
    root = psutil.Process()
    while True:
        peak.bytes = max(peak.bytes, sum(map(_resident, (root, *root.children(recursive=True)))))
        if over.wait(INTERVAL_SECONDS):
            return


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
