"""The server's memory: what was freed goes back."""

from __future__ import annotations

import ctypes
import sys
import threading

import psutil
import pytest

from trends.dashboard.memory import give_back

MIB = 1 << 20


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="glibc's allocator only"
)
def test_what_a_thread_freed_between_what_it_keeps_goes_back() -> None:
    kept: list[bytes] = []

    def work() -> None:
        pieces = [bytes(4096) for _ in range(40_000)]  # 160 MB; every tenth stays, so that no end is free
        kept.extend(pieces[::10])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    process = psutil.Process()
    held = process.memory_info().rss
    give_back()
    assert held - process.memory_info().rss > 50 * MIB
    assert len(kept) == 4_000
