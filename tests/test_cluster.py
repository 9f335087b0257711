"""The corridor on a real Dask cluster on loopback: the same snapshot, also when a worker is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from tests.builders import PAGES, build, days, mixed_records, write_jsonl
from tests.test_corridor import contents
from trends import pipeline
from trends.errors import QueryError
from trends.pipeline import Engine
from trends.records import Settings


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as running:
        yield running


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample pages and three months of planted articles."""
    rows = mixed_records(days("2024-01-01", 75), {"farm": 3, "school": 3, "sport": 2})
    return [PAGES, write_jsonl(tmp_path_factory.mktemp("source") / "rows.jsonl", rows)]


@pytest.fixture(scope="module")
def here(source: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The tables of a build in this process."""
    folder = tmp_path_factory.mktemp("here")
    build(source, folder, topics=4)
    return contents(folder)


def on(cluster: LocalCluster) -> Engine:
    return Engine(name="dask", scheduler=cluster.scheduler_address)


def test_a_cluster_builds_the_same_snapshot(
    cluster: LocalCluster, source: list[Path], here: dict[str, str], tmp_path: Path
) -> None:
    pipeline.build(source, tmp_path, Settings(topics=4, max_df=0.8), engine=on(cluster))
    assert contents(tmp_path) == here


def test_a_worker_killed_in_the_middle_changes_nothing(
    cluster: LocalCluster, source: list[Path], here: dict[str, str], tmp_path: Path
) -> None:
    victims = [worker.pid for worker in cluster.workers.values()][:1]

    def kill(step: str, done: int, total: int) -> None:
        if step == "terms" and victims:
            os.kill(victims.pop(), signal.SIGKILL)

    pipeline.build(source, tmp_path, Settings(topics=4, max_df=0.8), engine=on(cluster), progress=kill)
    assert not victims
    assert contents(tmp_path) == here


@pytest.mark.parametrize(
    ("engine", "says"),
    [
        (Engine(name="dask"), "--scheduler"),
        (Engine(name="spark"), "loky"),
        (Engine(name="dask", scheduler="nowhere"), "连不上"),
    ],
)
def test_an_engine_that_cannot_run_is_one_sentence(
    engine: Engine, says: str, source: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(QueryError, match=says):
        list(engine.map(str, [1, 2]))
