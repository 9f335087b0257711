"""How long the server works on one interaction: a reader opens every page with settings never asked before.

python -m benchmarks.interactions ARCHIVE [TIMES] — over Streamlit's WebSocket against the hosted server, one
reader, random ranges of dates, periods, topics, issues and words. Wall milliseconds are from the click to the
end of the script; CPU milliseconds are of the server's whole process, threads of the database included.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil

from benchmarks.serve import PHRASES
from tests.server import Server, served
from tests.visitor import Visitor
from trends import open_archive

PERIODS = ("month", "quarter", "year", "week")


def interactions(folder: Path, chance: random.Random) -> dict[str, Callable[[], str]]:
    """Page → the query of a link that nobody opened before."""
    archive = open_archive(folder)
    days, topics = archive.issues()["date"].tolist(), archive.topics()["topic"].tolist()

    def dates() -> str:
        since, until = sorted(chance.sample(days, k=2))
        return f"from={since}&to={until}&by={chance.choice(PERIODS)}"

    def two_ranges() -> str:
        a, b, c, d = sorted(chance.sample(days, k=4))
        return f"from={a}&to={d}&a={a}..{b}&b={c}..{d}"

    return {
        "overview": dates,
        "topics": lambda: f"{dates()}&topic={chance.choice(topics)}",
        "issue": lambda: f"date={chance.choice(days)}",
        "keywords": lambda: f"{dates()}&q={chance.choice(PHRASES)}",
        "compare": two_ranges,
        "articles": lambda: f"{dates()}&topic={chance.choice(topics)}",
        "data": dates,
    }


def measured(server: Server, page: str, query: Callable[[], str], times: int) -> tuple[np.ndarray, list[str]]:
    """(2, times) wall and CPU milliseconds, and what went wrong."""
    process, taken, faults = psutil.Process(server.pid), [], list[str]()
    with Visitor(server.port) as visitor:
        visitor.open(page)
        for _ in range(times):
            before, began = process.cpu_times(), time.perf_counter()
            faults += visitor.open(page, query()).faults
            wall, after = time.perf_counter() - began, process.cpu_times()
            taken.append((wall, after.user + after.system - before.user - before.system))
    return 1000 * np.array(taken).T, faults


def main(folder: Path, times: int) -> None:
    print(
        "| page | wall p50 ms | wall p95 ms | CPU p50 ms | CPU p95 ms | faults |\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as scratch, served(folder, Path(scratch)) as server:
        everything = []
        for page, query in interactions(folder, random.Random(1)).items():
            found, faults = measured(server, page, query, times)
            everything.append(found)
            _row(page, found, faults)
        _row("all", np.hstack(everything), [])
        print(f"\nserver afterwards: {psutil.Process(server.pid).memory_info().rss / 1e6:.0f} MB")


def _row(page: str, found: np.ndarray, faults: list[str]) -> None:
    wall, cpu = np.percentile(found[0], [50, 95]), np.percentile(found[1], [50, 95])
    cells = [f"{value:.0f}" for value in (*wall, *cpu)]
    print(f"| {page} | {' | '.join(cells)} | {len(faults)}{' ' + faults[0] if faults else ''} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
