"""SQL of keyness: the terms that set two scopes apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.archive.sql.changes import apart
from trends.errors import QueryError
from trends.records import Scope
from trends.series.keyness import dispersion, keyness_table


def keyness(snapshot: Snapshot, a: Scope, b: Scope, min_n: int = 5, limit: int | None = None) -> pd.DataFrame:
    """The terms that set two scopes apart, by G²: columns of `series.keyness.keyness_table`, then
    dispersion_a, dispersion_b, issues_a, issues_b: over and in how many issues of a side a term stands."""
    if min_n < 1:
        raise QueryError(f"最少篇数是 {min_n}", "应为 1 或更大")
    apart(snapshot, a, b, ("A", "B"))
    issues = [_issues(snapshot, scope) for scope in (a, b)]
    counts = _term_counts(snapshot, a).merge(
        _term_counts(snapshot, b), on="item", how="outer", suffixes=("_a", "_b")
    )
    terms = snapshot.table("SELECT term AS item, text AS term FROM terms")
    counts = terms.merge(counts.fillna(0).astype("int64"), on="item")
    size_a, size_b = (int(one["size"].sum()) for one in issues)
    found = keyness_table(counts, size_a, size_b, min_n)
    found = found.head(limit if limit is not None else len(found))
    for side, scope, own in zip("ab", (a, b), issues, strict=True):
        found = found.join(_spread(snapshot, scope, found["item"].to_numpy(), own).add_suffix(f"_{side}"))
    order = ["dispersion_a", "dispersion_b", "issues_a", "issues_b"]
    return found[[*found.columns.drop(["item", *order]), *order]]


def _issues(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    where, params = scope_where(scope)
    return snapshot.table(
        f"""SELECT date, paper, sum(characters)::BIGINT AS size FROM articles
            WHERE {where} GROUP BY ALL ORDER BY ALL""",
        params,
    )


def _term_counts(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """item (a term), n (articles), occurrences."""
    where, params = scope_where(scope)
    return snapshot.table(
        f"""SELECT term AS item, count(*) AS n, sum(n)::BIGINT AS occurrences
            FROM article_terms JOIN (SELECT article FROM articles WHERE {where}) USING (article) GROUP BY ALL""",
        params,
    )


def _spread(snapshot: Snapshot, scope: Scope, terms: np.ndarray, issues: pd.DataFrame) -> pd.DataFrame:
    """dispersion and issues of each of the terms, in their order; issues: those of the scope."""
    where, params = scope_where(scope)
    rows = snapshot.table(
        f"""WITH inside AS (
                SELECT article, dense_rank() OVER (ORDER BY date, paper) - 1 AS issue
                FROM articles WHERE {where}),
            asked AS (SELECT unnest(CAST(? AS INTEGER[])) AS term, unnest(range(?)) AS place)
            SELECT place, issue, sum(n)::BIGINT AS occurrences
            FROM article_terms JOIN asked USING (term) JOIN inside USING (article) GROUP BY ALL""",
        [*params, terms.tolist(), len(terms)],
    )
    place, issue, occurrences = (rows[name].to_numpy() for name in ("place", "issue", "occurrences"))
    sizes = issues["size"].to_numpy()
    return pd.DataFrame(
        {
            "dispersion": dispersion(place, issue, occurrences, sizes, len(terms)),
            "issues": np.bincount(place, minlength=len(terms)),
        }
    )
