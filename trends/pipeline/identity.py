"""Which article is which: ids that two articles share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from trends.archive.work import WorkStore
from trends.pipeline.partitions import Partition

Place = tuple[str, str, int]  # id, file, first line


def renamed_articles(store: WorkStore, partitions: Sequence[Partition]) -> dict[Place, str]:
    """A new id for every article but the first of those that share one: the id, "-", 2, 3, ….

    First in the order date, paper, file, line: the same whatever the order of the input files.
    """
    ids: Counter[str] = Counter()
    for partition in partitions:
        for chunk in partition.chunks:
            path = store.path("chunks", chunk.key, "parquet")
            ids.update(pq.read_table(path, columns=["id"])["id"].to_pylist())
    shared = {article_id for article_id, n in ids.items() if n > 1}
    if not shared:
        return {}
    holders: list[tuple[str, str, str, str, int]] = []
    for partition in partitions:
        for chunk in partition.chunks:
            holders += _holders(
                pq.read_table(store.path("chunks", chunk.key, "parquet"), columns=KEYS), shared
            )
    seen: Counter[str] = Counter()
    renamed: dict[Place, str] = {}
    for _, _, article_id, file, line in sorted(holders):
        seen[article_id] += 1
        if seen[article_id] > 1:
            renamed[(article_id, file, line)] = f"{article_id}-{seen[article_id]}"
    return renamed


KEYS = ["date", "paper", "id", "file", "first_line"]


def _holders(table: pa.Table, shared: set[str]) -> list[tuple[str, str, str, str, int]]:
    rows = zip(*(table[name].to_pylist() for name in KEYS), strict=True)
    return [
        (date.isoformat(), paper, article_id, file, line)
        for date, paper, article_id, file, line in rows
        if article_id in shared
    ]
