"""How the maps run: in this process, in worker processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import joblib

from trends.errors import QueryError

A = TypeVar("A")
B = TypeVar("B")
ENGINES = ("loky", "dask")


@dataclass(frozen=True, slots=True)
class Engine:
    """`jobs` worker processes, 0 = one a core; `name` one of ENGINES; `scheduler` the address of a
    Dask scheduler, whose workers must see the archive's folder under the same path."""

    jobs: int = 0
    name: str = "loky"
    scheduler: str | None = None

    @property
    def workers(self) -> int:
        return self.jobs or joblib.cpu_count()

    def map(self, function: Callable[[A], B], items: Iterable[A], *, small: bool = False) -> Iterator[B]:
        """function(item) for each item, in the order of the items, a few of them under way at once.

        `small` work stays in this process: starting workers would cost more than it saves.
        """
        if self.name == "loky" and (small or self.workers == 1):
            yield from map(function, items)
            return
        with self._backend():
            run = joblib.Parallel(return_as="generator", pre_dispatch="2*n_jobs")
            yield from run(joblib.delayed(function)(item) for item in items)

    @contextlib.contextmanager
    def _backend(self) -> Iterator[None]:
        """Raises QueryError for an engine that is not known, or not installed."""
        if self.name == "loky":
            with joblib.parallel_config("loky", n_jobs=self.workers, inner_max_num_threads=1):
                yield
        elif self.name == "dask":
            with _dask_client(self.scheduler), joblib.parallel_config("dask"):
                yield
        else:
            raise QueryError(f"没有引擎 {self.name!r}", f"可用的有 {'、'.join(ENGINES)}")


@contextlib.contextmanager
def _dask_client(scheduler: str | None) -> Iterator[object]:
    try:
        from distributed import Client
    except ImportError as error:
        raise QueryError("没有装 Dask", "请先 pip install -r requirements-cluster.txt") from error
    if scheduler is None:
        raise QueryError("--engine dask 还要调度器的地址", "例如 --scheduler tcp://127.0.0.1:8786")
    with Client(scheduler, set_as_default=True) as client:
        yield client
