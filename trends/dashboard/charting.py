"""A chart on the screen: figure, click → point, coverage strip, takeaway."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.charts.coverage import strip
from trends.charts.template import LEFT, Figure, config
from trends.dashboard import hands, params
from trends.dashboard.data import made
from trends.dashboard.dates import when
from trends.dashboard.sentences import say
from trends.dashboard.shell import colours, set_range, words
from trends.dashboard.state import View


def clickable(
    figure: Figure,
    *,
    key: str,
    alt: str,
    name: str,
    put: dict[str, int],
    then: Callable[[list[Any]], None] | None = None,
) -> None:
    """Shows a figure; a click on a point writes parameters. put: parameter → index in the customdata;
    then: called with the customdata after that."""

    def keep(values: list[Any]) -> None:
        for parameter, index in put.items():
            params.put(parameter, str(values[index]))
        if then is not None:
            then(values)
        elif "at" in put:
            hands.show("drawer")

    hands.on_click(key, keep)
    st.plotly_chart(
        figure, theme=None, key=f"pick_{key}", alt=_spoken(alt), config=config(name, _camera(figure))
    )


def shown(figure: Figure, *, key: str, alt: str, name: str) -> None:
    """Shows a figure nobody clicks."""
    st.plotly_chart(figure, theme=None, key=key, alt=_spoken(alt), config=config(name, _camera(figure)))


def coverage_strip(
    table: pd.DataFrame, view: View, meta: Meta, *, years: bool = False, left: int = LEFT
) -> None:
    """The strip of issues; a drag across it sets the dates of the whole screen. left: as in the chart above."""
    key = f"strip_{st.session_state['page']}"

    def brushed() -> None:
        boxes = (st.session_state.get(key) or {}).get("selection", {}).get("box", [])
        if boxes:
            left, right = sorted(str(x)[:10] for x in boxes[0]["x"][:2])
            inside = table[(table["end"] >= left) & (table["start"] <= right)]
            if len(inside):
                since, until = (
                    pd.Timestamp(inside["start"].iloc[0]).date(),
                    pd.Timestamp(inside["end"].iloc[-1]).date(),
                )
                set_range(max(since, view.since), min(until, view.until), meta)
                st.session_state.pop("w__dates", None)

    text = words("", say("strip", by=say(f"per_{view.shown_by}")), meta)
    figure = made("strip", lambda: strip(table, colours(), text, years=years, left=left), left)
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        on_select=brushed,
        selection_mode="box",
        alt=say("strip_alt", by=say(f"per_{view.shown_by}"), gaps=made("gaps", lambda: gap_sentence(table))),
        config={"displayModeBar": False, "scrollZoom": False},
    )


def gap_sentence(table: pd.DataFrame) -> str:
    """Which periods of a coverage table hold no issue, in words."""
    empty = table[(table["issues"] == 0)]["period"].tolist()
    if not empty:
        missing = int(table["missing"].sum())
        return say("some_missing", n=f"{missing:,}") if missing else say("no_gaps")
    return say(
        "gaps_named",
        periods=say("list_mark").join(when(p) for p in empty[:6]) + ("…" if len(empty) > 6 else ""),
    )


def _camera(figure: Figure) -> str:
    """The name of the camera: of which figure it makes a picture."""
    title = re.sub("<.*?>", "", str(figure.layout.title.text or ""))
    return f"{say('camera')}{say('colon')}{title}" if title else say("camera")


def _spoken(sentence: str) -> str:
    """A sentence of Markdown as it is read out."""
    return sentence.replace("*", "").replace("\\", "")
