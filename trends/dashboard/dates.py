"""Dates in running sentences, as people say them."""

from __future__ import annotations

from functools import partial

from trends.dashboard.sentences import language
from trends.findings.sentences import sentence
from trends.findings.writing import period_words
from trends.records import Period

SHAPES: dict[int, Period] = {4: "year", 7: "month", 10: "issue"}  # length of a label → its period


def when(label: object) -> str:
    """A period or an ISO date: 2024-03 is 2024年3月 or March 2024, 2026-W20 is 2026年5月11日至17日."""
    text = str(label)
    by: Period = "week" if "W" in text else "quarter" if "Q" in text else SHAPES[len(text)]
    return period_words(partial(sentence, language()), text, by)
