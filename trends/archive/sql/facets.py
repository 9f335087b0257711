"""SQL of facets: how the articles of a filter fall by topic, page, year, kind, paper, reporter, source and section."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

import pandas as pd

from trends.archive.scope import topic_id
from trends.archive.snapshot import Snapshot
from trends.archive.sql.articles import Filter, chosen_articles, filter_where
from trends.records import Scope

Facet = Literal["topic", "page", "year", "kind", "paper", "reporter", "source", "agency", "section"]
FACETS: dict[Facet, str] = {
    "topic": "topic",
    "page": "page",
    "year": "year(date)",
    "kind": "kind",
    "paper": "paper",
    "reporter": "unnest(reporters)",
    "source": "source_kind",
    "agency": "nullif(agency, '')",
    "section": "nullif(section, '')",
}
MOST = 40  # values of a facet, the most frequent


def facet_table(snapshot: Snapshot, scope: Scope, wanted: Filter) -> pd.DataFrame:
    """facet, value (text), n: articles with that value that meet every other condition of the filter,
    the most frequent first (years in order). Articles without a page or reporter are in none."""
    bare = dataclasses.replace(wanted, topic=None, page=None, year=None, kind=None, reporter=None)
    chosen = chosen_articles(snapshot, scope, bare)
    tests, values = zip(*(_test(facet, wanted) for facet in FACETS), strict=True)
    flags = ", ".join(f"{test} AS ok_{facet}" for facet, test in zip(FACETS, tests, strict=True))
    counts = " UNION ALL ".join(_counts(facet) for facet in FACETS)
    table = snapshot.table(
        f"""WITH found AS MATERIALIZED (
                SELECT topic, page, date, kind, paper, reporters, source_kind, agency, section, {flags}
                FROM {chosen.relation} WHERE {chosen.where}),
            counted AS ({counts})
            SELECT facet, value, n::INTEGER AS n FROM counted WHERE value IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY facet ORDER BY n DESC, value) <= {MOST}
            ORDER BY facet, CASE WHEN facet = 'year' THEN value END DESC, n DESC, value""",
        [*(value for some in values for value in some), *chosen.params],
        **chosen.given,
    )
    topics = table["facet"] == "topic"
    table.loc[topics, "value"] = [topic_id(int(value)) for value in table.loc[topics, "value"]]
    return table


def _test(facet: Facet, wanted: Filter) -> tuple[str, list[Any]]:
    """Whether an article meets the filter's condition on one facet."""
    value = getattr(wanted, facet, None)
    if value is None:
        return "true", []
    where, params = filter_where(Filter(**{facet: value}))
    return f"({where})", params


def _counts(facet: Facet) -> str:
    others = " AND ".join(f"ok_{other}" for other in FACETS if other != facet)
    return (
        f"SELECT '{facet}' AS facet, CAST(value AS VARCHAR) AS value, count(*) AS n"
        f" FROM (SELECT {FACETS[facet]} AS value FROM found WHERE {others}) GROUP BY value"
    )
