"""The switch 校正: a code's shares corrected by its hand-coded random sample, or the reason why they are not."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.coding import Mode
from trends.archive.validating import score, target_of
from trends.dashboard import params
from trends.dashboard.codebook.draft import Draft
from trends.dashboard.data import ask
from trends.dashboard.sentences import error_told, say
from trends.dashboard.shell import muted
from trends.errors import QueryError
from trends.series.intervals import Z90
from trends.validation.correction import corrected_series

MODES: tuple[Mode, ...] = ("strict", "assisted")


def correction_switch(*, on: bool) -> None:
    """A toggle; when on, what the correction takes for granted."""
    params.bound(
        st.toggle,
        say("correct"),
        name="corrected",
        value=on,
        parse=lambda v: "1" if v else None,
        help=say("correct_help"),
    )
    if on:
        st.markdown(muted(say("correct_how")))


def corrected_tables(tables: dict[str, pd.DataFrame], draft: Draft) -> dict[str, pd.DataFrame]:
    """The tables of both counts with corrected share, low and high; one that cannot be is left as it is and told."""
    found = dict(tables)
    for mode in MODES:
        try:
            checked = score(ask(), target_of(ask(), draft.code.name, ask().codebook, mode)).checked
            table = tables[mode]
            share, low, high = (table[name].to_numpy(dtype=float) for name in ("share", "low", "high"))
            share, low, high = corrected_series(share, low, high, checked, Z90)
        except QueryError as error:
            why = error_told(error)
            st.warning(say("correct_refused", coded=say(f"coded_{mode}"), why=why), icon=":material/info:")
            continue
        found[mode] = table.assign(share=share, low=low, high=high)
    return found
