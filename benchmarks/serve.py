"""How fast an archive answers: median and 95th percentile of what the screen asks, over random ranges of dates.

python -m benchmarks.serve ARCHIVE [TIMES] — wall and CPU milliseconds in one process.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from trends import open_archive
from trends.archive import Archive, Filter
from trends.records import Scope

PHRASES = ("新质生产力", "高质量发展", "一带一路", "乡村振兴", "冬奥会", "改革", "经济")


def questions(archive: Archive, chance: random.Random) -> dict[str, Callable[[], object]]:
    """Each draws its own range of dates, topic, issue or phrase every time it is asked."""
    days = archive.issues()["date"].tolist()
    topics = archive.topics()["topic"].tolist()

    def scope() -> Scope:
        since, until = sorted(chance.choices(days, k=2))
        return Scope(since=dt.date.fromisoformat(since), until=dt.date.fromisoformat(until))

    return {
        "shares by month": lambda: archive.shares(scope(), by="month"),
        "shares by issue": lambda: archive.shares(scope(), by="issue"),
        "coverage by month": lambda: archive.coverage(scope(), by="month"),
        "top articles of a topic": lambda: archive.articles(scope(), Filter(topic=chance.choice(topics))),
        "one issue": lambda: archive.issue(chance.choice(days)),
        "words of a topic": lambda: archive.topic_words(chance.choice(topics), scope()),
        "a phrase by month, all dates": lambda: archive.keywords([chance.choice(PHRASES)], by="month"),
    }


def measured(ask: Callable[[], object], times: int) -> tuple[np.ndarray, np.ndarray]:
    """Wall and CPU milliseconds of each time."""
    taken = []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        ask()
        taken.append((time.perf_counter() - wall, time.process_time() - cpu))
    return tuple(1000 * np.array(taken).T)  # type: ignore[return-value]


def answers(folder: Path, times: int) -> None:
    """Prints the table."""
    archive = open_archive(folder)
    size = archive.snapshot.path.stat().st_size
    print(
        f"{archive.meta.articles:,} articles, {archive.meta.issues:,} issues, {size / 1e6:.0f} MB, {times} times\n"
    )
    print("| question | wall p50 ms | wall p95 ms | CPU p50 ms | first ms |\n|---|---|---|---|---|")
    for name, ask in questions(archive, random.Random(0)).items():
        wall, cpu = measured(ask, times)
        p50, p95 = np.percentile(wall, [50, 95])
        print(f"| {name} | {p50:.0f} | {p95:.0f} | {np.median(cpu):.0f} | {wall[0]:.0f} |", flush=True)


if __name__ == "__main__":
    answers(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40)
