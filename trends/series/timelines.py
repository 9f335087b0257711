"""What a query finds in each period → its timeline."""

from __future__ import annotations

import pandas as pd

COLUMNS = [
    "period", "start", "end", "term", "n", "N", "occurrences",
    "characters", "per_million", "share", "issues", "missing", "complete",
]  # fmt: skip


def keyword_timeline(counts: pd.DataFrame, periods: pd.DataFrame, term: str) -> pd.DataFrame:
    """One row a period, those without a hit included.

    counts: period, n (articles with the query), occurrences — the periods with a hit.
    periods: as `calendar.coverage` gives them. Returns COLUMNS: N articles and characters of the
    period, share = n / N (0..1), per_million = occurrences per million characters; both NaN in a
    period without an article, which is a gap and not a zero.
    """
    table = periods.merge(counts, on="period", how="left").rename(columns={"articles": "N"})
    table[["n", "occurrences"]] = table[["n", "occurrences"]].fillna(0).astype("int64")
    present, characters = table["N"] > 0, table["characters"]
    return table.assign(
        term=term,
        share=(table["n"] / table["N"].where(present)).astype(float),
        per_million=(1e6 * table["occurrences"] / characters.where(characters > 0)).astype(float),
    )[COLUMNS]


def appearances(timeline: pd.DataFrame) -> pd.DataFrame:
    """The first and last period with a hit of each query: term, first, last, n, occurrences.

    A query without any hit has None in first and last and 0 in the rest.
    """
    hits = timeline[timeline["n"] > 0].groupby("term")
    table = hits.agg(
        first=("period", "min"), last=("period", "max"), n=("n", "sum"), occurrences=("occurrences", "sum")
    )
    table = table.reindex(pd.Index(timeline["term"].unique(), name="term"))
    table[["n", "occurrences"]] = table[["n", "occurrences"]].fillna(0).astype("int64")
    return table.astype({"first": object, "last": object}).where(table.notna(), None).reset_index()
