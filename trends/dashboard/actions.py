"""Under every chart: the numbers, a CSV that explains itself, a link, a citation."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.sentences import say
from trends.dashboard.shell import pages, paper_name
from trends.dashboard.state import View, view_params

SHOWN = 500  # rows of the table on the screen


def csv_bytes(table: pd.DataFrame, query: str, version: str) -> bytes:
    """The table as CSV with a mark spreadsheets know, its query and data version in every row."""
    full = table.assign(query=query, data_version=version)
    return str(full.to_csv(index=False, float_format="%.6g")).encode("utf-8-sig")


def page_url(page: str, values: dict[str, str]) -> str:
    """The address of this page with the parameters given."""
    from urllib.parse import urlencode

    base = (st.context.url or "").split("?")[0].rstrip("/")
    last = base.rsplit("/", 1)[-1]
    if last in pages():
        base = base.removesuffix("/" + last)
    return f"{base}/{'' if page == 'overview' else page}?{urlencode(values)}"


def actions(table: pd.DataFrame, view: View, meta: Meta, *, name: str, title: str) -> None:
    """The row of actions. name: of the file, ASCII; title: what the citation calls the chart."""
    page = st.session_state["page"]
    own = params.linked(**st.session_state["params"].get(page, {}))
    values = {**own, **view_params(view), "version": meta.data_version}
    link = page_url(page, values)
    columns = [c for c in table.columns if c not in ("smooth", "slot", "hidden")]
    with st.container(horizontal=True, gap="small"):
        with st.popover(say("numbers"), type="tertiary", icon=":material/table:", key=f"numbers_{name}"):
            st.dataframe(table[columns].head(SHOWN), hide_index=True, height=320)
        st.download_button(
            "CSV",
            lambda: csv_bytes(table[columns], link, meta.data_version),
            file_name=f"{name}_{meta.data_version}.csv",
            mime="text/csv",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
            key=f"csv_{name}",
        )
        with st.popover(say("copy_link"), type="tertiary", icon=":material/link:", key=f"link_{name}"):
            st.code(page_url(page, own), language=None, wrap_lines=True)
        with st.popover(say("cite"), type="tertiary", icon=":material/format_quote:", key=f"cite_{name}"):
            text = say(
                "citation",
                paper=paper_name(meta),
                title=title,
                since=str(view.since),
                until=str(view.until),
                version=meta.data_version,
                link=link,
            )
            st.code(text, language=None, wrap_lines=True)
