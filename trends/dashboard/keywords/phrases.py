"""New words, fixed expressions and slogans that were found in the archive itself."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.data import ask
from trends.dashboard.sentences import say
from trends.dashboard.shell import muted
from trends.dashboard.state import View

RANKS = {"n": "n", "new": "first", "quoted": "quoted", "gone": "last"}
LISTED = 200
MOST = 5
QUOTED = 3  # articles that must hold a phrase before its quotation marks count


def phrases(view: View, meta: Meta, queries: list[str]) -> None:
    """The list, narrowed and ranked as the reader likes; a click adds the phrase to the chart."""
    st.markdown(f"## {say('phrases_title')}")
    rank = params.get("rank") if params.get("rank") in RANKS else "n"
    piece = params.get("find")[:40]
    _controls(rank, piece)
    table = ranked_phrases(ask().phrases(view.scope), rank, piece)
    if table.empty:
        st.markdown(say("phrases_none"))
        return
    listed = table.head(LISTED).reset_index(drop=True)
    config = st.column_config

    def chosen() -> None:
        rows = st.session_state["phrase_list"]["selection"]["rows"]
        if rows:
            added = [*queries, str(listed["phrase"].iloc[rows[0]])]
            params.put("q", ",".join(dict.fromkeys(added[-MOST:])))
            params.put("at", None)

    st.dataframe(
        listed[["phrase", "n", "occurrences", "first", "last", "quoted", "example"]],
        hide_index=True,
        key="phrase_list",
        on_select=chosen,
        selection_mode="single-row",
        row_height=34,
        height=min(34 * len(listed) + 37, 34 * 14 + 37),
        alt=say("phrases_title"),
        column_config={
            "phrase": config.TextColumn(say("phrase"), width=140),
            "n": config.NumberColumn(say("articles_found"), width=64, format="localized"),
            "occurrences": config.NumberColumn(say("times_found"), width=64, format="localized"),
            "first": config.TextColumn(say("first"), width=94),
            "last": config.TextColumn(say("last"), width=94),
            "quoted": config.NumberColumn(say("quoted"), width=72, format="percent"),
            "example": config.TextColumn(say("example"), width=340),
        },
    )
    st.markdown(muted(say("phrases_caption", shown=f"{len(listed):,}", n=f"{len(table):,}")))
    actions(table, view, meta, name="phrases", title=say("phrases_title"))


def ranked_phrases(table: pd.DataFrame, rank: str, piece: str) -> pd.DataFrame:
    """The phrases that hold `piece`, the first by `rank` on top: most articles, newest, most in
    quotation marks, longest unseen."""
    found = table[table["phrase"].str.contains(piece, regex=False)] if piece else table
    if rank == "quoted":
        found = found[found["n"] >= QUOTED]
    order = [RANKS[rank], "n", "phrase"] if rank != "n" else ["n", "phrase"]
    return found.sort_values(order, ascending=[rank == "gone", *([False] * (len(order) - 2)), True])


def _controls(rank: str, piece: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        params.bound(
            st.text_input,
            say("phrases_find"),
            name="find",
            value=piece,
            parse=lambda v: v.strip()[:40] or None,
            placeholder=say("phrases_find"),
            label_visibility="collapsed",
            width=220,
        )
        params.bound(
            st.segmented_control,
            say("phrases_rank"),
            [*RANKS],
            name="rank",
            value=rank,
            parse=lambda v: None if v == "n" else v,
            format_func=lambda v: say(f"rank_{v}"),
            label_visibility="collapsed",
            required=True,
        )
