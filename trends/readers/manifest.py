"""manifest.csv beside the pages: a person's word on a file's date, paper and page number.

Columns `file,date,paper,page` (or 文件,日期,报纸,版面); `file` is the path below the manifest's folder.
A folder's files are looked up in the manifests from their own folder up to the folder that was given.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trends.errors import InputError
from trends.readers.columns import date_of, read_rows
from trends.readers.filenames import stated_date, stated_page, stated_paper
from trends.readers.sources import Source
from trends.records import DateSource, Problem

FORM = "manifest.csv 每行写 file,date,paper,page，日期写成 2023-02-06"


@dataclass(frozen=True, slots=True)
class Stated:
    """What the manifest or the file's name says of one file, with contradictions between the two."""

    date: dt.date | None = None
    date_source: DateSource | None = None
    paper: str | None = None
    number: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One row; `line` is its 1-based line in manifest.csv."""

    line: int
    date: dt.date | None
    paper: str | None
    number: int | None


def stated_by_person(source: Source, name: str) -> Stated:
    """The manifest's word on a file first, then its name's; `name` has the inner name after "!"."""
    named = stated_date(name)
    row = _row_of(source, name)
    paper = (row and row.paper) or stated_paper(name)
    number = (row and row.number) or stated_page(name)
    if row is None or row.date is None:
        return Stated(named, "filename" if named else None, paper, number)
    problems: tuple[Problem, ...] = ()
    if named and named != row.date:
        what = f"manifest.csv 第 {row.line} 行说是 {row.date}，文件名说是 {named}"
        problems = (Problem(name, None, what, "以 manifest.csv 为准；若不对请改它", lost=False),)
    return Stated(row.date, "manifest", paper, number, problems)


def read_manifest(path: Path, shown: str) -> tuple[dict[str, ManifestRow], list[Problem]]:
    """manifest.csv → rows by file name, and its faulty rows as Problems. A missing file is empty."""
    rows: dict[str, ManifestRow] = {}
    problems: list[Problem] = []
    if not path.is_file():
        return rows, problems
    try:
        for line, fields in read_rows(path, shown):
            date = date_of(fields.get("date", ""))
            if not fields.get("file") or (fields.get("date") and date is None):
                problems.append(Problem(shown, line, "这一行没有文件名，或日期不存在", FORM, lost=False))
                continue
            page = fields.get("page", "").strip("第版 ")
            number = int(page) if page.isdecimal() and int(page) > 0 else None
            name = fields["file"].replace("\\", "/")
            rows[name] = ManifestRow(line, date, fields.get("paper") or None, number)
    except InputError as error:
        problems.append(Problem(shown, error.line, error.what, FORM, lost=False))
    return rows, problems


def side_folders(source: Source) -> list[Path]:
    """The folders whose manifest.csv and corrections.csv speak of a source, nearest first."""
    folders = [source.path.parent, *source.path.parent.parents]
    return folders[: folders.index(source.root) + 1] if source.root in folders else folders[:1]


def _row_of(source: Source, name: str) -> ManifestRow | None:
    """The row for the inner file, else for the file that holds it."""
    _, sign, inner = name.partition("!")
    for folder in side_folders(source):
        path = folder / "manifest.csv"
        if path.is_file():
            stat = path.stat()
            rows = _rows(path, stat.st_mtime_ns, stat.st_size)
            outer = source.path.relative_to(folder).as_posix()
            if row := rows.get(f"{outer}!{inner}" if sign else outer) or rows.get(outer):
                return row
    return None


@lru_cache(maxsize=64)
def _rows(path: Path, _changed: int, _size: int) -> dict[str, ManifestRow]:
    return read_manifest(path, path.name)[0]
