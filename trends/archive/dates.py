"""dates.csv: the issue dates that people gave to pages without one, beside the snapshots.

Columns file,date,page; `file` as the list of pages shows it, `page` the key of its text, empty for any page of
that name (as a person may write it). Every later build and addition respects it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from filelock import FileLock

from trends.archive.lists import ListRow, PeopleList, list_date, list_problems, read_list, write_list
from trends.archive.permission import changing
from trends.archive.publishing import current_snapshot
from trends.archive.snapshot import Snapshot
from trends.errors import ArchiveError, QueryError
from trends.records import GivenDate, Problem, page_key

DATE_FILE = "dates.csv"
EARLIEST = dt.date(1815, 1, 1)  # before the first Chinese periodical there is no issue
LATEST = dt.date(2100, 1, 1)


COLUMNS = ("file", "date", "page")
FORM = "列为 file,date,page，日期写成 2023-02-06"


def read_dates(archive: Path) -> dict[str, list[GivenDate]]:
    """Page file → the dates given to pages of that name. A missing file is empty, a row that is no use left out
    (`date_faults` tells it)."""
    return _listed(archive)[1]


def date_faults(archive: Path) -> list[Problem]:
    """What is told of the file."""
    found, _, aside = _listed(archive)
    return list_problems(found, aside, FORM)


def _listed(archive: Path) -> tuple[PeopleList, dict[str, list[GivenDate]], list[tuple[ListRow, str]]]:
    found = read_list(archive / DATE_FILE, ("file", "date"))
    dates: dict[str, list[GivenDate]] = {}
    aside: list[tuple[ListRow, str]] = []
    for row in found.rows:
        date = list_date(row["date"])
        if not row["file"]:
            aside.append((row, "没有文件名"))
        elif date is None or not EARLIEST <= date <= LATEST:
            aside.append((row, f"“{row['date'][:20]}”不是一期报纸的日期"))
        else:
            dates.setdefault(row["file"], []).append(GivenDate(date, row["page"]))
    return found, dates, aside


def settled_dates(archive: Path) -> dict[str, dt.date]:
    """Page file → date, of the pages in the published snapshot. Raises what `read_dates` raises."""
    path = current_snapshot(archive)
    given = read_dates(archive)
    if path is None or not given:
        return {}
    snapshot = Snapshot(path)
    found: dict[str, dt.date] = {}
    for file, rows in given.items():
        key = _key(snapshot, file)
        for row in sorted(rows, key=lambda row: row.page == key):  # the page's own last
            if row.page in ("", key):
                found[file] = row.date
    return found


def write_date(archive: Path, file: str, date: dt.date) -> None:
    """Gives one page its date; the next build takes its articles in.

    Raises AccessError when who asks may not change the archive, QueryError for a page that does not
    wait for a date and for a date that no issue has, ArchiveError when the file cannot be written.
    """
    with changing("settle", file=file[:120], date=date.isoformat()):
        key = _checked(archive, file, date)
        try:
            with FileLock(archive / f".{DATE_FILE}.lock", timeout=5):
                found, dates, aside = _listed(archive)
                others = [row for row in dates.get(file, []) if row.page not in ("", key)]
                dates[file] = [*others, GivenDate(date, key)]
                rows = [
                    (name, row.date.isoformat(), row.page) for name in sorted(dates) for row in dates[name]
                ]
                write_list(archive / DATE_FILE, COLUMNS, rows, found, [row for row, _ in aside])
        except OSError as error:
            raise ArchiveError(
                f"{DATE_FILE} 写不进去（{error.strerror or error}）", "档案文件夹可能是只读的"
            ) from error


def _checked(archive: Path, file: str, date: dt.date) -> str:
    """The key of the page that waits for a date."""
    path = current_snapshot(archive)
    snapshot = Snapshot(path) if path else None
    waiting = snapshot.rows("SELECT date IS NULL FROM pages WHERE file = ?", [file]) if snapshot else []
    if snapshot is None or not any(undated for (undated,) in waiting):
        raise QueryError(f"没有等人定日期的页面 {file[:80]!r}", "在 数据与方法 的“等人定日期的页”里选一页")
    if len(waiting) > 1:
        what = f"有 {len(waiting)} 个同名的页面 {file[:80]!r}，分不清是哪一页"
        raise QueryError(what, "把它们所在的文件夹放进一个文件夹里再建一次，或用 manifest.csv 写明日期")
    if not EARLIEST <= date <= LATEST:
        raise QueryError(f"{date} 不会是一期报纸的日期", "请核对年份")
    return _key(snapshot, file)


def _key(snapshot: Snapshot, file: str) -> str:
    lines = snapshot.rows("SELECT text FROM page_lines WHERE file = ? ORDER BY line, start", [file])
    return page_key(text for (text,) in lines)
