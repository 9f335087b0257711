"""概览 of many issues: what rose and fell between the two windows of the findings."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import coverage_strip, gap_sentence
from trends.dashboard.data import ask, made
from trends.dashboard.findings import case_of, head, linked, section
from trends.dashboard.overview.new_words import new_words
from trends.dashboard.overview.panorama import panorama
from trends.dashboard.overview.table import moves_table, narrow_table
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import heading, muted, pages, signed
from trends.dashboard.state import View
from trends.findings import Case
from trends.findings.codes import code_section
from trends.findings.moves import moves_section
from trends.series.measures import topic_series


def moves_page(view: View, meta: Meta) -> None:
    case, found = case_of(view), head(view)
    heading(escaped(found.finding), escaped(found.about))
    panorama(view, meta)
    monthly = made("monthly", lambda: _series(case))
    _metrics(case, monthly)
    moves = section(view, "changes", moves_section)
    with st.grid(4, min_column_width=220, gap=(16, 28)) as cells:
        with cells.cell(column_span=3):
            st.markdown(f"## {say('movers')}")
            if moves is not None:
                with st.container(key="movers_wide"):
                    moves_table(moves, monthly, found.finding)
                with st.container(key="movers_narrow"):
                    narrow_table(moves)
                for sentence in moves.sentences:
                    st.markdown(escaped(sentence))
                st.markdown(muted(say("movers_caption", N=f"{case.windows.N_now:,}")))
                _links(case)
                actions(moves.numbers, view, meta, name="movers", title=say("movers"))
                _codes(view, meta)
        with cells.cell():
            new_words(view)
    st.markdown(f"## {say('coverage')}")
    table = ask().coverage(view.scope, view.shown_by)
    coverage_strip(table, view, meta, years=True)
    st.markdown(muted(gap_sentence(table)))
    actions(table, view, meta, name="coverage", title=say("coverage"))


def _codes(view: View, meta: Meta) -> None:
    """What rose and fell of the codes; nothing without a codebook."""
    found = section(view, "codes", code_section)
    if found is None:
        return
    st.markdown(f"### {escaped(found.title)}")
    table = found.tables[0]
    rows = [[linked(cell) for cell in row] for row in table.rows]
    st.table(pd.DataFrame(rows, columns=list(table.columns)), border="horizontal", hide_index=True)
    for sentence in found.sentences:
        st.markdown(escaped(sentence))
    actions(found.numbers, view, meta, name="code_movers", title=found.title)


def _series(case: Case) -> pd.DataFrame:
    """Monthly shares of the last 36 months of the window."""
    until = case.windows.now.until
    since = (pd.Timestamp(until) - pd.DateOffset(months=35)).date().replace(day=1)
    scope = replace(case.windows.now, since=since)
    return topic_series(ask().shares(scope, "month"), ask().coverage(scope, "month"), "articles", 1)


def _links(case: Case) -> None:
    """The topics of the headline, for the keyboard too: a name in the table answers a pointer only."""
    with st.container(horizontal=True, gap="small"):
        for rows in (case.rises, case.falls):
            for row in rows.head(1).to_dict("records"):
                st.page_link(
                    pages()["topics"],
                    label=f":blue[{escaped(row['label'])}]",
                    icon=":material/arrow_forward:",
                    query_params=params.linked(topic=str(row["item"])),
                )


def _metrics(case: Case, monthly: pd.DataFrame) -> None:
    windows, moves = case.windows, case.moves
    coverage = ask().coverage(windows.now, "issue")
    largest = moves.loc[moves["share"].idxmax()]
    missing = int(coverage["missing"].sum())
    more = windows.N_now - windows.N_before
    named = [("largest", largest), *(("riser", row) for _, row in case.rises.head(1).iterrows())]
    # The labels of the second pair hold a topic's name: on a phone each takes a whole row.
    with st.container(border=True), st.grid(2, min_column_width=320):
        with st.grid(2, min_column_width=140):
            st.metric(
                say("issues_read"),
                say("issues_n", n=f"{windows.issues_now:,}"),
                say("missing_n", n=missing) if missing else say("missing_0"),
                chart_data=coverage["issues"].tolist()[-30:],
                chart_type="bar",
                delta_color="off",
                delta_arrow="off",
            )
            st.metric(
                say("articles"),
                say("articles_n", n=f"{windows.N_now:,}"),
                say(
                    "against_more" if more > 0 else "against_fewer" if more else "against_same",
                    n=f"{abs(more):,}",
                ),
                chart_data=coverage["articles"].tolist()[-30:],
                chart_type="bar",
                delta_color="off",
                delta_arrow="off",
            )
        with st.grid(2, min_column_width=180):
            for key, row in named:
                trend = monthly[monthly["series"] == row["item"]]["value"].dropna().round(4).tolist()
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
