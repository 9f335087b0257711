"""What the server keeps for good is taken out of Python's search for garbage; what it frees lies in few places."""

from __future__ import annotations

import contextlib
import ctypes
import gc

import streamlit as st

_ARENA_MAX, _ARENAS = -8, 2  # M_ARENA_MAX of malloc.h


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:
    """After the first drawing of a page, all that is loaded is set aside: half a million objects of modules,
    which Python would look through for garbage again and again while every reader waits."""
    gc.collect()
    gc.freeze()


def few_arenas() -> None:
    """Has glibc keep freed memory in two places for all threads, not in eight a core: the threads of readers come and go,
    and what each left behind is what a server grew by. Before the first thread starts; elsewhere than on glibc nothing."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)
