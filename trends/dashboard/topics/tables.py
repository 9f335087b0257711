"""Tables below the topic chart: the article of each peak, the topic's words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.charts.focus import RINGS
from trends.dashboard import params
from trends.dashboard.data import ask
from trends.dashboard.drawer import headline
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, muted
from trends.dashboard.state import View
from trends.findings.writing import measured
from trends.series.ranges import period_scope


def peak_table(view: View, focus: str, found: pd.DataFrame) -> None:
    st.markdown(f"## {say('peaks')}")
    rows = []
    for ring, (_, peak) in zip(RINGS, found.iterrows(), strict=False):
        top = ask().articles(
            period_scope(view.scope, peak["start"], peak["end"]), Filter(topic=focus), "weight", 1
        )
        link = (
            f"[{escaped(headline(top.iloc[0]))}]({params.href('articles', id=str(top.iloc[0]['id']))})"
            if len(top)
            else ""
        )
        rows.append(
            (
                ring,
                day(peak["period"]),
                measured(peak["value"], view.measure),
                f"{int(peak['n'])} / {int(peak['N']):,}",
                link,
            )
        )
    columns = [say("peak"), say("period"), say("value"), "n / N", say("closest_one")]
    st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)


def word_list(view: View, focus: str) -> None:
    found = ask().topic_words(focus, view.scope, 20)
    text = "　".join(
        f"[{escaped(t)}]({params.href('keywords', q=t)})\u00a0:gray[{n:,}]"
        for t, n in zip(found["term"], found["n"], strict=True)
    )
    st.markdown(text or say("nothing_here"))
    st.markdown(muted(say("words_caption")))
