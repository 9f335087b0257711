"""manifest.csv beside the pages: a person's word on a file's date, paper and page number.

Columns `file,date,paper,page` (or 文件,日期,报纸,版面); `file` is the path below the manifest's folder.
A folder's files are looked up in the manifests from their own folder up to the folder that was given, those of
a container also in the manifests inside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from trends.errors import InputError
from trends.readers.columns import read_rows
from trends.readers.filenames import stated_date, stated_page, stated_paper
from trends.readers.sources import Source
from trends.readers.table_dates import date_of
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


Rows = dict[str, ManifestRow]


@dataclass(frozen=True, slots=True)
class InnerManifest:
    """A manifest.csv inside a container: the container's name with "!", the folder within it ("" or "a/b/"), rows."""

    container: str
    folder: str
    rows: Rows

    def row_of(self, name: str) -> ManifestRow | None:
        if not name.startswith(self.container):
            return None
        inner = plain_path(name.removeprefix(self.container))
        return _row_in(self.rows, inner.removeprefix(self.folder)) if inner.startswith(self.folder) else None


def stated_by_person(source: Source, name: str, inside: Sequence[InnerManifest] = ()) -> Stated:
    """The manifests' word on a file first, then its name's; `name` has the inner name after "!".

    inside: manifests of the containers it lies in, nearest first. One beside a container wins over those inside.
    """
    named = stated_date(name)
    rows = [*_rows_beside(source, name), *(row for manifest in inside if (row := manifest.row_of(name)))]
    dated = next((row for row in rows if row.date), None)
    paper = next((row.paper for row in rows if row.paper), None) or stated_paper(name)
    number = next((row.number for row in rows if row.number), None) or stated_page(name)
    if dated is None:
        return Stated(named, "filename" if named else None, paper, number)
    problems: tuple[Problem, ...] = ()
    if named and named != dated.date:
        what = f"manifest.csv 第 {dated.line} 行说是 {dated.date}，文件名说是 {named}"
        problems = (Problem(name, None, what, "以 manifest.csv 为准；若不对请改它", lost=False),)
    return Stated(dated.date, "manifest", paper, number, problems)


def read_manifest(data: bytes, shown: str, is_there: Callable[[str], bool]) -> tuple[Rows, list[Problem]]:
    """manifest.csv → rows by file name, and as Problems its faulty rows and those of files that are not there."""
    rows: Rows = {}
    problems: list[Problem] = []
    try:
        for line, fields in read_rows(data, shown):
            date = date_of(fields.get("date", ""))
            if not fields.get("file") or (fields.get("date") and date is None):
                problems.append(Problem(shown, line, "这一行没有文件名，或日期不存在", FORM, lost=False))
                continue
            page = fields.get("page", "").strip("第版 ")
            number = int(page) if page.isdecimal() and int(page) > 0 else None
            rows[plain_path(fields["file"])] = ManifestRow(line, date, fields.get("paper") or None, number)
    except InputError as error:
        problems.append(
            Problem(shown, error.line, error.what.removeprefix(f"{error.file}: "), FORM, lost=False)
        )
    absent = [name for name in rows if not is_there(name.partition("!")[0])]
    if absent:
        what = f"有 {len(absent)} 行说的文件不在：{'、'.join(absent[:5])}{'等' if len(absent) > 5 else ''}"
        cure = "file 列写从 manifest.csv 所在文件夹算起的路径"
        problems.append(Problem(shown, rows[absent[0]].line, what, cure, lost=False))
    return rows, problems


def manifest_problems(sources: Sequence[Source]) -> list[Problem]:
    """What is wrong with the manifests that speak of the sources."""
    folders = sorted({folder for source in sources for folder in side_folders(source)})
    return [problem for folder in folders for problem in _read_beside(folder)[1]]


def side_folders(source: Source) -> list[Path]:
    """The folders whose manifest.csv and corrections.csv speak of a source, nearest first."""
    folders = [source.path.parent, *source.path.parent.parents]
    return folders[: folders.index(source.root) + 1] if source.root in folders else folders[:1]


def plain_path(name: str) -> str:
    """A path with "/" between folders and without "./"."""
    return PurePosixPath(name.replace("\\", "/")).as_posix()


def _rows_beside(source: Source, name: str) -> Iterator[ManifestRow]:
    """The rows for the inner file, else for the file that holds it, of manifests on disk, nearest first."""
    _, sign, inner = name.partition("!")
    for folder in side_folders(source):
        rows = _read_beside(folder)[0]
        outer = source.path.relative_to(folder).as_posix()
        if row := _row_in(rows, f"{outer}!{plain_path(inner)}" if sign else outer):
            yield row


def _row_in(rows: Rows, name: str) -> ManifestRow | None:
    """The row of a file, else of what holds it: issue.zip!a.pdf!3, issue.zip!a.pdf, issue.zip."""
    while name not in rows and "!" in name:
        name = name.rpartition("!")[0]
    return rows.get(name)


def _read_beside(folder: Path) -> tuple[Rows, list[Problem]]:
    path = folder / "manifest.csv"
    if not path.is_file():
        return {}, []
    stat = path.stat()
    return _kept(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _kept(path: Path, _changed: int, _size: int) -> tuple[Rows, list[Problem]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return {}, [
            Problem(path.name, None, f"打不开：{error.strerror or error}", "检查它的权限", lost=False)
        ]
    return read_manifest(data, path.name, lambda name: (path.parent / name).exists())
