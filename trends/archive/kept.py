"""The last answers to a question, kept with the snapshot they are about."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Kept(Generic[Key, Answer]):
    """At most `most` answers, the oldest given up first; safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[Key, Answer] = {}
        self._lock = threading.Lock()

    def answer(self, key: Key, make: Callable[[], Answer]) -> Answer:
        """The answer kept for the key, made and kept when there is none."""
        for known in self.known([key]).values():
            return known
        made = make()
        self.keep({key: made})
        return made

    def known(self, keys: Iterable[Key]) -> dict[Key, Answer]:
        """The answers kept for some of the keys."""
        with self._lock:
            return {key: self._answers[key] for key in keys if key in self._answers}

    def keep(self, answers: Mapping[Key, Answer]) -> None:
        with self._lock:
            self._answers.update(answers)
            for oldest in list(self._answers)[: -self._most]:
                del self._answers[oldest]
