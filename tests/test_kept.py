"""Answers kept: bounded, made once however many ask."""

from __future__ import annotations

import threading
import time

import pytest

from trends.archive.kept import Kept


def test_the_answers_longest_not_asked_for_are_given_up() -> None:
    kept: Kept[int, int] = Kept(3)
    for key in range(3):
        assert kept.answer(key, lambda key=key: key * key) == key * key  # type: ignore[misc]
    assert kept.answer(0, lambda: -1) == 0
    kept.keep({3: 9, 4: 16})
    assert kept.known(range(5)) == {0: 0, 3: 9, 4: 16}


def test_of_many_who_ask_at_once_one_makes_the_answer() -> None:
    kept: Kept[str, object] = Kept(3)
    made: list[object] = []
    start = threading.Barrier(8)
    got: list[object] = []

    def make() -> object:
        time.sleep(0.05)
        made.append(object())
        return made[-1]

    def asker() -> None:
        start.wait()
        got.append(kept.answer("key", make))

    threads = [threading.Thread(target=asker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == made * 8


def test_a_fault_reaches_who_asked_and_is_not_kept() -> None:
    kept: Kept[str, int] = Kept(3)

    def fails() -> int:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            kept.answer("key", fails)
    assert kept.answer("key", lambda: 1) == 1


def test_an_answer_may_be_made_of_others() -> None:
    kept: Kept[str, int] = Kept(3)
    assert kept.answer("a", lambda: 1 + kept.answer("b", lambda: 1)) == 2
