"""SQL of words: keyword timelines."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from trends.archive.query import Query, occurrences_sql, parse_queries, where_query
from trends.archive.scope import PERIOD_SQL, scope_where
from trends.archive.snapshot import Snapshot
from trends.records import Period, Scope
from trends.series.timelines import keyword_timeline

MAX_QUERIES = 8


def keywords(snapshot: Snapshot, queries: Sequence[str], scope: Scope, by: Period) -> pd.DataFrame:
    """The timelines of up to eight queries, columns of `series.timelines`; `term` is the query."""
    asked = parse_queries(queries, MAX_QUERIES)
    periods = snapshot.coverage(scope, by)
    tables = [keyword_timeline(_counts(snapshot, query, scope, by), periods, query.text) for query in asked]
    return pd.concat(tables, ignore_index=True)


def _counts(snapshot: Snapshot, query: Query, scope: Scope, by: Period) -> pd.DataFrame:
    inside, values = scope_where(scope)
    where, params = where_query(query)
    occurrences, strings = occurrences_sql(query)
    return snapshot.table(
        f"""SELECT {PERIOD_SQL[by]} AS period, count(*) AS n, sum({occurrences})::BIGINT AS occurrences
            FROM articles WHERE {inside} AND {where} GROUP BY ALL ORDER BY ALL""",
        [*strings, *values, *params],
    )
