"""An index over an archive: the codes of a codebook that must meet in one article."""

from __future__ import annotations

import pandas as pd

from trends.archive import Archive
from trends.archive.coding import code_hits
from trends.codebook import Codebook, Fault
from trends.codebook.index import newspaper_index
from trends.errors import QueryError
from trends.records import Period
from trends.series.periods import periods_of


def article_index(
    archive: Archive, codebook: Codebook, by: Period = "month", base: str = ":"
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """period, index (100 = mean of the base), n (articles that hold every code), N (articles).

    base: periods "FROM:TO" named as in the table, or dates; an end left out is the archive's. Raises QueryError for a
    base without articles.
    """
    counted = code_hits(archive.snapshot, codebook)
    articles = counted.articles.assign(
        period=periods_of(counted.articles["date"], by), n=(counted.hits > 0).all(axis=1).astype(int), N=1
    )
    counts = articles.groupby(["paper", "period"], as_index=False)[["n", "N"]].sum()
    first, last = _base(base, by, list(counts["period"]))
    return newspaper_index(counts, first, last), counted.faults


def _base(text: str, by: Period, periods: list[str]) -> tuple[str, str]:
    start, colon, end = text.partition(":")
    if not colon:
        raise QueryError(f"{text!r} 不是基期", "请写成 2012-07:2019-12")
    ends = [_period(part, by) for part in (start, end)]
    return ends[0] or min(periods, default=""), ends[1] or max(periods, default="")


def _period(text: str, by: Period) -> str:
    """A date as the period it lies in; anything else as it is."""
    whole = len(text) == 10 and text[4] == text[7] == "-"
    return str(periods_of(pd.Series([text]), by).iloc[0]) if whole else text
