"""概览: what changed in the last days, or, with few issues, what there is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.archive.snapshot import Meta
from trends.charts.bars import ranked
from trends.charts.colours import topic_colour
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import coverage_strip, gap_sentence, shown
from trends.dashboard.data import ask
from trends.dashboard.data import topics as topic_table
from trends.dashboard.drawer import headline
from trends.dashboard.sentences import escaped, say, unbroken
from trends.dashboard.shell import colours, day, dot, few, heading, muted, words
from trends.dashboard.state import FEW, View
from trends.records import Scope
from trends.series.measures import topic_series
from trends.series.movers import topic_changes
from trends.series.ranges import window_before

PARAMS: tuple[str, ...] = ()
DAYS = 30


def draw(view: View, meta: Meta) -> None:
    issues = ask("issues", view.scope)
    if issues.empty:
        heading(say("nothing_here"), f"{day(str(view.since))} – {day(str(view.until))}")
        st.markdown(say("nothing_here_cure"))
    elif len(issues) <= FEW or meta.sparse:
        _small(view, meta, issues)
    else:
        _moving(view, meta, issues)


def _moving(view: View, meta: Meta, issues: pd.DataFrame) -> None:
    last = dt.date.fromisoformat(str(issues["date"].iloc[-1]))
    first = dt.date.fromisoformat(str(issues["date"].iloc[0]))
    days = min(DAYS, max(1, ((last - first).days + 1) // 2))
    now, before = window_before(view.scope, first, last, days)
    coverage, earlier = ask("coverage", now, "issue"), ask("coverage", before, "issue")
    total, total_before = int(coverage["articles"].sum()), int(earlier["articles"].sum())
    moves = topic_changes(topic_table(now), topic_table(before), total, total_before)
    moves = moves[~moves["hidden"]].sort_values("change", ascending=False).reset_index(drop=True)
    heading(_finding(moves), say("compared", days=days, since=day(str(now.since)), until=day(str(last))))
    monthly = _series(view, last)
    _metrics(coverage, earlier, moves, monthly)
    with st.grid(4, min_column_width=220, gap=(16, 28)) as cells:
        with cells.cell(column_span=3):
            st.markdown(f"## {say('movers')}")
            _table(moves, monthly, now)
            st.markdown(muted(say("movers_caption", N=f"{total:,}")))
            numbers = moves.assign(N=total, N_before=total_before)
            actions(numbers, view, meta, name="movers", title=say("movers"))
        with cells.cell():
            st.markdown(f"## {say('new_words')}")
            _new_words(now, days)
    st.markdown(f"## {say('coverage')}")
    table = ask("coverage", view.scope, view.shown_by)
    coverage_strip(table, view, meta, years=True)
    st.markdown(muted(gap_sentence(table)))
    actions(table, view, meta, name="coverage", title=say("coverage"))


def _series(view: View, last: dt.date) -> pd.DataFrame:
    """Monthly shares of the last 36 months."""
    since = (pd.Timestamp(last) - pd.DateOffset(months=35)).date().replace(day=1)
    scope = replace(view.scope, since=since, until=last)
    return topic_series(ask("shares", scope, "month"), ask("coverage", scope, "month"), "articles", 1)


def _finding(moves: pd.DataFrame) -> str:
    """What rose and fell most, of the topics whose interval leaves out 0."""
    up, down = moves[moves["low"] > 0], moves[moves["high"] < 0]
    if up.empty and down.empty:
        return say("finding_still")
    if down.empty:
        return say("finding_up", up=escaped(up.iloc[0]["label"]))
    if up.empty:
        return say("finding_down", down=escaped(down.iloc[-1]["label"]))
    return say("finding_moves", up=escaped(up.iloc[0]["label"]), down=escaped(down.iloc[-1]["label"]))


def _metrics(
    coverage: pd.DataFrame, earlier: pd.DataFrame, moves: pd.DataFrame, monthly: pd.DataFrame
) -> None:
    largest = moves.loc[moves["share"].idxmax()]
    sure = moves[moves["low"] > 0]
    riser = moves.iloc[0] if sure.empty else sure.iloc[0]
    missing = int(coverage["missing"].sum())
    articles = int(coverage["articles"].sum()) - int(earlier["articles"].sum())
    with st.container(border=True), st.grid(4, min_column_width=140):
        st.metric(
            say("issues_read"),
            say("issues_n", n=f"{int(coverage['issues'].sum()):,}"),
            say("missing_n", n=missing) if missing else say("missing_0"),
            delta_color="off",
            delta_arrow="off",
            chart_data=coverage["issues"].tolist()[-30:],
            chart_type="bar",
        )
        st.metric(
            say("articles"),
            say("articles_n", n=f"{int(coverage['articles'].sum()):,}"),
            say("against", n=f"{articles:+,}"),
            delta_color="off",
            delta_arrow="off",
            chart_data=coverage["articles"].tolist()[-30:],
            chart_type="bar",
        )
        for key, row in (("largest", largest), ("riser", riser)):
            trend = monthly[monthly["series"] == row["topic"]]["value"].dropna().round(4).tolist()
            half = (row["high"] - row["low"]) / 2
            st.metric(
                say(key, label=row["label"]),
                f"{row['share']:.1%}",
                say("points_pm", change=f"{100 * row['change']:+.1f}", half=f"{100 * half:.1f}"),
                delta_color="off",
                chart_data=trend,
                chart_type="line",
            )


def _table(moves: pd.DataFrame, monthly: pd.DataFrame, now: Scope) -> None:
    shown_rows = pd.concat([moves.head(6), moves.tail(6)]).drop_duplicates("topic")
    leading = {row["topic"]: headline(row) for _, row in ask("leading", now).iterrows()}
    trends = {s: rows["value"].fillna(0).round(4).tolist() for s, rows in monthly.groupby("series")}
    table = pd.DataFrame(
        {
            "label": shown_rows["label"],
            "share": (100 * shown_rows["share"]).round(1),
            "change": [f"{100 * v:+.1f}" for v in shown_rows["change"]],
            "interval": [
                say("interval", low=f"{100 * a:+.1f}", high=f"{100 * b:+.1f}")
                for a, b in zip(shown_rows["low"], shown_rows["high"], strict=True)
            ],
            "trend": [trends.get(t, []) for t in shown_rows["topic"]],
            "headline": [leading.get(t, "") for t in shown_rows["topic"]],
        }
    )
    config = st.column_config

    def chosen() -> None:
        cells = st.session_state["movers"]["selection"]["cells"]
        if cells:
            params.go("topics", topic=str(shown_rows["topic"].iloc[cells[0][0]]))

    st.dataframe(
        table,
        hide_index=True,
        row_height=34,
        on_select=chosen,
        selection_mode="single-cell",
        key="movers",
        alt=say("movers_alt"),
        height=34 * len(table) + 40,
        column_config={
            "label": config.TextColumn(say("topic"), width=172),
            "share": config.ProgressColumn(
                color="gray",
                label=say("share_pc"),
                width=110,
                min_value=0,
                max_value=max(1.0, float(table["share"].max()) * 1.2),
                format="%.1f",
            ),
            "change": config.TextColumn(say("change_pp"), width=90, alignment="right"),
            "interval": config.TextColumn(say("interval_90"), width=120),
            "trend": config.AreaChartColumn(say("months_36"), color="gray", width=110, y_min=0),
            "headline": config.TextColumn(say("leading"), width=214),
        },
    )


def _new_words(now: Scope, days: int) -> None:
    """Phrases of the last days that were rarer in the year before."""
    assert now.since is not None
    before = replace(now, since=now.since - dt.timedelta(days=365), until=now.since - dt.timedelta(days=1))
    table = ask("movers", now, before, "phrases")
    table = table[(table["change"] > 0) & (table["low"] > 0) & (table["n"] >= 5)]
    table = table.assign(times=table["share"] / table["share_before"].where(table["share_before"] > 0))
    table = table.sort_values("times", ascending=False, na_position="first").head(9)
    rows = [
        (
            f"[{escaped(item)}]({params.href('keywords', q=item)})",
            int(n),
            say("first_time")
            if times != times
            else say("times_usual", times=f"{times:.0f}" if times >= 10 else f"{times:.1f}"),
        )
        for item, n, times in zip(table["item"], table["n"], table["times"], strict=True)
    ]
    if rows:
        columns = [say("term"), unbroken(say("articles")), say("against_past")]
        st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    st.markdown(muted(say("new_words_caption", days=days) if rows else say("new_words_none")))


def _small(view: View, meta: Meta, issues: pd.DataFrame) -> None:
    topics = topic_table(view.scope)
    topics = topics[topics["n"] > 0].sort_values("n", ascending=False)
    total = ask("count_articles", view.scope)
    dates = f"{day(issues['date'].iloc[0])} – {day(issues['date'].iloc[-1])}"
    top = topics.iloc[0] if len(topics) else None
    title = (
        say("finding_small", issues=len(issues), label=escaped(top["label"]), n=top["n"], N=total)
        if top is not None
        else say("nothing_here")
    )
    heading(title, f"{dates} · {say('issues_n', n=len(issues))} {say('articles_n', n=total)}")
    few(say("few_overview", issues=len(issues), articles=total))
    rest = total - int(topics["n"].sum())
    with st.container(border=True), st.grid(4, min_column_width=140):
        st.metric(
            say("issues_read"),
            say("issues_n", n=len(issues)),
            say("sparse") if meta.sparse else None,
            delta_color="off",
            delta_arrow="off",
        )
        sizes = (int(issues["articles"].min()), int(issues["articles"].max()))
        st.metric(
            say("articles"),
            say("articles_n", n=total),
            say("each_issue", a=sizes[0], b=sizes[1]),
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
            shown(figure, key="small_topics", alt=title, name="topics")
            st.markdown(muted(say("main_topic_only")))
            actions(topics.assign(N=total), view, meta, name="topics", title=say("articles_per_topic"))
        with cells.cell():
            st.markdown(f"## {say('each_lead')}")
            st.table(_leads(issues), border="horizontal", hide_index=True)


def _leads(issues: pd.DataFrame) -> pd.DataFrame:
    slots = dict(zip(*(topic_table()[c] for c in ("topic", "slot")), strict=True))
    rows = []
    for _, issue in issues.iloc[::-1].head(8).iterrows():
        date = dt.date.fromisoformat(issue["date"])
        found = ask("articles", Scope(date, date, issue["paper"]), Filter(), "characters", 1)
        lead = (
            ""
            if found.empty
            else f"{dot(slots.get(found.iloc[0]['topic'], -1))} [{escaped(headline(found.iloc[0]))}]({params.href('articles', id=str(found.iloc[0]['id']))})"
        )
        rows.append(
            (
                f"[{day(issue['date'])}]({params.href('issue', date=issue['date'])})",
                int(issue["articles"]),
                lead,
            )
        )
    return pd.DataFrame(rows, columns=[say("date"), unbroken(say("articles")), say("longest_article")])
