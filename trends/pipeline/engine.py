"""How the maps run: in this process, in worker processes of this machine, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import joblib

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Engine:
    """`jobs` worker processes, 0 = one a core; `name` is a joblib backend."""

    jobs: int = 0
    name: str = "loky"

    @property
    def workers(self) -> int:
        return self.jobs or joblib.cpu_count()

    def map(self, function: Callable[[A], B], items: Iterable[A], *, small: bool = False) -> Iterator[B]:
        """function(item) for each item, in the order of the items, a few of them under way at once.

        `small` work stays in this process: starting workers would cost more than it saves.
        """
        if small or self.workers == 1:
            yield from map(function, items)
            return
        with joblib.parallel_config(self.name, n_jobs=self.workers, inner_max_num_threads=1):
            run = joblib.Parallel(return_as="generator", pre_dispatch="2*n_jobs")
            yield from run(joblib.delayed(function)(item) for item in items)
