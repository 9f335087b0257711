"""SQL of what queries find: counts in each period, articles, and the lines around each hit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from trends.archive.query import TEXT_COLUMNS, Query, occurrences_sql, spelling, where_query
from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.records import Period, Scope
from trends.series.periods import periods_of


def period_counts(
    snapshot: Snapshot, queries: Sequence[Query], scope: Scope, by: Period
) -> list[pd.DataFrame]:
    """For each query period, n (articles), occurrences: only periods with a hit, in time order."""
    tables = []
    for found in hit_articles(snapshot, queries, scope):
        daily = found.groupby("day")["occurrences"].agg(n="size", occurrences="sum")
        dates = pd.Series(daily.index.to_numpy().astype("datetime64[D]").astype(str), index=daily.index)
        tables.append(daily.groupby(periods_of(dates, by).rename("period")).sum().reset_index())
    return tables


def hit_articles(snapshot: Snapshot, queries: Sequence[Query], scope: Scope) -> list[pd.DataFrame]:
    """For each query article, day (since 1970), occurrences of the articles with it, by date.

    One pass over the texts for all queries, since reading them costs more than searching them. The
    last answers are kept: a word's timeline, its lines and its company all begin with them.
    """
    found = snapshot.hits.known((query, scope) for query in queries)
    lacking = [query for query in dict.fromkeys(queries) if (query, scope) not in found]
    if lacking:
        new = hit_tables(snapshot, lacking, scope)
        found |= {(query, scope): table for query, table in new.items()}
        snapshot.hits.keep(found)
    return [found[query, scope] for query in queries]


def hit_tables(snapshot: Snapshot, queries: Sequence[Query], scope: Scope) -> dict[Query, pd.DataFrame]:
    """Each query's table of `hit_articles`."""
    found = [where_query(query, traditional=snapshot.traditional) for query in queries]
    counted = [occurrences_sql(query, traditional=snapshot.traditional) for query in queries]
    inside, values = scope_where(scope)
    columns = ", ".join(
        f"CAST(CASE WHEN {where} THEN {sql} END AS INTEGER) AS o{i}"
        for i, ((where, _), (sql, _)) in enumerate(zip(found, counted, strict=True))
    )
    table = snapshot.table(
        f"""SELECT article, datediff('day', DATE '1970-01-01', date)::INTEGER AS day, {columns}
            FROM articles WHERE {inside} AND ({" OR ".join(f"({where})" for where, _ in found)})
            ORDER BY date, article""",
        [
            *(value for (_, some), (_, more) in zip(found, counted, strict=True) for value in (*some, *more)),
            *values,
            *(value for _, some in found for value in some),
        ],
    )
    tables = {}
    for i, query in enumerate(queries):
        hits = table[["article", "day", f"o{i}"]].set_axis(["article", "day", "occurrences"], axis=1)
        tables[query] = hits[hits["occurrences"].notna()].astype("int32").reset_index(drop=True)
    return tables


def hit_lines(snapshot: Snapshot, query: Query, articles: Sequence[int], width: int) -> pd.DataFrame:
    """Every hit in the articles, by date and place: id, date, paper, page, headline, left, hit, right."""
    texts = snapshot.table(
        f"""SELECT id, date, paper, page, {", ".join(TEXT_COLUMNS)} FROM articles
            WHERE article IN (SELECT unnest(CAST(? AS INTEGER[]))) ORDER BY date, article""",
        [list(articles)],
    )
    texts["page"] = texts["page"].astype("Int16")
    rows: list[tuple[Any, ...]] = []
    for row in texts.itertuples(index=False):
        head = (row.id, row.date, row.paper, row.page, row.headline)
        for column in TEXT_COLUMNS:
            rows += [(*head, *line) for line in beside(getattr(row, column), query, width)]
    return pd.DataFrame(rows, columns=["id", "date", "paper", "page", "headline", "left", "hit", "right"])


def hit_windows(
    snapshot: Snapshot, query: Query, articles: list[int], window: int
) -> tuple[list[int], list[str]]:
    """(article, text within `window` characters) of every hit, as two lists."""
    keys, near = [], []
    for key, *texts in snapshot.rows(
        f"""SELECT article, {", ".join(TEXT_COLUMNS)} FROM articles
            WHERE article IN (SELECT unnest(CAST(? AS INTEGER[])))""",
        [articles],
    ):
        found = [f"{left}\n{right}" for text in texts for left, _, right in beside(text, query, window)]
        keys += [key] * len(found)
        near += found
    return keys, near


def beside(text: str | None, query: Query, width: int) -> list[tuple[str, str, str]]:
    """(left, hit, right) of every occurrence as `occurrences_sql` counts them, in order."""
    if not text:
        return []
    forms = dict.fromkeys(map(spelling, query.wanted))
    places = sorted(match.span() for form in forms for match in re.finditer(form, text))
    return [
        (
            text[max(0, i - width) : i].replace("\n", " "),
            text[i:end],
            text[end : end + width].replace("\n", " "),
        )
        for i, end in places
    ]
