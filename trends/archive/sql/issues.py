"""SQL of single issues: the list of them, and one issue with its own topics, terms and articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from trends.archive.scope import topic_id
from trends.archive.snapshot import Snapshot
from trends.archive.sql.articles import Filter, article_table
from trends.archive.sql.topics import topic_labels
from trends.errors import NotFoundError
from trends.records import Scope
from trends.series.distinctive import KEPT

MAX_ARTICLES = 10_000


@dataclass(frozen=True)
class IssueView:
    """One issue.

    previous, next: dates of the neighbouring issues of the paper, None at the ends;
    missing_before: expected dates without an issue between `previous` and this one;
    topics: local, share, n, terms (list), headline, id (of the closest article), topic, label,
        similarity — the NMF topics of this issue alone;
    terms: term, weight, n, issues (issues up to now with it), first, since (issues since the last
        one with it; 0 when first), articles (ids of those that hold it) — this issue's distinctive terms against the issues before it;
    articles: as the article table, with local (its issue topic, 0 = none).
    """

    date: str
    paper: str
    pages: int
    characters: int
    previous: str | None
    next: str | None
    missing_before: int
    topics: pd.DataFrame
    terms: pd.DataFrame
    articles: pd.DataFrame


def issue_table(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """date, paper, pages, articles, characters, date_source, date_confidence, date_evidence."""
    table = snapshot.issues
    kept = pd.Series(True, index=table.index)
    if scope.since:
        kept &= table["date"] >= scope.since.isoformat()
    if scope.until:
        kept &= table["date"] <= scope.until.isoformat()
    if scope.papers is not None:
        kept &= table["paper"].isin(scope.papers)
    return table[kept].reset_index(drop=True)


def known_paper(snapshot: Snapshot, date: str, paper: str | None) -> str:
    """The paper, or the first one with an issue on the date.

    Raises NotFoundError when the paper has no issue on that date; the sentence names neighbours.
    """
    issues = snapshot.issues
    own = issues if paper is None else issues[issues["paper"] == paper]
    papers = own[own["date"] == date]["paper"]
    if papers.empty:
        previous, following = _beside(own["date"], date)
        raise NotFoundError(f"{date} 没有收录", f"前一期 {previous or '无'}，后一期 {following or '无'}")
    return str(papers.iloc[0])


def _beside(dates: pd.Series, date: str) -> tuple[str | None, str | None]:
    """The dates just before and after one, in a series in time order."""
    before, after = dates[dates < date], dates[dates > date]
    return (str(before.iloc[-1]) if len(before) else None), (str(after.iloc[0]) if len(after) else None)


def issue_view(snapshot: Snapshot, date: str, paper: str | None) -> IssueView:
    """Raises NotFoundError when the paper has no issue on that date."""
    paper = known_paper(snapshot, date, paper)
    own = snapshot.issues[snapshot.issues["paper"] == paper]
    row = own[own["date"] == date]
    previous, following = _beside(own["date"], date)
    day = dt.date.fromisoformat(date)
    scope = Scope(since=day, until=day, paper=paper)
    expected = snapshot.expected
    between = expected[
        (expected["paper"] == paper) & (expected["date"] > (previous or date)) & (expected["date"] < date)
    ]
    return IssueView(
        date=date,
        paper=paper,
        pages=int(row["pages"].iloc[0]),
        characters=int(row["characters"].iloc[0]),
        previous=previous,
        next=following,
        missing_before=len(between),
        topics=_issue_topics(snapshot, date, paper),
        terms=issue_terms(snapshot, date, paper),
        articles=_issue_articles(snapshot, scope),
    )


def _issue_topics(snapshot: Snapshot, date: str, paper: str) -> pd.DataFrame:
    table = snapshot.table(
        """SELECT local, share, i.n, (SELECT list(text ORDER BY place) FROM
                      (SELECT unnest(i.terms) AS term, unnest(range(len(i.terms))) AS place) JOIN terms USING (term)
                  ) AS terms, headline, id, i.topic, similarity
           FROM issue_topics i LEFT JOIN articles USING (article)
           WHERE i.date = CAST(? AS DATE) AND i.paper = ? ORDER BY local""",
        [date, paper],
    )
    table["topic"] = [topic_id(number) for number in table["topic"]]
    table.insert(7, "label", table["topic"].map(topic_labels(snapshot)))
    table["terms"] = [list(terms) if terms is not None else [] for terms in table["terms"]]
    return table


def _issue_articles(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    table = article_table(snapshot, scope, Filter(), "weight", MAX_ARTICLES, 0)
    local = dict(
        snapshot.rows(
            """SELECT id, local FROM article_issue_topics JOIN articles USING (article)
               WHERE date = CAST(? AS DATE) AND paper = ?""",
            [scope.since, scope.paper],
        )
    )
    return table.assign(local=[local.get(i, 0) for i in table["id"]])


def issue_terms(snapshot: Snapshot, date: str, paper: str) -> pd.DataFrame:
    """term, weight, n (articles of the issue with it), issues, first, since, articles (their ids);
    as `series.distinctive` defines them. Counted now for an issue that was added to the past."""
    ids = dict(
        snapshot.rows(
            "SELECT article, id FROM articles WHERE date = CAST(? AS DATE) AND paper = ?", [date, paper]
        )
    )
    table = snapshot.table(
        """SELECT text AS term, weight, i.n::BIGINT AS n, issues::BIGINT AS issues, issues = 1 AS first, since, articles
           FROM issue_terms i JOIN terms USING (term)
           WHERE date = CAST(? AS DATE) AND paper = ? ORDER BY rank""",
        [date, paper],
    )
    if table.empty:
        table = counted_terms(snapshot, date, paper)
    table["articles"] = [[ids[article] for article in articles] for articles in table["articles"]]
    return table


def counted_terms(snapshot: Snapshot, date: str, paper: str) -> pd.DataFrame:
    """The columns of the table issue_terms for one issue, out of all articles before it."""
    return snapshot.table(
        """
        WITH past AS (
            SELECT date, row_number() OVER (ORDER BY date) AS place FROM issues
            WHERE paper = $paper AND date <= CAST($date AS DATE)
        ), here AS (
            SELECT term, count(*) AS n, sum(x.n) AS occurrences, list(article ORDER BY x.n DESC, article) AS articles
            FROM article_terms x JOIN articles a USING (article)
            WHERE a.date = CAST($date AS DATE) AND a.paper = $paper GROUP BY term
        ), before AS (
            SELECT term, count(DISTINCT a.date) AS issues, max(a.date) AS last
            FROM article_terms x JOIN articles a USING (article)
            WHERE a.date < CAST($date AS DATE) AND a.paper = $paper AND term IN (SELECT term FROM here) GROUP BY term
        ), total AS (SELECT max(place) AS issues FROM past)
        SELECT text AS term,
               (1 + ln(occurrences)) * ln((1 + total.issues) / (1 + coalesce(before.issues, 0))) AS weight,
               here.n, coalesce(before.issues, 0) + 1 AS issues, before.issues IS NULL AS first,
               coalesce(total.issues - past.place, 0)::INTEGER AS since, here.articles
        FROM here JOIN terms USING (term) LEFT JOIN before USING (term) LEFT JOIN past ON past.date = before.last, total
        ORDER BY weight DESC, here.term LIMIT $limit
        """,
        {"date": date, "paper": paper, "limit": KEPT},
    )
