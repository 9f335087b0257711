"""对比: two ranges side by side: topics that took more or less room, words that mark each."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.charts.dumbbell import dumbbell
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable
from trends.dashboard.data import ask
from trends.dashboard.data import topics as topic_table
from trends.dashboard.derive import change
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import colours, day, few, heading, muted, pages, words
from trends.dashboard.state import View
from trends.records import Scope

PARAMS = ("a", "b", "pick")
SHOWN = 14
FEWEST = 30  # articles of a range below which nothing is called a change
CHANCE = 3.84  # G² below this happens by chance one time in twenty


def draw(view: View, meta: Meta) -> None:
    dates = [dt.date.fromisoformat(d) for d in ask("issues", view.scope)["date"].unique()]
    half = dates[(len(dates) - 1) // 2] if dates else view.since
    a = _range("a", (view.since, half), meta)
    b = _range("b", (min(half + dt.timedelta(days=1), view.until), view.until), meta)
    scopes = [Scope(*r, view.paper, view.front_page) for r in (a, b)]
    totals = [ask("count_articles", scope) for scope in scopes]
    title = say("compare_none")
    if all(totals):
        table = change(topic_table(scopes[1]), topic_table(scopes[0]), totals[1], totals[0])
        table = table[~table["hidden"]].sort_values("change", ascending=False)
        title = say(
            "compare_finding", up=escaped(table["label"].iloc[0]), down=escaped(table["label"].iloc[-1])
        )
    if min(totals) < FEWEST and all(totals):
        title = say("compare_small", a=totals[0], b=totals[1])
    heading(title, say("compare_line", a=_text(a), b=_text(b)))
    with st.grid(2, min_column_width=280) as cells:
        for name, value, total in (("a", a, totals[0]), ("b", b, totals[1])):
            with cells.cell():
                _picker(name, value, total)
    if not all(totals):
        few(say("compare_empty"))
        return
    if min(totals) < FEWEST:
        few(say("compare_few", a=totals[0], b=totals[1]))
    shown = pd.concat([table.head(SHOWN // 2), table.tail(SHOWN // 2)]).drop_duplicates("topic")
    drawn = shown.assign(
        a=shown["share_before"],
        b=shown["share"],
        n_a=shown["n_before"],
        n_b=shown["n"],
        N_a=totals[0],
        N_b=totals[1],
    )
    text = words(say("compare_chart"), say("compare_sub", a=f"{totals[0]:,}", b=f"{totals[1]:,}"), meta)
    figure = dumbbell(drawn, colours(), text, names=(f"A　{_text(a)}", f"B　{_text(b)}"))
    clickable(figure, key="dumbbell", alt=title, name="compare", put={"pick": 0})
    up = table.iloc[0]
    st.markdown(
        say(
            "compare_takeaway",
            label=escaped(up["label"]),
            a=f"{up['share_before']:.1%}",
            b=f"{up['share']:.1%}",
            change=f"{100 * up['change']:+.1f}",
            low=f"{100 * up['low']:+.1f}",
            high=f"{100 * up['high']:+.1f}",
        )
    )
    actions(table, view, meta, name="compare", title=title)
    picked = params.get("pick")
    if picked:
        params.put("pick", None)
        st.switch_page(pages()["topics"], query_params=params.linked(topic=picked))
    _keyness(*scopes)


def _text(dates: tuple[dt.date, dt.date]) -> str:
    return f"{day(str(dates[0]))} – {day(str(dates[1]))}"


def _range(name: str, default: tuple[dt.date, dt.date], meta: Meta) -> tuple[dt.date, dt.date]:
    """The dates of parameter `name`, "FROM:TO"; the default when they make no sense."""
    value = params.get(name)
    if not value:
        return default
    try:
        since, _, until = value.partition(":")
        dates = sorted((dt.date.fromisoformat(since), dt.date.fromisoformat(until)))
    except ValueError:
        st.warning(say("notice_dropped", name=name, value=escaped(value[:40])), icon=":material/info:")
        params.put(name, None)
        return default
    return dates[0], dates[1]


def _picker(name: str, value: tuple[dt.date, dt.date], total: int) -> None:
    key = f"w_compare_{name}"

    def picked() -> None:
        chosen = st.session_state[key]
        if isinstance(chosen, tuple) and len(chosen) == 2:
            params.put(name, f"{chosen[0]}:{chosen[1]}")

    if len(st.session_state.get(key, ())) != 1:
        st.session_state[key] = value
    st.date_input(say(f"range_{name}", n=f"{total:,}"), key=key, format="YYYY-MM-DD", on_change=picked)


def _keyness(a: Scope, b: Scope) -> None:
    st.markdown(f"## {say('keyness')}")
    table = ask("keyness", a, b)
    table = table[table["g2"] >= CHANCE]
    with st.grid(2, min_column_width=300, gap=(16, 28)) as cells:
        for title, part in (
            (say("more_in_a"), table[table["log_ratio"] > 0].sort_values("g2", ascending=False)),
            (say("more_in_b"), table[table["log_ratio"] < 0].sort_values("g2", ascending=False)),
        ):
            with cells.cell():
                st.markdown(f"**{title}**")
                rows = [
                    (
                        f"[{escaped(r.term)}]({params.href('keywords', q=r.term)})",
                        int(r.n_a),
                        int(r.n_b),
                        f"{r.log_ratio:+.1f}",
                        f"{r.g2:.0f}",
                    )
                    for r in part.head(12).itertuples()
                ]
                columns = [say("term"), "n(A)", "n(B)", say("log_ratio"), "G²"]
                st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    st.markdown(muted(say("keyness_caption")))
