"""A seeded random sample of the archive's articles, plain or half from each side of the machine's answer."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from trends.archive.coding import Mode
from trends.archive.validating import drawn_of
from trends.dashboard.codings import codings_csv, keep_drawn
from trends.dashboard.data import ask
from trends.dashboard.downloads import download
from trends.dashboard.sentences import error_told, say
from trends.dashboard.validation.targets import ALL, code_names, found, targets
from trends.errors import TrendsError

FAULT = "draw_fault"  # in the session: why nothing was drawn
SIZES = (50, 100, 200, 400)


def drawing(target: str, mode: Mode, *, opened: bool) -> None:
    """The form that draws; under it the codings as a file."""

    def drawn() -> None:
        state = st.session_state
        try:
            stratified = state["w_draw_how"] == "stratified"
            sample = drawn_of(
                found(target, mode),
                int(state["w_draw_size"]),
                int(state["w_draw_seed"]),
                stratified=stratified,
            )
            keep_drawn([replace(one, target=own) for own in targets(target) for one in sample])
        except TrendsError as error:
            state[FAULT] = error_told(error)

    with (
        st.expander(say("draw"), expanded=opened, key="drawing"),
        st.form("draw_form", border=False),
        st.grid(4, min_column_width=150, gap=(8, 16), vertical_alignment="bottom") as cells,
    ):
        with cells.cell():
            st.selectbox(say("draw_size"), SIZES, index=1, key="w_draw_size")
        with cells.cell():
            st.number_input(
                say("draw_seed"),
                min_value=0,
                max_value=999_999,
                value=1,
                key="w_draw_seed",
                help=say("seed_help"),
            )
        with cells.cell():
            ways = ("plain",) if target == ALL else ("plain", "stratified")
            st.selectbox(
                say("draw_how"),
                ways,
                key="w_draw_how",
                format_func=lambda v: say(f"draw_{v}"),
                help=say("draw_help"),
            )
        with cells.cell():
            st.form_submit_button(say("draw_now"), on_click=drawn, width="stretch")
    fault = st.session_state.pop(FAULT, None)
    if fault:
        st.warning(fault, icon=":material/info:")
    if not ask().meta.articles or (target == ALL and not code_names()):
        return
    download(
        say("codings_file"),
        codings_csv,
        file_name="codings.csv",
        mime="text/csv",
        key="codings_file",
        quiet=True,
    )
