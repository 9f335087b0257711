"""关键词: when any words appear, and how they are used."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.archive.snapshot import Meta
from trends.charts.points import points
from trends.charts.template import Figure
from trends.charts.timelines import lines
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable, coverage_strip
from trends.dashboard.data import ask, made
from trends.dashboard.data import topics as topic_table
from trends.dashboard.dates import when
from trends.dashboard.drawer import drawer
from trends.dashboard.findings import told, told_plainly
from trends.dashboard.keywords.bursts import bursts
from trends.dashboard.keywords.context import context
from trends.dashboard.keywords.phrases import phrases
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import colours, day, dot, few, heading, words
from trends.dashboard.state import FEW, View
from trends.errors import QueryError
from trends.findings.lives import word_ends, word_facts, word_finding, word_point, word_takeaway
from trends.series.measures import word_series
from trends.series.ranges import period_scope

PARAMS = ("q", "at", "series", "look", "sort", "start", "of", "find", "rank", "width")
LOOKS = ("context", "bursts", "phrases")
MOST = 5
BETWEEN = ","


def draw(view: View, meta: Meta) -> None:
    queries = list(dict.fromkeys(q.strip() for q in params.get("q").split(BETWEEN) if q.strip()))
    if len(queries) > MOST:
        st.warning(say("notice_words", n=MOST), icon=":material/info:")
        queries = queries[:MOST]
    if not queries:
        queries = _suggested(view)
    try:
        table = ask().keywords(tuple(queries), view.scope, view.shown_by)
    except QueryError as error:
        heading(say("page_keywords"), "")
        st.warning(error_told(error), icon=":material/info:")
        _chips(queries)
        return
    coverage = ask().coverage(view.scope, view.shown_by)
    series = made("series", lambda: word_series(table, view.measure, view.smooth))
    small = int((coverage["issues"] > 0).sum()) <= FEW
    measure = "words_" + {"articles": "share", "count": "count"}.get(view.measure, "pm")
    first = queries[0]
    own = series[series["series"] == first]
    heading(
        word_finding(told, first, own, view.shown_by),
        say(
            "keywords_line",
            since=when(view.since),
            until=when(view.until),
            by=say(f"per_{view.shown_by}"),
            measure=say(measure),
        ),
    )
    _chips(queries)
    if small:
        few(
            say(
                "few_keywords", issues=int(coverage["issues"].sum()), articles=int(coverage["articles"].sum())
            )
        )
    with st.grid(3, min_column_width=290, gap=(16, 28)) as cells:
        with cells.cell(column_span=2):
            alt = word_takeaway(told_plainly, first, own, view.shown_by)
            figure = made("figure", lambda: _figure(series, view, meta, queries, small, say(measure)))
            clickable(figure, key="keywords", alt=alt, name="keywords", put={"series": 0, "at": 1})
            if not small:
                coverage_strip(coverage, view, meta)
            ends = word_ends(ask(), first, view.scope)
            st.markdown(word_takeaway(told, first, own, view.shown_by, ends))
            actions(
                series, view, meta, name="keywords", title=say("list_mark").join(queries), chart="keywords"
            )
        with cells.cell():
            _drawer(view, series, queries)
    _below(view, meta, queries, series)


def _figure(
    series: pd.DataFrame, view: View, meta: Meta, queries: list[str], small: bool, measure: str
) -> Figure:
    """A line for each word; points where there are few periods."""
    sub = measure if small or view.smooth == 1 else f"{measure}｜{say('sub_smooth', n=view.smooth)}"
    text = words(say("chart_words", words=say("list_mark").join(queries)), sub, meta)
    slots = {query: slot for slot, query in enumerate(queries)}
    percent = view.measure == "articles"
    if small:
        return points(series, colours(), text, slots=slots, percent=percent, height=330)
    return lines(
        series,
        colours(),
        text,
        slots=slots,
        focus=queries[0],
        percent=percent,
        dots=True,
        height=330,
        picked=_picked(series),
    )


def _below(view: View, meta: Meta, queries: list[str], series: pd.DataFrame) -> None:
    """One of three looks at the words: in context, in bursts, among the archive's phrases."""
    look = params.chosen("look", LOOKS, label=say("look"), shown=lambda v: say(f"look_{v}"))
    if look == "context":
        context(view, meta, queries[0])
    elif look == "bursts":
        bursts(view, meta, queries, series)
    else:
        phrases(view, meta, queries)


def _suggested(view: View) -> list[str]:
    """Two leading terms of the largest topics, when the reader has not typed any."""
    table = topic_table(view.scope).sort_values("n", ascending=False)
    return [terms[0][0] for terms in table["terms"].head(2) if terms] or ["发展"]


def _chips(queries: list[str]) -> None:
    def add() -> None:
        typed = str(st.session_state["w_add_word"]).replace(BETWEEN, " ").strip()
        if typed:
            asked = queries if params.get("q") else []  # what nobody asked for makes room
            params.put("q", BETWEEN.join(dict.fromkeys([typed, *asked][:MOST])))
            for name in ("at", "series", "start"):
                params.put(name, None)
        st.session_state["w_add_word"] = ""

    with st.container(horizontal=True, vertical_alignment="center"):
        params.bound(
            st.pills,
            say("words"),
            queries,
            name="q",
            value=queries,
            parse=lambda v: BETWEEN.join(v),
            selection_mode="multi",
            label_visibility="collapsed",
            format_func=lambda q: f"{dot(queries.index(q) if q in queries else -1)} {escaped(q)}",
            wrap=True,
        )
        st.text_input(
            say("add_word"),
            key="w_add_word",
            placeholder=say("add_word"),
            label_visibility="collapsed",
            on_change=add,
            width=240,
            max_chars=60,
            help=say("query_help"),
        )


def _picked(series: pd.DataFrame) -> str | None:
    rows = series[series["period"] == params.get("at")]
    return str(rows["start"].iloc[0]) if len(rows) else None


def _drawer(view: View, series: pd.DataFrame, queries: list[str]) -> None:
    at, word = params.get("at"), params.get("series", queries[0])
    word = word if word in queries else queries[0]
    row = series[(series["series"] == word) & (series["period"] == at)]
    if row.empty:
        own = series[series["series"] == word]
        facts = word_facts(told, own)
        drawer(
            escaped(word),
            facts,
            view.scope,
            Filter(query=word),
            close=None,
            words=[],
            more={"q": word},
            date=None,
        )
        return
    point = row.iloc[0]
    scope = period_scope(view.scope, point["start"], point["end"])
    facts = word_point(told, point)
    newest = ask().issues(scope)
    date = str(newest["date"].iloc[-1]) if len(newest) else None
    more = {"q": word, "from_": str(scope.since), "to": str(scope.until)}
    drawer(
        f"{day(at)} {escaped(word)}",
        facts,
        scope,
        Filter(query=word),
        close=_close,
        words=[],
        quoting=[word],
        more=more,
        date=date,
    )


def _close() -> None:
    params.put("at", None)
    params.put("series", None)
