"""Codebooks of an archive: the one in use, every version that was saved, and what each was fitted on, so that later
issues move no past article and old links show what they showed.

DIR/codebook.yaml                  the one in use; codebook.csv, .xlsx, … of a spreadsheet where there is no .yaml
DIR/codebooks/<version>.yaml       as it was saved
DIR/codebooks/<version>.parquet    as it was fitted: a row a term, its document frequency and its entry in each centroid
"""

from __future__ import annotations

import functools
import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from trends.archive.disk import write_whole
from trends.archive.permission import changing, may_change
from trends.codebook import FORMS, Codebook, Fault, read_codebook, write_yaml
from trends.errors import ArchiveError, InputError

FOLDER = "codebooks"
EMPTY = Codebook(())


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


def codebook_file(archive: Path) -> Path:
    """The file of the codebook in use, whether it is there or not: the first of the forms that is, else the YAML."""
    names = [archive / f"codebook{form.suffix}" for form in FORMS.values()]
    return next((path for path in names if path.is_file()), names[0])


def codebook_of(archive: Path) -> tuple[Codebook, tuple[Fault, ...]]:
    """The archive's codebook and what of it cannot be used; an empty one where there is none. Never raises."""
    path = codebook_file(archive)
    try:
        found = path.stat()
    except OSError:
        return EMPTY, ()
    return _read(path, found.st_mtime_ns, found.st_size)


@functools.lru_cache(maxsize=16)
def _read(path: Path, changed: int, size: int) -> tuple[Codebook, tuple[Fault, ...]]:
    """A file as it was when it changed last."""
    del changed, size
    try:
        codebook, faults = read_codebook(path.name, path.read_bytes())
    except (OSError, InputError) as error:
        return EMPTY, (Fault(None, str(getattr(error, "what", error)), getattr(error, "cure", "请检查权限")),)
    return codebook, tuple(faults)


def version_of(archive: Path, version: str) -> Codebook | None:
    """The codebook that was saved under that version; None where it never was."""
    if not version.isalnum() or not version.isascii():
        return None
    path = archive / FOLDER / f"{version}.yaml"
    try:
        found = path.stat()
    except OSError:
        return None
    codebook, _ = _read(path, found.st_mtime_ns, found.st_size)
    return codebook if codebook.codes else None


def save_codebook(archive: Path, codebook: Codebook) -> None:
    """Makes a codebook the archive's; the one before stays under its version, and a file of another form beside it.

    Raises AccessError when who asks may not change it, ArchiveError for a folder that takes nothing.
    """
    try:
        with changing("codebook", version=codebook.version, codes=len(codebook.codes)):
            (archive / FOLDER).mkdir(exist_ok=True)
            with FileLock(archive / ".codebook.lock", timeout=5):
                before, _ = codebook_of(archive)
                for own in (before, codebook):
                    path = archive / FOLDER / f"{own.version}.yaml"
                    if own.codes and not path.exists():
                        write_whole(path, write_yaml(own).encode())
                write_whole(archive / "codebook.yaml", write_yaml(codebook).encode())
    except OSError as error:
        raise ArchiveError(
            f"codebook.yaml 写不进去（{error.strerror or error}）", "请腾出空间，或检查权限"
        ) from error


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


def keep_codebook(archive: Path, codebook: Codebook, fitted: FittedCodebook) -> None:
    """Keeps a codebook and its fit, where who asks may change the archive; one that is kept already stays."""
    path = archive / FOLDER / f"{codebook.version}.parquet"
    if path.exists() or not may_change():
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
        write_whole(path.with_suffix(".yaml"), write_yaml(codebook).encode())
        write_whole(path, data.getvalue())
    except OSError as error:
        raise ArchiveError(
            f"{path} 写不进去（{error.strerror or error}）", "请腾出空间，或检查权限"
        ) from error
