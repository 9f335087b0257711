"""A page's own text, coloured by the article each line belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from trends.dashboard.sentences import SENTENCES, escaped, say
from trends.records import SURE

HUES = ("blue", "orange", "green", "violet", "yellow", "red")
MOST_LINES = 600
DOUBT = "〔?〕"
RINGS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

Row = Mapping[str, Any]


def numbered(rows: Iterable[Row]) -> dict[str, int]:
    """Article id → its number on the page, from 1, in the order of the source."""
    ids = dict.fromkeys(str(row["article"]) for row in rows if isinstance(row["article"], str))
    return {article: number for number, article in enumerate(ids, 1)}


def coloured(rows: Sequence[Row]) -> str:
    """Rows line, start, text, role, article as Markdown: a source line a line, its number in front,
    a colour and a ringed number for each article, headlines bold, noise grey behind its reason (`why`). Lines whose `confidence`
    says that recognition was not sure of them are marked."""
    numbers = numbered(rows)
    reason = ""
    lines: dict[int, list[str]] = {}
    owner: str | None = None
    for row in rows:
        if row["role"] == "blank":
            continue
        article = row["article"] if isinstance(row["article"], str) else None
        mark = ring(numbers[article]) if article and article != owner else ""
        owner = article
        why = str(row.get("why") or "") if row["role"] == "noise" else ""
        if why and why != reason:
            mark = f":gray[:small[〔{reason_told(why)}〕]]"
        reason = why
        lines.setdefault(int(row["line"]), []).append(_piece(row, mark, numbers.get(article or "", 0)))
    marks = dict.fromkeys(doubtful(rows), f":red[{DOUBT}]")
    shown = [
        f":gray[:small[{line}]]　{marks.get(line, '')}{''.join(pieces)}"
        for line, pieces in list(lines.items())[:MOST_LINES]
    ]
    return "  \n".join(shown)


def reason_told(why: str) -> str:
    """Why a line is noise, in the reader's language; a person's own words as they are."""
    return say(f"noise_{why}") if f"noise_{why}" in SENTENCES else escaped(why)


def doubtful(rows: Iterable[Row]) -> list[int]:
    """The numbers of the lines with text of which character recognition was not sure."""
    unsure = (int(r["line"]) for r in rows if r["role"] != "blank" and r.get("confidence", 1.0) < SURE)
    return list(dict.fromkeys(unsure))


def _piece(row: Row, mark: str, number: int) -> str:
    text = escaped(str(row["text"]).strip() or "　")
    if row["role"] == "noise":
        return f"{mark}:gray[{text}]"
    hue = HUES[(number - 1) % len(HUES)]
    words = f"**{text}**" if row["role"] == "head" else text
    return f"{mark}:{hue}-background[{words}]"


def ring(number: int) -> str:
    """A number in a ring, in brackets where there is none."""
    return RINGS[number - 1] if number <= len(RINGS) else f"({number})"


def page_text(rows: Sequence[Row], *, key: str, height: int = 420) -> None:
    """The coloured page in a box of its own, with what the colours mean."""
    with st.container(height=height, border=True, key=key):
        st.markdown(coloured(rows) or say("no_text"))
    if sum(row["role"] != "blank" for row in rows) > MOST_LINES:
        st.markdown(f":small[:gray[{say('first_lines', n=MOST_LINES)}]]")
    st.markdown(f":small[:gray[{say('page_text_caption')}]]")
    if unsure := doubtful(rows):
        st.markdown(f":small[{say('page_text_doubtful', n=len(unsure))}]")
