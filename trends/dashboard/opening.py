"""No archive to open: the first start builds one from the sample pages while the reader watches."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from trends.archive.fetching import fetch_archive, fetch_wanted
from trends.archive.pointer import CURRENT, SNAPSHOTS, traces
from trends.dashboard import params
from trends.dashboard.data import archive_folder, read_only, was_open
from trends.dashboard.importing.page import import_page
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import pages
from trends.errors import ArchiveError, TrendsError
from trends.shipped import SAMPLE_PAGES


def open_first(error: ArchiveError, page: str) -> None:
    """Builds the archive of the sample pages, offers to import, or says what is wrong with the
    archive there is — or was: where there are traces of one nothing is built unasked, by a read-only
    server never."""
    st.session_state["lang"] = params.shared().get("lang", "zh")
    folder = archive_folder()
    left = traces(folder)
    if CURRENT in left or SNAPSHOTS in left or was_open(folder):
        _unopened(error)
    elif fetch_wanted():
        _fetch(folder)
    elif page == "import" and not read_only():
        import_page(None)
    elif left:
        found = say("list_mark").join(left)
        _unopened(ArchiveError(say("traces", folder=escaped(str(folder)), found=found), say("traces_cure")))
        _import_instead()
    elif read_only():
        _unopened(error)
    elif not SAMPLE_PAGES.is_dir():
        st.markdown(f"# {say('first_start')}")
        st.error(error_told(error), icon=":material/error:")
        _import_instead()
    else:
        _build_samples(folder)


def _unopened(error: ArchiveError) -> None:
    st.markdown(f"# {say('no_archive')}")
    st.error(error_told(error), icon=":material/error:")
    st.button(say("try_again"), icon=":material/refresh:", key="try_again")


def _fetch(folder: Path) -> None:
    """Gets the archive that this host was told to show."""
    try:
        with st.spinner(say("fetching")):
            fetch_archive(folder)
    except TrendsError as fault:
        st.markdown(f"# {say('no_archive')}")
        st.error(error_told(fault), icon=":material/error:")
        st.button(say("try_again"), icon=":material/refresh:", key="try_again")
        return
    st.rerun()


def _import_instead() -> None:
    if not read_only():
        st.page_link(pages()["import"], label=say("import_instead"), icon=":material/upload:")


def _build_samples(folder: Path) -> None:
    st.markdown(f"# {say('first_start')}")
    st.markdown(say("first_start_text"))
    bar = st.progress(0.0, text=say("building"))
    _import_instead()

    def progress(step: str, done: int, total: int) -> None:
        bar.progress(
            min(done / total, 1.0) if total else 0.0, text=f"{say('building')} {step} {done}/{total or '…'}"
        )

    from trends.pipeline import build  # loads the steps; serving needs none of them

    try:
        build([SAMPLE_PAGES], folder, progress=progress)
    except TrendsError as fault:
        st.error(error_told(fault), icon=":material/error:")
        return
    st.rerun()
