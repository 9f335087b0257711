"""Indices of sets of terms that must meet in one article, such as economic policy uncertainty.

Each paper's share of such articles is divided by its standard deviation over the base period; the mean over the papers
is scaled to 100 on the average of the base period (Baker, Bloom & Davis, Quarterly Journal of Economics 131, 2016,
section II). The base is fixed: later periods never change an earlier value.
"""

from __future__ import annotations

import math

import pandas as pd

from trends.errors import QueryError

LEAST = 2  # periods of a base: a standard deviation needs two


def newspaper_index(counts: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """counts: a row a paper and period: paper, period, n (articles that hold all sets), N (all articles).

    first, last: the periods of the base, inclusive, in the order of their names. Returns period, index (100 = mean of
    the base), n, N; a period without articles is absent. A paper without a standard deviation over the base (too few
    periods, or never a change) is left out. Raises QueryError when no paper is left.
    """
    seen = counts[counts["N"] > 0].copy()
    seen["share"] = seen["n"] / seen["N"]
    base = seen[(seen["period"] >= first) & (seen["period"] <= last)]
    spread = base.groupby("paper")["share"].agg(["std", "count"])
    usable = spread[(spread["count"] >= LEAST) & (spread["std"] > 0)]["std"]
    if usable.empty:
        raise QueryError(
            f"基期 {first} 到 {last} 里没有一份报纸的占比有变化",
            f"请选更长的基期，至少 {LEAST} 个有报纸的时段",
        )
    kept = seen[seen["paper"].isin(usable.index)].copy()
    kept["scaled"] = kept["share"] / kept["paper"].map(usable)
    means = kept.groupby("period")["scaled"].mean()
    level = means[(means.index >= first) & (means.index <= last)].mean()
    if not level or math.isnan(level):
        raise QueryError(f"基期 {first} 到 {last} 里没有一篇符合", "请换基期，或放宽词")
    sums = kept.groupby("period")[["n", "N"]].sum()
    table = sums.assign(index=means / level * 100).reset_index()
    return table[["period", "index", "n", "N"]]
