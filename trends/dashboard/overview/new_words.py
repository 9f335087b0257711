"""新冒头的词: phrases of the last days that were rarer in the year before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import streamlit as st

from trends.dashboard import params
from trends.dashboard.data import ask
from trends.dashboard.sentences import escaped, say, unbroken
from trends.dashboard.shell import muted
from trends.records import Scope


def new_words(now: Scope, days: int) -> None:
    """Phrases of the last days that were rarer in the year before."""
    assert now.since is not None
    before = replace(now, since=now.since - dt.timedelta(days=365), until=now.since - dt.timedelta(days=1))
    table = ask("movers", now, before, "phrases", explained=False)
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
        columns = [say("term"), unbroken(say("count_of_articles")), say("against_past")]
        st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    st.markdown(muted(say("new_words_caption", days=days) if rows else say("new_words_none")))
