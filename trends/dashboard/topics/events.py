"""Dates a reader may want to see on a time axis: the shipped list, and events.csv beside the archive.

Columns: date (YYYY-MM-DD), label. A row without a date or a label is left out and counted.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

SHIPPED = Path(__file__).with_name("events.csv")
OWN = "events.csv"  # in the archive's folder
COLUMNS = ["date", "label"]


def read_events(path: Path) -> tuple[pd.DataFrame, int]:
    """date (ISO), label of the usable rows, by date; and how many rows could not be used. A file that is
    no table counts as one such row, a file that is not there as none."""
    none = pd.DataFrame(columns=COLUMNS, dtype=str)
    if not path.is_file():
        return none, 0
    try:
        table = pd.read_csv(path, dtype=str, encoding="utf-8-sig", on_bad_lines="skip")
    except (ValueError, OSError):
        return none, 1
    if not set(COLUMNS) <= set(table.columns):
        return none, 1
    table = table[COLUMNS].assign(date=table["date"].map(_iso), label=table["label"].str.strip())
    usable = table["date"].notna() & table["label"].fillna("").ne("")
    return table[usable].sort_values("date", ignore_index=True), int((~usable).sum())


def _iso(text: object) -> str | None:
    try:
        return dt.date.fromisoformat(str(text).strip()).isoformat()
    except ValueError:
        return None


def events_between(folder: Path, since: dt.date, until: dt.date) -> tuple[pd.DataFrame, int]:
    """The shipped and the reader's own events of a range, one row a date (labels joined), and how
    many rows of the reader's file could not be used."""
    own, faults = read_events(folder / OWN)
    table = pd.concat([read_events(SHIPPED)[0], own])
    table = table[table["date"].between(since.isoformat(), until.isoformat())].drop_duplicates()
    return table.groupby("date", as_index=False)["label"].agg("、".join), faults
