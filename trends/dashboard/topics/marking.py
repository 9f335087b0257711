"""Below the topic chart: a period by name, and the switch that marks sessions and holidays."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.dashboard import params
from trends.dashboard.dates import when
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import muted
from trends.dashboard.state import View
from trends.dashboard.topics.events import OWN
from trends.dashboard.topics.figure import marked_events

MOST_NAMED = 12


def period_choice(own: pd.DataFrame) -> None:
    """A list of the topic's periods with issues, the newest first: what a click on a point does, for the keyboard."""
    known = own[own["issues"] > 0]["period"].tolist()[::-1]
    at = params.get("at")
    params.bound(
        st.selectbox,
        say("pick_period"),
        ["", *known],
        name="at",
        value=at if at in known else "",
        parse=lambda v: v or None,
        format_func=lambda period: period or say("pick_period"),
        label_visibility="collapsed",
        width=170,
    )


def events_switch(view: View) -> None:
    """A toggle; when on, the marked events by name and how often, and a word on rows that could not be used."""
    on = params.get("events") == "1"
    params.bound(st.toggle, say("events"), name="events", value=on, parse=lambda v: "1" if v else None)
    if not on:
        return
    events, faults = marked_events(view)
    if faults:
        st.warning(say("events_faults", n=faults, file=OWN), icon=":material/info:")
    dates = events.groupby("label", sort=False)["date"].agg(list)
    named = [
        say("event_once", label=escaped(label), date=when(found[0]))
        if len(found) == 1
        else say("event_times", label=escaped(label), n=len(found))
        for label, found in dates.head(MOST_NAMED).items()
    ]
    more = "…" if len(dates) > MOST_NAMED else ""
    st.markdown(
        muted(
            say("events_marked", events=say("list_mark").join(named) + more) if named else say("events_none")
        )
    )
