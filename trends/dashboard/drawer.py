"""The articles behind a point, beside the chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.dashboard import params
from trends.dashboard.data import ask
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, muted, pages
from trends.records import Scope

SHOWN = 6
QUOTED = 2  # sentences
LONGEST = 19  # characters of a headline beside a chart
LONGEST_QUOTE = 90  # characters of a quoted sentence


def headline(row: pd.Series, lead: str | None = None) -> str:
    """An article's headline; one without is called by its first words."""
    title = row["headline"]
    if isinstance(title, str) and title:
        return title
    return f"{lead[:LONGEST] if lead is not None else row['lead']}…"


def drawer(
    title: str,
    facts: str,
    scope: Scope,
    wanted: Filter,
    *,
    close: Callable[[], None] | None,
    words: list[str],
    quoting: list[str] | None = None,
    more: Mapping[str, str | None],
    date: str | None,
) -> None:
    """A bordered box: title, facts, stand-out words and sentences, the first articles, ways on.

    quoting: the words whose sentences are quoted, when they are not the stand-out words;
    more: parameters of the page of all these articles; date: of the issue they are from, if one.
    """
    total = ask().count_articles(scope, wanted)
    found = ask().articles(scope, wanted, wanted.closest, SHOWN)
    with st.container(border=True, gap="xsmall", key="drawer"):
        with st.container(horizontal=True, wrap=False, vertical_alignment="top"):
            st.markdown(f"### {title}", width="stretch")
            if close is not None:
                st.button(
                    f":gray[{say('close')}]",
                    icon=":material/close:",
                    type="tertiary",
                    on_click=close,
                    help=say("close"),
                    key="icon_close_drawer",
                )
        st.markdown(facts)
        if words:
            badges = " ".join(f"[:gray-badge[{escaped(w)}]]({params.href('keywords', q=w)})" for w in words)
            st.markdown(f":gray[{say('standout')}]　{badges}")
        if words or quoting:
            _quotes(quoting or words, scope, wanted)
        st.markdown(
            muted(
                say("closest" if wanted.closest == "weight" else "saying_most") if total else say("none_here")
            )
        )
        for _, row in found.iterrows():
            article_link(row, wanted.query)
        with st.container(horizontal=True, vertical_alignment="center"):
            if total > SHOWN:
                here = {k: v for k, v in params.linked(**more).items() if v}
                st.page_link(
                    pages()["articles"],
                    label=f"**{say('all_articles', n=f'{total:,}')}**",
                    icon=":material/arrow_forward:",
                    icon_position="right",
                    query_params=here,
                )
            if date is not None:
                st.page_link(pages()["issue"], label=say("see_issue"), query_params=params.linked(date=date))


def _quotes(words: list[str], scope: Scope, wanted: Filter) -> None:
    """The sentences with most of the stand-out words, as printed, with their source."""
    found = ask().standout_sentences(tuple(words), scope, wanted, QUOTED)
    if found.empty:
        return
    st.markdown(muted(say("standout_sentences")))
    for _, row in found.iterrows():
        source = f"[{escaped(headline(row, row['sentence']))}]({params.href('articles', id=str(row['id']))})"
        where = "　".join([day(str(row["date"])), *_page(row)])
        # The date first: a quotation mark at the beginning of a line looks set in
        st.markdown(f"{muted(where)}　“{escaped(_cut(row['sentence']))}”  \n:small[{source}]")


def _cut(sentence: str) -> str:
    """The first LONGEST_QUOTE characters."""
    return sentence if len(sentence) <= LONGEST_QUOTE else sentence[: LONGEST_QUOTE - 1] + "…"


def article_link(row: pd.Series, query: str | None = None) -> None:
    """A headline that opens the article, with date, page, byline and weight below it."""
    title = headline(row)
    shown = title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"
    with st.container(gap=None, key=f"open_{row['id']}"):
        st.page_link(
            pages()["articles"],
            label=f":blue[{escaped(shown)}]",
            help=None if shown == title else escaped(title),
            query_params=params.linked(id=str(row["id"]), q=query),
        )
        st.markdown(f"&ensp;{muted('　'.join(_line(row)))}")  # below the link's text, which is set in


def _line(row: pd.Series) -> list[str]:
    byline = [escaped(str(row["byline"]))[:40]] if row["byline"] else []
    said = say("times_n", n=f"{int(row['hits']):,}") if "hits" in row else f"{row['weight']:.2f}"
    return [day(str(row["date"])), *_page(row), *byline, said]


def _page(row: pd.Series) -> list[str]:
    return [say("page_n", n=int(row["page"]))] if not pd.isna(row["page"]) else []
