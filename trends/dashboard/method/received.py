"""What came in: a square a day, how long the issues are, what went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.archive.work import work_bytes
from trends.charts.calendar import calendar
from trends.charts.template import Figure, Words
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable, gap_sentence
from trends.dashboard.data import archive_folder, ask, made
from trends.dashboard.sentences import fault_told, say
from trends.dashboard.shell import colours, day, few, muted, words
from trends.dashboard.state import View
from trends.series.calendar import calendar_days

LISTED = 60  # missing issues told by their dates
ROW = 35


def received(view: View, meta: Meta) -> None:
    """The calendar of issues of the view's years; a click opens the issue."""
    st.markdown(f"## {say('calendar')}")
    issues = ask().issues(view.scope)
    if issues.empty:
        st.markdown(say("nothing_here"))
        return
    coverage = ask().coverage(view.scope, "issue")
    missing = coverage[coverage["issues"] == 0].rename(columns={"start": "date"}).drop(columns=["period"])
    table = made("days", lambda: calendar_days(issues, missing))
    years = sorted(table["year"].unique())
    if meta.sparse:
        few(say("sparse_calendar"))
    text = words(say("calendar_title"), say("calendar_sub"), meta)
    figure = made("calendar", lambda: _calendar(table, text))
    told = gap_sentence(ask().coverage(view.scope, "year")) if meta.sparse else _missing(missing, years)

    def open_issue(values: list[Any]) -> None:
        params.go("issue", date=str(values[0]))

    clickable(figure, key="calendar", alt=told, name="calendar", put={}, then=open_issue)
    st.markdown(told + _lengths(issues))
    if len(missing) and not meta.sparse:
        dates = say("list_mark").join(day(date) for date in missing["date"].head(LISTED))
        st.markdown(muted(say("calendar_list", dates=dates + ("…" if len(missing) > LISTED else ""))))
    actions(issues, view, meta, name="issues", title=say("calendar_title"), chart="calendar")


def _calendar(table: pd.DataFrame, text: Words) -> Figure:
    figure = calendar(
        table, colours(), text, days=say("weekdays").split("|"), months=say("months").split("|")
    )
    figure.layout.annotations = ()
    return figure


def _missing(missing: pd.DataFrame, years: list[int]) -> str:
    """How many issues are missing in the years drawn."""
    drawn = len(missing)
    span = say("years_from_to" if len(years) > 1 else "year_alone", first=years[0], last=years[-1])
    return say("calendar_some" if drawn else "calendar_none", years=span, n=f"{drawn:,}")


def _lengths(issues: pd.DataFrame) -> str:
    """How many articles and characters an issue has."""
    alike = issues["articles"].nunique() == 1
    return say(
        "issue_length" if alike else "issue_lengths",
        low=f"{int(issues['articles'].min()):,}",
        high=f"{int(issues['articles'].max()):,}",
        middle=f"{issues['articles'].median():,.0f}",
        characters=f"{issues['characters'].sum() / max(issues['articles'].sum(), 1):,.0f}",
    )


def problems() -> None:
    """What was not, or not fully, read."""
    st.markdown(f"## {say('problems')}")
    table = ask().problems()
    if table.empty:
        st.markdown(say("no_problems"))
    else:
        lost = int(table["lost"].sum())
        st.markdown(say("problems_line", n=f"{len(table):,}", lost=f"{lost:,}"))
        table = table.assign(**{name: table[name].map(fault_told) for name in ("what", "cure")})
        names = {name: say(name) for name in ("file", "line", "what", "cure", "lost")}
        st.dataframe(table.rename(columns=names), hide_index=True, height=min(ROW * len(table) + 37, 400))


def work_line() -> None:
    """What the work cache takes, where there is one."""
    size = _work_bytes(str(archive_folder()), ask().meta.data_version)
    if size:
        st.markdown(f":small[:gray[{say('work_size', size=f'{size / 1e6:,.1f}')}]]")


@st.cache_data(max_entries=4, show_spinner=False)
def _work_bytes(folder: str, version: str) -> int:
    """Asked once a data version: a long archive's cache is thousands of files."""
    return work_bytes(Path(folder))
