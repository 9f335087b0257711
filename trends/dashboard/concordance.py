"""Lines of a concordance as a table, beside each other on any page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.dashboard import params
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day


def show_lines(found: pd.DataFrame, word: str, *, narrow: bool = False) -> None:
    """Lines of a concordance; each is a link to its article, with the word marked. narrow: without the page."""
    rows = [_row(line, word, narrow) for line in found.to_dict("records")]
    columns = [say("date"), *([] if narrow else [say("page")]), say("left"), say("term"), say("right")]
    table = pd.DataFrame(rows, columns=columns)
    if not narrow and not any(table[say("page")]):
        table = table.drop(columns=say("page"))
    st.table(table, border="horizontal", hide_index=True)


def _row(line: dict[str, object], word: str, narrow: bool) -> list[str]:
    """date, page (where wanted), left, hit, right: the text before a hit stands at its right end."""
    link = params.href("articles", id=str(line["id"]), q=word)
    page = "" if pd.isna(line["page"]) else say("page_of", n=int(str(line["page"])))
    left, hit, right = (f"[{escaped(str(line[part])) or '…'}]({link})" for part in ("left", "hit", "right"))
    return [day(str(line["date"])), *([] if narrow else [page]), left, f"**{hit}**", right]
