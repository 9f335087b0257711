"""What the server's memory needs beside Python's own care: for many readers, over days."""

from __future__ import annotations

import ctypes
import gc
import sys

import streamlit as st

_ARENA_MAX = -8  # M_ARENA_MAX of mallopt(3)
_ARENAS = 2


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:
    """After the first drawing of a page, all that is loaded is set aside: half a million objects of modules,
    which Python would look through for garbage again and again while every reader waits."""
    _few_arenas()
    gc.collect()
    gc.freeze()


def _few_arenas() -> None:
    """Streamlit draws every page in a new thread, and glibc gives threads arenas of their own, up to eight a core: what
    one frees no other takes, and resident memory grows for hours. Python's lock lets one draw at a time anyway."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt is not None:
            mallopt(_ARENA_MAX, _ARENAS)
