"""SQL of bursts: when topics, terms, phrases, names or a reader's queries stood out of their own measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from trends.archive.query import occurrences_sql, parse_queries, where_query
from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.archive.sql.changes import BEST, ITEMS, ItemKind, known_kind, labelled
from trends.archive.sql.hits import period_counts
from trends.archive.sql.issue_counts import ItemIssues, item_issues
from trends.records import Period, Scope
from trends.series.bursts import burst_states, burst_table
from trends.series.intervals import IssueCounts
from trends.series.periods import periods_of

MAX_QUERIES = 8
# Issues × items whose bursts are sought at once; bounds the memory.
BATCH_CELLS = 2_500_000


def bursts(
    snapshot: Snapshot,
    scope: Scope,
    by: Period,
    kind: ItemKind = "topics",
    queries: Sequence[str] | None = None,
    limit: int = 100,
    min_n: int = 5,
) -> pd.DataFrame:
    """item, label, start, end, top, weight, n, N, usual, headline, id: one row a burst, heaviest first.

    Of the queries when given, else of the items of a kind that stand in at least `min_n` articles.
    start, end: first and last day; these and top, weight, n, N, usual as in `series.bursts`, which judges by
    all issues up to the scope's end, whenever it begins; headline and id of the article that explains it
    best: most of the item, in the headline if possible.
    """
    known_kind(kind)
    ever = replace(scope, since=None)
    periods = snapshot.coverage(ever, by)
    since = scope.since.isoformat() if scope.since else ""
    if queries is not None:
        return _query_bursts(snapshot, scope, by, periods, queries).head(limit)
    counts = item_issues(snapshot, ITEMS[kind].sql, ever, min_n)
    # A power of two, so that a few items more leave the bursts of the past as they were
    of = 2 ** math.ceil(math.log2(max(len(counts.items), 1)))
    place = pd.Index(periods["period"]).get_indexer(periods_of(pd.Series(counts.date), by))
    step = max(1, BATCH_CELLS // max(len(place), 1))
    may = _candidates(counts, place, periods["articles"].to_numpy(dtype=float), of)
    batches = [may[first : first + step] for first in range(0, max(len(may), 1), step)]
    tables = [
        burst_table(
            [str(key) for key in counts.items[batch]],
            periods,
            counts.issues(batch),
            place,
            of=of,
            since=since,
        )
        for batch in batches
    ]
    found = pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)
    found = found.sort_values(["weight", "start"], ascending=[False, True], ignore_index=True).head(limit)
    return _explained(snapshot, kind, scope, found.assign(item=found["item"].astype(int)))


def _candidates(counts: ItemIssues, place: np.ndarray, totals: np.ndarray, of: int) -> np.ndarray:
    """The items that burst when their articles are taken for independent: only these can at all, and of
    most words that takes a tenth of the time to see."""
    there = totals > 0
    step = max(1, BATCH_CELLS // max(len(totals), 1))
    found = [np.zeros(0, dtype=np.int64)]
    for first in range(0, len(counts.items), step):
        low, high = np.searchsorted(counts.item, [first, first + step])
        rows = min(step, len(counts.items) - first)
        cell = (counts.item[low:high] - first) * len(totals) + place[counts.issue[low:high]]
        hits = np.bincount(cell, counts.n[low:high], minlength=rows * len(totals)).reshape(rows, -1)
        found.append(first + np.flatnonzero(burst_states(hits[:, there], totals[there], of=of).any(axis=1)))
    return np.concatenate(found)


def _query_bursts(
    snapshot: Snapshot, scope: Scope, by: Period, periods: pd.DataFrame, queries: Sequence[str]
) -> pd.DataFrame:
    inside, values = scope_where(scope)
    ever = replace(scope, since=None)
    asked = {query.text: query for query in parse_queries(queries, MAX_QUERIES)}
    days = snapshot.coverage(ever, "issue")
    place = pd.Index(periods["period"]).get_indexer(periods_of(days["period"], by))
    hits = [
        found.rename(columns={"period": "date"})
        for found in period_counts(snapshot, list(asked.values()), ever, "issue")
    ]
    since = scope.since.isoformat() if scope.since else ""
    table = burst_table(list(asked), periods, IssueCounts.of_days(days, hits), place, since=since)
    best: list[Any] = []
    for text, start, end in table[["item", "start", "end"]].itertuples(index=False, name=None):
        where, params = where_query(asked[text], traditional=snapshot.traditional)
        occurrences, strings = occurrences_sql(asked[text], traditional=snapshot.traditional)
        best += snapshot.rows(
            f"""SELECT headline, id FROM articles
                WHERE {inside} AND {where} AND date BETWEEN ?::DATE AND ?::DATE
                ORDER BY {occurrences} DESC, article LIMIT 1""",
            [*values, *params, start, end, *strings],
        )
    table.insert(1, "label", table["item"])
    return table.assign(headline=[row[0] for row in best], id=[row[1] for row in best])


def _explained(snapshot: Snapshot, kind: ItemKind, scope: Scope, table: pd.DataFrame) -> pd.DataFrame:
    """Adds label, headline and id of the article that explains each burst."""
    where, params = scope_where(scope)
    rows = snapshot.rows(
        f"""WITH found AS (
                SELECT unnest(range(?)) AS place, unnest(CAST(? AS INTEGER[])) AS item,
                       unnest(CAST(? AS DATE[])) AS since, unnest(CAST(? AS DATE[])) AS until)
            SELECT headline, a.id FROM found JOIN ({ITEMS[kind].sql}) x USING (item)
            JOIN articles a USING (article) JOIN ({ITEMS[kind].labels}) l USING (item)
            WHERE date BETWEEN since AND until AND {where}
            QUALIFY row_number() OVER (PARTITION BY place ORDER BY {BEST}) = 1 ORDER BY place""",
        [len(table), *(table[column].tolist() for column in ("item", "start", "end")), *params],
    )
    table = table.assign(headline=[row[0] for row in rows], id=[row[1] for row in rows])
    return labelled(snapshot, kind, table)
