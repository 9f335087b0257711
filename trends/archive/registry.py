"""What may be asked of an archive: one method each, answered at once or out of what is kept."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from trends.archive.snapshot import Snapshot

P = ParamSpec("P")
R = TypeVar("R")


class Answering(Protocol):
    """Gives the answer to the question `key`: what `make` computes, or what it computed before."""

    def __call__(self, key: Hashable, make: Callable[[], R]) -> R: ...


def at_once(key: Hashable, make: Callable[[], R]) -> R:
    """Computes every answer anew."""
    del key
    return make()


class Asked:
    """A snapshot that is asked, and how its answers are given."""

    def __init__(self, snapshot: Snapshot, answering: Answering = at_once) -> None:
        self.snapshot = snapshot
        self.answering = answering


A = TypeVar("A", bound=Asked)


def question(method: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """Makes a method of `Archive` one whose answers may be kept; its signature stays as it is."""
    signature = inspect.signature(method)

    @functools.wraps(method)
    def asked(self: A, /, *args: P.args, **named: P.kwargs) -> R:
        bound = signature.bind(self, *args, **named)
        bound.apply_defaults()
        key = method.__name__, *(_hashable(value) for value in list(bound.arguments.values())[1:])
        return self.answering(key, lambda: method(self, *args, **named))

    return asked


def _hashable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
