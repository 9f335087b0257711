"""What the server's memory needs beside Python's own care: for many readers, over days."""

from __future__ import annotations

import ctypes
import gc
import sys

import streamlit as st


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:
    """After the first drawing of a page, all that is loaded is set aside: half a million objects of modules,
    which Python would look through for garbage again and again while every reader waits."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Memory that was freed goes back to the system. Every page is drawn in a new thread, and glibc gives threads
    arenas of their own, inside which the tables of a snapshot that was let go leave holes: resident memory
    would grow with every snapshot for hours."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim is not None:
            trim(0)
