"""Every sentence of the screen, by key, as (Chinese, English); one file a page.

A page of its own brings a file of its own and one line in PAGES.
"""

from __future__ import annotations

import re

import streamlit as st

from trends.dashboard.sentences import (
    access,
    actions,
    articles,
    brief,
    codebook,
    columns,
    compare,
    data,
    importing,
    issue,
    keywords,
    opening,
    overview,
    proposals,
    reader,
    shared,
    topic_life,
    topics,
    validation,
)
from trends.dashboard.sentences.faults import english
from trends.errors import TrendsError
from trends.findings.sentences import singular

LANGUAGES = ("zh", "en")
PAGES = (
    shared,
    overview,
    topics,
    validation,
    topic_life,
    issue,
    keywords,
    compare,
    articles,
    data,
    proposals,
    actions,
    reader,
    opening,
    importing,
    access,
    brief,
    codebook,
    columns,
)
SENTENCES: dict[str, tuple[str, str]] = {key: both for page in PAGES for key, both in page.SENTENCES.items()}


def say(key: str, **values: object) -> str:
    """The sentence in the reader's language, with its values filled in."""
    chosen = language()
    text = SENTENCES[key][LANGUAGES.index(chosen)]
    told = text.format(**values) if values else text
    return singular(told) if chosen == "en" and values else told


def fault_told(fault: str) -> str:
    """A fault's sentence, which the program says in Chinese, in the reader's language."""
    return english(fault) if language() == "en" else fault


def error_plain(error: TrendsError) -> str:
    """What is wrong and what to do about it, in the reader's language."""
    return say("semicolon").join(fault_told(part) for part in (error.what, error.cure) if part)


def error_told(error: TrendsError) -> str:
    """The same for Markdown."""
    return escaped(error_plain(error))


def language() -> str:
    chosen = str(st.session_state.get("lang", "zh"))
    return chosen if chosen in LANGUAGES else "zh"


ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
MARKS = "\\`*_{}[]()#+-.!|~$:"


# Where an address that Markdown would make a link is parted in two: no escape reaches what it finds in plain text.
_ADDRESS = re.compile(r"((?<=http)s(?=:)|(?<=htt)p(?=:)|(?<=ww)w(?=\.)|(?<=@)[-_.]*[^\W_])", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text of a source for Markdown: shown as it is, never read as markup, its addresses no links."""
    pieces = map(_literal, _ADDRESS.split(text))
    return "".join(f"*{piece}*" if i % 2 else piece for i, piece in enumerate(pieces))


def _literal(text: str) -> str:
    return "".join(ENTITIES.get(c, "\\" + c if c in MARKS else c) for c in text)


def unbroken(text: str) -> str:
    """A short heading that a narrow column must not break between its characters."""
    return "\u2060".join(text)
