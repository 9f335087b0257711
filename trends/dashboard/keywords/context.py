"""A word in use: every line it stands in, what stands beside it, what else is written like it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.archive.sql.words import MAX_COMPANY, MAX_SORTED
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.concordance import show_lines
from trends.dashboard.data import ask
from trends.dashboard.findings import told
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, muted
from trends.dashboard.state import View
from trends.findings import Link
from trends.records import Scope

SORTS = ("date", "oldest", "left", "right")
WIDTHS = ("15", "30", "60")  # characters beside a hit
LISTED = 20  # lines shown at a time
COMPANY = 12
ALIKE = 4


def context(view: View, meta: Meta, word: str) -> None:
    """The concordance of the word with its company beside it."""
    articles, hits = ask().count_hits(word, view.scope)
    with st.grid(4, min_column_width=220, gap=(16, 28)) as cells:
        with cells.cell(column_span=3):
            st.markdown(f"## {say('context')}")
            if hits:
                concordance(view, meta, word, hits)
            else:
                st.markdown(told("word_absent", word=Link(word)))
        with cells.cell():
            st.markdown(f"## {say('together')}")
            _company(view.scope, word, articles)
            _variants(word, view.scope)


def lines(word: str, scope: Scope, hits: int, sort: str, start: int, width: int = 15) -> pd.DataFrame:
    """LISTED lines from `start` on: the latest or the oldest first, else by what stands nearest."""
    if sort == "oldest":
        return ask().concordance(word, scope, width, LISTED, start)
    if sort in ("left", "right"):
        return ask().concordance(word, scope, width, LISTED, start, "left" if sort == "left" else "right")
    first = max(hits - start - LISTED, 0)
    found = ask().concordance(word, scope, width, min(LISTED, hits - start), first)
    return found[::-1].reset_index(drop=True)


def concordance(view: View, meta: Meta, word: str, hits: int) -> None:
    sort = params.among("sort", SORTS, SORTS[0])
    start = int(params.get("start")) if params.get("start").isdecimal() else 0
    start = min(start, max(hits - 1, 0)) // LISTED * LISTED
    with st.container(horizontal=True):
        _sorts(sort)
        width = int(
            params.chosen("width", WIDTHS, label=say("context_width"), shown=lambda n: say("width_n", n=n))
        )
    found = lines(word, view.scope, hits, sort, start, width)
    with st.container(key="concordance"):
        show_lines(found, word)
    first = ask().concordance(word, view.scope, width, 1, 0)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            muted(say("lines_of", a=f"{start + 1:,}", b=f"{start + len(found):,}", n=f"{hits:,}")),
            width="content",
        )
        for key, target in (("lines_previous", start - LISTED), ("lines_next", start + LISTED)):
            if 0 <= target < hits:
                st.button(
                    say(key),
                    type="tertiary",
                    key=key,
                    on_click=params.put,
                    args=("start", str(target) if target else None),
                )
    page = say("page_of", n=int(first["page"].iloc[0])) if not pd.isna(first["page"].iloc[0]) else ""
    link = params.href("articles", id=str(first["id"].iloc[0]), q=word)
    st.markdown(muted(say("first_seen", date=f"[{day(str(first['date'].iloc[0]))}]({link})", page=page)))
    if sort in ("left", "right") and hits > MAX_SORTED:
        st.markdown(muted(say("sorted_part", n=f"{MAX_SORTED:,}")))
    actions(
        found,
        view,
        meta,
        name="concordance",
        title=say("context_of", word=word),
        whole=lambda: ask().concordance(word, view.scope, width, hits, 0),
    )


def _sorts(sort: str) -> None:
    def again(value: str) -> str | None:
        params.put("start", None)
        return None if value == SORTS[0] else value

    params.bound(
        st.segmented_control,
        say("sort"),
        SORTS,
        name="sort",
        value=sort,
        parse=again,
        format_func=lambda v: say(f"sort_{v}"),
        label_visibility="collapsed",
        required=True,
    )


def _company(scope: Scope, word: str, articles: int) -> None:
    """Words that share articles with this one more than chance would have it."""
    found = ask().cooccurring(word, scope, COMPANY)
    if found.empty:
        st.markdown(muted(say("together_none")))
        return
    seen, total = min(articles, MAX_COMPANY), ask().count_articles(scope)
    rows = [
        (
            f"[{escaped(r.term)}]({params.href('keywords', q=r.term)})",
            f"{int(r.n):,}",
            f"{r.n / seen / (r.N / total):.1f}",
        )
        for r in found.itertuples()
    ]
    columns = [say("term"), say("same_article"), say("times_more")]
    st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    st.markdown(muted(say("together_caption", n=f"{seen:,}")))


def _variants(word: str, scope: Scope) -> None:
    """Words written like this one, to compare or to count together; counted as strings, as this page counts."""
    words = tuple(ask().variants(word, ALIKE)["word"])
    if not words:
        return
    counted = ask().keywords(words, scope, "year").groupby("term")["n"].sum()
    st.markdown(f"**{say('variants')}**")
    asked = params.get("q", word)
    lines = [
        f"[{escaped(w)}]({params.href('keywords', q=f'{asked},{w}')})　:gray[{say('articles_n', n=f'{n:,}')}]　"
        f"[{say('count_together')}]({params.href('keywords', q=f'{word}|{w}')})"
        for w, n in ((w, int(counted[w])) for w in words)
    ]
    st.markdown("  \n".join(lines))
