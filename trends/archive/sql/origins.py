"""SQL of whose words articles are: shares of own reporting and the rest by period, and the agencies."""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.archive.scope import START_SQL, scope_where, topic_number
from trends.archive.snapshot import Snapshot
from trends.records import SOURCE_KINDS, Measure, Period, Scope
from trends.series.periods import bounds, period_of

_COUNTED: dict[Measure, str] = {"articles": "1", "characters": "characters"}


def origin_table(
    snapshot: Snapshot, scope: Scope, by: Period, measure: Measure, topic: str | None = None
) -> pd.DataFrame:
    """period, start, end, source_kind, n, N, share: every kind in every period with an article, kinds in the order
    of SOURCE_KINDS. topic: of the articles with that main topic only."""
    where, params = scope_where(scope)
    if topic is not None:
        where, params = f"{where} AND topic = ?", [*params, topic_number(topic)]
    counted = snapshot.table(
        f"""SELECT {START_SQL[by]} AS day, source_kind, sum({_COUNTED[measure]})::BIGINT AS n
            FROM articles WHERE {where} GROUP BY ALL ORDER BY ALL""",
        params,
    )
    wide = counted.pivot(index="day", columns="source_kind", values="n")
    wide = wide.reindex(columns=list(SOURCE_KINDS)).fillna(0).astype(np.int64)
    total = wide.sum(axis=1).to_numpy()
    n = wide.to_numpy()
    periods = [period_of(str(day), by) for day in wide.index]
    spans = [bounds(period, by) for period in periods]
    every = np.repeat(np.arange(len(periods)), len(SOURCE_KINDS))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = n / total[:, None]
    return pd.DataFrame(
        {
            "period": np.array(periods, dtype=object)[every],
            "start": np.array([span[0] for span in spans], dtype=object)[every],
            "end": np.array([span[1] for span in spans], dtype=object)[every],
            "source_kind": list(SOURCE_KINDS) * len(periods),
            "n": n.ravel(),
            "N": total[every],
            "share": share.ravel(),
        }
    )


def agency_table(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """agency, source_kind, n, share (of all articles of the scope), first, last; most articles first."""
    where, params = scope_where(scope)
    return snapshot.table(
        f"""SELECT agency, source_kind, count(*) AS n,
                   count(*) / (SELECT count(*) FROM articles WHERE {where}) AS share,
                   min(date) AS first, max(date) AS last
            FROM articles WHERE {where} AND agency <> '' GROUP BY ALL ORDER BY n DESC, agency, source_kind""",
        [*params, *params],
    )
