"""An index of codes that must meet in one article, such as economic policy uncertainty; its components at a click."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive import Archive, Filter
from trends.archive.coding import MEET
from trends.archive.indexing import article_index
from trends.archive.snapshot import Meta
from trends.charts.timelines import lines
from trends.codebook import Codebook
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable
from trends.dashboard.codebook.draft import listed
from trends.dashboard.data import ask, made
from trends.dashboard.dates import when
from trends.dashboard.drawer import drawer
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import colours, day, muted, words
from trends.dashboard.state import View
from trends.errors import QueryError
from trends.series.ranges import period_scope
from trends.series.smoothing import with_smooth

MOST_MET = 4  # codes that meet where nobody chose


def index(view: View, meta: Meta, codebook: Codebook) -> None:
    """The codes that meet and the base are chosen; the base never moves with later issues."""
    names = [code.name for code in codebook.codes]
    met = [name for name in listed(params.get("meet")) if name in names] or names[:MOST_MET]
    with st.grid(4, min_column_width=200, gap=(8, 16), vertical_alignment="center") as cells:
        with cells.cell(column_span=3):
            params.bound(
                st.pills,
                say("index_meet"),
                names[:40],
                name="meet",
                value=met,
                parse=lambda v: ",".join(v) or None,
                selection_mode="multi",
                format_func=lambda name: f"■ {escaped(name)}",
            )
        with cells.cell():
            params.bound(
                st.text_input,
                say("index_base"),
                name="base",
                value=params.get("base"),
                parse=lambda v: v.strip()[:40] or None,
                placeholder=f"{meta.first[:7]}:{meta.last[:7]}",
                help=say("index_base_help"),
            )
    part = Codebook(tuple(code for code in codebook.codes if code.name in met))
    try:
        table, _ = article_index(Archive(ask().snapshot), part, view.shown_by, params.get("base") or ":")
    except QueryError as error:
        st.warning(error_told(error), icon=":material/info:")
        return
    series = _series(table, view)
    with st.grid(3, min_column_width=290, gap=(16, 28)) as cells:
        with cells.cell(column_span=2):
            _chart(series, view, meta, met)
            actions(table, view, meta, name="index", title=say("index_title", met="×".join(met)))
        with cells.cell():
            _drawer(view, series, met)


def _series(table: pd.DataFrame, view: View) -> pd.DataFrame:
    """The index of the view's periods, gaps where there is no issue."""
    coverage = ask().coverage(view.scope, view.shown_by)
    both = coverage.merge(table, on="period", how="left").rename(columns={"index": "value"})
    for name in ("n", "N"):
        both[name] = both[name].fillna(0).astype("int64")
    both = both.assign(series="index", label=say("index"), low=float("nan"), high=float("nan"))
    return with_smooth(both, "value", view.smooth, "series")


def _chart(series: pd.DataFrame, view: View, meta: Meta, met: list[str]) -> None:
    known = series[series["value"].notna()]
    if known.empty:
        st.markdown(say("index_none"))
        return
    top = known.loc[known["value"].idxmax()]
    told = say(
        "index_takeaway",
        met=escaped("×".join(met)),
        at=when(top["period"]),
        top=f"{top['value']:.0f}",
        n=int(top["n"]),
    )
    text = words(
        say("index_title", met="×".join(met)),
        say("index_sub", base=params.get("base") or say("index_whole")),
        meta,
    )
    figure = made(
        "index",
        lambda: lines(series, colours(), text, slots={"index": 0}, focus="index", percent=False, height=330),
        tuple(met),
    )
    clickable(figure, key="index", alt=told, name="index", put={"series": 0, "at": 1})
    st.markdown(told)
    st.markdown(muted(say("index_how")))


def _drawer(view: View, series: pd.DataFrame, met: list[str]) -> None:
    """The articles in which the codes meet, and how many hold each of them."""
    row = series[series["period"] == params.get("at")]
    scope, title, date = view.scope, say("index_all"), ""
    if len(row):
        scope = period_scope(view.scope, row["start"].iloc[0], row["end"].iloc[0])
        date = str(row["period"].iloc[0])
        title = f"{day(date)} {row['value'].iloc[0]:.0f}"
    held = ask().codes(scope).set_index("code")["n"]
    parts = say("list_mark").join(f"{escaped(name)} {int(held.get(name, 0)):,}" for name in met)
    wanted = Filter(code=MEET.join(met))
    facts = say("index_components", n=f"{ask().count_articles(scope, wanted):,}", parts=parts)
    more = {"code": MEET.join(met)} | ({"from_": str(scope.since), "to": str(scope.until)} if date else {})
    drawer(title, facts, scope, wanted, close=_close if date else None, words=[], more=more, date=None)


def _close() -> None:
    params.put("at", None)
    params.put("series", None)
