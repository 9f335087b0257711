"""The brief of what is shown, to download; and the basket of charts and articles a reader puts into it.

The basket stands in the address as basket=a:ID,t:t3,w:WORD (article, topic, word), in the order of choice.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from trends.archive.permission import may_change
from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.data import ask, topic_names
from trends.dashboard.downloads import download
from trends.dashboard.findings import head, subject_of
from trends.dashboard.sentences import error_plain, escaped, fault_told, say
from trends.dashboard.shell import muted, own_label
from trends.dashboard.state import LONGEST, View
from trends.errors import TrendsError
from trends.findings import Subject
from trends.report import written

KINDS = {"a": "articles", "t": "topics", "w": "words"}
SERIES = {"topics": "t", "keywords": "w"}  # page → what the series of its chart are
MIME = {
    ".html": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
}
MOST = 8  # of a kind


def basket() -> tuple[str, ...]:
    """What the address says was chosen; what is of no kind is left out."""
    items = dict.fromkeys(params.get("basket").split(","))
    return tuple(item for item in items if item[:1] in KINDS and item[1:2] == ":" and len(item) > 2)


def chosen(kind: str) -> tuple[str, ...]:
    """The basket's articles (a), topics (t) or words (w) that the archive has, at most MOST."""
    found = [item[2:] for item in basket() if item[0] == kind]
    if kind == "t":
        known = topic_names()
        found = [topic for topic in found if topic in known]
    if kind == "a":
        found = [article for article in found if _headline(article) is not None]
    return tuple(found[:MOST])


def basket_button(items: tuple[str, ...], *, name: str, title: str) -> None:
    """Puts the items into the basket, or takes them out when all are in."""
    wanted = [item for item in items if "," not in item]
    if not wanted:
        return
    held = basket()
    inside = all(item in held for item in wanted)

    pressed = st.button(
        own_label("basket_out" if inside else "basket_in", title),
        type="tertiary",
        icon=":material/playlist_remove:" if inside else ":material/playlist_add:",
        key=f"basket_{name}",
    )
    if not pressed:
        return
    kept = [item for item in held if item not in wanted]
    text = ",".join(kept if inside else [*kept, *wanted])
    if len(text) > LONGEST:
        st.toast(say("basket_full"))
        return
    params.put("basket", text)
    st.rerun()  # the whole page: the address and the sidebar show the basket


def series_button(table: pd.DataFrame, *, name: str, title: str) -> None:
    """The basket's button under a chart of topics or words."""
    kind = SERIES.get(name)
    if kind is not None and "series" in table.columns:
        own = [
            str(series)
            for series in dict.fromkeys(table["series"])
            if str(series) not in ("rest", "unassigned")
        ]
        basket_button(tuple(f"{kind}:{series}" for series in own[:MOST]), name=name, title=title)


def panel(view: View, meta: Meta, base_url: str) -> None:
    """简报 in the sidebar: what is in the basket, and the brief in three forms."""
    with st.sidebar:
        shown = st.popover(
            say("brief"), icon=":material/summarize:", width="stretch", key="brief", on_change="rerun"
        )
    if not shown.open:
        return
    with shown:
        st.markdown(muted(say("brief_about", about=escaped(_about(view).rstrip("。.")))))
        subject = subject_of(view, articles=chosen("a"), topics=chosen("t"), words=chosen("w"))
        with st.container(horizontal=True):
            for suffix, mime in MIME.items():
                download(
                    suffix[1:].upper(),
                    partial(_made, subject, suffix, base_url),
                    file_name=f"brief_{view.since}_{view.until}_{meta.data_version}{suffix}",
                    mime=mime,
                    key=f"brief_{suffix[1:]}",
                )
        for item in basket():
            _line(item)


def _about(view: View) -> str:
    """The days the brief is about and compares, or why there is none."""
    try:
        return head(view).about
    except TrendsError as error:
        return fault_told(error.what)


def _made(subject: Subject, suffix: str, base_url: str) -> bytes:
    """The brief, or the sentence that says why there is none. Pictures need a browser on the server:
    only those who may change the archive start one."""
    try:
        return written(ask(), subject, suffix, base_url=base_url, pictures=may_change())
    except TrendsError as error:
        return f"{error_plain(error)}\n".encode()


def _line(item: str) -> None:
    """One item of the basket with a button that takes it out."""
    kind, own = item[0], item[2:]
    called = {"a": _headline(own) or say("basket_gone"), "t": topic_names().get(own, own), "w": own}[kind]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{say('basket_' + KINDS[kind])}　{escaped(called)}", width="stretch")
        st.button(
            f":gray[{say('basket_out')} {escaped(called)}]",
            icon=":material/close:",
            type="tertiary",
            key=f"icon_out_{item}",
            help=say("basket_out"),
            on_click=lambda: params.put("basket", ",".join(i for i in basket() if i != item)),
        )


def _headline(article: str) -> str | None:
    """What an article is called; None when this data version does not have it."""
    try:
        return ask().article(article).headline or say("no_headline")
    except TrendsError:
        return None
