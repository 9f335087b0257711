"""概览: what changed, or, where nothing can be compared, what there is."""

from __future__ import annotations

import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard.data import ask
from trends.dashboard.dates import when
from trends.dashboard.findings import case_of
from trends.dashboard.overview.few import few_issues
from trends.dashboard.overview.moves import moves_page
from trends.dashboard.sentences import say
from trends.dashboard.shell import heading
from trends.dashboard.state import View

PARAMS: tuple[str, ...] = ()


def draw(view: View, meta: Meta) -> None:
    issues = ask().issues(view.scope)
    if issues.empty:
        heading(say("nothing_here"), f"{when(view.since)} – {when(view.until)}")
        st.markdown(say("nothing_here_cure"))
    elif case_of(view).windows.before is None:
        few_issues(view, meta, issues)
    else:
        moves_page(view, meta)
