"""The table 升与降: topics by change, with interval, three years and a headline; on narrow screens without the former
two, so that the headline is read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.dashboard import params
from trends.dashboard.data import made
from trends.dashboard.findings import linked
from trends.dashboard.sentences import say
from trends.dashboard.shell import signed
from trends.findings import Section
from trends.findings.moves import ends

LONGEST = 12  # characters of a headline
NARROW = (0, 4, 6)  # columns of the findings' table on a narrow screen: topic, change, headline


def moves_table(found: Section, monthly: pd.DataFrame, finding: str) -> None:
    """found: the section of the topics' moves; monthly: series, value of each month; finding: what the page says
    of them, for those who hear the table. A topic's name opens it."""
    rows = ends(found.numbers)
    table = made("moves_table", lambda: _table(rows, monthly))
    config = st.column_config

    def chosen() -> None:
        params.go("topics", topic=str(rows["item"].iloc[st.session_state["mover"]["row"]]))

    st.dataframe(
        table,
        hide_index=True,
        row_height=34,
        key="movers",
        alt=say("movers_alt", finding=finding),
        height="content",
        column_config={
            # A button, not a selected cell: the Tab key passes over it and opens nothing
            "label": config.ButtonColumn(
                say("topic"), width=172, type="tertiary", alignment="left", on_click=chosen, key="mover"
            ),
            "share": config.ProgressColumn(
                color="gray",
                label=say("share_pc"),
                width=88,
                min_value=0,
                max_value=max(1.0, float(table["share"].max()) * 1.2),
                format="%.1f",
            ),
            "change": config.TextColumn(say("change_pp"), width=92, alignment="right"),
            "interval": config.TextColumn(say("interval_90"), width=104),
            "trend": config.AreaChartColumn(say("months_36"), color="gray", width=84, y_min=0),
            "headline": config.TextColumn(say("leading"), width=194),
        },
    )


def narrow_table(found: Section) -> None:
    """The same topics as words and links, for screens on which the wide table would not show its headlines."""
    table = found.tables[0]
    rows = [tuple(linked(row[place]) for place in NARROW) for row in table.rows]
    st.table(
        pd.DataFrame(rows, columns=[table.columns[place] for place in NARROW]),
        border="horizontal",
        hide_index=True,
    )


def _table(moves: pd.DataFrame, monthly: pd.DataFrame) -> pd.DataFrame:
    """The cells: label, share in percent, change and interval in points, 36 shares, a headline."""
    trends = {s: rows["value"].fillna(0).round(4).tolist() for s, rows in monthly.groupby("series")}
    return pd.DataFrame(
        {
            "label": moves["label"],
            "share": (100 * moves["share"]).round(1),
            "change": [signed(100 * v) for v in moves["change"]],
            "interval": [
                say("interval", low=signed(100 * a), high=signed(100 * b))
                for a, b in zip(moves["low"], moves["high"], strict=True)
            ],
            "trend": [trends.get(t, []) for t in moves["item"]],
            "headline": [
                _cut(told[0][2] or say("no_headline")) if told else "—" for told in moves["headlines"]
            ],
        }
    )


def _cut(text: str) -> str:
    """As much as a cell can show."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
