"""The codebook as a whole: begun from an example or a file, kept in the archive by editors, handed out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from trends.archive.codebooks import save_codebook
from trends.codebook import FORMS, Code, Codebook, Form, read_codebook
from trends.dashboard import params
from trends.dashboard.codebook.draft import FIELDS, LONGEST_NAME, Draft, take_along
from trends.dashboard.data import EXAMPLES, OWN, archive_folder, read_only
from trends.dashboard.downloads import download
from trends.dashboard.sentences import error_told, escaped, fault_told, say
from trends.dashboard.shell import muted
from trends.errors import TrendsError

FAULT = "codebook_fault"  # in the session: what went wrong in a callback
SUFFIXES = [form.suffix.removeprefix(".") for form in FORMS.values()]
MOST_BYTES = 4 << 20


def beginning() -> None:
    """The ways to a first codebook: a name, an example, a file."""
    key = "w_first_code"

    def named() -> None:
        name = " ".join(str(st.session_state[key]).split()).replace(",", " ")[:LONGEST_NAME]
        if name:
            params.put("code", name)
            params.put("words", name)

    with st.grid(3, min_column_width=240, gap=(16, 28)) as cells:
        with cells.cell():
            st.text_input(
                say("first_code"),
                key=key,
                placeholder=say("first_code_hint"),
                on_change=named,
                max_chars=LONGEST_NAME,
            )
        with cells.cell():
            _examples()
        with cells.cell():
            _upload()
    _told()


def standing(draft: Draft) -> None:
    """Whether what is shown is the archive's own; buttons to keep or drop it where it is not."""
    if not draft.changed:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="codebook_standing"):
        st.markdown(
            f":orange-badge[{say('only_here')}] {say('only_here_reader' if read_only() else 'only_here_editor')}"
        )
        if not read_only():
            st.button(
                say("keep_codebook"),
                icon=":material/save:",
                key="keep_codebook",
                on_click=_keep,
                args=(draft.codebook,),
            )
        st.button(say("drop_changes"), type="tertiary", key="drop_changes", on_click=_drop)
    _told()


def files(draft: Draft) -> None:
    """The codebook in every form, one handed in, and what is said of the code looked at."""
    with st.grid(3, min_column_width=260, gap=(16, 28)) as cells:
        with cells.cell():
            st.markdown(f"### {say('codebook_out')}")
            for name, form in FORMS.items():
                download(
                    say(f"form_{name}"),
                    _writer(form, draft.codebook),
                    file_name=f"codebook{form.suffix}",
                    mime="text/plain",
                    key=f"codebook_{name}",
                    quiet=True,
                )
        with cells.cell():
            st.markdown(f"### {say('codebook_in')}")
            _upload()
            _examples()
        with cells.cell():
            _about(draft)
    _told()


def _writer(form: Form, codebook: Codebook) -> Callable[[], bytes]:
    return lambda: form.written(codebook)


def _keep(codebook: Codebook) -> None:
    try:
        save_codebook(archive_folder(), codebook)
    except TrendsError as error:
        st.session_state[FAULT] = error_told(error)
        return
    params.put("book", None)
    take_along(None)


def _drop() -> None:
    params.put("book", None)
    take_along(None)


def _told() -> None:
    fault = st.session_state.pop(FAULT, None)
    if fault:
        st.warning(fault, icon=":material/info:")


def _examples() -> None:
    """The codebooks that come along, tried at a click."""

    def tried(name: str) -> None:
        take_along(None)
        params.put("code", None)
        params.put("book", name)

    st.markdown(muted(say("codebook_examples")))
    for name in EXAMPLES:
        st.button(
            say(f"example_{name}"), key=f"example_{name}", type="tertiary", icon=":material/menu_book:",
            on_click=tried, args=(name,),
        )  # fmt: skip


def _upload() -> None:
    key = "w_codebook_file"

    def handed_in() -> None:
        file = st.session_state[key]
        if file is None:
            return
        try:
            codebook, faults = read_codebook(file.name, file.getvalue())
        except TrendsError as error:
            st.session_state[FAULT] = error_told(error)
            return
        take_along(codebook)
        params.put("book", None)
        params.put("code", None)
        if faults:
            lines = "  \n".join(escaped(fault_told(str(fault))) for fault in faults[:8])
            st.session_state[FAULT] = say("file_faults", n=len(faults), told=lines)

    st.file_uploader(
        say("codebook_file"), type=SUFFIXES, key=key, on_change=handed_in, max_upload_size=MOST_BYTES >> 20
    )


def _about(draft: Draft) -> None:
    """Name, parent and note of the code, and taking it out; all of it tried until the codebook is kept."""
    code = draft.code
    st.markdown(f"### ■ {escaped(code.name)}")
    with st.form("about_code", border=False):
        name = st.text_input(say("code_name"), value=code.name, max_chars=LONGEST_NAME)
        parent = st.text_input(say("code_parent"), value=code.parent, max_chars=LONGEST_NAME)
        note = st.text_input(say("code_note"), value=code.note, max_chars=200)
        done = st.form_submit_button(say("take_over"))
    st.button(
        say("delete_code"),
        type="tertiary",
        icon=":material/delete:",
        key="delete_code",
        on_click=_without,
        args=(draft,),
    )
    if done and name.strip():
        changed = Code(
            name.strip(), code.words, code.without, code.examples, code.topics, parent.strip(), note.strip()
        )
        others = [own for own in draft.codebook.codes if own.name != code.name]
        if changed.name in {own.name for own in others}:
            st.warning(say("code_twice", code=escaped(changed.name)), icon=":material/info:")
            return
        kept = tuple(changed if own.name == code.name else own for own in draft.codebook.codes)
        st.session_state[OWN] = Codebook(kept)
        for field in FIELDS:
            params.put(field, None)
        params.put("code", changed.name)
        st.rerun()


def _without(draft: Draft) -> None:
    left = tuple(own for own in draft.codebook.codes if own.name != draft.code.name)
    take_along(Codebook(left))
    params.put("code", None)
