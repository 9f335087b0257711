"""数据与方法: what was read, what is missing, how every number is made."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.charts.calendar import calendar
from trends.dashboard import params
from trends.dashboard.charting import clickable
from trends.dashboard.data import ask
from trends.dashboard.data import topics as topic_table
from trends.dashboard.derive import calendar_days
from trends.dashboard.overview import gap_sentence
from trends.dashboard.proposals import proposals
from trends.dashboard.sentences import say
from trends.dashboard.shell import colours, few, heading, muted, pages, words
from trends.dashboard.state import View

PARAMS = ("file", "day")
MOST_LINES = 600


def draw(view: View, meta: Meta) -> None:
    heading(
        say("data_title", issues=f"{meta.issues:,}", articles=f"{meta.articles:,}"),
        say("data_line", version=meta.data_version, problems=meta.problems, undated=meta.undated),
    )
    _calendar(view, meta)
    _problems(meta)
    _pages(view)
    _topic_list(view)
    proposals()
    st.markdown(f"## {say('formulas')}")
    st.markdown(say("formulas_text"))
    with st.expander(say("settings")):
        rows = [(k, str(v)) for k, v in {**meta.settings, **meta.versions}.items()]
        rows += [(say("snapshot"), meta.snapshot), (say("schema"), str(meta.schema))]
        st.dataframe(pd.DataFrame(rows, columns=[say("name"), say("value")]), hide_index=True)


def _calendar(view: View, meta: Meta) -> None:
    st.markdown(f"## {say('calendar')}")
    issues = ask("issues", view.scope)
    if issues.empty:
        st.markdown(say("nothing_here"))
        return
    coverage = ask("coverage", view.scope, "issue")
    missing = coverage[coverage["issues"] == 0].rename(columns={"start": "date"}).drop(columns=["period"])
    table = calendar_days(issues, missing)
    years = sorted(table["year"].unique())[-4:]
    if meta.sparse:
        few(say("sparse_calendar"))
    text = words(say("calendar_title"), say("calendar_sub"), meta)
    names = [say(f"weekday_{i}") for i in range(7)]
    figure = calendar(table[table["year"].isin(years)], colours(), text, days=names)
    figure.layout.annotations = ()
    clickable(figure, key="calendar", alt=say("calendar_title"), name="calendar", put={"day": 0})
    picked = params.get("day")
    if picked:
        params.put("day", None)
        st.switch_page(pages()["issue"], query_params=params.linked(date=picked))
    yearly = ask("coverage", view.scope, "year")
    st.markdown(muted(gap_sentence(yearly if meta.sparse else ask("coverage", view.scope, "month"))))


def _problems(meta: Meta) -> None:
    st.markdown(f"## {say('problems')}")
    table = ask("problems")
    if table.empty:
        st.markdown(say("no_problems"))
    else:
        names = {
            "file": say("file"),
            "line": say("line"),
            "what": say("what"),
            "cure": say("cure"),
            "lost": say("lost"),
        }
        st.dataframe(table.rename(columns=names), hide_index=True, height=min(36 * len(table) + 40, 400))
    undated = ask("undated")
    if len(undated):
        st.markdown(f"**{say('undated_pages')}**")
        rows = [
            (
                r.file,
                r.evidence,
                "、".join(f"{g['date']}（{g['confidence']:.0%}）" for g in r.guesses),
                r.articles,
            )
            for r in undated.itertuples()
        ]
        st.dataframe(
            pd.DataFrame(rows, columns=[say("file"), say("evidence"), say("guesses"), say("articles")]),
            hide_index=True,
        )


def _pages(view: View) -> None:
    table = ask("pages")
    if table.empty:
        return
    st.markdown(f"## {say('page_cuts')}")
    names = {
        "file": say("file"),
        "date": say("date"),
        "page": say("page"),
        "lines": say("lines"),
        "articles": say("articles"),
        "noise": say("noise"),
        "date_confidence": say("confidence"),
        "date_evidence": say("evidence"),
    }
    shown = (
        table[[*names]]
        .head(400)
        .assign(
            date_confidence=table["date_confidence"].round(2),
            page=["—" if pd.isna(n) else str(n) for n in table["page"].head(400)],
        )
    )
    st.dataframe(shown.rename(columns=names), hide_index=True, height=min(36 * len(shown) + 40, 300))
    files = list(table["file"])
    chosen = params.get("file") if params.get("file") in files else files[0]
    params.bound(st.selectbox, say("page_text"), files, name="file", value=chosen, parse=lambda v: v)
    _lines(chosen)


def _lines(file: str) -> None:
    lines = ask("page_lines", file)
    heads = {i: n + 1 for n, i in enumerate(dict.fromkeys(a for a in lines["article"] if isinstance(a, str)))}
    lines = lines[lines["role"] != "blank"].head(MOST_LINES)
    spans = pd.DataFrame(
        {
            say("line"): lines["line"],
            say("article_no"): [str(heads.get(a, "—")) for a in lines["article"]],
            say("role"): [say(f"role_{r}") for r in lines["role"]],
            say("text"): [
                t[s:e] if e > s else t
                for t, s, e in zip(lines["text"], lines["start"], lines["end"], strict=True)
            ],
            say("why"): lines["why"].fillna(""),
        }
    )
    st.dataframe(
        spans,
        hide_index=True,
        height=360,
        column_config={say("text"): st.column_config.TextColumn(width=460)},
    )


def _topic_list(view: View) -> None:
    st.markdown(f"## {say('topics')}")
    table = topic_table(view.scope)
    shown = pd.DataFrame(
        {
            "id": table["topic"],
            say("topic"): table["label"],
            say("articles"): table["n"],
            say("share_pc"): (100 * table["share"]).round(1),
            say("terms"): ["、".join(w for w, _ in terms[:10]) for terms in table["terms"]],
            say("first"): table["first"],
            say("last"): table["last"],
        }
    )
    st.dataframe(shown, hide_index=True, height=min(36 * len(shown) + 40, 420))
    st.markdown(muted(say("topics_caption")))
