"""How long a build takes and how much memory: the sample pages and a large table, cold, again, one issue more.

python -m benchmarks.build [TABLE.jsonl.gz] — the table defaults to xwlb.jsonl.gz in TRENDS_DATA.
Prints tables; figures are of whole processes.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: str) -> dict[str, Any]:
    """One command of the project as a fresh process: its summary, wall seconds and CPU seconds of all processes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "trends", *arguments, "--quiet"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    summary: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return summary | {"wall": round(time.perf_counter() - start, 1), "cpu": round(cpu, 1)}


def one_more_issue(table: Path, folder: Path) -> Path:
    """The last date's records again, dated a day later, with ids of their own."""
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        last: list[dict[str, Any]] = []
        for line in lines:
            record = json.loads(line)
            if last and record["date"] != last[0]["date"]:
                last = []
            last.append(record)
    path = folder / "new.jsonl"
    rows = [row | {"date": "2026-12-31", "id": f"new{i}"} for i, row in enumerate(last)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def queries(archive: Path) -> dict[str, float]:
    """Milliseconds of what a filter change asks for, median of five, in this process."""
    import statistics

    from trends import open_archive
    from trends.archive import Filter

    opened = open_archive(archive)
    topic = str(opened.topics()["topic"][0])
    asked = {
        "topics": lambda: opened.topics(),
        "shares by month": lambda: opened.shares(by="month"),
        "shares by issue": lambda: opened.shares(by="issue"),
        "coverage by month": lambda: opened.coverage(by="month"),
        "top articles": lambda: opened.articles(wanted=Filter(topic=topic)),
        "one issue": lambda: opened.issue(opened.meta.last),
        "one phrase by month": lambda: opened.keywords(["新质生产力"], by="month"),
    }
    found = {}
    for name, ask in asked.items():
        times = []
        for _ in range(5):
            start = time.perf_counter()
            ask()
            times.append(time.perf_counter() - start)
        found[name] = round(1000 * statistics.median(times))
    return found


def main(table: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sample, large = Path(folder) / "sample", Path(folder) / "large"
        rows = [("five sample pages, cold", run("build", "seeds/pages", "--archive", str(sample)))]
        rows.append(
            ("large table, cold, K=60", run("build", str(table), "--archive", str(large), "--topics", "60"))
        )
        rows.append(("nothing changed", run("build", str(table), "--archive", str(large), "--topics", "60")))
        size = sum(path.stat().st_size for path in (large / "snapshots").glob("*.duckdb"))
        times = queries(large)
        rows.append(
            ("one issue added", run("add", str(one_more_issue(table, Path(folder))), "--archive", str(large)))
        )
    print(
        "| what | articles | wall s | CPU s | peak MB, all processes | steps, s |\n|---|---|---|---|---|---|"
    )
    for name, row in rows:
        steps = ", ".join(f"{step} {seconds}" for step, seconds in row["seconds"].items())
        print(
            f"| {name} | {row['articles']:,} | {row['wall']} | {row['cpu']} | {row['peak_rss_mb']:,} | {steps} |"
        )
    print(f"\nSnapshot of the large table: {size / 1e6:.0f} MB; {os.cpu_count()} cores.\n")
    print("| question | ms, median of 5 |\n|---|---|")
    for name, milliseconds in times.items():
        print(f"| {name} | {milliseconds:.0f} |")


if __name__ == "__main__":
    given = (
        sys.argv[1]
        if len(sys.argv) > 1
        else os.path.join(os.environ.get("TRENDS_DATA", "."), "xwlb.jsonl.gz")
    )
    main(Path(given))
