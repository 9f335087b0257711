"""Under every chart: the numbers, a CSV that explains itself, a link, a citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.archive.spreadsheets import spreadsheet_csv
from trends.dashboard import brief, params
from trends.dashboard.data import ask
from trends.dashboard.downloads import download
from trends.dashboard.sentences import say
from trends.dashboard.shell import muted, pages, paper_name, source_words
from trends.dashboard.state import View, view_params

SHOWN = 500  # rows of the table on the screen
DRAWN_ONLY = ("smooth", "slot", "hidden", "top")  # columns that only a figure needs


def page_url(page: str, values: Mapping[str, str]) -> str:
    """The address of this page with the parameters given."""
    base = (st.context.url or "").split("?")[0].rstrip("/")
    last = base.rsplit("/", 1)[-1]
    if last in pages():
        base = base.removesuffix("/" + last)
    return f"{base}/{'' if page == 'overview' else page}?{urlencode(values)}"


def dashboard_url() -> str:
    """The address of the dashboard, "" where it is not known."""
    address = page_url("overview", {}).rstrip("?/")
    return address if address.startswith(("http://", "https://")) else ""


def cited_url(view: View, meta: Meta) -> str:
    """The address of what is shown with every value spelled out, the data version included."""
    page = st.session_state["page"]
    own = params.linked(**st.session_state["params"].get(page, {}))
    return page_url(page, {**own, **view_params(view), "version": meta.data_version})


def csv_of(table: pd.DataFrame, view: View, meta: Meta) -> bytes:
    """The table with its query, its N, its missing issues and its data version in every row."""
    coverage = ask().coverage(view.scope, view.shown_by)
    facts = {
        "N": int(coverage["articles"].sum()),
        "missing": int(coverage["missing"].sum()),
        "query": cited_url(view, meta),
        "data_version": meta.data_version,
    }
    if any(name.startswith("N_") for name in table.columns):
        del facts["N"]
    return spreadsheet_csv(table, facts)


@st.fragment
def actions(
    table: pd.DataFrame,
    view: View,
    meta: Meta,
    *,
    name: str,
    title: str,
    whole: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """The row of actions; none under an empty table. name: of the file, ASCII; title: what the citation calls the chart;
    whole: makes the table that is given out, where it has more columns or rows than are drawn."""
    if table.empty:
        return
    page = st.session_state["page"]
    own = params.linked(**st.session_state["params"].get(page, {}))

    def given_out() -> pd.DataFrame:
        return (whole() if whole else table).drop(columns=list(DRAWN_ONLY), errors="ignore")

    with st.container(horizontal=True, gap="small", key=f"actions_{name}"):
        numbers = st.popover(
            say("numbers"),
            type="tertiary",
            icon=":material/table:",
            key=f"numbers_{name}",
            on_change="rerun",
        )
        if numbers.open:
            numbers.dataframe(given_out().head(SHOWN), hide_index=True, height=320)
        csv_button(given_out, view, meta, name=name)
        with st.popover(say("copy_link"), type="tertiary", icon=":material/link:", key=f"link_{name}"):
            st.markdown(muted(say("link_pinned")))
            st.code(cited_url(view, meta), language=None, wrap_lines=True)
            st.markdown(muted(say("link_open")))
            st.code(page_url(page, own), language=None, wrap_lines=True)
        with st.popover(say("cite"), type="tertiary", icon=":material/format_quote:", key=f"cite_{name}"):
            st.code(_citation(title, view, meta), language=None, wrap_lines=True)
            st.markdown(muted("GB/T 7714"))
            st.code(gb7714(title, view, meta), language=None, wrap_lines=True)
            st.markdown(muted("BibTeX"))
            st.code(bibtex(title, view, meta), language=None, wrap_lines=True)
        brief.series_button(table, name=name)


def csv_button(table: Callable[[], pd.DataFrame], view: View, meta: Meta, *, name: str) -> None:
    """A button that makes the CSV when it is clicked."""
    download(
        "CSV",
        lambda: csv_of(table(), view, meta),
        file_name=f"{name}_{meta.data_version}.csv",
        mime="text/csv",
        key=f"csv_{name}",
        quiet=True,
    )


def gb7714(title: str, view: View, meta: Meta) -> str:
    """The chart as an online data set, by GB/T 7714—2015: author. title[DS/OL]. date of the data. address."""
    paper = paper_name(meta) if view.paper is None else view.paper or say("no_paper")
    return f"{paper}. {title}: {view.since}—{view.until}[DS/OL]. ({meta.last}). {cited_url(view, meta)}."


def bibtex(title: str, view: View, meta: Meta) -> str:
    """The chart as an entry of BibTeX."""
    paper = paper_name(meta) if view.paper is None else view.paper or say("no_paper")
    fields = {
        "title": f"{title}, {view.since} – {view.until}",
        "author": paper,
        "year": meta.last[:4],
        "note": f"data version {meta.data_version}",
        "url": cited_url(view, meta),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{trends-{meta.data_version},\n{lines}\n}}"


def _citation(title: str, view: View, meta: Meta) -> str:
    """One sentence that names the chart, every filter, the data version and the link."""
    return say(
        "citation",
        paper=paper_name(meta) if view.paper is None else view.paper or say("no_paper"),
        title=title,
        since=str(view.since),
        until=str(view.until),
        by=say(f"per_{view.shown_by}"),
        measure=say(f"measure_{view.measure}"),
        smooth=say("smooth_none") if view.smooth == 1 else say("smooth_of", n=view.smooth),
        front=(say("cited_front") if view.front_page else "")
        + (say("cited_once") if view.once else "")
        + (say("cited_source", source=source_words(view.source)) if view.source else ""),
        version=meta.data_version,
        link=cited_url(view, meta),
    )
