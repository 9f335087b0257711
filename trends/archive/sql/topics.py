"""SQL of topics: their list, their shares over time, their words, the articles' weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.archive.labels import LABEL_FILE, Label, read_labels
from trends.archive.scope import exact_sum, scope_where, topic_id, topic_number
from trends.archive.snapshot import Snapshot
from trends.archive.sql.issue_counts import TopicIssues, topic_issues
from trends.archive.sql.range_names import range_names
from trends.errors import NotFoundError
from trends.records import DOUBTFUL, UNASSIGNED, Measure, Period, Scope
from trends.series.periods import periods_of
from trends.series.shares import topic_shares

COLOUR_SLOTS = 24


def topic_table(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """topic, label, terms [(term, weight)], n (articles of the scope whose main topic it is), share
    (n / all articles of the scope), weighed (the same by weight: the topic's part of every article, 0..1), doubtful (of n, those
    whose main topic leads the next by less than 0.05), characters, formulaic, hidden, slot (0-based colour slot, fixed
    by id), first, last (dates of its first and last article in the scope; None without any), here, named (see `range_names`;
    a name that a person gave holds always, and has no date)."""
    where, params = scope_where(scope)
    table = snapshot.table(
        f"""
        WITH counted AS (
            SELECT topic, count(*) AS n, sum(characters)::BIGINT AS characters, min(date) AS first, max(date) AS last,
                   count(*) FILTER (margin < {DOUBTFUL}) AS doubtful
            FROM articles WHERE {where} GROUP BY topic
        ), weights AS (
            SELECT topic, {exact_sum("weight")} AS weighed FROM article_topics
            WHERE article IN (SELECT article FROM articles WHERE {where}) GROUP BY topic
        )
        SELECT topic, label, coalesce(n, 0) AS n, coalesce(weighed, 0) AS weighed, coalesce(doubtful, 0) AS doubtful,
               coalesce(characters, 0) AS characters, formulaic, hidden,
               first, last, (SELECT coalesce(sum(n), 0) FROM counted)::BIGINT AS total
        FROM topics LEFT JOIN counted USING (topic) LEFT JOIN weights USING (topic) ORDER BY topic
        """,
        [*params, *params],
    )
    total = table.pop("total")
    table.insert(2, "terms", [list(snapshot.shown_words.get(topic, ())) for topic in table["topic"]])
    table.insert(4, "share", table["n"] / total.where(total > 0))
    table["weighed"] /= total.where(total > 0)
    table["slot"] = (table["topic"] - 1) % COLOUR_SLOTS
    names = range_names(snapshot, scope)
    table["here"], table["named"] = table["topic"].map(names.here), table["topic"].map(names.named)
    table["topic"] = [topic_id(number) for number in table["topic"]]
    return _as_called(table, read_labels(snapshot.folder))


def _as_called(table: pd.DataFrame, labels: dict[str, Label]) -> pd.DataFrame:
    """The topics with the names and hidden flags that people gave them."""
    given = [labels.get(topic, Label(topic)) for topic in table["topic"]]
    return table.assign(
        label=[own.label or label for own, label in zip(given, table["label"], strict=True)],
        here=[own.label or label for own, label in zip(given, table["here"], strict=True)],
        named=[None if own.label else date for own, date in zip(given, table["named"], strict=True)],
        hidden=[own.hidden or bool(hidden) for own, hidden in zip(given, table["hidden"], strict=True)],
    )


def share_table(snapshot: Snapshot, scope: Scope, by: Period, measure: Measure) -> pd.DataFrame:
    """Columns of `series.shares.topic_shares`, with the label after the topic."""
    labels = topic_labels(snapshot)
    shares = shares_of(snapshot, scope, by, measure, topic_issues(snapshot, scope, measure), list(labels))
    periods = len(shares) // len(labels)
    named = pd.Series(list(labels.values()), dtype="str").take(np.tile(np.arange(len(labels)), periods))
    shares.insert(4, "label", named.array)
    return shares


def shares_of(
    snapshot: Snapshot, scope: Scope, by: Period, measure: Measure, found: TopicIssues, ids: list[str]
) -> pd.DataFrame:
    """Columns of `series.shares.topic_shares` for what issues hold. found: issues of all dates; ids: of its columns."""
    periods = snapshot.coverage(scope, by)
    place = pd.Index(periods["period"]).get_indexer(periods_of(pd.Series(found.counts.date), by))
    inside = place >= 0
    for day, ahead in ((scope.since, False), (scope.until, True)):
        if day is not None:
            inside &= (
                (found.counts.date <= day.isoformat()) if ahead else (found.counts.date >= day.isoformat())
            )
    return topic_shares(found.counts.rows(inside), place[inside], periods, ids, measure, found.learned)


def topic_labels(snapshot: Snapshot) -> dict[str, str]:
    """Id → label of every topic, people's own names first, the unassigned rest last."""
    given = read_labels(snapshot.folder)
    labels = {topic_id(number): label for number, label in snapshot.labels.items()}
    return {
        topic: given[topic].label or label if topic in given else label for topic, label in labels.items()
    } | {UNASSIGNED: "未归入"}


def known_topic(snapshot: Snapshot, topic: str | None) -> None:
    """Raises NotFoundError for a topic that this snapshot does not have; None is no topic."""
    if topic is not None and topic not in topic_labels(snapshot):
        raise NotFoundError(f"没有话题 {topic[:40]!r}", "可用 topics 命令列出现有话题")


def unknown_labels(snapshot: Snapshot) -> list[str]:
    """Ids of labels.csv that no topic of this snapshot has."""
    return [topic for topic in read_labels(snapshot.folder) if topic not in topic_labels(snapshot)]


def label_problems(snapshot: Snapshot) -> pd.DataFrame:
    """file, line, what, cure, lost: lines of labels.csv that name no topic of this snapshot."""
    rows = [
        (
            LABEL_FILE,
            None,
            f"{topic} 不是现有话题的编号",
            "可用 topics 命令列出现有编号；旧话题的名称留着也无妨",
            False,
        )
        for topic in unknown_labels(snapshot)
    ]
    return pd.DataFrame(rows, columns=["file", "line", "what", "cure", "lost"]).astype({"lost": bool})


def word_table(snapshot: Snapshot, topic: str, scope: Scope, limit: int) -> pd.DataFrame:
    """term, weight, n: what a topic was about within the scope, heaviest first.

    Every term occurs in an article of the scope: the weights are sums over the scope's issues of
    what the term added there, so no word comes from another time. weight sums to 1 over all terms;
    n: articles of the scope, of this main topic, that hold the term.
    """
    number = topic_number(topic)
    if number == 0 or topic not in topic_labels(snapshot):
        raise NotFoundError(f"没有话题 {topic!r}", "可用 topics 命令列出现有话题")
    where, params = scope_where(scope, pages=False)
    table = snapshot.table(
        f"""SELECT term, {exact_sum("weight")} AS weight FROM topic_words
            WHERE topic = ? AND {where} GROUP BY term ORDER BY term""",
        [number, *params],
    )
    table["weight"] /= table["weight"].sum()
    table = table.sort_values(["weight", "term"], ascending=[False, True], ignore_index=True).head(limit)
    where, params = scope_where(scope)
    counts = snapshot.rows(
        f"""SELECT term, count(*) FROM article_terms
            JOIN (SELECT article FROM articles WHERE topic = ? AND {where}) USING (article)
            WHERE term IN (SELECT unnest(CAST(? AS INTEGER[]))) GROUP BY term""",
        [number, *params, table["term"].tolist()],
    )
    n = table["term"].map(dict(counts)).fillna(0).astype("int64")
    return table.assign(term=snapshot.terms[table["term"].to_numpy(dtype=int)], n=n)
