"""Below the topic chart: a topic's words by period, its history, its kin, the names in it, its sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.parameters import MAX_ROWS
from trends.archive.snapshot import Meta
from trends.archive.sql.words import NameKind
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.data import ask, made, topic_names
from trends.dashboard.data import topics as topic_table
from trends.dashboard.dates import when
from trends.dashboard.sentences import escaped, say, unbroken
from trends.dashboard.shell import day, dot, muted
from trends.dashboard.state import View
from trends.dashboard.topics.sources import sources
from trends.dashboard.topics.tables import word_list
from trends.records import PERIODS, Period
from trends.series.ranges import period_scope

PARTS = ("words", "history", "related", "names", "sources")
MOST_PERIODS = 8  # rows of words by period
MOST_ISSUE_TOPICS = 300  # rows of the history, the newest
MOST_KIN = 8
MOST_NAMES = 8
KINDS: tuple[NameKind, ...] = ("person", "place", "organisation")


def life(view: View, meta: Meta, focus: str) -> None:
    """One of the parts, as the reader chooses."""
    part = params.chosen("part", PARTS, label=say("part"), shown=lambda v: say(f"part_{v}"))
    parts = {"words": _words, "history": _history, "related": _related, "names": _names, "sources": sources}
    parts[part](view, meta, focus)


# ---- words ---------------------------------------------------------------------------------------


def _words(view: View, meta: Meta, focus: str) -> None:
    word_list(view, focus)
    by = words_period(view)
    coverage = ask().coverage(view.scope, by)
    read = coverage[coverage["issues"] > 0].tail(MOST_PERIODS)
    if len(read) < 2:
        return
    rows, numbers = made("words_of_periods", lambda: _words_of_periods(view, focus, read))
    st.table(rows, border="horizontal", hide_index=True)
    st.markdown(muted(say("words_by_period_caption")))
    actions(numbers, view, meta, name="topic_words", title=say("part_words"))


def _words_of_periods(view: View, focus: str, read: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table as it is shown, the newest period first, and its numbers. read: rows of coverage."""
    rows, numbers = [], []
    for period, start, end in zip(read["period"], read["start"], read["end"], strict=True):
        found = ask().topic_words(focus, period_scope(view.scope, start, end), 5)
        numbers.append(found.assign(period=period))
        if len(found):
            rows.append((day(str(period)), _linked(found, str(start), str(end))))
    columns = [unbroken(say("period")), say("words_of_period")]
    return pd.DataFrame(rows[::-1], columns=columns), pd.concat(numbers)


def words_period(view: View) -> Period:
    """The finest period of which the view holds at most MOST_PERIODS with issues, else the year."""
    for by in PERIODS[PERIODS.index(view.by) :]:
        if int((ask().coverage(view.scope, by)["issues"] > 0).sum()) <= MOST_PERIODS:
            return by
    return "year"


def _linked(found: pd.DataFrame, since: str, until: str) -> str:
    return "　".join(
        f"[{escaped(term)}]({params.href('keywords', q=term, from_=since, to=until)})\u00a0:gray[{n:,}]"
        for term, n in zip(found["term"], found["n"], strict=True)
    )


# ---- history -------------------------------------------------------------------------------------


def _history(view: View, meta: Meta, focus: str) -> None:
    for sentence in change_sentences(ask().topic_changes(), focus):
        st.markdown(f"- {sentence}")
    table = ask().topic_history(focus, view.scope)
    if table.empty:
        st.markdown(say("history_none"))
        return
    first, last = table.iloc[0], table.iloc[-1]
    line = say(
        "history_line",
        k=f"{len(table):,}",
        issues=f"{int(ask().coverage(view.scope, 'year')['issues'].sum()):,}",
        first=when(first["date"]),
        last=when(last["date"]),
    )
    st.markdown(line)
    shown = table.iloc[::-1].head(MOST_ISSUE_TOPICS)

    def chosen() -> None:
        row = shown.iloc[st.session_state["history_date"]["row"]]
        params.go("issue", date=str(row["date"]), local=str(row["local"]))

    config = st.column_config
    st.dataframe(
        pd.DataFrame(
            {
                "date": shown["date"],
                "terms": ["·".join(terms[:4]) for terms in shown["terms"]],
                "n": shown["n"],
                "share": (100 * shown["share"]).round(1),
                "similarity": shown["similarity"].round(2),
                "headline": shown["headline"].fillna(""),
            }
        ),
        hide_index=True,
        row_height=34,
        height=34 * min(len(shown), 8) + 40,
        key="history",
        alt=say("history_alt", line=line.replace("*", "")),
        column_config={
            "date": config.ButtonColumn(
                say("date"), width=104, type="tertiary", alignment="left", on_click=chosen, key="history_date"
            ),
            "terms": config.TextColumn(say("issue_topic"), width=250),
            "n": config.NumberColumn(say("articles"), width=64),
            "share": config.ProgressColumn(
                say("issue_share_pc"), width=110, min_value=0, max_value=100, format="%.1f", color="gray"
            ),
            "similarity": config.NumberColumn(say("similarity"), width=76, format="%.2f"),
            "headline": config.TextColumn(say("closest_one"), width=300),
        },
    )
    st.markdown(muted(say("history_caption")))
    actions(table, view, meta, name="topic_history", title=say("part_history"))


def change_sentences(changes: pd.DataFrame, focus: str) -> list[str]:
    """What builds did to a topic, a sentence a change, with the data version that brought it. changes: as
    `Archive.topic_changes` lists them."""
    if changes.empty:
        return [say("change_first")]
    found = []
    for version, change, topic, others, similarity in zip(
        *(changes[c] for c in ("version", "change", "topic", "others", "similarity")), strict=True
    ):
        if focus != topic and focus not in [other for other, _ in others]:
            continue
        named = say("list_mark").join(
            f"[{escaped(label or other)}]({params.href('topics', topic=other)})" for other, label in others
        )
        role = change if topic == focus else f"{change}_other"
        key = f"change_{role}" if role in CHANGES else "change_part"
        told = say(key, others=named, similarity=f"{similarity:.2f}")
        found.append(say("change_of", version=escaped(version), told=told))
    return found or [say("change_none", k=changes["version"].nunique())]


CHANGES = ("birth", "death", "split", "merge", "drift", "same")


# ---- kin and names -------------------------------------------------------------------------------


def _related(view: View, meta: Meta, focus: str) -> None:
    table = ask().related_topics(focus)
    hidden = set(topic_table().loc[lambda t: t["hidden"], "topic"])
    table = table[~table["topic"].isin(hidden) & ((table["similarity"] > 0) | (table["both"] > 0))]
    if table.empty:
        st.markdown(say("related_none"))
        return
    names = topic_names()
    slots = dict(zip(*(topic_table()[c] for c in ("topic", "slot")), strict=True))
    rows = [
        (
            f"{dot(int(slots[topic]))} [{escaped(names[topic])}]({params.href('topics', topic=topic)})",
            f"{similarity:.2f}",
            f"{both:,}",
            "—" if lift != lift else say("times", times=f"{lift:.1f}"),
        )
        for topic, similarity, both, lift in table[["topic", "similarity", "both", "lift"]]
        .head(MOST_KIN)
        .itertuples(index=False)
    ]
    columns = [say("topic"), unbroken(say("similarity")), say("both"), say("lift")]
    st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    st.markdown(muted(say("related_caption")))
    actions(table, view, meta, name="related_topics", title=say("part_related"))


def _names(view: View, meta: Meta, focus: str) -> None:
    tables = [ask().topic_names(focus, view.scope, kind, MAX_ROWS) for kind in KINDS]
    with st.grid(3, min_column_width=220, gap=(16, 28)) as cells:
        for kind, table in zip(KINDS, tables, strict=True):
            with cells.cell():
                st.markdown(f"### {say(f'names_{kind}')}")
                rows = [
                    (
                        f"[{escaped(name)}]({params.href('keywords', q=name)})",
                        f"{n:,} / {n_all:,}",
                        f"{share:.0%}",
                    )
                    for name, n, n_all, share in table[["name", "n", "n_all", "share"]]
                    .head(MOST_NAMES)
                    .itertuples(index=False)
                ]
                if rows:
                    columns = [say("name"), say("names_n"), say("names_share")]
                    st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
                else:
                    st.markdown(muted(say("names_none")))
    st.markdown(muted(say("names_caption")))
    actions(pd.concat(tables), view, meta, name="topic_names", title=say("part_names"))
