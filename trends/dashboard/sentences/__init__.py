"""Every sentence of the screen, by key, in each language."""

from __future__ import annotations

import streamlit as st

from trends.dashboard.sentences.en import EN
from trends.dashboard.sentences.zh import ZH

TABLES = {"zh": ZH, "en": EN}


def say(key: str, **values: object) -> str:
    """The sentence in the reader's language, with its values filled in."""
    text = TABLES[language()][key]
    return text.format(**values) if values else text


def language() -> str:
    chosen = str(st.session_state.get("lang", "zh"))
    return chosen if chosen in TABLES else "zh"


ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
MARKS = "\\`*_{}[]()#+-.!|~$:"


def escaped(text: str) -> str:
    """Text of a source for Markdown: shown as it is, never read as markup."""
    return "".join(ENTITIES.get(c, "\\" + c if c in MARKS else c) for c in text)


def unbroken(text: str) -> str:
    """A short heading that a narrow column must not break between its characters."""
    return "\u2060".join(text)
