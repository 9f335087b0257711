"""Whose words a topic is told in: own reporting, agencies, reprints, contributions, over time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.charts.area import area
from trends.charts.template import Figure
from trends.dashboard.actions import actions
from trends.dashboard.charting import shown
from trends.dashboard.data import ask, made, topic_names
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import colours, muted, words
from trends.dashboard.state import View
from trends.records import SOURCE_KINDS, Measure


def sources(view: View, meta: Meta, focus: str) -> None:
    """The parts of each kind of source by period, and the topic's own share beside that of the whole range."""
    measure: Measure = "characters" if view.measure == "characters" else "articles"
    table = ask().origins(view.scope, view.shown_by, measure, focus)
    whole = ask().origins(view.scope, view.shown_by, measure)
    own, every = (_own_share(one) for one in (table, whole))
    told = _known(table)
    if table.empty or not told:
        st.markdown(say("topic_sources_none"))
        return
    label = topic_names().get(focus, focus)
    sentence = say(
        "topic_sources_told",
        label=escaped(label),
        own=f"{own:.0%}",
        every=f"{every:.0%}",
        known=f"{told:.0%}",
    )
    if table["period"].nunique() > 1:
        figure = made("topic_sources", lambda: _figure(table, view, meta, label))
        shown(figure, key="topic_sources", alt=sentence, name="topic_sources")
    st.markdown(sentence)
    st.markdown(muted(say("topic_sources_how")))
    actions(
        table,
        view,
        meta,
        name="topic_sources",
        title=say("topic_sources", label=label),
        chart="topic_sources",
    )


def _own_share(table: pd.DataFrame) -> float:
    """The part that is the paper's own, of what tells its source."""
    known = table[table["source_kind"] != "unknown"]
    total = int(known["n"].sum())
    return int(known[known["source_kind"] == "own"]["n"].sum()) / total if total else 0.0


def _known(table: pd.DataFrame) -> float:
    total = int(table["n"].sum())
    return 1 - int(table[table["source_kind"] == "unknown"]["n"].sum()) / total if total else 0.0


def _figure(table: pd.DataFrame, view: View, meta: Meta, label: str) -> Figure:
    drawn = table.assign(
        series=table["source_kind"],
        label=[say(f"source_{kind}") for kind in table["source_kind"]],
        value=table["share"],
        smooth=table["share"],
    )
    measure = say(
        f"axis_{'characters' if view.measure == 'characters' else 'articles'}",
        by=say(f"this_{view.shown_by}"),
    )
    text = words(say("topic_sources", label=label), measure, meta)
    slots: dict[str, int] = {kind: place for place, kind in enumerate(SOURCE_KINDS)}
    return area(drawn, colours(), text, slots=slots, order=list(SOURCE_KINDS))
