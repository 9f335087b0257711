"""SQL of topics: their list, their shares over time, their words, the articles' weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from trends.archive.labels import LABEL_FILE, Label, read_labels
from trends.archive.scope import START_SQL, scope_where, topic_id, topic_number
from trends.archive.snapshot import Snapshot
from trends.errors import QueryError
from trends.records import UNASSIGNED, Measure, Period, Scope
from trends.series.periods import periods_of
from trends.series.shares import topic_shares

COLOUR_SLOTS = 24


def topic_table(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """topic, label, terms [(term, weight)], n (articles of the scope whose main topic it is), share
    (n / all articles of the scope), characters, formulaic, hidden, slot (0-based colour slot, fixed
    by id), first, last (dates of its first and last article in the scope; None without any)."""
    where, params = scope_where(scope)
    table = snapshot.table(
        f"""
        WITH counted AS (
            SELECT topic, count(*) AS n, sum(characters)::BIGINT AS characters, min(date) AS first, max(date) AS last
            FROM articles WHERE {where} GROUP BY topic
        )
        SELECT topic, label, coalesce(n, 0) AS n, coalesce(characters, 0) AS characters, formulaic, hidden,
               first, last, (SELECT coalesce(sum(n), 0) FROM counted)::BIGINT AS total
        FROM topics LEFT JOIN counted USING (topic) ORDER BY topic
        """,
        params,
    )
    total = table.pop("total")
    table.insert(2, "terms", [list(snapshot.shown_words.get(topic, ())) for topic in table["topic"]])
    table.insert(4, "share", table["n"] / total.where(total > 0))
    table["slot"] = (table["topic"] - 1) % COLOUR_SLOTS
    table["topic"] = [topic_id(number) for number in table["topic"]]
    return _as_called(table, read_labels(snapshot.folder))


def _as_called(table: pd.DataFrame, labels: dict[str, Label]) -> pd.DataFrame:
    """The topics with the names and hidden flags that people gave them."""
    given = [labels.get(topic, Label(topic)) for topic in table["topic"]]
    return table.assign(
        label=[own.label or label for own, label in zip(given, table["label"], strict=True)],
        hidden=[own.hidden or bool(hidden) for own, hidden in zip(given, table["hidden"], strict=True)],
    )


def share_table(snapshot: Snapshot, scope: Scope, by: Period, measure: Measure) -> pd.DataFrame:
    """Columns of `series.shares.topic_shares`, with the label after the topic."""
    where, params = scope_where(scope)
    counts = snapshot.table(
        f"""SELECT datediff('day', DATE '1970-01-01', {START_SQL[by]}) AS day, topic, count(*) AS articles,
                   sum(characters)::BIGINT AS characters, sum(characters::DOUBLE * characters) AS squares
            FROM articles WHERE {where} GROUP BY ALL""",
        params,
    )
    counts["period"] = _named(counts.pop("day"), lambda days: periods_of(_iso_dates(days), by))
    counts["topic"] = _named(counts["topic"], lambda numbers: map(topic_id, numbers.tolist()))
    labels = topic_labels(snapshot)
    periods = snapshot.coverage(scope, by)
    shares = topic_shares(counts, periods, list(labels), measure)
    named = pd.Series(list(labels.values()), dtype="str").take(np.tile(np.arange(len(labels)), len(periods)))
    shares.insert(4, "label", named.array)
    return shares


def _named(numbers: pd.Series, names: Callable[[np.ndarray], Iterable[str]]) -> pd.Categorical:
    """The numbers by their names; each distinct one is named once."""
    codes, distinct = pd.factorize(numbers.to_numpy())
    return pd.Categorical.from_codes(codes, list(names(distinct)))


def _iso_dates(days: np.ndarray) -> pd.Series:
    return pd.Series(np.datetime_as_string(days.astype("datetime64[D]")), dtype="str")


def topic_labels(snapshot: Snapshot) -> dict[str, str]:
    """Id → label of every topic, people's own names first, the unassigned rest last."""
    given = read_labels(snapshot.folder)
    labels = {topic_id(number): label for number, label in snapshot.labels.items()}
    return {
        topic: given[topic].label or label if topic in given else label for topic, label in labels.items()
    } | {UNASSIGNED: "未归入"}


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
    n counts the topic's articles that hold the term.
    """
    number = topic_number(topic)
    if number == 0 or topic not in topic_labels(snapshot):
        raise QueryError(f"没有话题 {topic!r}", "可用 topics 命令列出现有话题")
    where, params = scope_where(scope, pages=False)
    table = snapshot.table(
        f"""SELECT term, sum(weight) AS weight, sum(n)::BIGINT AS n FROM topic_words
            WHERE topic = ? AND {where} GROUP BY term""",
        [number, *params],
    )
    table["weight"] /= table["weight"].sum()
    table = table.sort_values(["weight", "term"], ascending=[False, True], ignore_index=True).head(limit)
    return table.assign(term=snapshot.terms[table["term"].to_numpy(dtype=int)])
