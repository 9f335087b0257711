"""Every sentence of a finding, by key, as (Chinese, English)."""

from __future__ import annotations

import re

from trends.errors import QueryError
from trends.findings.sentences import changes, contents, grounds, lives, written

LANGUAGES = ("zh", "en")

PARTS = (written, changes, contents, lives, grounds)
SENTENCES: dict[str, tuple[str, str]] = {key: both for part in PARTS for key, both in part.SENTENCES.items()}

# One of something in an English sentence: "1 issues" is 1 issue, "2.1 issues" and "11 issues" stay.
ONE = re.compile(
    r"(?<![\d.,–-])(1(?:\*\*)?) (issue|article|page|problem|time|line|file|piece|character|phrase|topic|word|code|coding|period|proposal)s\b"
)
LINE = re.compile(r"\blines (\d+)(?!\d|\\?-|–|, )")


def sentence(language: str, key: str, **values: object) -> str:
    """The sentence in one of LANGUAGES, with its values filled in; without values its places stay open."""
    return _filled(language, SENTENCES[key][LANGUAGES.index(language)].replace("**", ""), values)


def marked_sentence(language: str, key: str, **values: object) -> str:
    """The same with `**` around what a face may set in bold."""
    return _filled(language, SENTENCES[key][LANGUAGES.index(language)], values)


def _filled(language: str, text: str, values: dict[str, object]) -> str:
    told = text.format(**values) if values else text
    return singular(told) if language == "en" else told


def singular(text: str) -> str:
    """English text in which one thing stands in the singular."""
    return LINE.sub(r"line \1", ONE.sub(r"\1 \2", text))


def checked_language(language: str) -> str:
    """The language itself. Raises QueryError for one no brief is written in."""
    if language not in LANGUAGES:
        raise QueryError(f"简报没有这种语言：{language[:20]!r}", f"可用的有 {'、'.join(LANGUAGES)}")
    return language
