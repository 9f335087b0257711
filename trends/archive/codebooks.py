"""Fitted codebooks of an archive: what a version was fitted on stays, so that later issues move no past article.

DIR/codebooks/<version>.parquet    a row a term: its document frequency, and its entry in each centroid
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from trends.archive.disk import write_whole
from trends.errors import ArchiveError

FOLDER = "codebooks"


@dataclass(frozen=True, slots=True)
class FittedCodebook:
    """codes: names in order; terms: texts; centroids: (codes × V) and rest: (r × V) float32; df: (V,) and articles: what
    the rows were scaled by; data_version: of the snapshot it was fitted on."""

    codes: tuple[str, ...]
    terms: tuple[str, ...]
    centroids: np.ndarray
    rest: np.ndarray
    df: np.ndarray
    articles: int
    data_version: str


def fitted_codebook(archive: Path, version: str) -> FittedCodebook | None:
    """The codebook of that version as it was fitted, None when it never was. Raises ArchiveError for a damaged file."""
    path = archive / FOLDER / f"{version}.parquet"
    if not path.is_file():
        return None
    try:
        table = pq.read_table(path)
        facts = json.loads(table.schema.metadata[b"codebook"])
    except (OSError, pa.ArrowException, KeyError, ValueError, TypeError) as error:
        raise ArchiveError(f"编码本 {path.name} 已损坏", "请删去这个文件，会重新拟合") from error
    codes, terms = tuple(facts["codes"]), tuple(table["term"].to_pylist())
    rows = {
        kind: np.stack([table[name].to_numpy() for name in table.column_names if name[0] == kind])
        for kind in "cr"
    }
    df, articles = table["df"].to_numpy(), facts["articles"]
    return FittedCodebook(codes, terms, rows["c"], rows["r"], df, articles, facts["data_version"])


def keep_codebook(archive: Path, version: str, fitted: FittedCodebook) -> None:
    """Keeps a fitted codebook; one that is kept already stays."""
    path = archive / FOLDER / f"{version}.parquet"
    if path.exists():
        return
    columns = {f"c{i}": row for i, row in enumerate(fitted.centroids)}
    columns |= {f"r{i}": row for i, row in enumerate(fitted.rest)}
    table = pa.table({"term": list(fitted.terms), "df": fitted.df, **columns})
    facts = {"codes": fitted.codes, "articles": fitted.articles, "data_version": fitted.data_version}
    table = table.replace_schema_metadata({"codebook": json.dumps(facts, ensure_ascii=False)})
    data = io.BytesIO()
    pq.write_table(table, data, compression="zstd")
    try:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, data.getvalue())
    except OSError as error:
        raise ArchiveError(
            f"{path} 写不进去（{error.strerror or error}）", "请腾出空间，或检查权限"
        ) from error
