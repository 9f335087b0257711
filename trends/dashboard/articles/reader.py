"""One article to read: its text with the terms marked, its topics, where it stands in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from trends.archive.query import spelling
from trends.archive.sql.articles import ArticleView
from trends.dashboard import brief, params
from trends.dashboard.articles.doubtful import Range, doubtful_ranges
from trends.dashboard.articles.printed_before import passages_of, pieces_of, tell
from trends.dashboard.data import ask, topic_names
from trends.dashboard.data import topics as topic_table
from trends.dashboard.page_text import DOUBT, ring
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, dot, muted, pages
from trends.script import folded

INDENT = "&emsp;&emsp;"


def marked(
    text: str, strong: tuple[str, ...] = (), quiet: tuple[str, ...] = (), doubtful: Sequence[Range] = ()
) -> str:
    """Text as Markdown with search words in orange, topic words in grey, doubtful parts in red with a sign;
    nothing in it is run."""
    parts, at = [], 0
    for start, end in doubtful:
        parts.append(_with_words(text[at:start], strong, quiet))
        parts.append(f":red-background[{_with_words(text[start:end], strong, quiet)}{DOUBT}]")
        at = end
    return "".join((*parts, _with_words(text[at:], strong, quiet)))


def _with_words(text: str, strong: tuple[str, ...], quiet: tuple[str, ...]) -> str:
    strong = tuple(map(folded, strong))
    words = sorted({folded(w) for w in (*strong, *quiet) if w}, key=lambda w: (-len(w), w))
    if not words:
        return escaped(text)
    pieces = re.split("(" + "|".join(map(spelling, words)) + ")", text)
    return "".join(
        escaped(piece)
        if i % 2 == 0
        else f":{'orange' if folded(piece) in strong else 'gray'}-background[{escaped(piece)}]"
        for i, piece in enumerate(pieces)
    )


def searched(query: str | None) -> tuple[str, ...]:
    """The strings of a query that an article can hold."""
    return tuple(w for w in re.split(r"[|\s]+", query or "") if w and not w.startswith("-"))


def reader(article: ArticleView, query: str | None, listed: Sequence[str]) -> None:
    """The reading pane. listed: ids of the list beside it, through which its arrows go; an article
    that is not in it leads to its neighbours in the issue."""
    before, after = neighbours(article, listed)
    with st.container(border=True, gap="xsmall", key="reader"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(muted(_facts(article)), width="stretch")
            _step(before, ":material/chevron_left:", "reader_previous")
            _step(after, ":material/chevron_right:", "reader_next")
        if article.kicker:
            st.markdown(f":gray[{escaped(article.kicker)}]")
        paragraphs, headline, unsure = _doubtful(article)
        st.markdown(f"## {marked(article.headline or say('no_headline'), doubtful=headline)}")
        if article.deck:
            st.markdown(f":gray[{escaped(article.deck)}]")
        if article.byline:
            st.markdown(f":gray[{escaped(article.byline)}]")
        strong = searched(query)
        passages = passages_of(article)
        st.markdown(_weights(article, strong))
        with st.container(height=420, border=False, key="reader_text"):
            for pieces in pieces_of(article.paragraphs, passages, paragraphs):
                st.markdown(INDENT + "".join(_piece(*piece, strong, article.terms[:6]) for piece in pieces))
            # Within the text, so that keys reach it and scroll
            st.page_link(
                pages()["issue"], label=say("see_issue"), query_params=params.linked(date=article.date)
            )
        tell(passages)
        _reasons(article)
        if unsure:
            st.markdown(f":small[{say('doubtful_lines', n=unsure)}]")
        if not article.ordered:
            st.markdown(muted(say("unordered")))
        if article.double_of:
            st.markdown(muted(say("double_of", id=article.double_of)))
        st.markdown(muted(_source(article)))
        with st.container(horizontal=True, vertical_alignment="center", key="actions_article"):
            with st.popover(say("cite"), type="tertiary", icon=":material/format_quote:", key="cite_article"):
                st.code(_citation(article), language=None, wrap_lines=True)
            brief.basket_button(
                (f"a:{article.id}",), name="article", title=article.headline or say("no_headline")
            )
            if article.source in set(ask().pages()["file"]):
                st.page_link(
                    pages()["data"], label=say("see_cut"), query_params=params.linked(file=article.source)
                )


def _piece(
    text: str, doubtful: Sequence[Range], number: int, strong: tuple[str, ...], quiet: tuple[str, ...]
) -> str:
    """A piece of a paragraph; `number` is that of the passage printed before which it belongs to, or 0."""
    shown = marked(text, strong, quiet, doubtful)
    return f":violet[{ring(number)}]:violet-background[{shown}]" if number else shown


def _doubtful(article: ArticleView) -> tuple[list[list[Range]], list[Range], int]:
    """Where recognition was not sure: in each paragraph, in the headline, and of how many lines."""
    lines = ask().doubtful(article.id).to_dict("records")
    *paragraphs, headline = doubtful_ranges([*article.paragraphs, article.headline or ""], lines)
    return paragraphs, headline, len(lines)


def neighbours(article: ArticleView, listed: Sequence[str]) -> tuple[str | None, str | None]:
    """The articles before and after: of the list when it holds this one, else of its issue."""
    if article.id not in listed:
        return article.previous, article.next
    place = list(listed).index(article.id)
    return listed[place - 1] if place else None, listed[place + 1] if place + 1 < len(listed) else None


def _reasons(article: ArticleView) -> None:
    """Which words of the article speak for its topics."""
    if not article.weights:
        return
    names = topic_names()
    with st.popover(say("why_topic"), type="tertiary", icon=":material/help:", key="why_topic"):
        table = ask().reasons(article.id)
        for topic, rows in table.groupby("topic", sort=False):
            told = say("why_between").join(
                say("why_term", term=escaped(r.term), n=r.n, part=f"{r.part:.0%}") for r in rows.itertuples()
            )
            st.markdown(f"**{escaped(names.get(str(topic), str(topic)))}**　{told}")
        st.markdown(muted(say("why_caption")))


def _facts(article: ArticleView) -> str:
    parts = [day(article.date), escaped(article.paper)] if article.paper else [day(article.date)]
    if article.page is not None:
        parts.append(say("page_n", n=article.page))
    if article.source_kind != "unknown":
        parts.append(escaped(article.agency) or say(f"source_{article.source_kind}"))
    parts += [say(f"kind_{article.kind}"), say("characters_n", n=f"{article.characters:,}")]
    return " · ".join(parts)


def _step(target: str | None, icon: str, key: str) -> None:
    def go() -> None:
        params.put("id", target)

    st.button("", icon=icon, type="tertiary", disabled=target is None, on_click=go, key=key, help=say(key))


def _weights(article: ArticleView, strong: tuple[str, ...]) -> str:
    slots = dict(zip(*(topic_table()[c] for c in ("topic", "slot")), strict=True))
    names = topic_names()
    shown = "　".join(
        f"{dot(slots.get(topic, -1))}\u00a0{escaped(names.get(topic, label))}\u00a0**{weight:.2f}**"
        for topic, label, weight in article.weights[:3]
    )
    marks = [f":orange-background[{escaped(w)}]" for w in strong[:3]]
    marks += [f":gray-background[{say('topic_words')}]"] if article.terms else []
    return f"{shown or say('unassigned')}  \n:gray[{say('marked')}] {' '.join(marks)}" if marks else shown


def _source(article: ArticleView) -> str:
    lines = say("lines_n", lines=escaped(article.lines)) if article.lines else ""
    return say("from_source", file=escaped(article.source), lines=lines)


def _citation(article: ArticleView) -> str:
    page = say("page_n", n=article.page) if article.page is not None else ""
    headline = article.headline or (article.paragraphs[0][:24] + "…" if article.paragraphs else "")
    return say(
        "article_citation",
        byline=article.byline or say("no_byline"),
        headline=headline,
        paper=article.paper or say("no_paper"),
        date=article.date,
        page=page,
        source=article.source,
        id=article.id,
    )
