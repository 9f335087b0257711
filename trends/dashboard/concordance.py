"""Lines of a concordance as a table, beside each other on any page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.dashboard import params
from trends.dashboard.data import made
from trends.dashboard.sentences import say

ROW = 34


def show_lines(found: pd.DataFrame, word: str, *, key: str, narrow: bool = False) -> None:
    """Lines of a concordance as a table; a click opens the article with the word marked."""
    config = st.column_config
    side = 132 if narrow else 236

    def chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            params.go("articles", id=str(found["id"].iloc[rows[0]]), q=word)

    table = made(f"lines_{key}", lambda: _cells(found, paged=not narrow))
    st.dataframe(
        table,
        hide_index=True,
        key=key,
        on_select=chosen,
        selection_mode="single-row",
        row_height=ROW,
        alt=say("context_of", word=word),
        height=min(ROW * len(table) + 37, ROW * 12 + 37),
        column_config={
            "date": config.TextColumn(say("date"), width=88 if narrow else 94),
            "page": config.TextColumn(say("page"), width=44),
            "left": config.TextColumn(say("left"), width=side, alignment="right"),
            "hit": config.TextColumn(say("term"), width=72 if narrow else 90, alignment="center"),
            "right": config.TextColumn(say("right"), width=side),
        },
    )


def _cells(found: pd.DataFrame, *, paged: bool) -> pd.DataFrame:
    """date, page (where wanted and known), left, hit, right."""
    pages = ["" if pd.isna(page) else say("page_of", n=int(page)) for page in found["page"]]
    columns = ["date", *(["page"] if any(pages) and paged else []), "left", "hit", "right"]
    return found.assign(page=pages)[columns]
