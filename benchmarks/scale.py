"""How time, memory and size grow with the archive: the corpus once, twice, five and ten times.

python -m benchmarks.scale TABLE.jsonl.gz [TIMES …] — copies are dated some years later each, and their most
frequent words change places, so that no copy repeats another. Prints one row a size as it is done, and how fast
the largest archive answers. CPU seconds are those of all processes.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.build import run
from benchmarks.serve import answers
from trends.terms import words_of

SHUFFLED = 1_500  # words that change places in a copy
SAMPLE = 2_000  # articles whose words are counted to find them


def records(table: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def frequent_words(table: Path) -> list[str]:
    counted: Counter[str] = Counter()
    for n, row in enumerate(records(table)):
        if n == SAMPLE:
            break
        counted.update(word for word in words_of(row["body"], frozenset()) if len(word) == 2)
    return [word for word, _ in counted.most_common(SHUFFLED)]


def altered(text: str, swap: dict[str, str]) -> str:
    """The text with its words exchanged."""
    return "".join(swap.get(word, word) for word in words_of(text, frozenset()))


def enlarged(table: Path, times: int, path: Path) -> Path:
    """The table and times − 1 altered copies, as one gzipped table."""
    words = frequent_words(table)
    dates = [dt.date.fromisoformat(row["date"]) for row in records(table)]
    span = (max(dates) - min(dates)).days + 30
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as out:
        for copy in range(times):
            other = random.Random(copy).sample(words, len(words)) if copy else words
            swap = dict(zip(words, other, strict=True))
            for row in records(table):
                date = dt.date.fromisoformat(row["date"]) + dt.timedelta(days=copy * span)
                changed: dict[str, Any] = {"date": date.isoformat(), "id": f"{row['id']}c{copy}"}
                if copy:
                    changed |= {name: altered(row[name] or "", swap) for name in ("title", "body")}
                out.write(json.dumps(row | changed, ensure_ascii=False) + "\n")
    return path


def main(table: Path, sizes: list[int]) -> None:
    print("| times | articles | wall s | CPU s | peak MB, all processes | snapshot MB | steps, s |")
    print("|---|---|---|---|---|---|---|")
    for times in sizes:
        with tempfile.TemporaryDirectory() as name:
            source = enlarged(table, times, Path(name) / "table.jsonl.gz")
            archive = Path(name) / "archive"
            row = run("build", str(source), "--archive", str(archive), "--topics", "60")
            size = sum(path.stat().st_size for path in (archive / "snapshots").glob("*.duckdb"))
            steps = ", ".join(f"{step} {seconds}" for step, seconds in row["seconds"].items())
            print(
                f"| {times} | {row['articles']:,} | {row['wall']} | {row['cpu']} | {row['peak_rss_mb']:,} "
                f"| {size / 1e6:.0f} | {steps} |",
                flush=True,
            )
            if times == max(sizes):
                answers(archive, 20)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(text) for text in sys.argv[2:]] or [1, 2, 5, 10])
