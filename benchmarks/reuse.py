"""Planted reuse: what part of the characters taken over is told, and told from where; and what it costs.

    TRENDS_DATA=… python -m benchmarks.reuse

Texts of a JSON Lines file (field body) are strangers to each other; into half of them a stretch of another is put,
20 to 100 % of it, with 0 to 15 % of its characters replaced, left out or followed by another. Of all passages told of
such a text only those from its planted source count as right.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from trends.archive.work import WorkStore
from trends.pipeline.reused import reuse_table

PLANTED = 600
Texts = list[str]


def edited(text: str, part: float, letters: str, chance: random.Random) -> str:
    """With a part of its characters replaced, left out or followed by another."""
    out = []
    for c in text:
        kind = chance.choice("rli") if chance.random() < part else ""
        out.append({"": c, "r": chance.choice(letters), "l": "", "i": c + chance.choice(letters)}[kind])
    return "".join(out)


def planted(bodies: Texts, part: float, seed: int) -> tuple[Texts, list[tuple[int, int, int, int]]]:
    """Sources, then hosts with a stretch of one each; the truth: (text, start, end, source)."""
    chance = random.Random(seed)
    letters = "".join(bodies[2 * PLANTED : 2 * PLANTED + 50])
    texts, truth = bodies[:PLANTED], []
    for n, (source, host) in enumerate(zip(bodies[:PLANTED], bodies[PLANTED:], strict=False)):
        length = max(60, int(len(source) * chance.choice([0.2, 0.4, 0.6, 0.8, 1.0])))
        at = chance.randrange(max(1, len(source) - length + 1))
        taken = edited(source[at : at + length], part, letters, chance)
        cut = chance.randrange(min(len(host), 400))
        truth.append((PLANTED + n, cut, cut + len(taken), n))
        texts = [*texts, host[:cut] + taken + host[cut:400]]
    return texts, truth


def told(texts: Texts, folder: Path, size: int = 600) -> pa.Table:
    """The table reuse of the texts, the first the oldest; `size` texts a file."""
    files = []
    for first in range(0, len(texts), size):
        some = texts[first : first + size]
        rows = {
            "id": pa.array([f"{first + n:07d}" for n in range(len(some))]),
            "date": pa.array(np.arange(first, first + len(some), dtype=np.int32), pa.date32()),
            "body": pa.array(some),
        }
        files.append(folder / f"{first:07d}.parquet")
        pq.write_table(pa.table(rows), files[-1])
    return reuse_table(WorkStore(folder), files)


def scores(table: pa.Table, truth: list[tuple[int, int, int, int]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the characters of the planted stretches."""
    hit = said = wanted = 0
    rows = table.to_pylist()
    for text, start, end, source in truth:
        got = {
            k
            for row in rows
            if (int(row["article"]), int(row["from_article"])) == (text, source)
            for k in range(row["start"], row["end"])
        }
        want = set(range(start, end))
        hit, said, wanted = hit + len(want & got), said + len(got), wanted + len(want)
    precision, recall = hit / max(said, 1), hit / wanted
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    data = Path(os.environ["TRENDS_DATA"]) / "xwlb.jsonl.gz"
    with gzip.open(data, "rt", encoding="utf-8") as file:
        bodies = [json.loads(line)["body"] for line in file]
    long = [body for body in bodies if len(body) > 300]
    random.Random(5).shuffle(long)
    for part in (0.0, 0.05, 0.10, 0.15):
        texts, truth = planted(long, part, seed=1)
        with tempfile.TemporaryDirectory() as folder:
            precision, recall, f1 = scores(told(texts, Path(folder)), truth)
        print(f"edited {part:4.0%}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        table = told(bodies, Path(folder))
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3
    print(
        f"{len(bodies):,} articles: {time.process_time() - begun:.1f} CPU s, {more:.0f} MB more, {table.num_rows:,} passages"
    )


if __name__ == "__main__":
    main()
