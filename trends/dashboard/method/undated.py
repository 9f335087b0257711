"""Pages that wait for a date: their best guesses, and the place where a person settles one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from trends.archive.dates import EARLIEST, settled_dates, write_date
from trends.dashboard.data import archive_folder, ask, read_only
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import muted
from trends.errors import TrendsError

MOST = 30  # pages shown at a time


def undated() -> None:
    """The section on 数据与方法; nothing where every page has its date."""
    table = ask().undated()
    if table.empty:
        return
    st.markdown(f"## {say('undated_pages')}")
    st.markdown(muted(say("undated_caption")))
    fault = st.session_state.pop("settle_error", None)
    if fault:
        st.warning(fault, icon=":material/info:")
    settled = _settled()
    for page in table.head(MOST).itertuples():
        _page(page, settled.get(page.file))
    if len(table) > MOST:
        st.markdown(muted(say("undated_more", n=len(table) - MOST)))


def _page(page: Any, date: dt.date | None) -> None:
    with st.container(border=True):
        st.markdown(f"**{escaped(page.file)}** · {say('undated_articles', n=page.articles)}")
        st.markdown(muted(escaped(page.evidence)))
        if date is not None:
            st.markdown(say("undated_settled", date=date.isoformat()))
        if read_only():
            for guess in page.guesses:
                st.markdown(f"- {_guess(guess)}")
            return
        for guess in page.guesses:
            key = f"settle_{page.file}_{guess['date']}"
            st.button(_guess(guess), key=key, on_click=_settle, args=(page.file, guess["date"]))
            st.markdown(muted(escaped(guess["evidence"])))
        key = f"settle_{page.file}"
        st.date_input(
            say("undated_own"),
            value=None,
            key=key,
            format="YYYY-MM-DD",
            min_value=EARLIEST,
            on_change=_typed,
            args=(page.file, key),
        )


def _guess(guess: dict[str, Any]) -> str:
    return say("undated_guess", date=guess["date"], confidence=f"{guess['confidence']:.0%}")


def _typed(file: str, key: str) -> None:
    if date := st.session_state.get(key):
        _settle(file, date.isoformat())


def _settle(file: str, date: str) -> None:
    try:
        write_date(archive_folder(), file, dt.date.fromisoformat(date))
    except TrendsError as error:
        st.session_state["settle_error"] = error_told(error)


def _settled() -> dict[str, dt.date]:
    try:
        return settled_dates(archive_folder())
    except TrendsError as error:
        st.warning(error_told(error), icon=":material/info:")
        return {}
