"""Questions and tables of briefs: what the tests of the brief share."""

from __future__ import annotations

import datetime as dt

from trends.archive import Archive
from trends.findings import Subject, Table
from trends.report import brief_of

BASE = "https://example.com/trends/"
SECOND = Subject(dt.date(2024, 1, 31), dt.date(2024, 2, 29))
STORED = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def table(archive: Archive, query: Subject, section: str, caption: str = "") -> Table:
    found = {part.name: part for part in brief_of(archive, query).sections}[section]
    return next(t for t in found.tables if caption in t.caption)


def label_of(archive: Archive, word: str) -> tuple[str, str]:
    """(id, label) of the topic that a planted subject became."""
    topics = archive.topics()
    row = next(r for r in topics.to_dict("records") if word in [term for term, _ in r["terms"][:8]])
    return str(row["topic"]), str(row["label"])
