"""新冒头的词: phrases of the last days that were rarer in the year before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from trends.dashboard import params
from trends.dashboard.data import ask, made
from trends.dashboard.sentences import escaped, say, unbroken
from trends.dashboard.shell import muted
from trends.records import Scope

SHOWN, CANDIDATES = 9, 18
SHARED = 2 / 3  # of a word's articles that also hold the longer word around it


def nested(words: Sequence[str]) -> list[tuple[str, str]]:
    """(word, longer word that it stands inside of), of all the words."""
    return [(a, b) for a in words for b in words if a != b and a in b]


def repeated(pairs: Sequence[tuple[str, str]], held: Mapping[str, int]) -> set[str]:
    """Words of nested pairs whose longer one tells the same news. held: word → articles of the days that hold it."""
    return {word for word, longer in pairs if held[longer] >= SHARED * held[word]}


def _told_once(table: pd.DataFrame, now: Scope) -> pd.DataFrame:
    """The table without words that a longer one beside them repeats."""
    pairs = nested(table["item"].head(CANDIDATES).tolist())
    if not pairs:
        return table
    asked = tuple(dict.fromkeys(word for pair in pairs for word in pair))
    held = ask().keywords(asked, now, "year").groupby("term")["n"].sum().to_dict()
    return table[~table["item"].isin(repeated(pairs, held))]


def _new(now: Scope) -> pd.DataFrame:
    """item, n, times (of its share a year before; NaN: never before), the newest first."""
    assert now.since is not None
    before = replace(now, since=now.since - dt.timedelta(days=365), until=now.since - dt.timedelta(days=1))
    table = ask().movers(now, before, "phrases", explained=False)
    table = table[(table["change"] > 0) & (table["low"] > 0) & (table["n"] >= 5)]
    table = table.assign(times=table["share"] / table["share_before"].where(table["share_before"] > 0))
    table = table.sort_values("times", ascending=False, na_position="first")
    return _told_once(table, now).head(SHOWN)


def new_words(now: Scope, days: int) -> None:
    """Phrases of the last days that were rarer in the year before."""
    table = made("new_words", lambda: _new(now))
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
