"""Words and names that mark two ranges, and one of them side by side in both."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.concordance import show_lines
from trends.dashboard.data import ask, made
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, muted
from trends.dashboard.state import View
from trends.records import Scope

CHANCE = 3.84  # G² below this happens by chance one time in twenty
LISTED = 40  # words of each side
STRONGEST = 1000  # words that are ranked and given out as CSV
LINES = 10
BESIDE = 9  # characters beside a hit
EXAMPLES = 2
LEAST = (5, 20, 50)  # articles that must hold a word
ROW = 34


def keyness(view: View, meta: Meta, a: Scope, b: Scope) -> None:
    """The words that stand more often in A, and in B; a click shows one in both."""
    st.markdown(f"## {say('keyness')}")
    leasts = [str(n) for n in LEAST]
    least = int(
        params.chosen("min", leasts, label=say("compare_min"), shown=lambda n: say("compare_min_n", n=n))
    )
    with st.spinner(say("computing")):
        table = ask().keyness(a, b, least, STRONGEST, spread=False)
    table = table[table["g2"] >= CHANCE]

    def with_spread() -> pd.DataFrame:
        full = ask().keyness(a, b, least, STRONGEST)
        return full[full["g2"] >= CHANCE]

    sides = made("sides", lambda: _sides(table))
    with st.grid(2, min_column_width=300, gap=(16, 28)) as cells:
        for side, part in sides.items():
            with cells.cell():
                st.markdown(f"**{say(f'more_in_{side}')}**")
                _listed(part, side)
    st.markdown(muted(say("keyness_caption")))
    actions(table, view, meta, name="keyness", title=say("keyness"), whole=with_spread)
    first = [part["term"].iloc[0] for part in (sides["b"], sides["a"]) if len(part)]
    word = params.get("word") or (first[0] if first else "")
    if word:
        side_by_side(word, a, b)


def _sides(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The words of each side, the surest first."""
    sides = {"a": table["log_ratio"] > 0, "b": table["log_ratio"] < 0}
    return {
        side: table[own].sort_values("g2", ascending=False).head(LISTED).reset_index(drop=True)
        for side, own in sides.items()
    }


def _listed(part: pd.DataFrame, side: str) -> None:
    """One side's words as a table whose rows can be chosen."""
    if part.empty:
        st.markdown(say("keyness_none"))
        return
    key = f"keyness_{side}"

    def chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            params.put("word", str(part["term"].iloc[rows[0]]))

    config = st.column_config
    st.dataframe(
        part[["term", "n_a", "n_b", "log_ratio", "g2"]].round({"g2": 0}),
        hide_index=True,
        key=key,
        on_select=chosen,
        selection_mode="single-row",
        row_height=ROW,
        height=min(ROW * len(part) + 37, ROW * 12 + 37),
        alt=say(f"more_in_{side}"),
        column_config={
            "term": config.TextColumn(say("term"), width=96),
            "n_a": config.NumberColumn(say("n_in_a"), width=52, format="localized"),
            "n_b": config.NumberColumn(say("n_in_b"), width=52, format="localized"),
            "log_ratio": config.NumberColumn(say("log_ratio"), width=62, format="%+.1f"),
            "g2": config.NumberColumn("G²", width=52, format="localized", step=1),
        },
    )


def side_by_side(word: str, a: Scope, b: Scope) -> None:
    """The word in A and in B: how often, example sentences, lines."""
    st.markdown(f"## {say('compare_context', word=escaped(word))}")
    with st.grid(2, min_column_width=300, gap=(16, 28)) as cells:
        for side, scope in (("a", a), ("b", b)):
            with cells.cell():
                articles, hits = ask().count_hits(word, scope)
                st.markdown(say(f"compare_hits_{side}", n=f"{articles:,}", times=f"{hits:,}"))
                if not hits:
                    continue
                for row in ask().example_sentences(word, scope, EXAMPLES).itertuples():
                    sentence = f"{escaped(row.left)}**{escaped(row.hit)}**{escaped(row.right)}"
                    link = params.href("articles", id=str(row.id), q=word)
                    st.markdown(f"…{sentence}…　[{day(str(row.date))}]({link})")
                found = ask().concordance(word, scope, BESIDE, LINES, max(hits - LINES, 0))
                show_lines(found[::-1].reset_index(drop=True), word, key=f"lines_{side}", narrow=True)


def names(view: View, meta: Meta, a: Scope, b: Scope) -> None:
    """People, places and organisations in more, or fewer, articles of B than of A."""
    st.markdown(f"## {say('compare_names')}")
    table = ask().movers(b, a, "names", 60, explained=False)
    if table.empty:
        st.markdown(say("keyness_none"))
        return
    rows = table.assign(
        **{column: 100 * table[column] for column in ("share_before", "share", "change")},
        interval=[
            say("interval", low=f"{100 * r.low:+.1f}", high=f"{100 * r.high:+.1f}")
            for r in table.itertuples()
        ],
        status=[say(f"status_{status}") for status in table["status"]],
    ).reset_index(drop=True)

    def chosen() -> None:
        picked = st.session_state["names_table"]["selection"]["rows"]
        if picked:
            params.go("keywords", q=str(table["label"].iloc[picked[0]]))

    config = st.column_config
    st.dataframe(
        rows[["label", "n_before", "n", "share_before", "share", "change", "interval", "status"]],
        hide_index=True,
        key="names_table",
        on_select=chosen,
        selection_mode="single-row",
        row_height=ROW,
        height=min(ROW * len(rows) + 37, ROW * 14 + 37),
        alt=say("compare_names"),
        column_config={
            "label": config.TextColumn(say("name"), width=130),
            "n_before": config.NumberColumn(say("n_in_a"), width=70, format="localized"),
            "n": config.NumberColumn(say("n_in_b"), width=70, format="localized"),
            "share_before": config.NumberColumn(say("share_in_a"), width=84, format="%.1f"),
            "share": config.NumberColumn(say("share_in_b"), width=84, format="%.1f"),
            "change": config.NumberColumn(say("change_pp"), width=84, format="%+.1f"),
            "interval": config.TextColumn(say("interval_90"), width=110),
            "status": config.TextColumn(say("status"), width=90),
        },
    )
    st.markdown(muted(say("compare_names_caption")))
    actions(table.drop(columns=["headlines"]), view, meta, name="names", title=say("compare_names"))
