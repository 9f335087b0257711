"""Work tables on the disk: written for whoever reads them again, a few times each within one build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# A fifth larger than with zstd, read in half the time.
PACKING = "lz4"


def write_rows(table: pa.Table, path: Path, *, alike: bool = True) -> None:
    """Writes a table as a Parquet file. alike: whether values come back; looking for such takes time where none do."""
    pq.write_table(table, path, compression=PACKING, use_dictionary=alike)


def read_rows(path: Path, columns: Sequence[str] | None = None, *, coded: Sequence[str] = ()) -> pa.Table:
    """The rows of a Parquet file, those columns of it in that order, by this thread alone: the maps fill the cores, and a
    file of a month is too small to be shared.

    coded: columns of text that stay codes into a dictionary.
    """
    with pq.ParquetFile(path, read_dictionary=list(coded)) as file:
        table = file.read(None if columns is None else list(columns), use_threads=False)
    return table if columns is None else table.select(list(columns))
