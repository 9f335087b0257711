"""What the server keeps for good is taken out of Python's search for garbage."""

from __future__ import annotations

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:
    """After the first drawing of a page, all that is loaded is set aside: half a million objects of modules,
    which Python would look through for garbage again and again while every reader waits."""
    gc.collect()
    gc.freeze()
