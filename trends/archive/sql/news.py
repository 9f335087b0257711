"""SQL of what an issue has that the issues of its paper just before had not."""

from __future__ import annotations

import pandas as pd

from trends.archive.scope import topic_id
from trends.archive.snapshot import Snapshot
from trends.archive.sql.topics import topic_labels

BEFORE = 4  # issues an issue is held against


def issues_before(snapshot: Snapshot, date: str, paper: str, before: int = BEFORE) -> list[str]:
    """The dates of up to `before` issues of the paper ahead of a date, in time order."""
    issues = snapshot.issues
    own = issues[(issues["paper"] == paper) & (issues["date"] < date)]["date"]
    return [str(day) for day in own.tail(before)]


def issue_news(snapshot: Snapshot, date: str, paper: str, before: int = BEFORE) -> pd.DataFrame:
    """kind (topic | term), item (id or term), label, n, headline, id: what the issue has and none of the
    `before` issues of the paper ahead of it had; headline and id of the article with most of it.

    n: articles of the issue, whose main topic it is or which hold the term. Topics first, then terms
    by n, then by occurrences, then the rarer in the archive. Empty for the first issue of a paper.
    """
    past = issues_before(snapshot, date, paper, before)
    if not past:
        return pd.DataFrame(columns=["kind", "item", "label", "n", "headline", "id"])
    known = {"date": date, "paper": paper, "past": past}
    topics = snapshot.table(
        """WITH here AS (SELECT * FROM articles WHERE date = CAST($date AS DATE) AND paper = $paper),
                before AS (SELECT DISTINCT topic FROM articles
                           WHERE paper = $paper AND date IN (SELECT unnest(CAST($past AS DATE[]))))
           SELECT topic, count(*) AS n, arg_max(headline, weight) AS headline, arg_max(id, weight) AS id
           FROM here WHERE topic <> 0 AND topic NOT IN (SELECT topic FROM before)
           GROUP BY topic ORDER BY n DESC, topic""",
        known,
    )
    terms = snapshot.table(
        """WITH here AS (
               SELECT term, x.n, headline, id FROM article_terms x JOIN articles USING (article)
               WHERE date = CAST($date AS DATE) AND paper = $paper),
           before AS (
               SELECT DISTINCT term FROM article_terms JOIN articles USING (article)
               WHERE paper = $paper AND date IN (SELECT unnest(CAST($past AS DATE[]))))
           SELECT text AS item, count(*) AS n, arg_max(headline, here.n) AS headline, arg_max(id, here.n) AS id
           FROM here JOIN terms t USING (term) WHERE term NOT IN (SELECT term FROM before)
           GROUP BY text, t.n ORDER BY count(*) DESC, sum(here.n) DESC, t.n, text""",
        known,
    )
    ids = [topic_id(number) for number in topics["topic"]]
    labels = topic_labels(snapshot)
    topics = topics.assign(kind="topic", item=ids, label=[labels[i] for i in ids])
    terms = terms.assign(kind="term", label=terms["item"])
    return pd.concat([topics, terms])[["kind", "item", "label", "n", "headline", "id"]].reset_index(drop=True)
