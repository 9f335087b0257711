"""话题: when a topic rose and fell, and the articles behind every point."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.archive.snapshot import Meta
from trends.charts.focus import RINGS
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable, coverage_strip
from trends.dashboard.corrected import correction_on, correction_switch, sample_of
from trends.dashboard.data import ask, made
from trends.dashboard.data import topics as topic_table
from trends.dashboard.dates import when
from trends.dashboard.drawer import drawer
from trends.dashboard.findings import told, told_plainly
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, dot, few, grey_dot, heading, muted, span
from trends.dashboard.state import FEW, View
from trends.dashboard.topics.figure import MOST_LINES, MOST_SHOWN, marked_events, pinned, topics_figure
from trends.dashboard.topics.life import life
from trends.dashboard.topics.marking import events_switch, period_choice
from trends.dashboard.topics.naming import naming
from trends.dashboard.topics.series import bursts_of, order_of, series_of
from trends.dashboard.topics.tables import peak_table
from trends.findings.case import called
from trends.findings.lives import (
    name_line,
    topic_facts,
    topic_finding,
    topic_point,
    topic_takeaway,
    year_before,
)
from trends.series.peaks import peaks
from trends.series.ranges import period_scope

PARAMS = ("topic", "with", "view", "at", "series", "events", "part", "corrected")
SHAPES = ("lines", "area", "heat", "small")


def draw(view: View, meta: Meta) -> None:
    table = called(topic_table(view.scope))
    table = table[~table["hidden"]].sort_values("n", ascending=False).reset_index(drop=True)
    if table.empty or not table["n"].sum():
        heading(say("nothing_here"), f"{when(view.since)} – {when(view.until)}")
        st.markdown(say("nothing_here_cure"))
        return
    known = list(table["topic"])
    labels = dict(zip(table["topic"], table["label"], strict=True))
    slots = dict(zip(table["topic"], table["slot"].astype(int), strict=True))
    focus = params.get("topic", known[0])
    if focus not in known:
        st.warning(
            say("notice_topic", topic=escaped(focus[:40]), kept=escaped(labels[known[0]])),
            icon=":material/info:",
        )
        params.put("topic", None)
        focus = known[0]
    coverage = ask().coverage(view.scope, view.shown_by)
    kept = {*known[:MOST_SHOWN], focus, *params.get("with").split(",")}
    series = made("series", lambda: series_of(view, coverage, kept, labels))
    own = series[series["series"] == focus]
    small = int((coverage["issues"] > 0).sum()) <= FEW
    found = made("peaks", lambda: peaks(own, bursts_of(view, focus, small)))
    heading(
        topic_finding(told, labels[focus], own, found, view.shown_by),
        say(
            "topics_line",
            since=when(view.since),
            until=when(view.until),
            by=say(f"per_{view.shown_by}"),
        ),
    )
    named = name_line(told, table[table["topic"] == focus].iloc[0], str(view.since))
    if named:
        st.markdown(muted(named))
    if view.by != view.shown_by:
        st.markdown(muted(say("coarser", asked=say(f"per_{view.by}"), shown=say(f"per_{view.shown_by}"))))
    if small:
        _few_articles(coverage)
    others, shape = _controls(table, labels, slots, focus, small)
    with st.grid(3, min_column_width=290, gap=(16, 28)) as cells:
        with cells.cell(column_span=2):
            chosen = {t: slots[t] for t in table["topic"] if t == focus or t in others}
            takeaway, alt = (
                topic_takeaway(says, labels[focus], own, found, view.shown_by, view.measure)
                for says in (told, told_plainly)
            )
            order = order_of(known, list(chosen), focus, shape)
            events = marked_events(view)[0] if params.get("events") == "1" else None
            checked = sample_of(focus, view.measure) if correction_on() else None
            drawn = series
            if checked is not None:
                drawn = made(
                    "corrected", lambda: series_of(view, coverage, kept, labels, (focus, checked)), checked
                )
            figure = made(
                "figure",
                lambda: topics_figure(drawn, view, meta, chosen, focus, shape, found, slots, order, events),
                None if events is None else tuple(events.itertuples(index=False)),
                checked,
            )
            clickable(
                figure,
                key=f"topics_{shape}",
                alt=alt,
                name="topics",
                put={"series": 0, "at": 1},
            )
            if not small:
                coverage_strip(coverage, view, meta, left=figure.layout.margin.l)
            ago = (
                ""
                if small
                else year_before(told, ask(), replace(view.scope, since=view.since, until=view.until), focus)
            )
            st.markdown("  \n".join(line for line in (takeaway, ago) if line))
            shown = list(chosen) if shape in ("lines", "points") else order
            actions(
                drawn[drawn["series"].isin(shown)],
                view,
                meta,
                name="topics",
                title=labels[focus],
                chart=f"topics_{shape}",
            )
            with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
                period_choice(own)
                if shape == "lines":
                    events_switch(view)
                correction_switch()
                naming(focus, labels[focus])
        with cells.cell():
            _drawer(view, own, series, labels, focus, found)
    if len(found):
        peak_table(view, focus, found)
    life(view, meta, focus)


def _few_articles(coverage: pd.DataFrame) -> None:
    sizes = coverage[coverage["issues"] > 0]["articles"]
    smallest = max(int(sizes.min()), 1)
    points = f"{100 / max(float(sizes.median()), 1):.0f}"
    few(say("few_topics", span=span(smallest, int(sizes.max())), points=points))


def _controls(
    table: pd.DataFrame, labels: dict[str, str], slots: dict[str, int], focus: str, small: bool
) -> tuple[list[str], str]:
    rest = [t for t in table["topic"] if t != focus]
    default = rest[: 3 if small else 4]
    asked = params.get("with")
    chosen = [t for t in asked.split(",") if t in rest] if asked else default
    if asked == "none":
        chosen = []
    shape = params.get("view", "lines")
    shape = shape if shape in SHAPES else "lines"
    if shape == "lines" and len(chosen) >= MOST_LINES:
        shape = "heat"
    marks = _marks(
        [t for t in table["topic"] if t == focus or t in chosen], slots, "points" if small else shape
    )
    with st.grid(8, min_column_width=105, gap=(8, 16), vertical_alignment="center") as cells:
        with cells.cell(column_span=2):
            params.bound(
                st.selectbox,
                say("topic"),
                list(table["topic"]),
                name="topic",
                value=focus,
                parse=lambda v: v,
                format_func=lambda t: labels[t],
                label_visibility="collapsed",
            )
        if not small:
            with cells.cell():
                params.bound(
                    st.selectbox,
                    say("shape"),
                    SHAPES,
                    name="view",
                    value=shape,
                    parse=lambda v: None if v == "lines" else v,
                    format_func=lambda s: say(f"shape_{s}"),
                    label_visibility="collapsed",
                )
        with cells.cell():
            _add_topic(chosen, [t for t in rest if t not in chosen], labels)
        with cells.cell(column_span=5 if small else 4):
            params.bound(
                st.pills,
                say("against_topics"),
                chosen,
                name="with",
                value=chosen,
                parse=lambda v: ",".join(v[: MOST_SHOWN - 1]) or "none",
                selection_mode="multi",
                label_visibility="collapsed",
                format_func=lambda t: f"{marks[t]} {escaped(labels[t])}",
                wrap=False,
            )
    if shape == "heat" and len(chosen) >= MOST_LINES and not params.get("view"):
        st.markdown(muted(say("too_many_lines", n=len(chosen) + 1, most=MOST_LINES)))
    return chosen[: MOST_LINES - 1 if small else MOST_SHOWN - 1], shape if not small else "points"


def _marks(drawn: list[str], slots: dict[str, int], shape: str) -> dict[str, str]:
    """Topic → its mark as the chart of this shape draws it."""
    if shape == "points":
        return {topic: dot(slots[topic], rank=rank) for rank, topic in enumerate(drawn)}
    grey = set(drawn) - pinned() if shape == "lines" else set[str]()
    return {topic: grey_dot() if topic in grey else dot(slots[topic]) for topic in drawn}


def _add_topic(chosen: list[str], others: list[str], labels: dict[str, str]) -> None:
    """A list that is searched by typing; what is chosen joins the lines."""
    key = "w_add_topic"

    def add() -> None:
        if st.session_state[key]:
            params.put("with", ",".join([*chosen, st.session_state[key]][: MOST_SHOWN - 1]))

    st.session_state[key] = None
    st.selectbox(
        say("add_topic"),
        others,
        key=key,
        index=None,
        disabled=not others,
        placeholder=say("add_topic"),
        format_func=lambda t: labels[t],
        label_visibility="collapsed",
        on_change=add,
    )


def _drawer(
    view: View,
    own: pd.DataFrame,
    series: pd.DataFrame,
    labels: dict[str, str],
    focus: str,
    found: pd.DataFrame,
) -> None:
    at = params.get("at")
    topic = params.get("series", focus)
    topic = topic if topic in labels else focus
    row = series[(series["series"] == topic) & (series["period"] == at)]
    if at and row.empty:
        st.warning(say("notice_at", at=escaped(at[:20])), icon=":material/info:")
    if row.empty:
        terms = [
            w for w, _ in dict(zip(*(topic_table()[c] for c in ("topic", "terms")), strict=True))[focus][:6]
        ]
        facts = topic_facts(told, own)
        drawer(
            escaped(labels[focus]),
            facts,
            view.scope,
            Filter(topic=focus),
            close=None,
            words=terms,
            more={"topic": focus},
            date=None,
        )
        return
    point = row.iloc[0]
    scope = period_scope(view.scope, point["start"], point["end"])
    ring = next((RINGS[i] for i, p in enumerate(found["period"]) if p == at and topic == focus), "")
    facts = topic_point(told, point, view.measure)
    terms = list(ask().topic_words(topic, scope, 6)["term"])
    more = {"topic": topic, "from_": str(scope.since), "to": str(scope.until)}
    newest = ask().issues(scope)
    date = str(newest["date"].iloc[-1]) if len(newest) else None
    drawer(
        f"{ring} {day(at)} {escaped(labels[topic])}",
        facts,
        scope,
        Filter(topic=topic),
        close=_close,
        words=terms,
        more=more,
        date=date,
    )


def _close() -> None:
    params.put("at", None)
    params.put("series", None)
