"""Findings: an archive asked about a subject → sections of sentences, charts and tables.

Between the archive and its faces: nothing here knows a screen, a file format or an address. The dashboard and the
brief draw the same sections, so both say the same. A new finding is one function in FINDERS.
"""

from __future__ import annotations

from trends.findings.articles import chosen_articles, headline_section, issue_section
from trends.findings.bursts import burst_section
from trends.findings.case import Case, Finder
from trends.findings.codes import code_section
from trends.findings.counts import count_section
from trends.findings.grounds import coverage_section, method_section
from trends.findings.heads import Head, head_of
from trends.findings.morning import morning_section
from trends.findings.moves import moves_section
from trends.findings.phrases import fading_section, phrase_section
from trends.findings.records import Link, Section, Subject, Table, Windows
from trends.findings.sentences import checked_language
from trends.findings.shares import chosen_topics, share_section, word_section

__all__ = [
    "FINDERS",
    "Case",
    "Head",
    "Link",
    "Section",
    "Subject",
    "Table",
    "Windows",
    "head_of",
    "morning_section",
    "sections_of",
]

FINDERS: dict[str, Finder] = {
    "chosen_topics": chosen_topics,
    "words": word_section,
    "chosen_articles": chosen_articles,
    "morning": morning_section,
    "changes": moves_section,
    "codes": code_section,
    "counts": count_section,
    "issues": issue_section,
    "shares": share_section,
    "phrases": phrase_section,
    "fading": fading_section,
    "bursts": burst_section,
    "headlines": headline_section,
    "coverage": coverage_section,
    "method": method_section,
}
ONLY_FEW = {"counts", "issues"}  # of a few issues
NOT_FEW = {"changes", "codes", "shares", "phrases", "fading", "bursts", "headlines"}


def sections_of(case: Case) -> tuple[Section, ...]:
    """Every section that the subject has, in the order of FINDERS. Raises QueryError, as `Case`."""
    checked_language(case.subject.language)
    left_out = NOT_FEW if case.windows.few else ONLY_FEW
    found = [find(case) for name, find in FINDERS.items() if name not in left_out]
    return tuple(section for section in found if section is not None)
