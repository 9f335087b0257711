"""What goes with what: effects by formula, the front page over time, who prints first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.charts.dots import dots
from trends.charts.template import Figure
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable
from trends.dashboard.data import ask, made
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import colours, muted, signed, words
from trends.dashboard.state import View
from trends.errors import TrendsError

SHOWN = 16  # rows of a chart
FORMULA = "topic ~ front_page + source"


def effects(view: View, meta: Meta) -> None:
    """A formula, one of its levels, and how many points more of each topic go with it."""
    formula = params.get("formula") or FORMULA
    params.bound(
        st.text_input, say("formula"), name="formula", value=formula, help=say("formula_help"),
        parse=lambda v: None if v.strip() in ("", FORMULA) else v.strip()[:200],
    )  # fmt: skip
    try:
        with st.spinner(say("computing")):
            table = ask().effects(formula, view.scope)
    except TrendsError as error:
        st.warning(error_told(error), icon=":material/info:")
        return
    table = _unhidden(table)
    levels = list(dict.fromkeys(zip(table["term"], table["level"], table["base"], strict=True)))
    named = {f"{term}={level}": (term, level, base) for term, level, base in levels}
    level = params.among("level", list(named), next(iter(named)))
    params.bound(
        st.selectbox, say("level"), list(named), name="level", value=level, parse=lambda v: v,
        format_func=lambda v: _level(*named[v]),
    )  # fmt: skip
    term, value, base = named[level]
    own = table[(table["term"] == term) & (table["level"] == value) & table["effect"].notna()]
    own = own.sort_values("effect", ascending=False, ignore_index=True)
    title = say("effects_chart", level=_level(term, value, base))
    if own.empty:
        st.markdown(say("effects_same"))
    else:
        figure = made("effects", lambda: _effect_figure(own, title, meta))
        clickable(figure, key="effects", alt=_told(own), name="effects", put={}, then=_open)
        st.markdown(_told(own))
    st.markdown(muted(say("effects_how")))
    actions(table, view, meta, name="effects", title=title, chart="effects")


def _level(term: str, level: str, base: str) -> str:
    return say("level_of", term=say(f"variable_{term}"), level=_value(term, level), base=_value(term, base))


def _value(term: str, level: str) -> str:
    if term in ("source", "kind"):
        prefix = f"{term}_"
        return say(prefix + level) if level != "…" else level
    return say(f"front_{level}") if term == "front_page" else level or say("no_value")


def _unhidden(table: pd.DataFrame) -> pd.DataFrame:
    hidden = ask().topics().set_index("topic")["hidden"]
    return table[~table["topic"].map(hidden).fillna(False).astype(bool)].reset_index(drop=True)


def _effect_figure(own: pd.DataFrame, title: str, meta: Meta) -> Figure:
    ends = pd.concat([own.head(SHOWN // 2), own.tail(SHOWN // 2)]).drop_duplicates("topic")
    told = [
        say("effect_hover", effect=signed(e), low=signed(low), high=signed(high))
        for e, low, high in zip(ends["effect"], ends["low"], ends["high"], strict=True)
    ]
    drawn = ends.assign(key=ends["topic"], value=ends["effect"], sure=ends["beyond_chance"], told=told)
    return dots(drawn, colours(), words(title, say("effects_sub"), meta), base=0, unit="")


def _told(own: pd.DataFrame) -> str:
    sure = own[own["beyond_chance"]]
    if sure.empty:
        return say("effects_none")
    row = sure.loc[sure["effect"].abs().idxmax()]
    return say(
        "effects_told", label=escaped(row["label"]), effect=signed(row["effect"]), low=signed(row["low"]),
        high=signed(row["high"]), n=len(sure), of=len(own),
    )  # fmt: skip


def _open(values: list[object]) -> None:
    key = str(values[0])
    page, name = ("topics", "topic") if key in set(ask().topics()["topic"]) else ("codebook", "code")
    params.go(page, **{name: key})


def front(view: View, meta: Meta) -> None:
    """The odds of the front page of every topic in a year, and of one topic over the years."""
    try:
        table = _unhidden(ask().front_page_odds(view.scope, "year"))
    except TrendsError as error:
        st.warning(error_told(error), icon=":material/info:")
        return
    table = table[(table["topic"] != "unassigned") & table["odds"].notna()].reset_index(drop=True)
    if table.empty:
        st.markdown(say("front_none"))
        return
    years = list(dict.fromkeys(table["period"]))[::-1]
    year = params.among("year", years, years[0])
    params.bound(st.selectbox, say("variable_year"), years, name="year", value=year, parse=lambda v: v)
    own = table[table["period"] == year].sort_values("odds", ascending=False, ignore_index=True)
    topic = params.among("front_topic", list(own["topic"]), own["topic"].iloc[0])
    with st.grid(2, min_column_width=320, gap=(16, 28)) as cells:
        with cells.cell():
            title = say("front_chart", year=year)
            ends = pd.concat([own.head(SHOWN // 2), own.tail(SHOWN // 2)]).drop_duplicates("topic")
            figure = made("front", lambda: _odds_figure(ends.assign(key=ends["topic"]), title, meta))
            clickable(figure, key="front", alt=_front_told(own), name="front", put={"front_topic": 0})
        with cells.cell():
            line = table[table["topic"] == topic]
            title = say("front_line", label=line["label"].iloc[0])
            rows = line.assign(key=line["period"], label=line["period"])
            figure = made("front_line", lambda: _odds_figure(rows, title, meta))
            clickable(figure, key="front_line", alt=title, name="front_line", put={"year": 0})
    st.markdown(_front_told(own))
    st.markdown(muted(say("front_how")))
    actions(table, view, meta, name="front", title=say("compare_look_front"), chart="front")


def _odds_figure(table: pd.DataFrame, title: str, meta: Meta) -> Figure:
    told = [
        say("odds_hover", odds=f"{o:.2f}", low=f"{low:.2f}", high=f"{high:.2f}", front=f"{f:,}", n=f"{n:,}")
        for o, low, high, f, n in zip(
            *(table[c] for c in ("odds", "low", "high", "n_front", "n")), strict=True
        )
    ]
    sure = (table["low"] > 1) | (table["high"] < 1)
    drawn = table.assign(value=table["odds"], sure=sure, told=told)
    return dots(drawn, colours(), words(title, say("front_sub"), meta), base=1, unit="×", ratio=True)


def _front_told(own: pd.DataFrame) -> str:
    row = own.iloc[0]
    return say(
        "front_told", label=escaped(row["label"]), odds=f"{row['odds']:.1f}", low=f"{row['low']:.1f}",
        high=f"{row['high']:.1f}", front=f"{row['n_front']:,}", n=f"{row['n']:,}",
    )  # fmt: skip


def prints(view: View, meta: Meta) -> None:
    """Who prints first what both print, by papers, and by the agencies named."""
    side = params.chosen(
        "by_side", ("paper", "source"), label=say("by_side"), shown=lambda v: say(f"by_side_{v}")
    )
    table = ask().first_prints(view.scope, side)  # type: ignore[arg-type]
    if table.empty:
        st.markdown(say("prints_none"))
        return
    rows = [
        (
            escaped(r.giver or say("no_paper")), escaped(r.taker or say("no_paper")), f"{r.n:,}",
            "—" if r.first_share != r.first_share or r.first_share is None else f"{r.first_share:.0%}",
            f"{r.same_day:,}", *(f"{int(day):,}" for day in (r.day_10, r.day_50, r.day_90, r.longest)),
        )
        for r in table.itertuples()
    ]  # fmt: skip
    names = [
        say(f"print_{n}")
        for n in ("giver", "taker", "n", "first", "same", "day_10", "day_50", "day_90", "longest")
    ]
    st.table(pd.DataFrame(rows, columns=names), border="horizontal", hide_index=True)
    st.markdown(muted(say("prints_how")))
    actions(table, view, meta, name="prints", title=say("compare_look_prints"))
