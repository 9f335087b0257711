"""What a reader's hands do beyond Streamlit's widgets: a click on a chart, on a link between pages. One script
listens to the page; what is opened comes into view."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from trends.dashboard.sentences import language
from trends.dashboard.sentences.framework import CHINESE

CHARTS = "charts"  # in the session: chart → what a click on its points does
SHOWN = "shown"  # in the session: what was opened last, and when
PLACES = {
    "id": "reader",
    "word": "beside",
    "at": "drawer",
    "file": "page_cut",
}  # parameter of a link → what it opens
_HERE = Path(__file__).parent
_hands = st.components.v2.component(
    "trends_hands",
    js=(_HERE / "hands.js").read_text("utf-8"),
    css=(_HERE / "hands.css").read_text("utf-8"),
    isolate_styles=False,
)


def on_click(chart: str, then: Callable[[list[Any]], None]) -> None:
    """While this page is drawn: what follows from a click in the figure of the container `pick_{chart}`."""
    st.session_state.setdefault(CHARTS, {})[chart] = then


def begin() -> None:
    """Forgets the charts of the page before."""
    st.session_state[CHARTS] = {}


def listen(pages: list[str]) -> None:
    """Puts the script on the page. pages: names of those that a link may lead to."""
    words = CHINESE if language() == "zh" else {chinese: english for english, chinese in CHINESE.items()}
    _hands(
        key="hands",
        data={"pages": pages, "words": words, "shown": st.session_state.get(SHOWN)},
        on_did_change=_did,
    )


def show(place: str) -> None:
    """From a callback: brings the container of that key into view when the page is drawn, and the focus to it."""
    st.session_state[SHOWN] = {"place": place, "at": time.monotonic()}


def _did() -> None:
    done = st.session_state["hands"]["did"]
    values = done.get("values")
    if "page" in done and isinstance(values, Mapping):
        st.session_state["go"] = str(done["page"]), {str(name): str(value) for name, value in values.items()}
        for name, place in PLACES.items():
            if name in values:
                show(place)
    then = st.session_state.get(CHARTS, {}).get(str(done.get("chart")))
    if then is not None and values:
        then(list(values))
