"""What the server keeps for good is taken out of Python's search for garbage."""

from __future__ import annotations

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:
    """After the first drawing of a page, all that is loaded is set aside: Streamlit searches the whole
    heap after every interaction, and modules, half a million objects, made up half of the server's time."""
    gc.collect()
    gc.freeze()
