"""SQL of how many articles of a scope hold each term: what keyness, company and movers begin with."""

from __future__ import annotations

import pandas as pd

from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.records import Scope

ALL = Scope()


def term_counts(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """n (articles of the scope), occurrences in them: one row a term, the row is its number.

    Of a scope with most of the articles those outside are counted instead, so that no question reads
    more than half of the table. The last answers are kept: 16 bytes a term.
    """
    return snapshot.term_counts.answer(scope, lambda: _counted(snapshot, scope))


def _counted(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    where, params = scope_where(scope)
    if scope == ALL:
        return _rows(snapshot, where, params)
    inside, every = snapshot.rows(f"SELECT count(*) FILTER ({where}), count(*) FROM articles", params)[0]
    if 2 * inside <= every:
        return _rows(snapshot, where, params)
    return term_counts(snapshot, ALL) - _rows(snapshot, f"NOT ({where})", params)


def _rows(snapshot: Snapshot, where: str, params: list[object]) -> pd.DataFrame:
    counts = snapshot.table(
        f"""SELECT term, count(*) AS n, sum(n)::BIGINT AS occurrences
            FROM article_terms JOIN (SELECT article FROM articles WHERE {where}) USING (article) GROUP BY term""",
        params,
    )
    return counts.set_index("term").reindex(range(len(snapshot.terms)), fill_value=0)
