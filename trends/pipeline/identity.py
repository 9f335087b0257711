"""Which article is which: an id that two articles share is no id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from trends.archive.work import WorkStore
from trends.pipeline.partitions import Partition
from trends.pipeline.tables import read_rows
from trends.records import article_id

Place = tuple[str, str, int]  # id, file, first line
KEYS = ["date", "paper", "id", "file", "first_line"]


def renamed_articles(store: WorkStore, partitions: Sequence[Partition]) -> dict[Place, str]:
    """A new id for every article that shares the one its source gave it with another: one made of its content, as
    articles without an id have. Of equal contents the second and later are numbered: the id, "-", 2, 3, ….

    Numbered in the order date, paper, file, line: the same whatever the order of the input files.
    """
    ids: Counter[str] = Counter()
    paths = [store.path("chunks", chunk.key, "parquet") for part in partitions for chunk in part.chunks]
    for path in paths:
        ids.update(read_rows(path, ["id"])["id"].to_pylist())
    shared = pa.array([name for name, n in ids.items() if n > 1], pa.string())
    if not len(shared):
        return {}
    holders: list[tuple[str, str, str, int, str, str]] = []
    for path in paths:
        table = read_rows(path, [*KEYS, "headline", "body"])
        holders += _holders(table.filter(pc.is_in(table["id"], value_set=shared)))
    seen: Counter[str] = Counter()
    renamed: dict[Place, str] = {}
    for _, _, file, line, given, made in sorted(holders):
        seen[made] += 1
        name = made if seen[made] == 1 else f"{made}-{seen[made]}"
        if name != given:
            renamed[(given, file, line)] = name
    return renamed


def content_ids(table: pa.Table) -> list[str]:
    """The id made of the content of each row (date, paper, headline, body)."""
    columns = (table[name].to_pylist() for name in ("paper", "date", "headline", "body"))
    return [article_id(*row) for row in zip(*columns, strict=True)]


def _holders(table: pa.Table) -> list[tuple[str, str, str, int, str, str]]:
    dates = [date.isoformat() for date in table["date"].to_pylist()]
    columns = (table[name].to_pylist() for name in ("paper", "file", "first_line", "id"))
    return list(zip(dates, *columns, content_ids(table), strict=True))
