"""What a query finds in each period → its timeline."""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.series.intervals import IssueCounts, design_effects, effective, likeness, share_band, summed

COLUMNS = [
    "period", "start", "end", "term", "n", "N", "occurrences",
    "characters", "per_million", "share", "issues", "missing", "complete", "low", "high",
]  # fmt: skip


def keyword_timeline(
    counts: pd.DataFrame, periods: pd.DataFrame, days: pd.DataFrame, place: np.ndarray, term: str
) -> pd.DataFrame:
    """One row a period, those without a hit included.

    counts: date, n (articles with the query), occurrences — the dates with a hit.
    periods, days: as `calendar.coverage` gives them, days by issue; place: (days,) the row of
    `periods` that each belongs to. Returns COLUMNS: N articles and characters of the period,
    share = n / N (0..1) with low, high (its 90 % interval, of `series.intervals`), per_million =
    occurrences per million characters; NaN in a period without an article, which is a gap and no zero.
    """
    low, high = _band(counts, periods, days, place)
    rows = pd.Index(days["period"]).get_indexer(pd.Index(counts["date"]))
    counts = counts[["n", "occurrences"]].groupby(periods["period"].to_numpy()[place[rows]]).sum()
    counts = counts.rename_axis("period").reset_index()
    table = periods.merge(counts, on="period", how="left").rename(columns={"articles": "N"})
    table[["n", "occurrences"]] = table[["n", "occurrences"]].fillna(0).astype("int64")
    present, characters = table["N"] > 0, table["characters"]
    return table.assign(
        term=term,
        low=low,
        high=high,
        share=(table["n"] / table["N"].where(present)).astype(float),
        per_million=(1e6 * table["occurrences"] / characters.where(characters > 0)).astype(float),
    )[COLUMNS]


def _band(
    counts: pd.DataFrame, periods: pd.DataFrame, days: pd.DataFrame, place: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    issues = IssueCounts.of_days(days, [counts])
    sums = summed(issues, place, len(periods))
    effects = design_effects(sums, likeness(issues).until(periods["end"].to_numpy(dtype=str)))
    size = effective(sums, effects)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = share_band(sums.n / sums.total * size, size)
    return low[:, 0], high[:, 0]


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
