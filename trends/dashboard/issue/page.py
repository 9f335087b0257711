"""单期: one issue of one paper: its own topics, its distinctive terms, its articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.archive.sql.issues import IssueView
from trends.charts.bars import ranked
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable
from trends.dashboard.data import ask, topic_names
from trends.dashboard.data import topics as topic_table
from trends.dashboard.dates import when
from trends.dashboard.drawer import headline
from trends.dashboard.findings import linked, section
from trends.dashboard.issue.made_of import made_of
from trends.dashboard.issue.news import month, news
from trends.dashboard.sentences import escaped, say, unbroken
from trends.dashboard.shell import colours, dot, few, heading, muted, paper_name, words
from trends.dashboard.state import View
from trends.findings.morning import morning_section

PARAMS = ("date", "local", "page")
MOST_ROWS = 40


def draw(view: View, meta: Meta) -> None:
    issues = ask().issues(view.scope)
    if issues.empty:
        heading(say("nothing_here"), f"{when(view.since)} – {when(view.until)}")
        st.markdown(say("nothing_here_cure"))
        return
    dates = list(issues["date"].unique())
    asked = params.get("date", dates[-1])
    date = _nearest(asked, ask().issues()["date"].unique().tolist())
    if date != asked:
        st.warning(say("notice_issue", asked=escaped(asked[:20]), kept=when(date)), icon=":material/info:")
        params.put("date", None)
    found = ask().issue(date, view.paper)
    _steps(found, meta)
    issue_day = dt.date.fromisoformat(date)
    st.markdown(
        f"# {say('long_date', y=issue_day.year, m=issue_day.month, d=issue_day.day, weekday=say(f'weekday_{issue_day.weekday()}'))}"
    )
    st.markdown(_counts(found, meta))
    made_of(found)
    _morning(view, issue_day)
    local = int(params.get("local", "0")) if params.get("local", "0").isdecimal() else 0
    with st.grid(5, min_column_width=160, gap=(16, 28)) as cells:
        with cells.cell(column_span=3):
            st.markdown(f"## {say('issue_topics')}")
            _topics(found, view, meta, local)
        with cells.cell(column_span=2):
            st.markdown(f"## {say('issue_terms')}")
            _terms(found)
    with st.grid(5, min_column_width=160, gap=(16, 28)) as cells:
        with cells.cell(column_span=3):
            news(found, view, meta)
        with cells.cell(column_span=2):
            month(found, meta)
    st.markdown(f"## {say('articles')}")
    _articles(found, local)


def _morning(view: View, issue_day: dt.date) -> None:
    """The issue in four lists of headlines: new, rising, receding, a year ago."""
    found = section(
        replace(view, since=issue_day, until=issue_day, whole=False), f"morning_{issue_day}", morning_section
    )
    if found is None or not found.tables:
        return
    with st.grid(2, min_column_width=320, gap=(16, 28)) as cells:
        for table in found.tables:
            with cells.cell():
                st.markdown(f"**{escaped(table.caption)}**")
                rows = [[linked(cell) for cell in row] for row in table.rows]
                st.table(
                    pd.DataFrame(rows, columns=list(table.columns)), border="horizontal", hide_index=True
                )
    for sentence in found.sentences:
        st.markdown(muted(escaped(sentence)))


def _nearest(asked: str, dates: list[str]) -> str:
    """The asked date when there is an issue, else the nearest issue's."""
    if asked in dates:
        return asked
    try:
        day_asked = dt.date.fromisoformat(asked)
    except ValueError:
        return dates[-1]
    return min(dates, key=lambda d: (abs((dt.date.fromisoformat(d) - day_asked).days), d))


def _steps(found: IssueView, meta: Meta) -> None:
    key = "w_issue_date"

    def go(date: str | None) -> None:
        params.put("date", date)
        params.put("local", None)
        params.put("page", None)

    st.session_state[key] = dt.date.fromisoformat(found.date)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(muted(f"{escaped(paper_name(meta))} · {say('page_issue')}"), width="stretch")
        st.button(
            say("previous", date=(found.previous or "")[5:] if not meta.sparse else found.previous or ""),
            icon=":material/chevron_left:",
            disabled=found.previous is None,
            on_click=go,
            args=(found.previous,),
            key="previous_issue",
        )
        st.date_input(
            say("date"),
            key=key,
            format="YYYY-MM-DD",
            label_visibility="collapsed",
            width=150,
            on_change=lambda: go(str(st.session_state[key])),
        )
        st.button(
            say("next", date=(found.next or "")[5:] if not meta.sparse else found.next or ""),
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=found.next is None,
            on_click=go,
            args=(found.next,),
            key="next_issue",
        )


def _counts(found: IssueView, meta: Meta) -> str:
    facts = say(
        "issue_counts", articles=len(found.articles), pages=found.pages, characters=f"{found.characters:,}"
    )
    if not found.pages:
        facts = say("issue_counts_no_pages", articles=len(found.articles), characters=f"{found.characters:,}")
    gap = say("list_join").join(
        say(known, date=when(date)) if date else say(unknown)
        for date, known, unknown in (
            (found.previous, "issue_before", "issue_before_none"),
            (found.next, "issue_after", "issue_after_none"),
        )
    )
    missing = (
        say("stop")
        if meta.sparse or not found.previous
        else say("gap_none")
        if found.missing_before == 0
        else say("gap_n", n=found.missing_before)
    )
    largest = ""
    if len(found.topics):
        top = found.topics.iloc[0]
        largest = say("issue_largest", terms="·".join(escaped(t) for t in top["terms"][:2]), n=int(top["n"]))
    return f"{facts}　:gray[{gap}{missing}]　{largest}"


def _topics(found: IssueView, view: View, meta: Meta, local: int) -> None:
    if found.topics.empty:
        few(say("few_issue", n=len(found.articles)))
        return
    table = found.topics
    names = ["·".join(terms[:2]) for terms in table["terms"]]
    texts = [
        f"{share:.0%}　{say('articles_n', n=n)}" for share, n in zip(table["share"], table["n"], strict=True)
    ]
    fills = [
        colours().accent if k == local or (not local and i == 0) else colours().bars
        for i, k in enumerate(table["local"])
    ]
    title = say("issue_chart", articles=len(found.articles), k=len(table))
    text = words(title, say("issue_sub"), meta)
    figure = ranked(
        names, list(table["share"]), texts, [str(k) for k in table["local"]], fills, colours(), text, room=1.6
    )
    figure.layout.annotations = ()
    alt = say(
        "alt_bars",
        title=title,
        bars=say("semicolon").join(f"{n} {t}" for n, t in zip(names, texts, strict=True)).replace("　", " "),
    )
    clickable(figure, key="issue_topics", alt=alt, name=f"issue_{found.date}", put={"local": 0})
    st.markdown(muted(_kin(table, names)))
    numbers = table.assign(N=len(found.articles), missing=found.missing_before)
    actions(
        numbers, view, meta, name=f"issue_{found.date}", title=f"{found.date} {title}", chart="issue_topics"
    )


def _kin(table: pd.DataFrame, names: list[str]) -> str:
    """Which topic of the archive each of the issue's own is near, linked."""
    known = topic_names()
    return " · ".join(
        f"{escaped(name)}{say('colon')}{say('new')}"
        if topic == "unassigned"
        else say(
            "near",
            name=escaped(name),
            label=f"[{escaped(known.get(topic, label))}]({params.href('topics', topic=topic)})",
        )
        for name, topic, label in zip(names, table["topic"], table["label"], strict=True)
    )


def _terms(found: IssueView) -> None:
    rows = [
        (
            f"[{escaped(t)}]({params.href('keywords', q=t)})",
            int(n),
            f":orange-badge[{say('first_time')}]" if first else say("since_issues", n=int(since)),
        )
        for t, n, first, since in found.terms[["term", "n", "first", "since"]].head(8).itertuples(index=False)
    ]
    st.table(
        pd.DataFrame(rows, columns=[say("term"), unbroken(say("count_of_articles")), say("past")]),
        border="horizontal",
        hide_index=True,
    )
    st.markdown(muted(say("terms_caption")))


def _articles(found: IssueView, local: int) -> None:
    table = found.articles.sort_values(["page", "weight"], ascending=[True, False], na_position="last")
    if local:
        table = table[table["local"] == local]
    pages = sorted({int(p) for p in table["page"].dropna()})
    chosen = int(params.get("page", "0")) if params.get("page", "0").isdecimal() else 0
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(pages) > 1:
            params.bound(
                st.segmented_control,
                say("page"),
                [0, *pages],
                name="page",
                value=chosen if chosen in pages else 0,
                parse=lambda v: str(v) if v else None,
                format_func=lambda p: say("page_n", n=p) if p else say("all"),
                label_visibility="collapsed",
                required=True,
            )
        if chosen in pages:
            table = table[table["page"] == chosen]
        st.markdown(
            muted(say("articles_n", n=len(table)) + (f" · {say('only_local')}" if local else "")),
            width="content",
        )
        if local:
            st.button(
                say("show_all"), type="tertiary", on_click=lambda: params.put("local", None), key="all_local"
            )
    shorts = topic_names()
    slots = dict(zip(*(topic_table()[c] for c in ("topic", "slot")), strict=True))
    names = {
        int(k): t[0] if t else "" for k, t in zip(found.topics["local"], found.topics["terms"], strict=True)
    }
    rows = [
        (
            say("page_n", n=int(r["page"])) if not pd.isna(r["page"]) else "—",
            f"[{escaped(headline(r))}]({params.href('articles', id=str(r['id']))})",
            escaped(unbroken(names.get(int(r["local"]), "—"))),
            f"{dot(slots.get(r['topic'], -1))} {escaped(shorts.get(r['topic'], r['label']))}",
            f"{int(r['characters']):,}",
        )
        for _, r in table.head(MOST_ROWS).iterrows()
    ]
    columns = [unbroken(say(k)) for k in ("page", "headline", "issue_topic", "topic", "characters")]
    shown = pd.DataFrame(rows, columns=columns)
    lacking = ([] if pages else [columns[0]]) + ([] if names else [columns[2]])
    st.table(shown.drop(columns=lacking), border="horizontal", hide_index=True)
    if len(table) > MOST_ROWS:
        st.markdown(muted(say("first_rows", n=MOST_ROWS)))
