"""SQL of how much of each item the issues hold: what shares, changes and their intervals are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.records import Measure, Scope
from trends.series.intervals import Common, IssueCounts, Likeness, Sums, likeness


@dataclass(frozen=True, slots=True)
class TopicIssues:
    """Every issue with a column a topic, by number, the unassigned rest last; and what they taught."""

    counts: IssueCounts
    learned: Likeness


def topic_issues(snapshot: Snapshot, scope: Scope, measure: Measure) -> TopicIssues:
    """Of all dates, whatever those of the scope; the last answers are kept."""
    always = replace(scope, since=None, until=None)
    found: TopicIssues = snapshot.issue_counts.answer(
        (always, measure), lambda: _counted(snapshot, always, measure)
    )
    return found


def _counted(snapshot: Snapshot, scope: Scope, measure: Measure) -> TopicIssues:
    where, params = scope_where(scope)
    one = "1" if measure == "articles" else "characters"
    table = snapshot.table(
        f"""SELECT date, paper, topic, count(*) AS articles, sum({one})::DOUBLE AS n,
                   sum({one}::DOUBLE * {one}) AS squares
            FROM articles WHERE {where} GROUP BY ALL ORDER BY paper, date""",
        params,
    )
    date, paper = (table[name].to_numpy(dtype=str) for name in ("date", "paper"))
    new = (date[1:] != date[:-1]) | (paper[1:] != paper[:-1])
    row = np.concatenate([[0], np.cumsum(new)]) if len(table) else np.zeros(0, dtype=np.int64)
    rows = int(row[-1]) + 1 if len(table) else 0
    first = np.concatenate([[0], np.flatnonzero(new) + 1]) if len(table) else row
    column = {number: place for place, number in enumerate([*snapshot.labels, 0])}
    n = np.zeros((rows, len(column)), dtype=np.float32)
    n[row, table["topic"].map(column).to_numpy(dtype=np.int64)] = table["n"]
    sums = (np.bincount(row, table[name], minlength=rows) for name in ("n", "squares", "articles"))
    counts = IssueCounts(date[first], paper[first], n, *sums)
    return TopicIssues(counts, likeness(counts))


def item_sums(snapshot: Snapshot, items: str, scope: Scope, wanted: np.ndarray) -> Sums:
    """The issues of a scope added up, in one group, a column for each of the wanted items.

    items: SQL with the columns item and article; n are articles that hold the item.
    """
    where, params = scope_where(scope)
    inside = f"SELECT article, date, paper FROM articles WHERE {where}"
    found = snapshot.table(
        f"""WITH inside AS ({inside}),
                 whole AS (SELECT date, paper, count(*) AS size FROM inside GROUP BY ALL),
                 own AS (SELECT place, date, paper, count(*) AS n FROM ({items})
                         JOIN wanted USING (item) JOIN inside USING (article) GROUP BY ALL)
            SELECT place, sum(n)::DOUBLE AS n, sum(n * n)::DOUBLE AS squares, sum(n * size)::DOUBLE AS crossed
            FROM own JOIN whole USING (date, paper) GROUP BY place""",
        params,
        wanted=pd.DataFrame({"item": wanted, "place": np.arange(len(wanted))}),
    )
    issues, articles, sizes = snapshot.rows(
        f"""SELECT count(*), coalesce(sum(size), 0), coalesce(sum(size * size), 0)
            FROM (SELECT count(*) AS size FROM ({inside}) GROUP BY date, paper)""",
        params,
    )[0]
    n, squares, crossed = (
        np.bincount(found["place"], found[name], minlength=len(wanted))
        for name in ("n", "squares", "crossed")
    )
    share = n / max(float(articles), 1)
    scatter = np.maximum(squares - 2 * share * crossed + share**2 * float(sizes), 0)
    whole, count, size = (np.array([[float(x)]]) for x in (articles, issues, sizes))
    return Sums(n[None], whole, whole, whole, count, size, scatter[None])


def items_in_common(snapshot: Snapshot, items: str, a: Scope, b: Scope, wanted: np.ndarray) -> Common | None:
    """What two scopes have of the same issues; None where no issue has an article in both.

    items, wanted: as of `item_sums`.
    """
    (one, first), (two, second) = scope_where(a), scope_where(b)
    insides = f"""ia AS (SELECT article, date, paper FROM articles WHERE {one}),
                  ib AS (SELECT article, date, paper FROM articles WHERE {two}),
                  wa AS (SELECT date, paper, count(*) AS t FROM ia GROUP BY ALL),
                  wb AS (SELECT date, paper, count(*) AS t FROM ib GROUP BY ALL)"""
    issues, both, total_a, total_b, squares = snapshot.rows(
        f"""WITH {insides} SELECT count(*), count(*) FILTER (wa.t > 0 AND wb.t > 0), sum(wa.t), sum(wb.t),
                   coalesce(sum(wa.t * wb.t), 0) FROM wa FULL JOIN wb USING (date, paper)""",
        [*first, *second],
    )[0]
    if not both:
        return None
    own = "SELECT place, date, paper, count(*) AS n FROM found JOIN {} USING (article) GROUP BY ALL"
    table = snapshot.table(
        f"""WITH {insides}, found AS MATERIALIZED (SELECT place, article FROM ({items}) JOIN wanted USING (item)),
                 oa AS ({own.format("ia")}), ob AS ({own.format("ib")})
            SELECT place, n_a, n_b, nn, nt, tn FROM
            (SELECT place, sum(n)::DOUBLE AS n_a, coalesce(sum(n * t), 0)::DOUBLE AS nt
             FROM oa LEFT JOIN wb USING (date, paper) GROUP BY place) FULL JOIN
            (SELECT place, sum(n)::DOUBLE AS n_b, coalesce(sum(n * t), 0)::DOUBLE AS tn
             FROM ob LEFT JOIN wa USING (date, paper) GROUP BY place) USING (place) LEFT JOIN
            (SELECT place, sum(oa.n * ob.n)::DOUBLE AS nn FROM oa JOIN ob USING (place, date, paper) GROUP BY place)
            USING (place)""",
        [*first, *second],
        wanted=pd.DataFrame({"item": wanted, "place": np.arange(len(wanted))}),
    ).fillna(0)
    n_a, n_b, nn, nt, tn = (
        np.bincount(table["place"], table[name], minlength=len(wanted))
        for name in ("n_a", "n_b", "nn", "nt", "tn")
    )
    p, q = n_a / max(float(total_a or 0), 1), n_b / max(float(total_b or 0), 1)
    crossed = nn - q * nt - p * tn + p * q * float(squares)
    return Common(np.array([[float(issues)]]), crossed[None])


@dataclass(frozen=True, slots=True)
class ItemIssues:
    """How many articles of each issue hold each item, by item; issues of a paper in time order.

    date, paper, articles: one entry an issue; items: their keys, ascending; item, issue, n: one entry where an issue
    holds an item, by item.
    """

    date: np.ndarray
    paper: np.ndarray
    articles: np.ndarray
    items: np.ndarray
    item: np.ndarray
    issue: np.ndarray
    n: np.ndarray

    def issues(self, wanted: np.ndarray) -> IssueCounts:
        """A column for each of the wanted items, given by their places."""
        n = np.zeros((len(self.date), len(wanted)), dtype=np.float32)
        for column, place in enumerate(wanted):
            low, high = np.searchsorted(self.item, [place, place + 1])
            n[self.issue[low:high], column] = self.n[low:high]
        return IssueCounts(self.date, self.paper, n, self.articles, self.articles, self.articles)


def item_issues(snapshot: Snapshot, items: str, scope: Scope, min_n: int) -> ItemIssues:
    """Of the items in at least min_n articles of the scope. items: SQL with the columns item and article."""
    where, params = scope_where(scope)
    inside = f"SELECT article, date, paper FROM articles WHERE {where}"
    whole = snapshot.table(
        f"SELECT date, paper, count(*) AS articles FROM ({inside}) GROUP BY ALL ORDER BY paper, date", params
    )
    found = snapshot.table(
        f"""WITH inside AS (SELECT article, dense_rank() OVER (ORDER BY paper, date) - 1 AS issue FROM ({inside})),
                 own AS (SELECT item, issue, count(*)::INTEGER AS n FROM ({items})
                         JOIN inside USING (article) GROUP BY ALL)
            SELECT item, issue, n FROM own
            WHERE item IN (SELECT item FROM own GROUP BY item HAVING sum(n) >= ?) ORDER BY item, issue""",
        [*params, min_n],
    )
    keys, item = np.unique(found["item"].to_numpy(), return_inverse=True)
    return ItemIssues(
        whole["date"].to_numpy(dtype=str),
        whole["paper"].to_numpy(dtype=str),
        whole["articles"].to_numpy(dtype=float),
        keys,
        item,
        found["issue"].to_numpy(),
        found["n"].to_numpy(),
    )
