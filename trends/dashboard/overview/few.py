"""概览 of a few issues: counts and headlines, no rise or fall."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.archive.snapshot import Meta
from trends.charts.bars import ranked
from trends.charts.colours import topic_colour
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import shown
from trends.dashboard.data import ask
from trends.dashboard.data import topics as topic_table
from trends.dashboard.drawer import headline
from trends.dashboard.findings import case_of, head
from trends.dashboard.sentences import escaped, say, unbroken
from trends.dashboard.shell import colours, day, dot, heading, muted, span, words
from trends.dashboard.state import View
from trends.records import Scope


def few_issues(view: View, meta: Meta, issues: pd.DataFrame) -> None:
    case, found = case_of(view), head(view)
    topics = case.topics[case.topics["n"] > 0]
    total = case.windows.N
    heading(escaped(found.finding), escaped(found.about))
    rest = total - int(topics["n"].sum())
    with st.container(border=True), st.grid(4, min_column_width=140):
        st.metric(
            say("issues_read"),
            say("issues_n", n=len(issues)),
            _gaps(view, meta, len(issues)),
            delta_color="off",
            delta_arrow="off",
        )
        sizes = (int(issues["articles"].min()), int(issues["articles"].max()))
        st.metric(
            say("articles"),
            say("articles_n", n=total),
            say("each_issue", span=span(*sizes)),
            delta_color="off",
            delta_arrow="off",
        )
        st.metric(
            say("characters"),
            f"{int(issues['characters'].sum()):,}",
            say("longest_issue", n=f"{int(issues['characters'].max()):,}"),
            delta_color="off",
            delta_arrow="off",
        )
        st.metric(
            say("topics"),
            say("topics_n", n=len(topics)),
            say("unassigned_n", n=rest),
            delta_color="off",
            delta_arrow="off",
        )
    with st.grid(2, min_column_width=320, gap=(16, 28)) as cells:
        with cells.cell():
            st.markdown(f"## {say('articles_per_topic')}")
            names, values = [*topics["label"]], [*topics["n"].astype(int)]
            fills = [topic_colour(s, colours()) for s in topics["slot"]]
            if rest:
                names, values, fills = [*names, say("unassigned")], [*values, rest], [*fills, colours().bars]
            text = [say("articles_n", n=v) for v in values]
            figure = ranked(names, values, text, names, fills, colours(), words("", "", meta))
            figure.layout.annotations = ()
            shown(
                figure,
                key="small_topics",
                alt=say(
                    "alt_bars",
                    title=say("articles_per_topic"),
                    bars="；".join(f"{n} {t}" for n, t in zip(names, text, strict=True)),
                ),
                name="topics",
            )
            st.markdown(muted(say("main_topic_only")))
            actions(topics.assign(N=total), view, meta, name="topics", title=say("articles_per_topic"))
        with cells.cell():
            st.markdown(f"## {say('each_lead')}")
            st.table(_leads(view, issues), border="horizontal", hide_index=True)


def _gaps(view: View, meta: Meta, issues: int) -> str | None:
    """What is to be known of the time between the issues."""
    if meta.sparse:
        return say("sparse") if issues > 1 else None
    missing = int(ask().coverage(view.scope, "issue")["missing"].sum())
    return say("missing_n", n=missing) if missing else say("missing_0")


def _leads(view: View, issues: pd.DataFrame) -> pd.DataFrame:
    slots = dict(zip(*(topic_table()[c] for c in ("topic", "slot")), strict=True))
    rows = []
    shown = issues.iloc[::-1].head(8)
    for _, issue in shown.iterrows():
        date = dt.date.fromisoformat(issue["date"])
        found = ask().articles(Scope(date, date, issue["paper"]), Filter(), "characters", 1)
        lead = (
            ""
            if found.empty
            else f"{dot(slots.get(found.iloc[0]['topic'], -1))} [{escaped(headline(found.iloc[0]))}]({params.href('articles', id=str(found.iloc[0]['id']))})"
        )
        rows.append(
            (
                issue["date"],
                f"[{day(issue['date'])}]({params.href('issue', date=issue['date'])})",
                str(issue["articles"]),
                lead,
            )
        )
    due = ask().coverage(view.scope, "issue")
    lacking = due[(due["issues"] == 0) & (due["start"] >= shown["date"].min())]["start"].tolist()
    rows += [(date, day(date), "—", muted(say("missing"))) for date in lacking]
    listed = [row[1:] for row in sorted(rows, key=lambda row: row[0], reverse=True)]
    columns = [say("date"), unbroken(say("count_of_articles")), say("longest_article")]
    return pd.DataFrame(listed, columns=columns)
