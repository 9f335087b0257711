"""dates.csv: the issue dates that people gave to pages without one, beside the snapshots.

Columns file,date; `file` as the list of pages shows it. Every later build and addition respects it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from pathlib import Path

from filelock import FileLock

from trends.archive.permission import changing
from trends.archive.publishing import current_snapshot
from trends.archive.snapshot import Snapshot
from trends.errors import ArchiveError, QueryError

DATE_FILE = "dates.csv"
EARLIEST = dt.date(1815, 1, 1)  # before the first Chinese periodical there is no issue


def read_dates(archive: Path) -> dict[str, dt.date]:
    """Page file → date. A missing file is empty. Raises ArchiveError naming the line and the cure."""
    path = archive / DATE_FILE
    if not path.is_file():
        return {}
    dates = {}
    try:
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
        for line, row in enumerate(rows, 2):
            if not row.get("file"):
                raise ValueError(f"第 {line} 行没有文件名")
            dates[row["file"]] = dt.date.fromisoformat((row.get("date") or "").strip())
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise ArchiveError(
            f"{DATE_FILE} 读不了（{error}）", "须是 UTF-8 的 CSV，列为 file,date，日期写成 2023-02-06"
        ) from error
    return dates


def write_date(archive: Path, file: str, date: dt.date) -> None:
    """Gives one page its date; the next build takes its articles in.

    Raises AccessError when who asks may not change the archive, QueryError for a page that does not
    wait for a date and for a date that no issue has, ArchiveError when the file cannot be written.
    """
    with changing("settle", file=file[:120], date=date.isoformat()):
        _check(archive, file, date)
        try:
            with FileLock(archive / f".{DATE_FILE}.lock", timeout=5):
                dates = read_dates(archive) | {file: date}
                aside = archive / f".{DATE_FILE}.{os.getpid()}"
                aside.write_text(_as_csv(dates), "utf-8-sig")
                os.replace(aside, archive / DATE_FILE)
        except OSError as error:
            raise ArchiveError(
                f"{DATE_FILE} 写不进去（{error.strerror or error}）", "档案文件夹可能是只读的"
            ) from error


def _check(archive: Path, file: str, date: dt.date) -> None:
    path = current_snapshot(archive)
    waiting = path and Snapshot(path).rows(
        "SELECT count(*) FROM pages WHERE date IS NULL AND file = ?", [file]
    )
    if not waiting or not waiting[0][0]:
        raise QueryError(f"没有等人定日期的页面 {file[:80]!r}", "在 数据与方法 的“等人定日期的页”里选一页")
    if not EARLIEST <= date <= dt.date(2100, 1, 1):
        raise QueryError(f"{date} 不会是一期报纸的日期", "请核对年份")


def _as_csv(dates: dict[str, dt.date]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("file", "date"))
    writer.writerows((file, dates[file].isoformat()) for file in sorted(dates))
    return out.getvalue()
