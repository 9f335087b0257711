"""New words, fixed expressions and slogans that were found in the archive itself."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from trends.archive.parameters import MAX_ROWS
from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.data import ask
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, muted
from trends.dashboard.state import View

RANKS = {"n": "n", "new": "first", "quoted": "quoted", "gone": "last"}
LISTED = 100
MOST = 5
QUOTED = 3  # articles that must hold a phrase before its quotation marks count


def phrases(view: View, meta: Meta, queries: list[str]) -> None:
    """The list, narrowed and ranked as the reader likes; a click adds the phrase to the chart."""
    st.markdown(f"## {say('phrases_title')}")
    rank = params.get("rank") if params.get("rank") in RANKS else "n"
    piece = params.get("find")[:40]
    _controls(rank, piece)
    table = ranked_phrases(ask().phrases(view.scope, MAX_ROWS), rank, piece)
    if table.empty:
        st.markdown(say("phrases_none"))
        return
    listed = table.head(LISTED).reset_index(drop=True)
    columns = ("phrase", "articles_found", "times_found", "first", "last", "quoted", "example")
    rows = pd.DataFrame([_row(r, queries) for r in listed.itertuples()], columns=[say(c) for c in columns])
    with st.container(height=520, border=False, key="phrase_list"):
        st.table(rows, border="horizontal", hide_index=True)
    st.markdown(muted(say("phrases_caption", shown=f"{len(listed):,}", n=f"{len(table):,}")))
    actions(table, view, meta, name="phrases", title=say("phrases_title"))


def _row(found: Any, queries: list[str]) -> tuple[str, ...]:
    """A phrase, which joins the chart, its numbers, its first and last day, which open its articles."""
    joined = ",".join(dict.fromkeys([found.phrase, *queries][:MOST]))
    days = (
        f"[{day(date)}]({params.href('articles', q=found.phrase, from_=date, to=date)})"
        for date in (str(found.first), str(found.last))
    )
    return (
        f"[{escaped(found.phrase)}]({params.here(q=joined, at=None)})",
        f"{found.n:,}",
        f"{found.occurrences:,}",
        *days,
        f"{found.quoted:.0%}",
        escaped(str(found.example)),
    )


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
