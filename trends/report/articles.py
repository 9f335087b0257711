"""Headlines that stand for the topics, the reader's own choice of articles, the longest of few issues."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from trends.archive import Archive, Filter
from trends.archive.sql.articles import ArticleView
from trends.records import Scope
from trends.report.records import BriefQuery, Cell, Section, Spans, Table
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
    columns = ("话题", "标题", "日期与版面", "出处")
    return Section(
        "headlines",
        "代表报道",
        ("每个话题取与它最贴近的一篇；出处是原始文件和其中的行。",),
        tables=(Table("代表报道", columns, tuple(rows)),),
        command=command("articles", "--topic", wanted[0] if wanted else "t1", *between(spans.now), *restrictions(query)),
    )  # fmt: skip


def _row(query: BriefQuery, scope: Scope, article: ArticleView) -> tuple[Cell, ...]:
    return (
        to_page(query, scope, article.headline or "（无题）", "articles", id=article.id),
        where_printed(article.date, article.paper, article.page),
        source_of(article.source, article.lines),
    )


def issue_section(archive: Archive, query: BriefQuery, spans: Spans) -> Section:
    """Few issues: each with its longest article."""
    issues = archive.issues(spans.now)
    rows = []
    for row in issues.to_dict("records")[-40:]:
        date = dt.date.fromisoformat(row["date"])
        own = Scope(date, date, row["paper"], spans.now.front_page, spans.now.once)
        found = archive.articles(own, Filter(), "characters", 1)
        if found.empty:
            continue
        view = archive.article(str(found.iloc[0]["id"]))
        link = to_page(query, spans.now, view.headline or "（无题）", "articles", id=view.id)
        rows.append((row["date"], f"{int(row['articles'])}", link, source_of(view.source, view.lines)))
    return Section(
        "issues",
        "各期最长的一篇",
        tables=(Table("各期最长的一篇", ("日期", "篇数", "标题", "出处"), tuple(rows), frozenset({1})),),
        command=command("articles", *between(spans.now), *restrictions(query)),
    )


def chosen_articles(archive: Archive, query: BriefQuery, scope: Scope) -> Section:
    """The articles of the reader's basket with the beginning of their text. QueryError for unknown ids."""
    views = [archive.article(article) for article in query.articles]
    rows = tuple((*_row(query, scope, view), _excerpt(view)) for view in views)
    return Section(
        "chosen_articles",
        "所选文章",
        (f"编者选入 {len(views)} 篇。",),
        tables=(Table("所选文章", ("标题", "日期与版面", "出处", "开头"), rows),),
    )


def _excerpt(view: ArticleView) -> str:
    text = " ".join(view.paragraphs)
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}……（全文 {view.characters:,} 字）"
