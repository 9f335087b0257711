"""对比: two ranges side by side: topics that took more or less room, words that mark each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from trends.archive.coding import Mode
from trends.archive.snapshot import Meta
from trends.charts.dumbbell import dumbbell
from trends.charts.template import Figure
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable
from trends.dashboard.compare.effects import effects, front, prints
from trends.dashboard.compare.sides import is_narrowed, picker, side_words, with_side
from trends.dashboard.compare.words import keyness, names
from trends.dashboard.data import ask, changes_of, made
from trends.dashboard.data import topics as topic_table
from trends.dashboard.dates import when
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import colours, day, few, heading, words
from trends.dashboard.state import View, archive_dates
from trends.errors import NotFoundError, QueryError
from trends.records import Scope
from trends.series.movers import shown_changes

PARAMS = (
    "a", "b", "also_a", "also_b", "word", "look", "min", "of", "coded", "formula", "level", "year", "front_topic", "by_side",
)  # fmt: skip
SHOWN = 14
FEWEST = 30  # articles of a range below which nothing is called a change
LOOKS = ("words", "names", "effects", "front", "prints")
MODES: tuple[Mode, ...] = ("strict", "assisted")
Dates = tuple[dt.date, dt.date]


def draw(view: View, meta: Meta) -> None:
    whole = ((view.since, view.until),) * 2 if is_narrowed() else halves(view)
    a, b = (_range(name, dates, meta) for name, dates in zip("ab", whole, strict=True))
    scopes = [
        with_side(replace(view.scope, since=r[0], until=r[1]), name)
        for name, r in zip("ab", (a, b), strict=True)
    ]
    table, title, apart = pd.DataFrame(), say("compare_none"), True
    try:
        totals = [ask().count_articles(scope) for scope in scopes]
        if all(totals):
            earlier, now = scopes
            table = made("changes", lambda: _changes(earlier, now))
            title = _finding(table, totals, later=a[1] < b[0])
    except NotFoundError as error:  # a code that is no longer in the codebook
        st.warning(error_told(error), icon=":material/info:")
        totals = [0, 0]
    except QueryError:
        apart = False
    heading(title, say("compare_line", a=_side_text("a", a), b=_side_text("b", b)))
    _presets(view, meta, (a, b))
    with st.grid(2, min_column_width=280) as cells:
        for name, value, total in (("a", a, totals[0]), ("b", b, totals[1])):
            with cells.cell():
                _picker(name, value, total, meta)
                picker(name, meta)
    if meta.first == meta.last and not is_narrowed():
        few(say("compare_one"))
    elif not apart:
        st.warning(say("compare_overlap"), icon=":material/info:")
    elif not all(totals):
        few(say("compare_empty"))
    else:
        if min(totals) < FEWEST:
            few(say("compare_few", a=totals[0], b=totals[1]))
        _topics(view, meta, table, totals, (a, b), title)
    if meta.first != meta.last or is_narrowed():
        _looks(view, meta, scopes if all(totals) and apart else None)


def _changes(earlier: Scope, now: Scope) -> pd.DataFrame:
    """Topics, or the codes asked for, from the one side to the other."""
    if not _codes_asked():
        return shown_changes(topic_table(now), changes_of(now, earlier))
    moves = ask().code_changes(now, earlier, params.among("coded", MODES, "strict"))
    table = moves.rename(columns={"code": "topic"}).assign(label=lambda t: t["topic"], slot=-1, hidden=False)
    return table.sort_values(["change", "topic"], ascending=[False, True], ignore_index=True)


def _codes_asked() -> bool:
    return params.get("of") == "codes" and bool(ask().codebook.codes)


def _measured() -> None:
    """Topics or codes, and how codes are counted; nothing to choose without a codebook."""
    if not ask().codebook.codes:
        return
    with st.container(horizontal=True, gap="small"):
        params.chosen(
            "of", ("topics", "codes"), label=say("compare_of"), shown=lambda v: say(f"compare_of_{v}")
        )
        if _codes_asked():
            params.chosen("coded", MODES, label=say("coded"), shown=lambda v: say(f"coded_{v}"))


def _side_text(name: str, dates: Dates, said: Callable[[str], str] = when) -> str:
    also = params.get(f"also_{name}")
    return " – ".join(said(str(date)) for date in dates) + (f" · {escaped(side_words(also))}" if also else "")


def _finding(table: pd.DataFrame, totals: list[int], *, later: bool) -> str:
    """What B says more and less about than A, of the topics whose change is beyond chance."""
    if min(totals) < FEWEST:
        return say("compare_small", a=totals[0], b=totals[1])
    told = table[table["beyond_chance"]]
    up, down = told[told["change"] > 0], told[told["change"] < 0]
    side = say("compare_later") if later else say("compare_b")
    if up.empty and down.empty:
        return say("compare_still")
    if down.empty:
        return say("compare_up", side=side, up=escaped(up["label"].iloc[0]))
    if up.empty:
        return say("compare_down", side=side, down=escaped(down["label"].iloc[-1]))
    return say(
        "compare_finding", side=side, up=escaped(up["label"].iloc[0]), down=escaped(down["label"].iloc[-1])
    )


def _topics(
    view: View, meta: Meta, table: pd.DataFrame, totals: list[int], dates: tuple[Dates, Dates], title: str
) -> None:
    """The dumbbell of the shares of topics, or as squares of codes; a click opens the one."""
    _measured()
    codes = _codes_asked()
    figure = made("dumbbell", lambda: _figure(meta, table, totals, dates, square=codes))

    def open_topic(values: list[Any]) -> None:
        params.go("codebook" if codes else "topics", **{"code" if codes else "topic": str(values[0])})

    clickable(figure, key="dumbbell", alt=title, name="compare", put={}, then=open_topic)
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
    actions(table, view, meta, name="compare", title=title, chart="dumbbell")


def _figure(
    meta: Meta, table: pd.DataFrame, totals: list[int], dates: tuple[Dates, Dates], *, square: bool
) -> Figure:
    shown = pd.concat([table.head(SHOWN // 2), table.tail(SHOWN // 2)]).drop_duplicates("topic")
    sides = {"a": shown["share_before"], "b": shown["share"], "n_a": shown["n_before"], "n_b": shown["n"]}
    drawn = shown.assign(**sides, N_a=totals[0], N_b=totals[1])
    text = words(
        say("compare_chart_codes" if square else "compare_chart"),
        say("compare_sub", a=f"{totals[0]:,}", b=f"{totals[1]:,}"),
        meta,
    )
    named = (f"A　{_side_text('a', dates[0], day)}", f"B　{_side_text('b', dates[1], day)}")
    return dumbbell(drawn, colours(), text, names=named, square=square)


def _looks(view: View, meta: Meta, scopes: list[Scope] | None) -> None:
    """Words or names that mark each side, where there are two; what goes with what over the whole view."""
    looks = [look for look in LOOKS if scopes or look not in ("words", "names")]
    look = params.chosen("look", looks, label=say("look"), shown=lambda v: say(f"compare_look_{v}"))
    if scopes and look == "words":
        keyness(view, meta, scopes[0], scopes[1])
    elif scopes and look == "names":
        names(view, meta, scopes[0], scopes[1])
    else:
        st.markdown(f"## {say(f'compare_look_{look}')}")
        {"effects": effects, "front": front, "prints": prints}[look](view, meta)


def halves(view: View) -> tuple[Dates, Dates]:
    """The issues of the view in two halves, an odd one in the first."""
    dates = made("dates", lambda: ask().issues(view.scope)["date"].unique())
    half = dt.date.fromisoformat(dates[(len(dates) - 1) // 2]) if len(dates) else view.since
    return (view.since, half), (min(half + dt.timedelta(days=1), view.until), view.until)


def year_before(dates: Dates) -> Dates:
    """The same days one year earlier; 29 February becomes the 28th."""
    earlier = [pd.Timestamp(day) - pd.DateOffset(years=1) for day in dates]
    return earlier[0].date(), earlier[1].date()


def just_before(dates: Dates) -> Dates:
    """As many days as `dates` has, right before it."""
    days = dates[1] - dates[0] + dt.timedelta(days=1)
    return dates[0] - days, dates[0] - dt.timedelta(days=1)


def preset_pairs(view: View) -> dict[str, tuple[Dates, Dates]]:
    """Preset → (A, B). B is the view's range; of the whole archive the current year or last 30 days."""
    own = (view.since, view.until)
    year = (max(view.since, dt.date(view.until.year, 1, 1)), view.until) if view.whole else own
    month = (max(view.since, view.until - dt.timedelta(days=29)), view.until) if view.whole else own
    return {
        "halves": halves(view),
        "year": (year_before(year), year),
        "before": (just_before(month), month),
    }


def _presets(view: View, meta: Meta, shown: tuple[Dates, Dates]) -> None:
    pairs = preset_pairs(view)
    key = "w_compare_preset"

    def chosen() -> None:
        preset = st.session_state[key]
        if preset:
            for name, dates in zip("ab", pairs[preset], strict=True):
                params.put(name, None if preset == "halves" else f"{dates[0]}:{dates[1]}")
                st.session_state.pop(f"w_compare_{name}", None)

    st.session_state[key] = next((name for name, pair in pairs.items() if pair == shown), None)
    if meta.issues > 1:
        st.segmented_control(
            say("presets"),
            [*pairs],
            key=key,
            on_change=chosen,
            format_func=lambda p: say(f"compare_{p}"),
            label_visibility="collapsed",
        )


def _range(name: str, default: Dates, meta: Meta) -> Dates:
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


def _picker(name: str, value: Dates, total: int, meta: Meta) -> None:
    key = f"w_compare_{name}"
    first, last = archive_dates(meta)

    def picked() -> None:
        chosen = st.session_state[key]
        if isinstance(chosen, tuple) and len(chosen) == 2:
            params.put(name, f"{chosen[0]}:{chosen[1]}")

    if len(st.session_state.get(key, ())) != 1:  # one date: the reader is still choosing
        st.session_state[key] = value
    st.date_input(
        say(f"range_{name}", n=f"{total:,}"),
        key=key,
        format="YYYY-MM-DD",
        on_change=picked,
        min_value=min(first, value[0]),
        max_value=max(last, value[1]),
    )
