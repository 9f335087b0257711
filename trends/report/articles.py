"""Headlines that stand for the topics, the reader's own choice of articles, the longest of few issues."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from trends.archive import Archive, Filter
from trends.archive.sql.articles import ArticleView
from trends.records import Scope
from trends.report.records import BriefQuery, Cell, Say, Section, Spans, Table
from trends.report.writing import between, command, restrictions, source_of, to_page, where_printed

LEADING = 12
EXCERPT = 300  # characters of a chosen article


def headline_section(archive: Archive, query: BriefQuery, spans: Spans, moves: pd.DataFrame) -> Section:
    """One article for each of the largest topics and of those that moved most, with its source."""
    topics = archive.topics(spans.now)
    topics = topics[~topics["hidden"] & ~topics["formulaic"]].sort_values(
        ["n", "topic"], ascending=[False, True]
    )
    labels = dict(zip(topics["topic"], topics["label"], strict=True))
    moved = list(moves[(moves["low"] > 0) & moves["plain"]]["item"].head(LEADING // 2)) if len(moves) else []
    wanted = list(dict.fromkeys([*moved, *topics["topic"]]))
    leading = archive.leading(spans.now).set_index("topic")["id"]
    rows = [
        (labels[topic], *_row(query, spans.now, archive.article(leading[topic])))
        for topic in wanted
        if topic in leading and topic in labels
    ][:LEADING]
    say = query.say
    columns = (say("topic"), say("headline"), say("printed"), say("source"))
    return Section(
        "headlines",
        say("headlines"),
        (say("headlines_how"),),
        tables=(Table(say("headlines"), columns, tuple(rows)),),
        command=command("articles", "--topic", wanted[0] if wanted else "t1", *between(spans.now), *restrictions(query)),
    )  # fmt: skip


def _row(query: BriefQuery, scope: Scope, article: ArticleView) -> tuple[Cell, ...]:
    return (
        to_page(query, scope, article.headline or query.say("no_headline"), "articles", id=article.id),
        where_printed(query.say, article.date, article.paper, article.page),
        source_of(query.say, article.source, article.lines),
    )


def issue_section(archive: Archive, query: BriefQuery, spans: Spans) -> Section:
    """Few issues: each with its longest article."""
    say = query.say
    issues = archive.issues(spans.now)
    rows = []
    for row in issues.to_dict("records")[-40:]:
        date = dt.date.fromisoformat(row["date"])
        own = Scope(date, date, row["paper"], spans.now.front_page, spans.now.once)
        found = archive.articles(own, Filter(), "characters", 1)
        if found.empty:
            continue
        view = archive.article(str(found.iloc[0]["id"]))
        link = to_page(query, spans.now, view.headline or say("no_headline"), "articles", id=view.id)
        rows.append((row["date"], f"{int(row['articles'])}", link, source_of(say, view.source, view.lines)))
    columns = (say("date"), say("articles"), say("headline"), say("source"))
    return Section(
        "issues",
        say("longest"),
        tables=(Table(say("longest"), columns, tuple(rows), frozenset({1})),),
        command=command("articles", *between(spans.now), *restrictions(query)),
    )


def chosen_articles(archive: Archive, query: BriefQuery, scope: Scope) -> Section:
    """The articles of the reader's basket with the beginning of their text. QueryError for unknown ids."""
    say = query.say
    views = [archive.article(article) for article in query.articles]
    rows = tuple((*_row(query, scope, view), _excerpt(say, view)) for view in views)
    columns = (say("headline"), say("printed"), say("source"), say("beginning"))
    return Section(
        "chosen_articles",
        say("chosen_articles"),
        (say("chosen_n", n=len(views)),),
        tables=(Table(say("chosen_articles"), columns, rows),),
    )


def _excerpt(say: Say, view: ArticleView) -> str:
    text = " ".join(view.paragraphs)
    return text if len(text) <= EXCERPT else say("excerpt", text=text[:EXCERPT], n=f"{view.characters:,}")
