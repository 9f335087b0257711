"""Which old articles may have printed a passage of new ones before: grams of the archive, kept in the work cache.

So an addition reads the texts that share a gram with it, and not all texts of the archive.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trends.archive.appending import known_ids
from trends.archive.snapshot import Snapshot
from trends.archive.work import WorkStore
from trends.pipeline.tables import read_rows, write_rows

STEP = "grams"
# Part of the file names: raise when other grams are looked up.
GRAM_VERSION = 1


def note_grams(store: WorkStore, name: str, ids: Sequence[str], grams: Sequence[np.ndarray]) -> None:
    """Keeps the grams of the articles of one file of texts; of their hashes (uint64) the upper half, 4 bytes each."""
    key = f"{name}-{GRAM_VERSION}"
    if not ids or store.path(STEP, key, "parquet").exists():
        return
    ends = np.cumsum([0, *map(len, grams)]).astype(np.int32)
    lists = pa.ListArray.from_arrays(pa.array(ends), pa.array(_short(np.concatenate(grams))))
    with store.writing(STEP, key, "parquet") as path:
        write_rows(pa.table({"id": pa.array(ids, pa.string()), "grams": lists}), path, alike=False)


def near_articles(store: WorkStore, snapshot: Snapshot, grams: np.ndarray, but: Collection[str]) -> list[str]:
    """Ids of the snapshot's articles, but some, that may have one of the grams (hashes, uint64): those with the same
    upper half, and those that the work cache does not know."""
    wanted = pa.array(np.unique(_short(grams)))
    noted, sharing = set[str](), set[str]()
    for path in store.files(STEP):
        if not path.stem.endswith(f"-{GRAM_VERSION}"):
            continue
        table = read_rows(path).combine_chunks()
        lists = table["grams"].chunk(0)
        hits = pc.list_parent_indices(lists).filter(pc.is_in(lists.flatten(), value_set=wanted))
        noted.update(table["id"].to_pylist())
        sharing.update(table["id"].take(pc.unique(hits)).to_pylist())
    own = set(but)
    return [
        name
        for name in known_ids(snapshot).to_pylist()
        if (name in sharing or name not in noted) and name not in own
    ]


def _short(hashes: np.ndarray) -> np.ndarray:
    return (hashes >> np.uint64(32)).astype(np.uint32)
