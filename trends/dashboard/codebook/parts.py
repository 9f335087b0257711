"""Below a code's chart: what each word does, what it has in common with other codes, all codes side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from trends.archive.coding import Mode
from trends.archive.snapshot import Meta
from trends.charts.heatmap import heatmap
from trends.codebook import REST
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable
from trends.dashboard.codebook.draft import Draft
from trends.dashboard.data import ask, made
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import colours, muted, words
from trends.dashboard.state import View
from trends.series.measures import colour_top, topic_series

LONGEST = 30  # characters of a headline
MOST = 80  # rows of the heat map
MODES: tuple[Mode, ...] = ("strict", "assisted")


def words_part(view: View, meta: Meta, draft: Draft) -> None:
    """A row a word: its articles, those it alone brings, how many of these look foreign, one to look at."""
    table = ask().code_words(draft.code.name, view.scope)
    if table.empty:
        st.markdown(say("code_no_words"))
        return
    rows = [
        (
            f"[{escaped(r.word)}]({params.href('keywords', q=r.word)})",
            f"{r.n:,}",
            f"{r.share:.1%}",
            f"{r.alone:,}",
            "—" if r.elsewhere != r.elsewhere else f"{r.elsewhere:.0%}",
            f"[{escaped(_cut(r.headline))}]({params.href('articles', id=r.id, q=r.word)})" if r.id else "—",
        )
        for r in table.itertuples()
    ]
    names = [say(f"word_{name}") for name in ("word", "n", "share", "alone", "elsewhere", "example")]
    st.table(pd.DataFrame(rows, columns=names), border="horizontal", hide_index=True)
    st.markdown(muted(say("words_how")))
    actions(table, view, meta, name="code_words", title=say("code_words_title", code=draft.code.name))


def overlap_part(view: View, meta: Meta, draft: Draft) -> None:
    """Which other codes the code's articles hold, by both ways of counting."""
    found = {mode: ask().code_overlap(draft.code.name, view.scope, mode) for mode in MODES}
    with st.grid(2, min_column_width=300, gap=(16, 28)) as cells:
        for mode, table in found.items():
            with cells.cell():
                st.markdown(f"### {say(f'overlap_{mode}')}")
                rows = [
                    (
                        _linked(r.code, draft) if r.code != REST else say(f"overlap_rest_{mode}"),
                        f"{r.n:,}",
                        f"{r.share:.1%}",
                    )
                    for r in table.itertuples()
                ]
                columns = [say("code"), say("count_of_articles"), say("overlap_share")]
                st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    whole = pd.concat([table.assign(coded=mode) for mode, table in found.items()])
    actions(whole, view, meta, name="code_overlap", title=say("code_overlap_title", code=draft.code.name))


def codes_part(view: View, meta: Meta, draft: Draft) -> None:
    """All codes: counted both ways, and over time; a cell opens its articles."""
    table = ask().codes(view.scope)
    rows = [
        (
            _linked(r.code, draft) if r.code != REST else say("no_code"),
            escaped(r.parent),
            f"{r.n:,}",
            _percent(r.share),
            f"{r.n_assisted:,}",
            _percent(r.share_assisted),
        )
        for r in table.itertuples()
    ]
    columns = [say("code"), say("code_parent_short")]
    columns += [
        say(f"column_{name}") for name in ("strict_n", "strict_share", "assisted_n", "assisted_share")
    ]
    shown = pd.DataFrame(rows, columns=columns)
    if not table["parent"].astype(bool).any():
        shown = shown.drop(columns=say("code_parent_short"))
    mode = params.among("series", MODES, "strict")
    with st.grid(2, min_column_width=440, gap=(16, 28)) as cells:
        with cells.cell():
            st.table(shown, border="horizontal", hide_index=True)
            st.markdown(muted(say("codes_how")))
        with cells.cell():
            _heat(view, meta, draft, mode)
    actions(table, view, meta, name="codes", title=say("codes_title"))


def _heat(view: View, meta: Meta, draft: Draft, mode: Mode) -> None:
    shares = ask().code_shares(view.scope, view.shown_by, "articles", mode)
    shares = shares[shares["code"] != REST].rename(columns={"code": "topic"})
    order = list(shares.groupby("topic")["n"].sum().sort_values(ascending=False).head(MOST).index)
    if not order or shares["period"].nunique() < 2:
        return
    shares = shares[shares["topic"].isin(order)].assign(label=lambda t: t["topic"])
    series = topic_series(shares, ask().coverage(view.scope, view.shown_by), "articles", view.smooth)
    top = colour_top(series["value"])
    text = words(say("codes_title"), say(f"coded_{mode}"), meta)
    figure = made(
        "codes_heat",
        lambda: heatmap(series, colours(), text, order=order, top=top),
        draft.codebook.version,
        mode,
    )
    ends = {row.period: (row.start, row.end) for row in series.itertuples()}

    def opened(values: list[Any]) -> None:
        since, until = ends[str(values[1])]
        coded = None if mode == "strict" else mode
        params.go("articles", code=str(values[0]), coded=coded, from_=str(since), to=str(until))

    clickable(figure, key="codes_heat", alt=say("codes_title"), name="codes", put={}, then=opened)


def _linked(code: str, draft: Draft) -> str:
    """A code's name that opens it; the one looked at stands strong."""
    if code == draft.code.name:
        return f"**■ {escaped(code)}**"
    link = params.here(code=code, words=None, not_=None, topics=None, at=None)
    return f"■ [{escaped(code)}]({link})"


def _percent(value: float) -> str:
    return "—" if value != value else f"{value:.1%}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
