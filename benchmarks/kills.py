"""Kills at random moments aimed at the files that people write: how many decisions are lost.

    python benchmarks/kills.py [--kills 100] [--seed 1]

A process renames topics and settles phrases without end and says each decision once it is kept; it is killed with
SIGKILL. Afterwards every decision that was said must be in its file, and the files must be whole. Prints one line a
list and, as JSON, {"kills", "decisions", "lost", "unreadable", "left"}.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTS = {
    "labels.csv": """
from trends.archive.labels import Label, write_label
for n in range(start, start + 10**6):
    write_label(archive, Label(f"t{n % 40 + 1}", f"第{n}名"))
    print(n, flush=True)
""",
    "withdrawn.csv": """
from trends.archive.withdrawn import Withdrawn, note_withdrawn
for n in range(start, start + 10**6):
    note_withdrawn(archive, [Withdrawn("", f"a{n}", "", "", "", f"k{n}")])
    print(n, flush=True)
""",
}
HEAD = "import sys\nfrom pathlib import Path\narchive, start = Path(sys.argv[1]), int(sys.argv[2])\n"


def killed(name: str, archive: Path, start: int, wait: float) -> int:
    """Runs the writer until it was killed; the number of the last decision it said, or -1."""
    writer = subprocess.Popen(
        [sys.executable, "-c", HEAD + LISTS[name], archive, str(start)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(wait)
    writer.send_signal(signal.SIGKILL)
    said = [
        int(line) for line in (first + writer.stdout.read()).splitlines(keepends=True) if line.endswith("\n")
    ]
    writer.wait()
    return max(said, default=-1)


def is_kept(name: str, archive: Path, last: int) -> bool:
    """Whether the decision is in the file, or the one after it that was not said any more."""
    from trends.archive.labels import read_labels
    from trends.archive.withdrawn import withdrawn_keys

    if name == "withdrawn.csv":
        return f"k{last}" in withdrawn_keys(archive)
    return read_labels(archive)[f"t{last % 40 + 1}"].label == f"第{last}名"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    chance = random.Random(given.seed)
    total = {"kills": 0, "decisions": 0, "lost": 0, "unreadable": 0, "left": 0}
    for name in LISTS:
        lost = 0
        with tempfile.TemporaryDirectory() as folder:
            archive, start = Path(folder), 0
            for _ in range(given.kills // len(LISTS)):
                last = killed(name, archive, start, chance.uniform(0, 0.05))
                total["kills"] += 1
                if last >= 0:
                    total["decisions"] += last - start + 1
                    total["unreadable"] += (archive / name).stat().st_size == 0
                    lost += not is_kept(name, archive, last)
                    start = last + 2
            total["left"] += len([path for path in archive.iterdir() if path.suffix == ".new"])
        total["lost"] += lost
        print(f"{name}: {lost} lost", file=sys.stderr)
    print(json.dumps(total))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
