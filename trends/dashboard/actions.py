"""Under every chart: its numbers, and one menu with link, citations and files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.archive.spreadsheets import spreadsheet_csv, spreadsheet_xlsx
from trends.dashboard import brief, params
from trends.dashboard.data import ask
from trends.dashboard.downloads import download
from trends.dashboard.sentences import SENTENCES, say
from trends.dashboard.shell import muted, own_label, pages, paper_name, source_words
from trends.dashboard.state import View, view_params

SHOWN = 5000  # rows of the table on the screen
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    book = ask().codebook
    # The codebook by its version, so that an edit changes no number behind the link
    shown = {"book": book.version} if book.codes and ask().own_codebook and "book" not in own else {}
    return page_url(page, {**own, **view_params(view), **shown, "version": meta.data_version})


def csv_of(table: pd.DataFrame, view: View, meta: Meta) -> bytes:
    """The table with its query, its N, its missing issues and its data version in every row."""
    return spreadsheet_csv(table, _facts(table, view, meta))


@st.fragment
def actions(
    table: pd.DataFrame,
    view: View,
    meta: Meta,
    *,
    name: str,
    title: str,
    whole: Callable[[], pd.DataFrame] | None = None,
    chart: str = "",
) -> None:
    """The row of actions; none under an empty table. name: of the file, ASCII; title: what the citation calls the chart;
    whole: makes the table that is given out, where it has more columns or rows than are drawn; chart: key of the
    figure above."""
    if table.empty:
        return

    def given_out() -> pd.DataFrame:
        return (whole() if whole else table).drop(columns=list(DRAWN_ONLY), errors="ignore")

    with st.container(horizontal=True, gap="small", key=f"actions_{name}"):
        if st.button(
            own_label("numbers", title), type="tertiary", icon=":material/table:", key=f"numbers_{name}"
        ):
            st.dialog(title, width="large")(_numbers)(given_out())
        with st.popover(
            own_label("share", title), type="tertiary", icon=":material/ios_share:", key=f"share_{name}"
        ):
            _links(title, view, meta)
            with st.container(horizontal=True, gap="small"):
                csv_button(given_out, view, meta, name=name)
                _xlsx_button(given_out, view, meta, name=name)
                for form in ("png", "svg") if chart else ():
                    _hands_button(form, chart, ":material/image:")
                _hands_button("print", name, ":material/print:")
        brief.series_button(table, name=name, title=title)


def _hands_button(form: str, name: str, icon: str) -> None:
    """A button that the page's own script answers: the figure as a picture, or the page on paper."""
    st.button(say(f"take_{form}"), type="tertiary", icon=icon, key=f"take_{form}_{name}")


def _numbers(table: pd.DataFrame) -> None:
    """All columns with heads in the reader's language; a click on a head sorts, the glass searches."""
    heads = {column: head(str(column)) for column in table.columns}
    if len(table) > SHOWN:
        st.markdown(muted(say("numbers_first", shown=f"{SHOWN:,}", n=f"{len(table):,}")))
    st.dataframe(table.head(SHOWN), hide_index=True, height=480, column_config=heads)


def head(column: str) -> str:
    """What a column is called in the reader's language."""
    key = f"column_{column}"
    return say(key) if key in SENTENCES else column


def _links(title: str, view: View, meta: Meta) -> None:
    """Links to copy and citations."""
    own = params.linked(**st.session_state["params"].get(st.session_state["page"], {}))
    for told, text in (
        (say("link_pinned"), cited_url(view, meta)),
        (say("link_open"), page_url(st.session_state["page"], own)),
        (say("cite"), _citation(title, view, meta)),
        ("GB/T 7714", gb7714(title, view, meta)),
        ("BibTeX", bibtex(title, view, meta)),
    ):
        st.markdown(muted(told))
        st.code(text, language=None, wrap_lines=True)


def _facts(table: pd.DataFrame, view: View, meta: Meta) -> dict[str, object]:
    """What every row of an export says: N, missing issues, query and data version."""
    coverage = ask().coverage(view.scope, view.shown_by)
    facts = {
        "N": int(coverage["articles"].sum()),
        "missing": int(coverage["missing"].sum()),
        "query": cited_url(view, meta),
        "data_version": meta.data_version,
    }
    if any(name.startswith("N_") for name in table.columns):
        del facts["N"]
    return facts


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


def _xlsx_button(table: Callable[[], pd.DataFrame], view: View, meta: Meta, *, name: str) -> None:
    """The same rows and columns as a workbook, its heads in the reader's language."""

    def made() -> bytes:
        rows = table()
        facts = _facts(rows, view, meta)
        return spreadsheet_xlsx(rows, facts, {column: head(column) for column in [*rows.columns, *facts]})

    download(
        "XLSX", made, file_name=f"{name}_{meta.data_version}.xlsx", mime=XLSX, key=f"xlsx_{name}", quiet=True
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
