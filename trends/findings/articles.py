"""Headlines that stand for the topics, the reader's own choice of articles, the longest of few issues."""

from __future__ import annotations

import dataclasses
import datetime as dt

from trends.archive import Filter
from trends.archive.sql.articles import ArticleView
from trends.findings.case import Case
from trends.findings.records import Cell, Link, Section, Table
from trends.findings.writing import between, source_of, where_printed

LEADING = 12
LONGEST = 40  # issues whose longest article is told
EXCERPT = 300  # characters of a chosen article


def headline_section(case: Case) -> Section:
    """One article for each of the largest topics and of those that rose, with its source."""
    scope, say = case.windows.range, case.say
    topics = case.topics[~case.topics["formulaic"]]
    labels = dict(zip(topics["topic"], topics["label"], strict=True))
    rises = list(case.rises["item"].head(LEADING // 2)) if len(case.rises) else []
    leading = case.archive.leading(scope).set_index("topic")["id"]
    wanted = [t for t in dict.fromkeys([*rises, *topics["topic"]]) if t in leading and t in labels][:LEADING]
    rows = tuple((labels[topic], *_row(case, case.archive.article(leading[topic]))) for topic in wanted)
    columns = (say("topic"), say("headline"), say("printed"), say("source"))
    own = ("--topic", wanted[0]) if wanted else ()
    return Section(
        "headlines",
        say("headlines"),
        (say("headlines_how"),),
        tables=(Table(say("headlines"), columns, rows),),
        command=case.command("articles", *own, *between(scope)),
    )


def _row(case: Case, article: ArticleView) -> tuple[Cell, ...]:
    return (
        case.headline(article.id, article.headline),
        where_printed(case.say, article.date, article.paper, article.page),
        source_of(case.say, article.source, article.lines),
    )


def issue_section(case: Case) -> Section:
    """Few issues: each with its longest article, and those that are missing between them."""
    say, scope = case.say, case.windows.range
    rows: dict[tuple[str, str], tuple[Cell, ...]] = {}
    issues = case.archive.issues(scope)[-LONGEST:]
    for date, paper, n in issues[["date", "paper", "articles"]].itertuples(index=False):
        day = dt.date.fromisoformat(date)
        own = dataclasses.replace(scope, since=day, until=day, paper=paper)
        found = case.archive.articles(own, Filter(), "characters", 1)
        if found.empty:
            continue
        view = case.archive.article(str(found.iloc[0]["id"]))
        leads = case.headline(view.id, view.headline), source_of(say, view.source, view.lines)
        rows[date, paper] = (Link(date, "issue", (("date", date),)), f"{int(n)}", *leads)
    due = case.archive.coverage(scope, "issue")
    for date in due.loc[(due["issues"] == 0) & (due["start"] >= issues["date"].min()), "start"]:
        rows[date, ""] = (date, "—", say("chart_missing"), "")
    columns = (say("date"), say("articles"), say("headline"), say("source"))
    return Section(
        "issues",
        say("longest"),
        tables=(Table(say("longest"), columns, tuple(rows[key] for key in sorted(rows)), frozenset({1})),),
        command=case.command("articles", *between(scope)),
    )


def chosen_articles(case: Case) -> Section | None:
    """The articles of the reader's basket with the beginning of their text. QueryError for unknown ids."""
    if not case.subject.articles:
        return None
    say = case.say
    views = [case.archive.article(article) for article in case.subject.articles]
    rows = tuple((*_row(case, view), _excerpt(case, view)) for view in views)
    columns = (say("headline"), say("printed"), say("source"), say("beginning"))
    return Section(
        "chosen_articles",
        say("chosen_articles"),
        (say("chosen_n", n=len(views)),),
        tables=(Table(say("chosen_articles"), columns, rows),),
    )


def _excerpt(case: Case, view: ArticleView) -> str:
    text = " ".join(view.paragraphs)
    return (
        text if len(text) <= EXCERPT else case.say("excerpt", text=text[:EXCERPT], n=f"{view.characters:,}")
    )
