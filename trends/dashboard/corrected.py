"""The switch 校正: shares of a topic or code corrected by its hand-coded random sample, or the reason why they are not."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.coding import Mode
from trends.archive.validating import score, target_of
from trends.dashboard import params
from trends.dashboard.codings import codings, draws
from trends.dashboard.data import ask
from trends.dashboard.sentences import error_told, say
from trends.dashboard.shell import muted
from trends.errors import QueryError
from trends.series.intervals import Z90
from trends.validation.correction import Checked, corrected_series, corrected_share

PARAM = "corrected"


def correction_on() -> bool:
    return params.get(PARAM) == "1"


def correction_switch() -> None:
    """A toggle; when on, what the correction takes for granted."""
    on = correction_on()
    params.bound(
        st.toggle,
        say("correct"),
        name=PARAM,
        value=on,
        parse=lambda v: "1" if v else None,
        help=say("correct_help"),
    )
    if on:
        st.markdown(muted(say("correct_how")))


def sample_of(name: str, measure: str, mode: Mode = "assisted", called: str = "") -> Checked | None:
    """What people found of a topic or code; None, with the reason said, where shares cannot be corrected by it.

    measure: of the chart; called: what is not corrected, where several are drawn.
    """
    if measure != "articles":
        why = say("semicolon").join((say("correct_measure"), say("correct_measure_cure")))
        st.warning(say("correct_refused", coded=called, why=why), icon=":material/info:")
        return None
    try:
        target = target_of(ask(), name, ask().codebook, mode)
        checked = score(ask(), target, codings=codings(), draws=draws()).checked
        corrected_share(checked)
    except QueryError as error:
        st.warning(say("correct_refused", coded=called, why=error_told(error)), icon=":material/info:")
        return None
    return checked


def corrected(table: pd.DataFrame, checked: Checked) -> pd.DataFrame:
    """A table of shares over time with corrected share, low and high."""
    share, low, high = (table[name].to_numpy(dtype=float) for name in ("share", "low", "high"))
    share, low, high = corrected_series(share, low, high, checked, Z90)
    return table.assign(share=share, low=low, high=high)
