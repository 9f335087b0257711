"""The first start: no archive yet, so one is built from the sample pages while the reader watches."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from trends.dashboard.data import archive_folder
from trends.dashboard.sentences import say
from trends.errors import ArchiveError, TrendsError

SAMPLES = Path(__file__).parents[2] / "seeds" / "pages"


def open_first(error: ArchiveError) -> None:
    """Builds the archive of the sample pages, or says what is wrong with the one there is."""
    folder = archive_folder()
    if (folder / "CURRENT").exists() or not SAMPLES.is_dir():
        st.error(f"{error.what}；{error.cure}", icon=":material/error:")
        return
    st.markdown(f"# {say('first_start')}")
    st.markdown(say("first_start_text"))
    bar = st.progress(0.0, text=say("building"))

    def progress(step: str, done: int, total: int) -> None:
        bar.progress(
            min(done / total, 1.0) if total else 0.0, text=f"{say('building')} {step} {done}/{total or '…'}"
        )

    from trends.pipeline import build  # loads the steps; serving needs none of them

    try:
        build([SAMPLES], folder, progress=progress)
    except TrendsError as fault:
        st.error(f"{fault.what}；{fault.cure}", icon=":material/error:")
        return
    st.rerun()
