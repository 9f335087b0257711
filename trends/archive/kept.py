"""The last answers to a question, kept with the snapshot they are about."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Kept(Generic[Key, Answer]):
    """At most `most` answers, those longest not asked for given up first; safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[Key, Answer] = {}
        self._lock = threading.Lock()
        self._making: dict[Key, threading.RLock] = {}

    def answer(self, key: Key, make: Callable[[], Answer]) -> Answer:
        """The answer kept for the key, made and kept when there is none. Of several who ask at once, one makes it
        and the others wait; what `make` raises reaches who called it, and the next one tries again."""
        for known in self.known([key]).values():
            return known
        with self._lock:
            making = self._making.setdefault(key, threading.RLock())
        with making:
            for known in self.known([key]).values():
                return known
            try:
                made = make()
                self.keep({key: made})
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def known(self, keys: Iterable[Key]) -> dict[Key, Answer]:
        """The answers kept for some of the keys."""
        with self._lock:
            found = {key: self._answers.pop(key) for key in keys if key in self._answers}
            self._answers |= found  # at the end: the latest asked for
            return found

    def keep(self, answers: Mapping[Key, Answer]) -> None:
        with self._lock:
            self._answers.update(answers)
            for oldest in list(self._answers)[: -self._most]:
                del self._answers[oldest]
