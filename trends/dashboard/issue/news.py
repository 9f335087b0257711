"""单期: what is new against the issues before, and the calendar around the issue."""

from __future__ import annotations

import calendar as months
import datetime as dt

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.archive.sql.issues import IssueView
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.data import ask, topic_names
from trends.dashboard.data import topics as topic_table
from trends.dashboard.dates import when
from trends.dashboard.drawer import headline
from trends.dashboard.sentences import escaped, say, unbroken
from trends.dashboard.shell import day, dot, muted
from trends.dashboard.state import View
from trends.records import Scope

MOST_TERMS = 8
MOST_TOPICS = 5
MOST_DATES = 12  # of an archive whose issues are far apart


def news(found: IssueView, view: View, meta: Meta) -> None:
    """Topics and terms that the four issues before did not have, with the article that shows them."""
    st.markdown(f"## {say('issue_news')}")
    own = ask().issues(Scope(paper=found.paper))["date"]
    past = own[own < found.date].tail(4).tolist()
    if not past:
        st.markdown(muted(say("news_first")))
        return
    table = ask().issue_news(found.date, found.paper)
    topics, terms = table[table["kind"] == "topic"], table[table["kind"] == "term"]
    st.markdown(
        say(
            "news_line",
            k=len(past),
            since=when(past[0]),
            until=when(past[-1]),
            topics=len(topics),
            terms=len(terms),
        )
    )
    names = topic_names()
    slots = dict(zip(*(topic_table()[c] for c in ("topic", "slot")), strict=True))
    rows = []
    for _, row in pd.concat([topics.head(MOST_TOPICS), terms.head(MOST_TERMS)]).iterrows():
        is_topic = row["kind"] == "topic"
        link = (
            f"{dot(int(slots[row['item']]))} [{escaped(names[row['item']])}]({params.href('topics', topic=row['item'])})"
            if is_topic
            else f"[{escaped(row['item'])}]({params.href('keywords', q=row['item'])})"
        )
        title = f"[{escaped(headline(row, ''))}]({params.href('articles', id=str(row['id']))})"
        rows.append((link, int(row["n"]), title))
    if rows:
        columns = [say("new_one"), unbroken(say("count_of_articles")), say("headline")]
        st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    st.markdown(muted(say("news_caption")))
    actions(table.assign(N=len(found.articles)), view, meta, name="issue_news", title=say("issue_news"))


def month(found: IssueView, meta: Meta) -> None:
    """The issue's month, a link a date that has an issue; for scattered issues the list of dates."""
    dates = ask().issues()
    dates = sorted(set(dates[dates["paper"] == found.paper]["date"]))
    if meta.sparse:
        st.markdown(f"## {say('all_issues')}")
        nearest = sorted(dates, key=lambda d: abs(dates.index(d) - dates.index(found.date)))[:MOST_DATES]
        st.markdown("　".join(_linked(d, found.date, day(d)) for d in sorted(nearest)))
        return
    when = dt.date.fromisoformat(found.date)
    st.markdown(f"## {say('month', y=when.year, m=when.month)}")
    due = ask().coverage(by="issue")
    missing = set(due[due["issues"] == 0]["start"]) - set(dates)
    st.table(month_table(when, set(dates), missing), border="horizontal", hide_index=True)
    here = found.date[:7]
    before = [d for d in dates if d[:7] < here][-1:]
    after = [d for d in dates if d[:7] > here][:1]
    inside = [d for d in dates if d[:7] == here]
    lacking = sorted(d for d in missing if d[:7] == here)
    st.markdown(muted(say("month_line", n=len(inside), missing=len(lacking))))
    # Apart from the sentence: a link among words would be told by its colour alone
    st.markdown("　".join(_linked(d, found.date, d[:7].replace("-", "\u2011")) for d in (*before, *after)))


def month_table(when: dt.date, read: set[str], missing: set[str]) -> pd.DataFrame:
    """Monday … Sunday by week, Markdown cells: a link where an issue was read, the day struck out where one
    is missing, grey where none was due; the day itself is bold."""
    weeks = months.Calendar().monthdatescalendar(when.year, when.month)
    cells = [[_cell(date, when, read, missing) for date in week] for week in weeks]
    return pd.DataFrame(cells, columns=[unbroken(say(f"short_weekday_{i}")) for i in range(7)])


def _cell(date: dt.date, when: dt.date, read: set[str], missing: set[str]) -> str:
    text, number = date.isoformat(), f"{date.day}"
    if date.month != when.month:
        return ""
    if text in missing:
        return f":red[~~{number}~~]"
    return _linked(text, when.isoformat(), number) if text in read else f":gray[{number}]"


def _linked(date: str, shown: str, name: str) -> str:
    return f"**{name}**" if date == shown else f"[{name}]({params.href('issue', date=date)})"
