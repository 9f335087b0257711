"""文章: the list of articles by topic, words and facets, and one to read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.archive.snapshot import Meta
from trends.archive.sql.articles import Order
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.articles.facets import ORDERS, asked_filter, controls
from trends.dashboard.articles.reader import reader
from trends.dashboard.data import ask
from trends.dashboard.data import topics as topic_table
from trends.dashboard.dates import when
from trends.dashboard.drawer import headline
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import day, heading, muted
from trends.dashboard.state import View
from trends.errors import QueryError
from trends.records import UNASSIGNED

PARAMS = ("topic", "q", "id", "kind", "page", "year", "reporter", "order", "start", "code", "coded")
LISTED = 50
ROW = 36


def draw(view: View, meta: Meta) -> None:
    labels = dict(zip(*(topic_table()[c] for c in ("topic", "label")), strict=True)) | {
        UNASSIGNED: say("unassigned")
    }
    wanted = asked_filter(labels)
    try:
        facets = ask().facets(view.scope, wanted)
    except QueryError as error:
        st.warning(error_told(error), icon=":material/info:")
        params.put("q", None)
        wanted = asked_filter(labels)
        facets = ask().facets(view.scope, wanted)
    closest: Order = wanted.closest if wanted.topic or wanted.query or wanted.code else "date"
    order = params.among("order", [o for o in ORDERS if o != "hits" or wanted.counts_hits], closest)
    total = ask().count_articles(view.scope, wanted)
    name = escaped(labels[wanted.topic]) if wanted.topic else say("all_topics")
    title = say("articles_title", topic=name, n=f"{total:,}")
    if wanted.code and not wanted.topic:
        title = say(
            "articles_code_title",
            code=escaped(wanted.code),
            coded=say(f"coded_{wanted.coded}"),
            n=f"{total:,}",
        )
    elif wanted.query and not wanted.topic:
        title = say("articles_found_title", query=escaped(wanted.query), n=f"{total:,}")
    heading(title, _line(view, wanted, name, order))
    controls(wanted, facets, labels, order)
    with st.grid(2, min_column_width=440, gap=(16, 28)) as cells:
        with cells.cell():
            ids = _list(view, meta, wanted, order, total)
        with cells.cell():
            reading = params.get("id") or (ids[0] if ids else "")
            if reading:
                _read(reading, ids, wanted.query)


def _line(view: View, wanted: Filter, name: str, order: str) -> str:
    """What the list is, in one line: topic, dates, words, order."""
    line = say("articles_line", topic=name, since=when(view.since), until=when(view.until))
    if wanted.query:
        line += say("articles_query", query=escaped(wanted.query))
    return f"{line} · {say(f'order_{order}')}"


def _list(view: View, meta: Meta, wanted: Filter, order: Order, total: int) -> list[str]:
    """One page of the list; the ids on it."""
    start = min(int(params.get("start")), max(total - 1, 0)) if params.get("start").isdecimal() else 0
    start = start // LISTED * LISTED
    found = ask().articles(view.scope, wanted, order, LISTED, start)
    if found.empty:
        st.markdown(say("no_articles"))
        return []
    ids = [str(i) for i in found["id"]]
    _table(found, ids)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            muted(say("range_of", a=f"{start + 1:,}", b=f"{start + len(found):,}", n=f"{total:,}")),
            width="content",
        )
    if total > LISTED:
        _turn(start // LISTED + 1, (total + LISTED - 1) // LISTED)
    actions(
        found,
        view,
        meta,
        name="articles",
        title=say("articles_title", topic=say("page_articles"), n=total),
        whole=lambda: ask().articles(view.scope, wanted, order, total, 0),
    )
    return ids


def _turn(page: int, pages: int) -> None:
    """The numbers of the list's pages; a key of its own for each page shown, so that the number
    shown is always the parameter's."""
    key = f"w_turn_{page}"

    def turned() -> None:
        chosen = int(st.session_state[key])
        params.put("start", str((chosen - 1) * LISTED) if chosen > 1 else None)

    st.pagination(pages, default=page, max_visible_pages=5, key=key, on_change=turned)


def _table(found: pd.DataFrame, ids: list[str]) -> None:
    """The list: each headline is a link that opens its article beside; the one being read is marked."""
    reading = params.get("id") or ids[0]
    pages = ["" if pd.isna(p) else say("page_n", n=int(p)) for p in found["page"]]
    table = pd.DataFrame(
        {
            say("date"): [day(str(date)) for date in found["date"]],
            **({say("page"): pages} if any(pages) else {}),
            say("headline"): [
                f"{'▸ ' if i == reading else ''}[{escaped(headline(r))}]({params.here(id=i)})"
                for i, (_, r) in zip(ids, found.iterrows(), strict=True)
            ],
            **({say("hits"): [f"{n:,}" for n in found["hits"]]} if "hits" in found else {}),
            **({say("weight"): [f"{w:.2f}" for w in found["weight"]]} if "weight" in found else {}),
        }
    )
    with st.container(height=ROW * 14, border=False, key="article_list"):
        st.table(table, border="horizontal", hide_index=True)


def _read(asked: str, ids: list[str], query: str | None) -> None:
    """The article asked for beside the list, or the list's first when there is no such article."""
    try:
        article = ask().article(asked)
    except QueryError as error:
        st.warning(error_told(error), icon=":material/info:")
        params.put("id", None)
        if not ids:
            return
        article = ask().article(ids[0])
    reader(article, query, ids)
