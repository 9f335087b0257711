"""SQL of passages printed before: each with its first place, and who takes from whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.records import Scope

Side = Literal["paper", "page", "source"]
SIDES: dict[Side, str] = {
    "paper": "{t}.paper",
    "page": "{t}.paper || coalesce(' ' || {t}.page, '')",
    "source": "CASE WHEN {t}.agency <> '' THEN {t}.agency ELSE {t}.paper END",
}
_BATCH = 2_000  # articles


def bodies_of(snapshot: Snapshot, ids: Sequence[str]) -> Iterator[tuple[list[str], np.ndarray, list[str]]]:
    """(ids, dates in days since 1970, bodies) of those of the articles that the snapshot has, a batch at a time."""
    for first in range(0, len(ids), _BATCH):
        rows = snapshot.rows(
            """SELECT id, date - DATE '1970-01-01', body FROM articles
               WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[]))) ORDER BY article""",
            [list(ids[first : first + _BATCH])],
        )
        if rows:
            found, days, bodies = zip(*rows, strict=True)
            yield list(found), np.array(days, dtype=np.int32), [body or "" for body in bodies]


def reuse_rows(snapshot: Snapshot, scope: Scope, article: str | None) -> pd.DataFrame:
    """article, start, end, from_article, from_start, from_end, days, date, paper, page, from_date, from_paper, from_page,
    from_headline: the passages of the scope's articles, by date."""
    where, params = scope_where(scope)
    one = "" if article is None else " AND r.article = ?"
    table = snapshot.table(
        f"""SELECT r.article, r.start, r."end", r.from_article, r.from_start, r.from_end,
                   (a.date - f.date)::INTEGER AS days, a.date, a.paper, a.page, f.date AS from_date,
                   f.paper AS from_paper, f.page AS from_page, f.headline AS from_headline
            FROM reuse r JOIN (SELECT * FROM articles WHERE {where}) a ON a.id = r.article
            JOIN articles f ON f.id = r.from_article
            WHERE true{one} ORDER BY a.date, r.article, r.start""",
        [*params, *([] if article is None else [article])],
    )
    return table.astype({"page": "Int16", "from_page": "Int16"})


def taking_table(snapshot: Snapshot, scope: Scope, side: Side) -> pd.DataFrame:
    """taker, giver, n (articles with a passage), passages, characters, days (median): most articles first."""
    where, params = scope_where(scope)
    taker, giver = (SIDES[side].format(t=table) for table in "af")
    return snapshot.table(
        f"""SELECT {"a.paper" if side == "source" else taker} AS taker, {giver} AS giver, count(DISTINCT r.article) AS n,
                   count(*) AS passages, sum(r."end" - r.start)::BIGINT AS characters,
                   median(a.date - f.date) AS days
            FROM reuse r JOIN (SELECT * FROM articles WHERE {where}) a ON a.id = r.article
            JOIN articles f ON f.id = r.from_article
            GROUP BY ALL ORDER BY n DESC, characters DESC, taker, giver""",
        params,
    )
