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
from trends.dashboard.shell import day, muted, signed
from trends.dashboard.state import View
from trends.records import Scope

LISTED = 40  # words of each side
STRONGEST = 1000  # words that are ranked and given out as CSV
LINES = 10
BESIDE = 9  # characters beside a hit
EXAMPLES = 2
LEAST = (5, 20, 50)  # articles that must hold a word


def keyness(view: View, meta: Meta, a: Scope, b: Scope) -> None:
    """The words that stand more often in A, and in B; a click shows one in both."""
    st.markdown(f"## {say('keyness')}")
    leasts = [str(n) for n in LEAST]
    least = int(
        params.chosen("min", leasts, label=say("compare_min"), shown=lambda n: say("compare_min_n", n=n))
    )
    with st.spinner(say("computing")):
        table = ask().keyness(a, b, least, STRONGEST, spread=False)
    table = table[table["beyond_chance"]]

    def with_spread() -> pd.DataFrame:
        full = ask().keyness(a, b, least, STRONGEST)
        return full[full["beyond_chance"]]

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
    """One side's words; each is a link to its use in both."""
    if part.empty:
        st.markdown(say("keyness_none"))
        return
    rows = [
        (
            f"[{escaped(r.term)}]({params.here(word=r.term)})",
            f"{r.n_a:,}",
            f"{r.n_b:,}",
            signed(r.log_ratio),
            f"{r.g2:,.0f}",
        )
        for r in part.itertuples()
    ]
    columns = [say("term"), say("n_in_a"), say("n_in_b"), say("log_ratio"), "G²"]
    with st.container(height=460, border=False):
        st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)


def side_by_side(word: str, a: Scope, b: Scope) -> None:
    """The word in A and in B: how often, example sentences, lines."""
    with st.container(key="beside"):
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
                show_lines(found[::-1].reset_index(drop=True), word, narrow=True)


def names(view: View, meta: Meta, a: Scope, b: Scope) -> None:
    """People, places and organisations in more, or fewer, articles of B than of A."""
    st.markdown(f"## {say('compare_names')}")
    table = ask().movers(b, a, "names", 60, explained=False)
    if table.empty:
        st.markdown(say("keyness_none"))
        return
    rows = [
        (
            f"[{escaped(r.label)}]({params.href('keywords', q=r.label)})",
            f"{r.n_before:,}",
            f"{r.n:,}",
            f"{r.share_before:.1%}",
            f"{r.share:.1%}",
            signed(100 * r.change),
            say("interval", low=signed(100 * r.low), high=signed(100 * r.high)),
            say(f"status_{r.status}"),
        )
        for r in table.itertuples()
    ]
    keys = ("name", "n_in_a", "n_in_b", "share_in_a", "share_in_b", "change_pp", "interval_90", "status")
    with st.container(height=520, border=False):
        st.table(pd.DataFrame(rows, columns=[say(key) for key in keys]), border="horizontal", hide_index=True)
    st.markdown(muted(say("compare_names_caption")))
    actions(table.drop(columns=["headlines"]), view, meta, name="names", title=say("compare_names"))
