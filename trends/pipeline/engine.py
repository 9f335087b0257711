"""How the maps run: in this process, in worker processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import collections
import contextlib
import functools
import itertools
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from trends.errors import QueryError

A = TypeVar("A")
B = TypeVar("B")
ENGINES = ("loky", "dask")
# Tasks of a map that lie on a cluster at once, for each of its threads.
AHEAD = 2


@dataclass(frozen=True, slots=True)
class Engine:
    """`jobs` worker processes, 0 = one a core; `name` one of ENGINES; `scheduler` the address of a
    Dask scheduler, whose workers must see the sources and the archive under the same paths."""

    jobs: int = 0
    name: str = "loky"
    scheduler: str | None = None

    @property
    def workers(self) -> int:
        if self.jobs:
            return self.jobs
        import joblib

        return int(joblib.cpu_count())

    def map(self, function: Callable[[A], B], items: Iterable[A], *, small: bool = False) -> Iterator[B]:
        """function(item) for each item, in the order of the items, a few of them under way at once.

        `small` work stays in this process: starting workers would cost more than it saves.
        Raises QueryError for an engine that is not known, not installed or not reached.
        """
        if self.name not in ENGINES:
            raise QueryError(f"没有引擎 {self.name!r}", f"可用的有 {'、'.join(ENGINES)}")
        if self.name == "dask":
            with _dask_client(self.scheduler) as client:
                yield from _on_cluster(client, function, items)
        elif small or self.workers == 1:
            yield from map(function, items)
        else:
            import joblib  # not needed by `add`, and a twentieth of a second to load

            with joblib.parallel_config("loky", n_jobs=self.workers, inner_max_num_threads=1):
                run = joblib.Parallel(return_as="generator", pre_dispatch="2*n_jobs")
                bound = Bound(function, os.getpid())
                yield from run(joblib.delayed(bound)(item) for item in items)


@dataclass(frozen=True, slots=True)
class Bound:
    """A task that ends its worker when the process that sent it is gone: a killed build leaves nobody at work."""

    function: Callable[[Any], Any]
    parent: int

    def __call__(self, item: Any) -> Any:
        _end_with(self.parent)
        return self.function(item)


@functools.lru_cache(maxsize=1)
def _end_with(parent: int) -> None:
    """Once in each worker."""
    if os.getpid() != parent:
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _on_cluster(client: Any, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """The cluster repeats the tasks of a worker that dies: each task writes its files whole or not
    at all, under names made of their content, so that a repeated one changes nothing."""
    ahead = AHEAD * max(1, sum(client.nthreads().values()))
    waiting: collections.deque[Any] = collections.deque()
    rest = iter(items)
    waiting.extend(client.submit(function, item, pure=False) for item in itertools.islice(rest, ahead))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(client.submit(function, item, pure=False) for item in itertools.islice(rest, 1))


@contextlib.contextmanager
def _dask_client(scheduler: str | None) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise QueryError("没有装 Dask", "请先 pip install -r requirements-cluster.txt") from error
    if scheduler is None:
        raise QueryError("--engine dask 还要调度器的地址", "例如 --scheduler tcp://127.0.0.1:8786")
    try:
        client = Client(scheduler, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise QueryError(f"连不上 Dask 调度器 {scheduler}", "请检查地址，以及调度器是否在运行") from error
    with client:
        if not client.nthreads():
            raise QueryError(f"Dask 调度器 {scheduler} 没有工作进程", "请先启动 dask worker")
        yield client
