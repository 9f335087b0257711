"""What stands below every page: on a phone the pages within a tap, and what the archive holds."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.data import ask
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, muted, pages, paper_name


def phone_bar(meta: Meta, names: Iterable[str]) -> None:
    """What a phone shows at its foot, the pages within a tap, and above the page the newspaper's name."""
    with st.container(key="phone_paper"):
        st.markdown(muted(escaped(paper_name(meta))))
    with st.container(key="phone_bar", horizontal=True, wrap=False, gap=None):
        for name in names:
            st.page_link(pages()[name], label=say(f"page_{name}"), query_params=params.linked())


def footer(meta: Meta) -> None:
    st.space("small")
    gaps = int(ask().coverage(by="issue").missing.sum())
    text = say(
        "footer",
        paper=escaped(paper_name(meta)),
        issues=f"{meta.issues:,}",
        articles=f"{meta.articles:,}",
        first=day(meta.first),
        last=day(meta.last),
        version=meta.data_version,
        gaps=say("footer_gaps", n=f"{gaps:,}") if gaps and not meta.sparse else "",
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(muted(text), width="content")
        st.page_link(
            pages()["data"],
            label=f":small[:blue[{say('how_computed')}]]",
            query_params=params.linked(look="method"),
        )
