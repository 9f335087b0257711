"""Dates a reader may want to see on a time axis: events.csv, columns date, label."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

SHIPPED = Path(__file__).with_name("events.csv")


def shipped_events(since: dt.date, until: dt.date) -> pd.DataFrame:
    """The shipped list of yearly sessions within a range: date (ISO), label."""
    table = pd.read_csv(SHIPPED, dtype=str)
    return table[(table["date"] >= since.isoformat()) & (table["date"] <= until.isoformat())]
