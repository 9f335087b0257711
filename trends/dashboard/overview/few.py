"""概览 of a few issues: counts and headlines, no rise or fall."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard.actions import actions
from trends.dashboard.charting import shown
from trends.dashboard.data import ask, made
from trends.dashboard.findings import case_of, head, linked, section
from trends.dashboard.sentences import escaped, say, unbroken
from trends.dashboard.shell import colours, heading, muted, span
from trends.dashboard.state import View
from trends.findings import Section
from trends.findings.articles import issue_section
from trends.findings.counts import count_section

SHOWN = 8  # issues, the latest first


def few_issues(view: View, meta: Meta, issues: pd.DataFrame) -> None:
    found, topics, leads = (
        head(view),
        section(view, "counts", count_section),
        section(view, "issues", issue_section),
    )
    heading(escaped(found.finding), escaped(found.about))
    if topics is None or leads is None:
        return
    _metrics(view, meta, issues, topics)
    with st.grid(2, min_column_width=320, gap=(16, 28)) as cells:
        with cells.cell():
            st.markdown(f"## {escaped(topics.title)}")
            for chart in topics.charts:
                figure = made("counts_chart", lambda: chart.draw(colours()))  # noqa: B023 - drawn at once
                shown(figure, key="small_topics", alt=chart.alt, name="topics")
            st.markdown(muted(escaped(topics.sentences[-1])))
            actions(topics.numbers, view, meta, name="topics", title=topics.title)
        with cells.cell():
            st.markdown(f"## {escaped(leads.title)}")
            for table in leads.tables:
                rows = [[linked(cell) for cell in row[:3]] for row in reversed(table.rows)][:SHOWN]
                names = [unbroken(name) for name in table.columns[:3]]
                with st.container(key="issue_leads"):
                    st.table(pd.DataFrame(rows, columns=names), border="horizontal", hide_index=True)


def _metrics(view: View, meta: Meta, issues: pd.DataFrame, topics: Section) -> None:
    total = case_of(view).windows.N
    sizes = (int(issues["articles"].min()), int(issues["articles"].max()))
    longest = f"{int(issues['characters'].max()):,}"
    rest = total - int(ask().topics(view.scope)["n"].sum())
    facts = (
        ("issues_read", say("issues_n", n=len(issues)), _gaps(view, meta, len(issues))),
        ("articles", say("articles_n", n=total), say("each_issue", span=span(*sizes))),
        ("characters", f"{int(issues['characters'].sum()):,}", say("longest_issue", n=longest)),
        ("topics", say("topics_n", n=len(topics.numbers)), say("unassigned_n", n=rest)),
    )
    with st.container(border=True), st.grid(4, min_column_width=140):
        for key, value, more in facts:
            st.metric(say(key), value, more, delta_color="off", delta_arrow="off")


def _gaps(view: View, meta: Meta, issues: int) -> str | None:
    """What is to be known of the time between the issues."""
    if meta.sparse:
        return say("sparse") if issues > 1 else None
    missing = int(ask().coverage(view.scope, "issue")["missing"].sum())
    return say("missing_n", n=missing) if missing else say("missing_0")
