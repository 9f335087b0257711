"""When words stood out of their own measure: the words asked for, then those of the whole range."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.archive.sql.changes import ItemKind
from trends.charts.colours import topic_colour
from trends.charts.spans import spans
from trends.charts.time_axis import time_range
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable
from trends.dashboard.data import ask
from trends.dashboard.dates import when
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import colours, day, muted, words
from trends.dashboard.state import View

OF: tuple[ItemKind, ...] = ("phrases", "terms", "names")
ITEMS = 14  # rows of the chart
ROWS = 12  # rows of the table


def bursts(view: View, meta: Meta, queries: list[str], series: pd.DataFrame) -> None:
    """The bursts of the words asked for, and below those that weigh most in the range."""
    by = "month" if view.shown_by == "issue" and not meta.sparse else view.shown_by
    st.markdown(f"## {say('bursts_asked')}")
    with st.spinner(say("computing")):
        table = ask().bursts(view.scope, by, "terms", tuple(queries))
    fills = {q: topic_colour(i, colours()) for i, q in enumerate(queries)}
    _shown(
        view,
        meta,
        table,
        series,
        fills,
        name="bursts",
        title=say("bursts_of", words=say("list_mark").join(queries)),
    )
    st.markdown(f"## {say('bursts_all')}")
    of = params.chosen("of", OF, label=say("bursts_all"), shown=lambda v: say(f"of_{v}"))
    with st.spinner(say("computing")):
        table = ask().bursts(view.scope, by, of, None, 60)
    table = table[table["item"].isin(list(dict.fromkeys(table["item"]))[:ITEMS])]
    _shown(view, meta, table, series, {}, name="top_bursts", title=say("bursts_of", words=say(f"of_{of}")))
    st.markdown(muted(say("bursts_caption")))


def _shown(
    view: View,
    meta: Meta,
    table: pd.DataFrame,
    series: pd.DataFrame,
    fills: dict[str, str],
    *,
    name: str,
    title: str,
) -> None:
    """Chart, sentence, actions and table of bursts."""
    if table.empty:
        st.markdown(say("bursts_none"))
        return
    first, last = time_range(series)
    texts = [
        say(
            "burst_hover",
            item=r.label,
            start=r.start,
            end=r.end,
            weight=f"{r.weight:.0f}",
            n=f"{r.n:,}",
            N=f"{r.N:,}",
        )
        for r in table.itertuples()
    ]
    figure = spans(
        table,
        colours(),
        words(title, say("bursts_sub"), meta),
        texts=texts,
        fills=fills,
        since=first,
        until=last,
    )
    top = table.iloc[0]
    told = say(
        "bursts_takeaway",
        item=escaped(top["label"]),
        start=when(top["start"]),
        end=when(top["end"]),
        n=f"{int(top['n']):,}",
        N=f"{int(top['N']):,}",
        usual=f"{top['usual']:.1%}",
    )
    clickable(figure, key=name, alt=told.replace("*", ""), name=name, put={}, then=_articles)
    st.markdown(told)
    actions(table.drop(columns=["label"]), view, meta, name=name, title=title, chart=name)
    st.table(_rows(table), border="horizontal", hide_index=True)


def _articles(picked: list[object]) -> None:
    """From a click on a bar: the articles with its word in its time."""
    since, _, until = str(picked[1]).partition(":")
    params.go("articles", q=str(picked[0]), from_=since, to=until)


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (
            f"[{escaped(r.label)}]({params.href('keywords', q=r.label, look='bursts')})",
            f"{day(r.start)} – {day(r.end)}",
            f"{r.weight:.0f}",
            f"{r.n:,} / {r.N:,}",
            f"[{escaped(r.headline or say('no_headline'))}]({params.href('articles', id=r.id, q=r.label)})",
        )
        for r in table.sort_values("weight", ascending=False).head(ROWS).itertuples()
    ]
    columns = [say("term"), say("burst_time"), say("burst_weight"), say("burst_n"), say("burst_headline")]
    return pd.DataFrame(rows, columns=columns)
