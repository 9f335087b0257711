"""How often one asker may ask: a bucket of permits that refills steadily (token bucket)."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

ASKERS = 10_000  # remembered at most; who asked longest ago is forgotten first


class Bucket:
    """`burst` questions at once and `rate` more a second, for each asker."""

    def __init__(self, burst: int, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._rate, self._clock = burst, rate, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # asker → (permits, as of)
        self._lock = threading.Lock()

    def wait(self, asker: str) -> float:
        """Takes a permit: 0, or the seconds until there is one."""
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(asker, (float(self._burst), now))
            left = min(left + (now - then) * self._rate, float(self._burst))
            allowed = left >= 1
            self._left[asker] = (left - allowed, now)
            if len(self._left) > ASKERS:
                self._left.popitem(last=False)
            return 0.0 if allowed else (1 - left) / self._rate
