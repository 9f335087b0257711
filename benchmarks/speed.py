"""This project against the plain pipeline, same input, one run: jieba → TfidfVectorizer → NMF → shares by date.

python -m benchmarks.speed TABLE.jsonl[.gz] [TOPICS] — each as a fresh process; wall and CPU seconds and their ratio.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jieba
import numpy as np
import pandas as pd
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer

from trends.readers.wordlists import stopwords

ROOT = Path(__file__).resolve().parents[1]


def plain(table: Path, topics: int) -> pd.DataFrame:
    """date × topic: mean share of each topic in the articles of a date, as one would write it in a notebook."""
    opener = gzip.open if table.suffix == ".gz" else open
    with opener(table, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [" ".join(jieba.cut(f"{row['title'] or ''} {row['body']}")) for row in rows]
    matrix = TfidfVectorizer(
        min_df=20, max_df=0.1, max_features=30_000, stop_words=sorted(stopwords()), token_pattern=r"\S\S+"
    ).fit_transform(texts)
    weights = NMF(n_components=topics, init="nndsvd", random_state=0).fit_transform(matrix)
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
    return pd.DataFrame(weights).groupby([row["date"] for row in rows]).mean()


def timed(*command: str) -> tuple[float, float]:
    """Wall and CPU seconds of a process and its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu


def main(table: Path, topics: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours = timed("trends", "build", str(table), "--archive", folder, "--topics", str(topics), "--quiet")
    theirs = timed("benchmarks.speed", str(table), str(topics), "plain")
    print("| pipeline | wall s | CPU s |\n|---|---|---|")
    for name, (wall, cpu) in (("trends build", ours), ("plain", theirs)):
        print(f"| {name} | {wall:.1f} | {cpu:.1f} |")
    print(f"| plain ÷ trends | {theirs[0] / ours[0]:.2f} | {theirs[1] / ours[1]:.2f} |")


if __name__ == "__main__":
    given, number = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60
    if sys.argv[3:] == ["plain"]:
        plain(given, number)
    else:
        main(given, number)
