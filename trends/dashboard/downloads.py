"""Files that are made when the reader asks for them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx


def download(
    label: str, make: Callable[[], bytes], *, file_name: str, mime: str, key: str, quiet: bool = False
) -> None:
    """A button that makes its file at the click and hands it out. quiet: without a border."""
    st.download_button(
        label,
        _as_drawn(make),
        file_name=file_name,
        mime=mime,
        type="tertiary" if quiet else "secondary",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def _as_drawn(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """`make` in a thread that has the reader's session about it: the thread that the server calls it from knows
    neither the language nor the address nor the snapshot of the page."""
    session = get_script_run_ctx()

    def made() -> bytes:
        with ThreadPoolExecutor(1, initializer=add_script_run_ctx, initargs=(None, session)) as own:
            return own.submit(make).result()

    return made
