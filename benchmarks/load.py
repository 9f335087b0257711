"""Many readers at once over Streamlit's own WebSocket, against the hosted server on loopback.

python -m benchmarks.load ARCHIVE [--readers 100] [--pause 5] [--seconds 120] [--replicas 1]
python -m benchmarks.load ARCHIVE --readers 20 --seconds 900 --publish FILE…   (soak: one `add` a minute)

With replicas each reader stays on one of several servers, as behind the proxy of compose.yaml.
Prints one JSON object; memory, handles and threads are of the largest server. Latency is from the click to the end of the script's run, as a reader sees it.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil

from tests.server import Server, served
from tests.visitor import Visitor

VERSION = re.compile(r"数据版本 ([\w-]+)")
SETTLE = 90  # seconds after the last reader leaves: sessions are forgotten after 60
PAGES = ("overview", "topics", "articles", "keywords", "compare", "data")
QUERIES = ("", "by=year", "by=quarter", "from=2019-01-01&to=2021-12-31", "measure=characters")
WORDS = ("q=改革", "q=脱贫", "q=疫情", "q=高质量发展", "q=一带一路")


@dataclass
class Seen:
    """What all readers saw. seconds: of every interaction after the first; first: of opening the page."""

    seconds: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    mixed: int = 0  # pages that named two data versions
    versions: set[str] = field(default_factory=set)


def reader(port: int, number: int, until: float, pause: float, seen: Seen) -> None:
    """Opens a tab and interacts every `pause` seconds until the end."""
    choose = random.Random(number)
    time.sleep(choose.random() * pause)
    try:
        with Visitor(port) as visitor:
            times = 0
            while time.monotonic() < until:
                page = choose.choice(PAGES)
                query = choose.choice(WORDS if page == "keywords" else QUERIES)
                began = time.monotonic()
                drawn = visitor.open(page, query)
                spent = time.monotonic() - began
                (seen.seconds if times else seen.first).append(spent)
                found = set(VERSION.findall(drawn.text))
                seen.mixed += len(found) > 1
                seen.versions |= found
                seen.faults += drawn.faults
                times += 1
                time.sleep(max(0.0, pause * choose.uniform(0.6, 1.4) - spent))
    except Exception as error:
        seen.faults.append(f"{type(error).__name__}: {error}"[:200])


def largest(servers: Sequence[Server]) -> dict[str, float]:
    """The greatest of each figure over the servers."""
    each = [memory(server.pid) for server in servers]
    return {name: max(one[name] for one in each) for name in each[0]}


def cpu_seconds(servers: Sequence[Server]) -> float:
    times = [psutil.Process(server.pid).cpu_times() for server in servers]
    return sum(one.user + one.system for one in times)


def memory(pid: int) -> dict[str, float]:
    process = psutil.Process(pid)
    with process.oneshot():
        info = process.memory_full_info()
        return {
            "rss_mb": round(info.rss / 1e6),
            "uss_mb": round(info.uss / 1e6),
            "handles": process.num_fds(),
            "threads": process.num_threads(),
        }


def publish(archive: Path, files: list[Path], until: float, told: list[str]) -> None:
    """`add`s one file a minute to the archive that is being served."""
    for file in files:
        began = time.monotonic()
        if began > until - 60:
            return
        command = [sys.executable, "-m", "trends", "add", str(file), "--archive", str(archive), "--quiet"]
        done = subprocess.run([*command, "--jobs", "1"], capture_output=True, text=True, check=False)
        told.append(f"{done.returncode} {time.monotonic() - began:.0f}s {done.stderr.strip()[-120:]}")
        time.sleep(max(0.0, 60 - (time.monotonic() - began)))


def measured(servers: Sequence[Server], given: argparse.Namespace, archive: Path) -> dict[str, object]:
    for server in servers:
        with Visitor(server.port) as warm:
            for page in PAGES:
                warm.open(page, WORDS[0] if page == "keywords" else "")
    idle, seen, told = largest(servers), Seen(), list[str]()
    cpu = cpu_seconds(servers)
    began = time.monotonic()
    until = began + given.seconds
    ports = itertools.cycle([server.port for server in servers])
    work = [(next(ports), i, until, given.pause, seen) for i in range(given.readers)]
    threads = [threading.Thread(target=reader, args=one) for one in work]
    threads += [threading.Thread(target=publish, args=(archive, given.publish, until, told))]
    for thread in threads:
        thread.start()
    course = []
    while time.monotonic() < until:
        time.sleep(min(30.0, max(0.1, until - time.monotonic())))
        course.append(largest(servers))
    for thread in threads:
        thread.join()
    busy = (cpu_seconds(servers) - cpu) / (time.monotonic() - began)
    time.sleep(SETTLE)
    spread = np.percentile(seen.seconds, [50, 95, 99]).round(2).tolist() if seen.seconds else []
    return {
        "readers": given.readers, "replicas": len(servers), "pause": given.pause, "seconds": given.seconds,
        "interactions": len(seen.seconds), "p50_p95_p99": spread,
        "first_p50": round(float(np.median(seen.first)), 2) if seen.first else None,
        "faults": len(seen.faults), "fault_list": sorted(set(seen.faults))[:5],
        "mixed_pages": seen.mixed, "versions": len(seen.versions), "published": told,
        "idle": idle, "course": course, "left": largest(servers), "cores_busy": round(busy, 2),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--pause", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--replicas", type=int, default=1, help="servers, as behind the proxy")
    parser.add_argument("--publish", type=Path, nargs="*", default=[], help="sources, one `add` a minute")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch, archive = Path(folder), given.archive
        if given.publish:  # a copy: nothing is published into the archive itself
            archive = scratch / "archive"
            shutil.copytree(given.archive, archive)
        with contextlib.ExitStack() as running:
            servers = []
            for number in range(given.replicas):
                (own := scratch / f"server{number}").mkdir()
                servers.append(running.enter_context(served(archive, own)))
            print(json.dumps(measured(servers, given, archive), ensure_ascii=False))


if __name__ == "__main__":
    main()
