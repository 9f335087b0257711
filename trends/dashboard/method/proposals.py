"""New topics that the latest issues suggest: for the reader to look at and, where allowed, to accept."""

from __future__ import annotations

from typing import Any

import streamlit as st

from trends.dashboard import params
from trends.dashboard.data import archive_folder, ask, read_only
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import muted, own_label
from trends.errors import TrendsError


def proposals() -> None:
    """The section on 数据与方法: words, articles and first date of each proposal."""
    st.markdown(f"## {say('proposals')}")
    table = ask().proposals()
    fault = st.session_state.pop("accept_error", None)
    if fault:
        st.warning(fault, icon=":material/info:")
    if table.empty:
        st.markdown(say("no_proposals"))
        return
    for proposal in table.itertuples():
        _proposal(proposal)
    st.markdown(muted(say("proposals_caption")))


def _proposal(proposal: Any) -> None:
    st.markdown(f"**{escaped(proposal.label)}**")
    words = say("list_mark").join(escaped(term) for term, _ in proposal.terms)
    st.markdown(
        say(
            "proposal_line",
            words=words,
            n=proposal.n,
            first=proposal.first,
            recent=f"{proposal.recent:.1f}",
            before=f"{proposal.before:.1f}",
            explains=f"{proposal.explains:.0%}",
        )
    )
    links = (
        f"- [{date} {escaped(headline or say('no_headline'))}]({params.href('articles', id=article)})"
        for article, date, headline in proposal.examples
    )
    st.markdown("\n".join(links))
    if not read_only():
        st.button(
            own_label("accept", proposal.label),
            key=f"accept_{proposal.proposal}",
            on_click=_accept,
            args=(proposal.proposal,),
        )


def _accept(proposal: str) -> None:
    """Publishes the snapshot that has the topic; the next run opens it."""
    from trends import pipeline

    try:
        pipeline.accept(proposal, archive_folder())
        params.put("version", None)
    except TrendsError as error:
        st.session_state["accept_error"] = error_told(error)
