"""Memory of a server that lives through many data versions, with readers on every page of each.

python -m benchmarks.versions ARCHIVE [--versions 100] [--readers 20]

Each version is another file of the same snapshot, made current while all readers stay connected; then each reader opens
every page once. Prints one JSON object: resident MB after each version, and the last over that after the fifth.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from benchmarks.load import PAGES, QUERIES, WORDS, memory
from tests.server import served
from tests.visitor import Visitor
from trends.archive.pointer import SNAPSHOTS, current_snapshot
from trends.archive.publishing import point_to

FILES = 3  # that take turns: of a version gone before the last nothing is open any more


def _look(visitor: Visitor, number: int) -> list[str]:
    """Opens every page, in an order and with a question of the reader's own; the faults."""
    faults = []
    for place in range(len(PAGES)):
        page = PAGES[(place + number) % len(PAGES)]
        asked = WORDS if page == "keywords" else QUERIES
        faults += visitor.open(page, asked[number % len(asked)]).faults
    return faults


def lived(archive: Path, scratch: Path, versions: int, readers: int) -> dict[str, object]:
    """Resident megabytes of the server after each of the versions."""
    first = current_snapshot(archive)
    if first is None:
        raise SystemExit(f"{archive} has no snapshot")
    names = [f"{100_000 + k}{first.name[6:]}" for k in range(FILES)]
    for name in names:
        shutil.copyfile(first, archive / SNAPSHOTS / name)
    held, faults = [], list[str]()
    with ExitStack() as running:
        server = running.enter_context(served(archive, scratch))
        visitors = [running.enter_context(Visitor(server.port)) for _ in range(readers)]
        pool = running.enter_context(ThreadPoolExecutor(readers))
        for turn in range(versions):
            point_to(archive, names[turn % FILES])
            for found in pool.map(_look, visitors, range(turn, turn + readers)):
                faults += found
            held.append(memory(server.pid)["rss_mb"])
    return {
        "rss_mb": held,
        "last_over_fifth": round(held[-1] / held[min(4, len(held) - 1)], 3),
        "faults": len(faults),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--versions", type=int, default=100)
    parser.add_argument("--readers", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        shutil.copytree(given.archive, archive, ignore=shutil.ignore_patterns("work"))
        print(json.dumps(lived(archive, Path(folder), given.versions, given.readers)))


if __name__ == "__main__":
    main()
