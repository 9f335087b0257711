"""Passages of an article that were printed before: marked in its text, told below it with the first place."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from trends.archive.sql.articles import ArticleView
from trends.dashboard import params
from trends.dashboard.articles.doubtful import Range
from trends.dashboard.data import ask
from trends.dashboard.page_text import ring
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import muted

MOST = 12  # passages told below the text


@dataclass(frozen=True, slots=True)
class Passage:
    """start..end (exclusive): characters of the body; told: where and when it stood first; id: of that article."""

    start: int
    end: int
    told: str
    id: str


def passages_of(article: ArticleView) -> list[Passage]:
    """In the order of the text."""
    return [
        Passage(
            row.start,
            row.end,
            say(
                "reuse_first",
                date=row.from_date,
                paper=escaped(row.from_paper or say("no_paper")),
                headline=escaped(row.from_headline or say("no_headline")),
                days=row.days,
                n=row.end - row.start,
            ),
            row.from_article,
        )
        for row in ask().reuse(article=article.id).itertuples()
    ]


def pieces_of(
    paragraphs: Sequence[str], passages: Sequence[Passage], doubtful: Sequence[Sequence[Range]]
) -> list[list[tuple[str, list[Range], int]]]:
    """Each paragraph in pieces: text, its doubtful ranges, number of its passage from 1 or 0."""
    found, base = [], 0
    for paragraph, unsure in zip(paragraphs, doubtful, strict=True):
        size = len(paragraph)
        inside = [(p.start - base, p.end - base) for p in passages]
        cuts = sorted({0, size, *(min(max(place, 0), size) for span in inside for place in span)})
        pieces = []
        for start, end in itertools.pairwise(cuts):
            number = next((n for n, (a, b) in enumerate(inside, 1) if a <= start and end <= b), 0)
            ranges = [
                (max(a, start) - start, min(b, end) - start) for a, b in unsure if a < end and b > start
            ]
            pieces.append((paragraph[start:end], ranges, number))
        found.append(pieces)
        base += size + 1  # the line's end
    return found


def tell(passages: Sequence[Passage]) -> None:
    """The list below the text; each leads to the article that had the passage first."""
    if not passages:
        return
    with st.expander(say("reuse_title", n=len(passages)), key="reuse"):
        for number, passage in enumerate(passages[:MOST], 1):

            def go(target: str = passage.id) -> None:
                params.put("id", target)

            st.button(f"{ring(number)} {passage.told}", type="tertiary", on_click=go, key=f"reuse_{number}")
        st.markdown(muted(say("reuse_caption")))
