"""导入: drop files, see what is read of them, then take them into the archive."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard import jobs, params
from trends.dashboard.data import archive_folder, ask, read_only
from trends.dashboard.importing import inbox
from trends.dashboard.importing.found import found
from trends.dashboard.sentences import error_told, escaped, fault_told, say
from trends.dashboard.shell import heading, muted, pages
from trends.dashboard.state import View
from trends.errors import TrendsError
from trends.shipped import SAMPLE_PAGES

PARAMS = ("batch", "file")
LOOK, TAKE = "preview", "add"  # names of the two jobs of a batch


def draw(view: View, meta: Meta) -> None:
    del view
    import_page(meta)


def import_page(meta: Meta | None) -> None:
    """The page, with the archive's facts or None when there is no archive yet."""
    if read_only():
        heading(say("page_import"), say("import_read_only"))
        return
    token = params.get("batch")
    folder = inbox.waiting_folder(token) if token else None
    if folder is None:
        if token:
            st.info(say("import_gone"), icon=":material/info:")
            params.put("batch", None)
        _hand_in()
        return
    taking = jobs.job(folder, TAKE)
    if taking is not None:
        _taking(folder, taking)
        return
    looking = jobs.job(folder, LOOK)
    if looking is None:
        target = ["--archive", str(archive_folder().absolute())]
        jobs.start(folder, LOOK, ["preview", str(folder), *inbox.column_options(folder), *target])
        looking = jobs.job(folder, LOOK)
    if looking is not None and looking.running:
        heading(say("import_reading"), say("import_line"))
        _watched(folder, LOOK)
    elif looking is not None and looking.code == 0:
        found(folder, looking.output, again=_again)
        _decide(folder, meta)
    else:
        _failed(folder, looking, say("import_failed"))


def _hand_in() -> None:
    """The box to drop files into, and what came of the last batch."""
    heading(say("import_title"), say("import_line"))
    _outcome()
    with st.form("hand_in", border=False):
        st.file_uploader(say("import_files"), accept_multiple_files=True, key="w_import_files")
        st.form_submit_button(say("import_look"), on_click=_keep, icon=":material/search:")
    fault = st.session_state.pop("import_fault", None)
    if fault:
        st.warning(fault, icon=":material/info:")
    limits = {"files": f"{inbox.MOST_FILES:,}", "total": inbox.MOST_BYTES >> 20}
    st.markdown(say("import_formats", size=st.get_option("server.maxUploadSize"), **limits))


def _keep() -> None:
    """Keeps the dropped files aside under a new token."""
    files = st.session_state.get("w_import_files") or []
    st.session_state.pop("imported", None)
    try:
        params.put("batch", inbox.hand_in((file.name, file.getvalue()) for file in files))
    except TrendsError as error:
        st.session_state["import_fault"] = error_told(error)


@st.fragment(run_every=1.0)
def _watched(folder: Path, name: str) -> None:
    """How far a job is, looked at every second; the page is drawn anew when it ends."""
    job = jobs.job(folder, name)
    if job is None or not job.running:
        st.rerun()
        return
    now = job.progress
    step = say(f"step_{now.step}") if now else say("import_reading")
    done = f"{now.done:,}" + (f" / {now.total:,}" if now.total else "") if now else "…"
    part = min(now.done / now.total, 1.0) if now and now.total else 0.0
    st.progress(part, text=say("import_step", step=step, done=done))
    st.markdown(muted(say("import_leave")))


def _decide(folder: Path, meta: Meta | None) -> None:
    """The two buttons below what was found, and what becomes of the sample pages."""
    samples = meta is not None and _only_samples()
    keep = True
    if samples:
        st.markdown(muted(say("import_samples")))
        keep = st.checkbox(say("import_keep_samples"), key="w_keep_samples")

    def take() -> None:
        target = [*inbox.column_options(folder), "--archive", str(archive_folder().absolute())]
        try:
            lasting = inbox.accept(folder)
            own = str(inbox.imported_folder())
            if samples and not keep:  # who unticks the box lets the sample pages go
                jobs.start(folder, TAKE, ["build", own, "--drop", *target])
            else:
                given = ["build", own] if meta is None else ["add", str(lasting)]
                jobs.start(folder, TAKE, [*given, *target])
        except TrendsError as error:
            st.session_state["import_fault"] = error_told(error)

    with st.container(horizontal=True):
        st.button(say("import_accept"), icon=":material/archive:", on_click=take, key="import_take")
        st.button(
            say("import_discard"), type="tertiary", on_click=_discard, args=(folder,), key="import_drop"
        )


def _only_samples() -> bool:
    """Whether the archive holds nothing but the sample pages that come with the program."""
    names = {path.name for path in SAMPLE_PAGES.glob("*.txt")} if SAMPLE_PAGES.is_dir() else set()
    return bool(names) and set(ask().sources()["file"]) == names


def _taking(folder: Path, job: jobs.Job) -> None:
    """A batch on its way into the archive."""
    told = [record for record in job.output if "snapshot" in record]
    if job.running:
        heading(say("import_adding"), say("import_line"))
        _watched(folder, TAKE)
    elif told:
        st.session_state["imported"] = told[-1]
        inbox.discard(folder)
        params.put("batch", None)
        st.rerun()
    else:
        inbox.take_back(folder)
        _failed(folder, job, say("import_failed"))


def _failed(folder: Path, job: jobs.Job | None, sentence: str) -> None:
    """Why a job came to nothing, and the two ways on."""
    heading(say("import_found_none"), say("import_line"))
    fault = job.fault if job is not None and job.fault else say("import_cut_off")
    st.warning(sentence.format(fault=escaped(fault_told(fault))), icon=":material/info:")
    with st.container(horizontal=True):
        st.button(say("import_again"), on_click=_again, args=(folder, {}, {}), key="import_retry")
        st.button(
            say("import_discard"), type="tertiary", on_click=_discard, args=(folder,), key="import_drop"
        )


def _again(folder: Path, stated: dict[str, dict[str, str]], columns: dict[str, str]) -> None:
    """Reads the batch once more, with a person's word on its pages and on the columns of its tables."""
    if columns:
        inbox.name_columns(folder, columns)
    if stated:
        inbox.state(folder, stated)
    for name in (LOOK, TAKE):
        jobs.forget(folder, name)


def _discard(folder: Path) -> None:
    for name in (LOOK, TAKE):
        jobs.forget(folder, name)
    inbox.take_back(folder)
    inbox.discard(folder)
    params.put("batch", None)


def _outcome() -> None:
    """What the archive is after the last batch of this tab was taken in."""
    summary = st.session_state.get("imported")
    if summary is None:
        return
    if not summary.get("changed", True):
        st.info(say("import_unchanged"), icon=":material/info:")
        return
    text = say(
        "import_added_text",
        issues=f"{summary['issues']:,}",
        articles=f"{summary['articles']:,}",
        version=summary["data_version"],
    )
    st.success(f"**{say('import_added')}**　{text}", icon=":material/check:")
    st.page_link(pages()["overview"], label=say("import_see"), icon=":material/arrow_forward:")
