"""Of an issue in one line each: whose words it prints, and which codes its articles hold."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from trends.archive.sql.issues import IssueView
from trends.codebook import REST
from trends.dashboard import params
from trends.dashboard.data import ask
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import muted
from trends.records import Scope

MOST = 12  # codes


def made_of(found: IssueView) -> None:
    """Nothing where no article tells its source and no code is held."""
    day = dt.date.fromisoformat(found.date)
    scope = Scope(since=day, until=day, paper=found.paper or None)
    lines = [line for line in (_sources(scope, found), _codes(scope, found)) if line]
    if lines:
        st.markdown(muted("  \n".join(lines)))


def _sources(scope: Scope, found: IssueView) -> str:
    table = ask().origins(scope, "issue")
    told = table[table["n"] > 0]
    if told.empty or set(told["source_kind"]) == {"unknown"}:
        return ""
    parts = [
        f"[{say(f'source_{kind}')} {n:,}]({_link(found, source=kind)})"
        for kind, n in zip(told["source_kind"], told["n"], strict=True)
    ]
    return say("issue_sources", parts=" · ".join(parts))


def _codes(scope: Scope, found: IssueView) -> str:
    if not ask().codebook.codes:
        return ""
    table = ask().code_shares(scope, "issue")
    table = table[(table["code"] != REST) & (table["n"] > 0)].sort_values("n", ascending=False).head(MOST)
    parts = [
        f"[■ {escaped(code)} {n:,}]({_link(found, code=code)})"
        for code, n in zip(table["code"], table["n"], strict=True)
    ]
    return say("issue_codes", parts=" · ".join(parts)) if parts else ""


def _link(found: IssueView, **own: str) -> str:
    book = ask().codebook.version if "code" in own else None
    return params.href("articles", from_=found.date, to=found.date, book=book, **own)
