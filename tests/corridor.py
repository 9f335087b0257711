"""Topics of planted subjects: what the tests of the corridor share."""

from __future__ import annotations

from trends.archive import Archive

SUBJECT_WORD = {"farm": "小麦", "school": "教师", "sport": "冠军", "health": "医院"}


def topic_of(archive: Archive, word: str) -> str:
    """The topic whose first ten terms hold a word."""
    table = archive.topics()
    hits = [row.topic for row in table.itertuples() if word in [term for term, _ in row.terms[:10]]]
    assert len(hits) == 1, f"{word}: {hits}"
    return str(hits[0])
