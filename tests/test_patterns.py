"""A law over every compiled pattern of the package: its time grows with the text's length, not with its square."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

import trends

LONG = 10_000  # characters; a pattern that takes the square of it needs seconds
SECONDS = 0.8  # of the processor, however busy it is; a linear pattern needs a hundredth of one
RUNS = (" ", "\u3000", "1", "一", "王", "·", ".", "(", "<", "、", "年", "(1")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of texts that a module of the package holds by name, alone or in a tuple, once."""
    seen: set[tuple[str, int]] = set()
    for module in pkgutil.walk_packages(trends.__path__, "trends."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for part in value if isinstance(value, tuple | list) else (value,):
                if isinstance(part, re.Pattern) and isinstance(part.pattern, str):
                    key = (part.pattern, part.flags)
                    if key not in seen:
                        seen.add(key)
                        yield f"{module.name}.{name}", part


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.skipif(
    not hasattr(signal, "SIGVTALRM"), reason="the clock of the processor is not to be had here"
)
def test_no_pattern_takes_the_square_of_a_run_of_one_sign() -> None:
    before = signal.signal(signal.SIGVTALRM, _late)
    slow = set()
    found = dict(patterns())
    try:
        for name, pattern in found.items():
            for run in RUNS:
                text = (run * LONG)[:LONG]
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
                try:
                    pattern.search(text)
                    pattern.fullmatch(text)
                except TimeoutError:
                    slow.add(f"{name} on {run!r}")
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert len(found) > 150
    assert not slow
