"""Dates that no issue has are refused with their row, never stored."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

import pyarrow.compute as pc

from trends.archive.work import WorkStore
from trends.pipeline.chunks import Chunk
from trends.pipeline.tables import read_rows
from trends.records import CutPage, Problem

EARLIEST = "1600-01"
AHEAD = 62  # days that an issue may be dated ahead of the day it is read on; then to the end of that month
TOLD = 20  # rows of a chunk told one by one
CURE = "改正它的日期；若它没错，先看这台电脑的日期对不对；将来的报纸到时再加"


def latest_month(today: dt.date) -> str:
    """The last month, "2024-11", that an issue read today may be of."""
    return f"{today + dt.timedelta(days=AHEAD):%Y-%m}"


def possible_chunks(
    chunks: Sequence[Chunk], store: WorkStore, today: dt.date
) -> tuple[list[Chunk], list[Problem]]:
    """The chunks of months that an issue can be of, and a Problem for every row of the others."""
    latest = latest_month(today)
    kept, problems = [], []
    for chunk in chunks:
        if EARLIEST <= chunk.month <= latest:
            kept.append(chunk)
        else:
            problems += _refused(chunk, store, latest)
    return kept, problems


def possible_pages(pages: Sequence[CutPage], today: dt.date) -> list[CutPage]:
    """The pages, those with a date that no issue has left undated and told."""
    latest = latest_month(today)
    return [
        page
        if page.issue_date.date is None or EARLIEST <= _month(page.issue_date.date) <= latest
        else _undated(page, latest)
        for page in pages
    ]


def _month(date: dt.date) -> str:
    return date.isoformat()[:7]


def _undated(page: CutPage, latest: str) -> CutPage:
    told = Problem(page.page.file, None, _what(page.issue_date.date, latest), CURE)
    undated = dataclasses.replace(page.issue_date, date=None, source=None, confidence=0.0)
    return dataclasses.replace(page, issue_date=undated, problems=(*page.problems, told))


def _refused(chunk: Chunk, store: WorkStore, latest: str) -> list[Problem]:
    table = read_rows(store.path("chunks", chunk.key, "parquet"), ["date", "file", "first_line"])
    dates = pc.strftime(table["date"], "%Y-%m-%d").to_pylist()
    rows = list(zip(dates, table["file"].to_pylist(), table["first_line"].to_pylist(), strict=True))
    told = [Problem(file, line or None, _what(date, latest), CURE) for date, file, line in rows[:TOLD]]
    if len(rows) > TOLD:
        told.append(
            Problem(rows[0][1], None, f"另有 {len(rows) - TOLD} 条的日期也在 {chunk.month}，没有读入", CURE)
        )
    return told


def _what(date: object, latest: str) -> str:
    return f"日期 {date} 不会是一期报纸的（早于 {EARLIEST[:4]} 年，或晚于 {latest}），没有读入"


def undated_pages(pages: Sequence[CutPage]) -> Iterator[Problem]:
    """One sentence for all pages without a date."""
    files = [cut.page.file for cut in pages if cut.issue_date.date is None]
    if files:
        several = f"等 {len(files)} 页" if len(files) > 1 else "这一页"
        what = f"{several}没有日期，里面的文章没有进档案"
        yield Problem(files[0], None, what, "在「数据与方法」里定下日期，或用 manifest.csv 写明")
