"""A person's word on a topic: its name, and whether it is shown."""

from __future__ import annotations

import streamlit as st

from trends.archive.labels import LONGEST_LABEL
from trends.dashboard.data import ask, read_only
from trends.dashboard.sentences import error_told, say
from trends.errors import TrendsError


def naming(topic: str, label: str) -> None:
    """A form to rename or hide a topic; nothing when the screen may change nothing."""
    if read_only():
        return

    def keep() -> None:
        name = str(st.session_state["w_new_name"]).strip()
        try:
            ask().rename(topic, name, hidden=bool(st.session_state["w_hide"]))
        except TrendsError as error:
            st.session_state["naming_error"] = error_told(error)

    with (
        st.popover(say("rename"), type="tertiary", icon=":material/edit:", key="naming"),
        st.form("naming_form", border=False),
    ):
        st.text_input(say("new_name"), key="w_new_name", placeholder=label, max_chars=LONGEST_LABEL)
        st.checkbox(say("hide"), key="w_hide")
        st.form_submit_button(say("save"), on_click=keep)
        fault = st.session_state.pop("naming_error", None)
        if fault:
            st.warning(fault, icon=":material/info:")
