"""SQL of what queries find: counts in each period, articles, and the lines around each hit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from trends.archive.query import TEXT_COLUMNS, Query, occurrences_sql, spellings, where_query
from trends.archive.scope import PERIOD_SQL, scope_where
from trends.archive.snapshot import Snapshot
from trends.records import Period, Scope


def period_counts(
    snapshot: Snapshot, queries: Sequence[Query], scope: Scope, by: Period
) -> list[pd.DataFrame]:
    """For each query period, n (articles), occurrences: only periods of the scope with an article.

    One pass over the texts for all queries, since reading them costs more than searching them.
    """
    found = [where_query(query) for query in queries]
    counted = [occurrences_sql(query) for query in queries]
    inside, values = scope_where(scope)
    hits = ", ".join(f"{where} AS hit{i}" for i, (where, _) in enumerate(found))
    sums = ", ".join(
        f"count(*) FILTER (hit{i}) AS n{i}, coalesce(sum(CASE WHEN hit{i} THEN {sql} END), 0)::BIGINT AS o{i}"
        for i, (sql, _) in enumerate(counted)
    )
    params = [value for _, some in (*counted, *found) for value in some]
    table = snapshot.table(
        f"""SELECT period, {sums} FROM (
                SELECT {PERIOD_SQL[by]} AS period, {", ".join(TEXT_COLUMNS)}, {hits} FROM articles WHERE {inside})
            GROUP BY period ORDER BY period""",
        [*params, *values],
    )
    return [
        table[["period", f"n{i}", f"o{i}"]].set_axis(["period", "n", "occurrences"], axis=1)
        for i in range(len(queries))
    ]


def hit_articles(snapshot: Snapshot, query: Query, scope: Scope, first: int | None = None) -> pd.DataFrame:
    """article, occurrences of the articles with the query, by date; the `first` ones when given."""
    inside, values = scope_where(scope)
    where, params = where_query(query)
    occurrences, strings = occurrences_sql(query)
    return snapshot.table(
        f"""SELECT article, {occurrences} AS occurrences FROM (
                SELECT article, date, {", ".join(TEXT_COLUMNS)} FROM articles
                WHERE {inside} AND {where} ORDER BY date, article LIMIT ?)
            ORDER BY date, article""",
        [*strings, *values, *params, first if first is not None else 2**31],
    )


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
    forms = (form for part in query.wanted for form in spellings(part))
    places = sorted(place for form in dict.fromkeys(forms) for place in _occurrences(text, form))
    return [
        (
            text[max(0, i - width) : i].replace("\n", " "),
            text[i:end],
            text[end : end + width].replace("\n", " "),
        )
        for i, end in places
    ]


def _occurrences(text: str, form: str) -> Iterator[tuple[int, int]]:
    place = text.find(form)
    while place >= 0:
        yield place, place + len(form)
        place = text.find(form, place + len(form))
