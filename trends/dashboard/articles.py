"""文章: the list of articles by topic, words and page, and one to read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.actions import csv_button
from trends.dashboard.data import ask
from trends.dashboard.data import topics as topic_table
from trends.dashboard.drawer import headline
from trends.dashboard.reader import reader
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, heading, muted
from trends.dashboard.state import View
from trends.errors import QueryError
from trends.records import KINDS, UNASSIGNED, Scope

PARAMS = ("topic", "q", "id", "kind", "order", "start")
ORDERS = ("weight", "date", "characters")
LISTED = 50


def draw(view: View, meta: Meta) -> None:
    labels = dict(zip(*(topic_table()[c] for c in ("topic", "label")), strict=True)) | {
        UNASSIGNED: say("unassigned")
    }
    topic = params.get("topic") or None
    if topic is not None and topic not in labels:
        st.warning(
            say("notice_topic", topic=escaped(topic[:40]), kept=say("all_topics")), icon=":material/info:"
        )
        params.put("topic", None)
        topic = None
    query = params.get("q") or None
    kind = params.get("kind") if params.get("kind") in KINDS else None
    order = params.get("order", "weight") if params.get("order") in ORDERS else "weight" if topic else "date"
    wanted = Filter(topic=topic, query=query, kind=kind)
    try:
        total = ask("count_articles", view.scope, wanted)
    except QueryError as error:
        st.warning(f"{error.what}；{error.cure}", icon=":material/info:")
        wanted, query = Filter(topic=topic, kind=kind), None
        total = ask("count_articles", view.scope, wanted)
    name = escaped(labels[topic]) if topic else say("all_topics")
    line = say("articles_line", topic=name, since=day(str(view.since)), until=day(str(view.until)))
    heading(
        say("articles_title", topic=name, n=f"{total:,}"),
        line + (say("articles_query", query=escaped(query)) if query else ""),
    )
    _controls(view.scope, labels, topic, query, kind, order)
    with st.grid(2, min_column_width=440, gap=(16, 28)) as cells:
        with cells.cell():
            chosen = _list(view, meta, wanted, order, total)
        with cells.cell():
            asked = params.get("id") or chosen
            if asked:
                _read(asked, chosen, query)


def _controls(
    scope: Scope, labels: dict[str, str], topic: str | None, query: str | None, kind: str | None, order: str
) -> None:
    def restart(value: str | None) -> str | None:
        params.put("start", None)
        params.put("id", None)
        return value or None

    with st.grid(5, min_column_width=150, gap=(8, 16), vertical_alignment="center") as cells:
        with cells.cell(column_span=2):
            params.bound(
                st.text_input,
                say("search"),
                name="q",
                value=query or "",
                parse=lambda v: restart(v.strip()[:100]),
                placeholder=say("search_hint"),
                label_visibility="collapsed",
                icon=":material/search:",
            )
        with cells.cell():
            params.bound(
                st.selectbox,
                say("topic"),
                ["", *labels],
                name="topic",
                value=topic or "",
                parse=restart,
                label_visibility="collapsed",
                format_func=lambda t: say("all_topics") if not t else labels[t],
            )
        with cells.cell():
            params.bound(
                st.selectbox,
                say("kind"),
                ["", *KINDS],
                name="kind",
                value=kind or "",
                parse=restart,
                label_visibility="collapsed",
                format_func=lambda k: say("all_kinds") if not k else say(f"kind_{k}"),
            )
        with cells.cell():
            params.bound(
                st.selectbox,
                say("order"),
                ORDERS,
                name="order",
                value=order,
                parse=restart,
                label_visibility="collapsed",
                format_func=lambda o: say(f"order_{o}"),
            )


def _list(view: View, meta: Meta, wanted: Filter, order: str, total: int) -> str | None:
    start = min(int(params.get("start")), max(total - 1, 0)) if params.get("start").isdecimal() else 0
    found = ask("articles", view.scope, wanted, order, LISTED, start)
    if found.empty:
        st.markdown(say("no_articles"))
        return None
    ids = [str(i) for i in found["id"]]
    reading = params.get("id")

    def pick() -> None:
        rows = st.session_state["article_list"]["selection"]["rows"]
        if rows:
            params.put("id", ids[rows[0]])

    config = st.column_config
    table = pd.DataFrame(
        {
            "date": found["date"],
            "page": [say("page_n", n=int(p)) if not pd.isna(p) else "—" for p in found["page"]],
            "headline": [
                ("▸ " if i == reading else "") + headline(r)
                for i, (_, r) in zip(ids, found.iterrows(), strict=True)
            ],
            "weight": found["weight"],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        key="article_list",
        on_select=pick,
        selection_mode="single-row",
        row_height=36,
        alt=say("page_articles"),
        height=min(36 * len(table) + 40, 540),
        column_config={
            "date": config.TextColumn(say("date"), width=90),
            "page": config.TextColumn(say("page"), width=48),
            "headline": config.TextColumn(say("headline"), width=226),
            "weight": config.NumberColumn(say("weight"), width=52, format="%.2f"),
        },
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            muted(say("range_of", a=f"{start + 1:,}", b=f"{start + len(found):,}", n=f"{total:,}")),
            width="content",
        )
        for key, target in (("list_previous", start - LISTED), ("list_next", start + LISTED)):
            if 0 <= target < total or (key == "list_previous" and start > 0):
                st.button(
                    say(key),
                    type="tertiary",
                    key=key,
                    on_click=params.put,
                    args=("start", str(max(target, 0)) if target > 0 else None),
                )
        csv_button(found, view, meta, name="articles")
    return ids[0]


def _read(asked: str, fallback: str | None, query: str | None) -> None:
    try:
        article = ask("article", asked)
    except QueryError as error:
        st.warning(f"{escaped(error.what)}；{error.cure}", icon=":material/info:")
        params.put("id", None)
        if fallback is None:
            return
        article = ask("article", fallback)
    reader(article, query)
