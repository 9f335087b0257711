"""SQL of what an issue has that the issues of its paper just before had not."""

from __future__ import annotations

import pandas as pd

from trends.archive.scope import topic_id
from trends.archive.snapshot import Snapshot
from trends.archive.sql.topics import topic_labels

BEFORE = 4  # issues an issue is held against
ISSUE = "WHERE date = CAST($date AS DATE) AND paper = $paper"
BEFORE_IT = "WHERE paper = $paper AND date IN (SELECT unnest(CAST($past AS DATE[])))"


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
        f"""WITH here AS (SELECT article, topic, weight FROM articles {ISSUE}),
                before AS (SELECT DISTINCT topic FROM articles {BEFORE_IT}),
                found AS (
                    SELECT topic, count(*) AS n, arg_max(article, (weight, -article)) AS article
                    FROM here WHERE topic <> 0 AND topic NOT IN (SELECT topic FROM before) GROUP BY topic)
           SELECT found.topic, n, headline, id FROM found JOIN articles USING (article) ORDER BY n DESC, found.topic""",
        known,
    )
    terms = snapshot.table(
        f"""WITH here AS (SELECT term, x.n, article FROM article_terms x JOIN articles USING (article) {ISSUE}),
                before AS (SELECT DISTINCT term FROM article_terms JOIN articles USING (article) {BEFORE_IT}),
                found AS (
                    SELECT term, count(*) AS n, sum(n) AS uses, arg_max(article, (n, -article)) AS article
                    FROM here WHERE term NOT IN (SELECT term FROM before) GROUP BY term)
           SELECT text AS item, found.n, headline, id
           FROM found JOIN terms t USING (term) JOIN articles USING (article)
           ORDER BY found.n DESC, uses DESC, t.n, text""",
        known,
    )
    ids = [topic_id(number) for number in topics["topic"]]
    labels = topic_labels(snapshot)
    topics = topics.assign(kind="topic", item=ids, label=[labels[i] for i in ids])
    terms = terms.assign(kind="term", label=terms["item"])
    return pd.concat([topics, terms])[["kind", "item", "label", "n", "headline", "id"]].reset_index(drop=True)
