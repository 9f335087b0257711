"""Dates a reader may want to see on a time axis: the shipped list, and events.csv beside the archive.

Columns: date, label. A row without a date or a label is left out and counted.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from trends.archive.lists import list_date, read_list

SHIPPED = Path(__file__).with_name("events.csv")
OWN = "events.csv"  # in the archive's folder
COLUMNS = ["date", "label"]


def read_events(path: Path) -> tuple[pd.DataFrame, int]:
    """date (ISO), label of the usable rows, by date; and how many rows could not be used. A file that is
    no table counts as one such row, a file that is not there as none."""
    found = read_list(path, COLUMNS)
    dated = [(list_date(row["date"]), row["label"]) for row in found.rows]
    usable = sorted((date.isoformat(), label) for date, label in dated if date and label)
    faults = len(dated) - len(usable) + bool(found.fault)
    return pd.DataFrame(usable, columns=COLUMNS, dtype=str), faults


def events_between(folder: Path, since: dt.date, until: dt.date) -> tuple[pd.DataFrame, int]:
    """The shipped and the reader's own events of a range, one row a date (labels joined), and how
    many rows of the reader's file could not be used."""
    own, faults = read_events(folder / OWN)
    table = pd.concat([read_events(SHIPPED)[0], own])
    table = table[table["date"].between(since.isoformat(), until.isoformat())].drop_duplicates()
    return table.groupby("date", as_index=False)["label"].agg("、".join), faults
