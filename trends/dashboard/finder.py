"""The one box on every page: a topic opens its page, a date its issue, anything else the page of that word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import streamlit as st

from trends.dashboard import params
from trends.dashboard.data import topics
from trends.dashboard.sentences import say

KEY = "w_finder"
LONGEST = 60  # characters of what is looked for


def finder() -> None:
    """The box; topics are suggested while the reader types."""
    table = topics()
    table = table[~table["hidden"]].sort_values("n", ascending=False)
    known = dict(zip(table["label"], table["topic"], strict=True))

    def found() -> None:
        typed = str(st.session_state[KEY] or "").strip()[:LONGEST]
        if typed:
            page, values = destination(typed, known)
            params.go(page, **values)

    st.session_state[KEY] = None
    st.selectbox(
        say("search_all"),
        list(known),
        key=KEY,
        index=None,
        placeholder=say("search_all"),
        accept_new_options=True,
        label_visibility="collapsed",
        on_change=found,
    )


def destination(typed: str, known: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The page and its parameters that what was typed opens. known: label → topic."""
    if typed in known:
        return "topics", {"topic": known[typed]}
    if date := _date(typed):
        return "issue", {"date": date}
    return "keywords", {"q": typed.replace(",", " ")}


def _date(typed: str) -> str | None:
    """An ISO date, or one written with 年月日, dots or slashes, as an ISO date."""
    parts = re.split(r"[年月/.-]", typed.removesuffix("日"))
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    try:
        return dt.date(*map(int, parts)).isoformat()
    except ValueError:
        return None
