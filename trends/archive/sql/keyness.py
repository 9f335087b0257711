"""SQL of keyness: the terms that set two scopes apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.archive.sql.changes import ITEMS, apart
from trends.archive.sql.issue_counts import item_sums, items_in_common
from trends.archive.sql.term_counts import term_counts
from trends.errors import QueryError
from trends.records import Scope
from trends.series.intervals import difference_effects
from trends.series.keyness import dispersion, keyness_table


def keyness(
    snapshot: Snapshot,
    a: Scope,
    b: Scope,
    min_n: int = 5,
    limit: int | None = None,
    *,
    spread: bool = True,
) -> pd.DataFrame:
    """The terms that set two scopes apart, by G²: columns of `series.keyness.keyness_table`, then
    dispersion_a, dispersion_b, issues_a, issues_b: over and in how many issues of a side a term stands;
    these four only with `spread`, which takes longer than all else."""
    if min_n < 1:
        raise QueryError(f"最少篇数是 {min_n}", "应为 1 或更大")
    articles = apart(snapshot, a, b, ("A", "B"))
    issues = [_issues(snapshot, scope) for scope in (a, b)]
    counts = term_counts(snapshot, a).add_suffix("_a").join(term_counts(snapshot, b).add_suffix("_b"))
    size_a, size_b = (int(one["size"].sum()) for one in issues)
    counts = counts[(counts["n_a"] >= min_n) | (counts["n_b"] >= min_n)].rename_axis("item").reset_index()
    items = counts["item"].to_numpy()
    one, two = (item_sums(snapshot, ITEMS["terms"].sql, scope, items) for scope in (a, b))
    shared = items_in_common(snapshot, ITEMS["terms"].sql, a, b, items)
    found = keyness_table(counts, (size_a, size_b), articles, difference_effects(one, two, shared)[0])
    found = found.head(limit if limit is not None else len(found))
    found.insert(0, "term", snapshot.terms[found["item"]])
    if not spread:
        return found.drop(columns="item")
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


def _spread(snapshot: Snapshot, scope: Scope, terms: np.ndarray, issues: pd.DataFrame) -> pd.DataFrame:
    """dispersion and issues of each of the terms, in their order; issues: those of the scope."""
    where, params = scope_where(scope)
    rows = snapshot.table(
        f"""WITH inside AS (
                SELECT article, dense_rank() OVER (ORDER BY date, paper) - 1 AS issue
                FROM articles WHERE {where})
            SELECT place, issue, sum(n)::BIGINT AS occurrences
            FROM article_terms JOIN asked USING (term) JOIN inside USING (article) GROUP BY ALL ORDER BY ALL""",
        params,
        asked=pd.DataFrame({"term": terms, "place": range(len(terms))}),
    )
    place, issue, occurrences = (rows[name].to_numpy() for name in ("place", "issue", "occurrences"))
    sizes = issues["size"].to_numpy()
    return pd.DataFrame(
        {
            "dispersion": dispersion(place, issue, occurrences, sizes, len(terms)),
            "issues": np.bincount(place, minlength=len(terms)),
        }
    )
