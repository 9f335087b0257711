"""SQL of one topic's life: its issue topics date by date, its kin, its names."""

from __future__ import annotations

import pandas as pd

from trends.archive.scope import exact_sum, scope_where, topic_id, topic_number
from trends.archive.snapshot import Snapshot
from trends.archive.sql.topics import topic_labels
from trends.archive.sql.words import NAME_KINDS, NameKind
from trends.errors import QueryError
from trends.records import Scope

# An article is about a topic beside its main one when at least this part of it is.
SHARED = 0.1


def history_table(snapshot: Snapshot, topic: str, scope: Scope) -> pd.DataFrame:
    """date, paper, local, terms (list), n, share, similarity, headline, id: the issue topics that
    belong to the topic, by date; headline and id of the article closest to each.

    n: articles of the issue whose main issue topic it is; share: part of the issue, 0..1; similarity:
    cosine with the topic, 0..1. A scope's pages do not matter: issue topics are of whole issues.
    """
    where, params = scope_where(scope, pages=False)
    table = snapshot.table(
        f"""WITH own AS (SELECT * FROM issue_topics WHERE topic = ? AND {where}),
            worded AS (
                SELECT date, paper, local, list(text ORDER BY place) AS terms
                FROM (SELECT date, paper, local, unnest(terms) AS term, unnest(range(len(terms))) AS place FROM own)
                JOIN terms USING (term) GROUP BY ALL)
            SELECT own.date, own.paper, own.local, worded.terms, own.n, own.share, similarity, headline, id
            FROM own JOIN worded USING (date, paper, local) LEFT JOIN articles USING (article)
            ORDER BY own.date, own.paper, own.local""",
        [topic_number(topic), *params],
    )
    return table.assign(terms=[list(terms) for terms in table["terms"]])


def related_table(snapshot: Snapshot, topic: str) -> pd.DataFrame:
    """topic, label, similarity, both, lift of every other topic, most alike first.

    similarity: cosine of the two topics' terms, 0..1; both: articles of which at least a tenth is
    about each; lift: both over what chance would give (1 = as often as chance), NaN without any.
    """
    number = topic_number(topic)
    table = snapshot.table(
        f"""WITH own AS (SELECT term, weight FROM components WHERE topic = $topic),
            length AS (SELECT topic, sqrt({exact_sum("weight::DOUBLE * weight")}) AS length FROM components GROUP BY topic),
            alike AS (
                SELECT c.topic, {exact_sum("c.weight::DOUBLE * own.weight")} AS product
                FROM components c JOIN own USING (term) GROUP BY c.topic),
            about AS (SELECT article, topic FROM article_topics WHERE weight >= {SHARED}),
            size AS (SELECT topic, count(*) AS n FROM about GROUP BY topic),
            shared AS (
                SELECT topic, count(*) AS n FROM about
                WHERE article IN (SELECT article FROM about WHERE topic = $topic) GROUP BY topic)
            SELECT t.topic, least(1, coalesce(alike.product, 0) / nullif(length.length * mine.length, 0))
                       AS similarity,
                   coalesce(shared.n, 0)::BIGINT AS "both",
                   shared.n::DOUBLE * (SELECT count(*) FROM articles)
                       / (size.n * (SELECT n FROM size WHERE topic = $topic)) AS lift
            FROM topics t LEFT JOIN alike USING (topic) LEFT JOIN length USING (topic)
                 LEFT JOIN shared USING (topic) LEFT JOIN size USING (topic),
                 (SELECT length FROM length WHERE topic = $topic) AS mine
            WHERE t.topic <> $topic ORDER BY similarity DESC, "both" DESC, t.topic""",
        {"topic": number},
    )
    table["similarity"] = table["similarity"].fillna(0).round(4)
    table["topic"] = [topic_id(other) for other in table["topic"]]
    table.insert(1, "label", table["topic"].map(topic_labels(snapshot)))
    return table


def topic_name_table(snapshot: Snapshot, topic: str, scope: Scope, kind: NameKind) -> pd.DataFrame:
    """name, kind, n, share, n_all of the names in a topic's articles, most articles first.

    n: articles of the topic in the scope that hold the name; share: n / articles of the topic in the
    scope, 0..1; n_all: articles of the scope, of any topic, that hold it.
    """
    if kind not in NAME_KINDS:
        raise QueryError(f"没有名称类别 {kind!r}", f"可用的有 {'、'.join(NAME_KINDS)}")
    where, params = scope_where(scope)
    return snapshot.table(
        f"""WITH within AS (SELECT article, topic FROM articles WHERE {where}),
            found AS (
                SELECT text AS name, kind, count(*) FILTER (topic = ?) AS n, count(*) AS n_all
                FROM article_names JOIN within USING (article) JOIN names USING (name)
                WHERE kind = ? GROUP BY text, kind)
            SELECT name, kind, n, n / (SELECT count(*) FROM within WHERE topic = ?) AS share, n_all
            FROM found WHERE n > 0 ORDER BY n DESC, name""",
        [*params, topic_number(topic), kind, topic_number(topic)],
    )
