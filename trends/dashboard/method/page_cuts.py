"""How pages were cut: the list of them, and one page's source beside the articles cut from it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.data import ask
from trends.dashboard.page_text import numbered, page_text, reason_told, ring
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import muted
from trends.dashboard.state import View
from trends.errors import QueryError

LISTED = 300
ROW = 35
SHORT = 8  # rows of a list that is shown whole


def page_cuts(view: View, meta: Meta) -> None:
    st.markdown(f"## {say('page_cuts')}")
    table = ask().pages(view.scope)
    if table.empty:
        st.markdown(say("no_page_cuts"))
        return
    piece = params.get("find")[:60]
    params.bound(
        st.text_input,
        say("find_page"),
        name="find",
        value=piece,
        parse=lambda v: v.strip()[:60] or None,
        placeholder=say("find_page"),
        label_visibility="collapsed",
        width=260,
    )
    found = table[table["file"].str.contains(piece, regex=False)] if piece else table
    listed = found.head(LISTED).reset_index(drop=True)
    _list(listed)
    st.markdown(muted(say("pages_shown", shown=f"{len(listed):,}", n=f"{len(found):,}")))
    actions(found, view, meta, name="pages", title=say("page_cuts"))
    files = list(found["file"])
    file = params.get("file") or (files[0] if files else "")
    if file:
        _page(file, files)


def _list(listed: pd.DataFrame) -> None:
    def chosen() -> None:
        rows = st.session_state["page_list"]["selection"]["rows"]
        if rows:
            params.put("file", str(listed["file"].iloc[rows[0]]))

    config = st.column_config
    shown = listed.assign(
        page=["—" if pd.isna(n) else str(n) for n in listed["page"]],
        form=[say(f"form_{form.replace('-', '_')}") if form else "—" for form in listed["form"]],
    )
    columns = ["file", "date", "page", "articles", "lines", "noise", "date_confidence", "date_evidence"]
    columns += ["form", "form_evidence"]
    st.dataframe(
        shown[columns],
        hide_index=True,
        key="page_list",
        on_select=chosen,
        selection_mode="single-row",
        height="content" if len(shown) <= SHORT else ROW * SHORT + 37,
        alt=say("page_cuts"),
        column_config={
            "file": config.TextColumn(say("file"), width=190),
            "date": config.TextColumn(say("date"), width=94),
            "page": config.TextColumn(say("page"), width=62),
            "articles": config.NumberColumn(say("articles"), width=78),
            "lines": config.NumberColumn(say("lines"), width=72),
            "noise": config.NumberColumn(say("noise"), width=104),
            "date_confidence": config.NumberColumn(say("confidence"), width=94, format="percent"),
            "date_evidence": config.TextColumn(say("evidence"), width=330),
            "form": config.TextColumn(say("form"), width=110),
            "form_evidence": config.TextColumn(say("form_evidence"), width=330),
        },
    )


def _page(file: str, files: list[str]) -> None:
    """The page's coloured source on the left, its articles and noise on the right."""
    try:
        lines = ask().page_lines(file)
    except QueryError as error:
        st.warning(error_told(error), icon=":material/info:")
        params.put("file", None)
        if not files:
            return
        file = files[0]
        lines = ask().page_lines(file)
    _steps(file, files)
    rows: list[dict[str, Any]] = lines.to_dict("records")
    with st.grid(5, min_column_width=150, gap=(16, 28)) as cells:
        with cells.cell(column_span=3):
            page_text(rows, key="page_text", height=560)
        with cells.cell(column_span=2):
            st.markdown(f"**{say('cut_articles')}**")
            st.markdown("  \n".join(_articles(rows)) or say("no_articles_cut"))
            noise = lines[lines["role"] == "noise"]
            if len(noise):
                st.markdown(f"**{say('cut_noise')}**")
                counts = noise.groupby("why", dropna=False).size().sort_values(ascending=False)
                told = say("list_mark").join(f"{reason_told(str(why))} {n}" for why, n in counts.items())
                st.markdown(muted(say("cut_noise_line", n=len(noise), told=told)))
            st.markdown(muted(say("corrections_how")))


def _steps(file: str, files: list[str]) -> None:
    """The page's name between the pages before and after it in the list."""
    place = files.index(file) if file in files else None
    beside = {
        "page_before": None if place in (None, 0) else files[place - 1],
        "page_after": None if place is None or place + 1 == len(files) else files[place + 1],
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"## {escaped(file)}", width="stretch")
        for name, target in beside.items():
            st.button(
                f":gray[{say(name)}]",
                icon=f":material/chevron_{'left' if name == 'page_before' else 'right'}:",
                type="tertiary",
                disabled=target is None,
                on_click=params.put,
                args=("file", target),
                key=f"icon_{name}",
                help=say(name),
            )


def _articles(rows: list[dict[str, Any]]) -> list[str]:
    """Each article of the page: number, headline as a link, characters on this page."""
    told = []
    for article, number in numbered(rows).items():
        own = [row for row in rows if row["article"] == article]
        head = "".join(str(row["text"]) for row in own if row["role"] == "head").strip()
        text = "".join(str(row["text"]) for row in own)
        size = len("".join(text.split()))
        name = escaped(head[:40] or text.strip()[:20] + "…")
        told.append(
            f"{ring(number)} [{name}]({params.href('articles', id=article)})　:gray[:small[{say('characters_n', n=f'{size:,}')}]]"
        )
    return told
