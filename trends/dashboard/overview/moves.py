"""概览 of many issues: what rose and fell in the last days against the days before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import coverage_strip, gap_sentence
from trends.dashboard.data import ask, made
from trends.dashboard.data import topics as topic_table
from trends.dashboard.overview.new_words import new_words
from trends.dashboard.overview.table import moves_table
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, heading, muted, pages, signed
from trends.dashboard.state import View
from trends.series.measures import topic_series
from trends.series.movers import shown_changes
from trends.series.ranges import window_before

DAYS = 30


def moves_page(view: View, meta: Meta, issues: pd.DataFrame) -> None:
    last = dt.date.fromisoformat(str(issues["date"].iloc[-1]))
    first = dt.date.fromisoformat(str(issues["date"].iloc[0]))
    days = min(DAYS, max(1, ((last - first).days + 1) // 2))
    now, before = window_before(view.scope, first, last, days)
    coverage, earlier = ask().coverage(now, "issue"), ask().coverage(before, "issue")
    total, total_before = int(coverage["articles"].sum()), int(earlier["articles"].sum())
    moves = made("moves", lambda: shown_changes(topic_table(now), topic_table(before), total, total_before))
    most = _most(moves)
    finding = _finding(most)
    heading(finding, say("compared", days=days, since=day(str(now.since)), until=day(str(last))))
    monthly = made("monthly", lambda: _series(view, last))
    _metrics(coverage, earlier, moves, monthly)
    with st.grid(4, min_column_width=220, gap=(16, 28)) as cells:
        with cells.cell(column_span=3):
            st.markdown(f"## {say('movers')}")
            moves_table(moves, monthly, now, finding.replace("\\", ""))
            st.markdown(muted(say("movers_caption", N=f"{total:,}")))
            _links(most)
            numbers = moves.assign(N=total, N_before=total_before)
            actions(numbers, view, meta, name="movers", title=say("movers"))
        with cells.cell():
            st.markdown(f"## {say('new_words')}")
            new_words(now, days)
    st.markdown(f"## {say('coverage')}")
    table = ask().coverage(view.scope, view.shown_by)
    coverage_strip(table, view, meta, years=True)
    st.markdown(muted(gap_sentence(table)))
    actions(table, view, meta, name="coverage", title=say("coverage"))


def _series(view: View, last: dt.date) -> pd.DataFrame:
    """Monthly shares of the last 36 months."""
    since = (pd.Timestamp(last) - pd.DateOffset(months=35)).date().replace(day=1)
    scope = replace(view.scope, since=since, until=last)
    return topic_series(ask().shares(scope, "month"), ask().coverage(scope, "month"), "articles", 1)


def _most(moves: pd.DataFrame) -> dict[str, pd.Series]:
    """up, down: the topics that rose and fell most, where the interval leaves out 0."""
    up, down = moves[moves["low"] > 0], moves[moves["high"] < 0]
    return {} | ({"up": up.iloc[0]} if len(up) else {}) | ({"down": down.iloc[-1]} if len(down) else {})


def _finding(most: dict[str, pd.Series]) -> str:
    key = {(): "still", ("up",): "up", ("down",): "down"}.get(tuple(most), "moves")
    return say(f"finding_{key}", **{name: escaped(row["label"]) for name, row in most.items()})


def _links(most: dict[str, pd.Series]) -> None:
    """The topics of the headline, for the keyboard too: a name in the table answers a pointer only."""
    with st.container(horizontal=True, gap="small"):
        for row in most.values():
            st.page_link(
                pages()["topics"],
                label=f":blue[{escaped(row['label'])}]",
                icon=":material/arrow_forward:",
                query_params=params.linked(topic=str(row["topic"])),
            )


def _metrics(
    coverage: pd.DataFrame, earlier: pd.DataFrame, moves: pd.DataFrame, monthly: pd.DataFrame
) -> None:
    largest = moves.loc[moves["share"].idxmax()]
    sure = moves[moves["low"] > 0]
    riser = moves.iloc[0] if sure.empty else sure.iloc[0]
    missing = int(coverage["missing"].sum())
    articles = int(coverage["articles"].sum()) - int(earlier["articles"].sum())
    # The labels of the second pair hold a topic's name: on a phone each takes a whole row.
    with st.container(border=True), st.grid(2, min_column_width=320):
        with st.grid(2, min_column_width=140):
            st.metric(
                say("issues_read"),
                say("issues_n", n=f"{int(coverage['issues'].sum()):,}"),
                say("missing_n", n=missing) if missing else say("missing_0"),
                delta_color="off",
                delta_arrow="off",
                chart_data=coverage["issues"].tolist()[-30:],
                chart_type="bar",
            )
            st.metric(
                say("articles"),
                say("articles_n", n=f"{int(coverage['articles'].sum()):,}"),
                say("against", n=signed(articles, ",")) if articles else say("against_same"),
                delta_color="off",
                delta_arrow="off",
                chart_data=coverage["articles"].tolist()[-30:],
                chart_type="bar",
            )
        with st.grid(2, min_column_width=180):
            for key, row in (("largest", largest), ("riser", riser)):
                trend = monthly[monthly["series"] == row["topic"]]["value"].dropna().round(4).tolist()
                half = (row["high"] - row["low"]) / 2
                st.metric(
                    say(key, label=row["label"]),
                    f"{row['share']:.1%}",
                    say("points_pm", change=signed(100 * row["change"]), half=f"{100 * half:.1f}"),
                    delta_color="off",
                    delta_arrow="down" if row["change"] < 0 else "up",
                    chart_data=trend,
                    chart_type="line",
                )
