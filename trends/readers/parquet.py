"""Parquet → Articles, one a row, streaming by batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from trends.readers.documents import Document, too_large
from trends.readers.foreign import library
from trends.readers.limits import LIMITS
from trends.readers.records import Table, articles_of, fields_of
from trends.records import Article, Problem

BROKEN, CURE = "Parquet 文件打不开或已损坏", "重新导出这个文件"
BATCH_ROWS = 1_000


def read_parquet(document: Document) -> Iterator[Article | Problem]:
    """Only the columns that are fields are read."""
    with document.sought() as stream:
        names, rows = _opened(stream, document)
        yield from articles_of(Table(names, rows), document)


def parquet_columns(document: Document) -> tuple[str, ...]:
    """The names of all columns."""
    import pyarrow.parquet as pq

    with document.sought() as stream, library(BROKEN, CURE, document.name):
        return tuple(pq.ParquetFile(stream).schema_arrow.names)


def _opened(
    stream: BinaryIO, document: Document
) -> tuple[tuple[str, ...], Iterator[tuple[int, Sequence[Any]]]]:
    import pyarrow.parquet as pq

    with library(BROKEN, CURE, document.name):
        file = pq.ParquetFile(
            stream, thrift_string_size_limit=LIMITS.line, thrift_container_size_limit=1_000_000
        )
        groups = [file.metadata.row_group(k) for k in range(file.metadata.num_row_groups)]
        if any(group.total_byte_size > LIMITS.unpacked // 4 for group in groups):
            raise too_large(document.name, LIMITS.unpacked // 4)
        every = tuple(file.schema_arrow.names)
    fields = fields_of(every, document.source.columns)
    known = [name for name in every if fields[name]]

    def rows() -> Iterator[tuple[int, Sequence[Any]]]:
        batches = file.iter_batches(batch_size=BATCH_ROWS, columns=known)
        number = 0
        while True:
            with library(BROKEN, CURE, document.name):
                batch = next(batches, None)
                values = batch.to_pylist() if batch is not None else []
            if batch is None:
                return
            for record in values:
                number += 1
                yield number, [record.get(name) for name in known]

    return (tuple(known), rows()) if known else (every, iter(()))
