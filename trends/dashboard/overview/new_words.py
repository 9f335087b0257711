"""近期升温词: the phrases of the findings that are more frequent than in the year before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.dashboard.findings import linked, section
from trends.dashboard.sentences import escaped, unbroken
from trends.dashboard.shell import muted
from trends.dashboard.state import View
from trends.findings.phrases import phrase_section

SHOWN = (0, 1, 4)  # columns of the table: word, articles, against the year before


def new_words(view: View) -> None:
    found = section(view, "phrases", phrase_section)
    if found is None:
        return
    st.markdown(f"## {escaped(found.title)}")
    for table in found.tables:
        rows = [tuple(linked(row[place]) for place in SHOWN) for row in table.rows]
        columns = [unbroken(table.columns[place]) for place in SHOWN]
        st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    if not found.tables:
        st.markdown(escaped(found.sentences[0]))
    st.markdown(muted(escaped(found.sentences[-1])))
