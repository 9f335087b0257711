"""The figure of 话题 in the shape the reader chose."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.charts.heatmap import heatmap
from trends.charts.multiples import area, multiples
from trends.charts.points import points
from trends.charts.template import Figure
from trends.charts.timelines import lines
from trends.dashboard import params
from trends.dashboard.data import archive_folder
from trends.dashboard.sentences import say
from trends.dashboard.shell import colours, words
from trends.dashboard.state import View
from trends.dashboard.topics.events import OWN, events_between
from trends.series.measures import with_rest

MOST_LINES = 8
MOST_SHOWN = 24  # rows of the heat map


def topics_figure(
    series: pd.DataFrame,
    view: View,
    meta: Meta,
    chosen: dict[str, int],
    focus: str,
    shape: str,
    small: bool,
    found: pd.DataFrame,
    slots: dict[str, int],
    known: list[str],
) -> Figure:
    percent = view.measure in ("articles", "characters")
    smoothing = "" if small else say("sub_smooth", n=view.smooth) if view.smooth > 1 else say("sub_raw")
    band = say("sub_interval") if small else say("sub_band") if percent else ""
    subtitle = "｜".join(
        p for p in (say(f"axis_{view.measure}", by=say(f"this_{view.shown_by}")), smoothing, band) if p
    )
    text = words(say("chart_topics", by=say(f"this_{view.shown_by}")), subtitle, meta)
    part = series[series["series"].isin(chosen)]
    if shape == "points":
        return points(part, colours(), text, slots=chosen, percent=percent)
    if len(chosen) > MOST_LINES:
        known = [t for t in known if t in chosen]
    plain_text = words(text.title, say(f"axis_{view.measure}", by=say(f"this_{view.shown_by}")), meta)
    if shape == "heat":
        return heatmap(series, colours(), plain_text, order=known[:MOST_SHOWN], percent=percent)
    if shape == "small":
        return multiples(
            series,
            colours(),
            plain_text,
            slots={t: slots[t] for t in known[: max(12, len(chosen))]},
            percent=percent,
        )
    if shape == "area":
        rest = with_rest(series, known[:MOST_LINES], say("rest"))
        return area(
            rest, colours(), plain_text, slots=slots | {"rest": -1}, order=[*known[:MOST_LINES], "rest"]
        )
    events = None
    if params.get("events") == "1":
        events, faults = events_between(archive_folder(), view.since, view.until)
        if faults:
            st.warning(say("events_faults", n=faults, file=OWN), icon=":material/info:")
    return lines(
        part,
        colours(),
        text,
        slots=chosen,
        focus=focus,
        percent=percent,
        peaks=found,
        picked=picked_start(series),
        events=events,
    )


def picked_start(series: pd.DataFrame) -> str | None:
    rows = series[series["period"] == params.get("at")]
    return str(rows["start"].iloc[0]) if len(rows) else None
