"""What a reader's hands do beyond Streamlit's widgets: a click on a chart, by one script that listens to the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

CHARTS = "charts"  # in the session: chart → what a click on its points does
_HERE = Path(__file__).parent
_hands = st.components.v2.component(
    "trends_hands", js=(_HERE / "hands.js").read_text("utf-8"), isolate_styles=False
)


def on_click(chart: str, then: Callable[[list[Any]], None]) -> None:
    """While this page is drawn: what follows from a click in the figure of the container `pick_{chart}`."""
    st.session_state.setdefault(CHARTS, {})[chart] = then


def begin() -> None:
    """Forgets the charts of the page before."""
    st.session_state[CHARTS] = {}


def listen() -> None:
    """Puts the script on the page."""
    _hands(key="hands", on_did_change=_did)


def _did() -> None:
    done = st.session_state["hands"]["did"]
    then = st.session_state.get(CHARTS, {}).get(str(done.get("chart")))
    if then is not None and done.get("values"):
        then(list(done["values"]))
