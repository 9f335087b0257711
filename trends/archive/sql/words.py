"""SQL of words: a reader's queries over time, in context and in company; lists of phrases and names.

`query` is in the language of `archive.query` everywhere. Every function raises QueryError with a
sentence for a query it cannot answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, Literal

import numpy as np
import pandas as pd

from trends.archive.query import Query, parse_queries, parse_query
from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.archive.sql.bursts import MAX_QUERIES, bursts
from trends.archive.sql.changes import movers
from trends.archive.sql.hits import hit_articles, hit_lines, hit_windows, period_counts
from trends.archive.sql.keyness import keyness
from trends.archive.sql.term_counts import term_counts
from trends.errors import QueryError
from trends.records import Period, Scope
from trends.script import simplified
from trends.series.keyness import log_likelihood
from trends.series.periods import periods_of
from trends.series.timelines import keyword_timeline

__all__ = [
    "bursts",
    "concordance",
    "cooccurring",
    "count_hits",
    "example_sentences",
    "keyness",
    "keywords",
    "movers",
    "names",
    "phrases",
]

ContextOrder = Literal["date", "left", "right"]
NameKind = Literal["person", "place", "organisation", "reporter"]
NAME_KINDS: tuple[NameKind, ...] = ("person", "place", "organisation", "reporter")
# Hits that are sorted by their context; of more, the first by date.
MAX_SORTED = 20_000
# Articles whose company of words is counted; of more, as many spread evenly over time.
MAX_COMPANY = 4_000


def keywords(snapshot: Snapshot, queries: Sequence[str], scope: Scope, by: Period) -> pd.DataFrame:
    """The timelines of up to eight queries, columns of `series.timelines`; `term` is the query."""
    asked = parse_queries(queries, MAX_QUERIES)
    periods, days = snapshot.coverage(scope, by), snapshot.coverage(scope, "issue")
    place = pd.Index(periods["period"]).get_indexer(periods_of(days["period"], by))
    counts = (
        found.rename(columns={"period": "date"}) for found in period_counts(snapshot, asked, scope, "issue")
    )
    tables = [
        keyword_timeline(n, periods, days, place, query.text) for query, n in zip(asked, counts, strict=True)
    ]
    return pd.concat(tables, ignore_index=True)


# ---- in context ------------------------------------------------------------------------------


def concordance(
    snapshot: Snapshot,
    query: str,
    scope: Scope,
    width: int = 20,
    limit: int = 50,
    offset: int = 0,
    order: ContextOrder = "date",
) -> pd.DataFrame:
    """The hits offset … offset + limit: id, date, paper, page, headline, left, hit, right.

    left, right: up to `width` characters (5–60) beside the hit, line breaks as blanks. `order`:
    date (then article and place), or the characters nearest to the hit on the left or right.
    """
    asked = parse_query(query)
    if limit < 1 or offset < 0:
        raise QueryError(f"从第 {offset} 行起取 {limit} 行", "起点应不小于 0，行数应不小于 1")
    (articles,) = hit_articles(snapshot, [asked], scope)
    if order == "date":
        ends = articles["occurrences"].cumsum()
        begins = ends - articles["occurrences"]
        chosen = articles[(ends > offset) & (begins < offset + limit)]
        skipped = int(begins[chosen.index[0]]) if len(chosen) else 0
    else:
        chosen, skipped = articles[articles["occurrences"].cumsum() <= MAX_SORTED], 0
    hits = hit_lines(snapshot, asked, [int(a) for a in chosen["article"]], min(max(width, 5), 60))
    if order == "left":
        hits = hits.loc[hits["left"].map(lambda text: text[::-1]).sort_values(kind="stable").index]
    elif order == "right":
        hits = hits.sort_values("right", kind="stable")
    return hits.iloc[offset - skipped : offset - skipped + limit].reset_index(drop=True)


def count_hits(snapshot: Snapshot, query: str, scope: Scope) -> tuple[int, int]:
    """(articles with the query, lines that `concordance` has for it)."""
    (articles,) = hit_articles(snapshot, [parse_query(query)], scope)
    return len(articles), int(articles["occurrences"].sum())


def example_sentences(snapshot: Snapshot, term: str, scope: Scope, limit: int = 3) -> pd.DataFrame:
    """A term in use, one line an article at most: columns of `concordance`."""
    lines = concordance(snapshot, term, scope, width=30, limit=10 * limit)
    return lines.drop_duplicates("id").head(limit).reset_index(drop=True)


def example(snapshot: Snapshot, term: str, scope: Scope) -> str:
    """A use of the term with its date, "" where it never stands."""
    found = example_sentences(snapshot, term, scope, limit=1)
    return "".join(f"{row.date} {row.left}{row.hit}{row.right}" for row in found.itertuples())


# ---- in company ------------------------------------------------------------------------------


def cooccurring(
    snapshot: Snapshot, query: str, scope: Scope, limit: int = 20, window: int | None = None
) -> pd.DataFrame:
    """Terms that keep company with the query, the surest first: term, n, N, score.

    n: articles with the query that also hold the term — within `window` characters of a hit when
    given (20 are about ten words); N: articles of the scope with the term; score: G² of the two
    standing in one article, only of terms that do so more often than by chance. Terms that are a
    part of the query, or hold it, are left out.
    """
    asked = parse_query(query)
    hits = hit_articles(snapshot, [asked], scope)[0]["article"].to_numpy()
    seen = hits[np.linspace(0, len(hits) - 1, min(len(hits), MAX_COMPANY)).astype(int)] if len(hits) else hits
    table = _company(snapshot, asked, scope, seen, window)
    together, everywhere = (table[name].to_numpy(dtype=float) for name in ("n", "N"))
    part = len(seen) / max(len(hits), 1)
    total = _articles(snapshot, scope) * part
    apart = np.maximum(everywhere * part - together, 0)
    table["score"] = log_likelihood(together, apart, len(seen), max(total - len(seen), 1))
    table = table[together * total > everywhere * len(seen) * part]
    table = table.sort_values(["score", "item"], ascending=[False, True])
    items = table.pop("item").to_numpy(dtype=int)
    table.insert(0, "term", snapshot.terms[items])
    wanted, shadows = asked.wanted, snapshot.term_shadows[items]
    others = (not any(part in term or term in part for part in wanted) for term in shadows)
    first = list(islice((place for place, other in enumerate(others) if other), limit))
    return table.iloc[first].reset_index(drop=True)


def _company(
    snapshot: Snapshot, query: Query, scope: Scope, articles: np.ndarray, window: int | None
) -> pd.DataFrame:
    """item (term), n: how many of the articles hold it, anywhere or within `window` of a hit; N: how
    many articles of the scope do."""
    if window is None:
        held = snapshot.table(
            "SELECT term AS item, count(*) AS n FROM article_terms JOIN seen USING (article) GROUP BY term",
            seen=pd.DataFrame({"article": articles}),
        )
    else:
        keys, near = hit_windows(snapshot, query, articles.tolist(), window)
        held = snapshot.table(
            """SELECT term AS item, count(DISTINCT article) AS n FROM seen JOIN article_terms USING (article)
               JOIN words USING (term) WHERE contains(near, shadow) GROUP BY term""",
            seen=pd.DataFrame(
                {
                    "article": np.array(keys, dtype="int32"),
                    "near": pd.Series(map(simplified, near), dtype="str"),
                }
            ),
            words=pd.DataFrame(
                {
                    "term": np.arange(len(snapshot.terms)),
                    "shadow": pd.Series(snapshot.term_shadows, dtype="str"),
                }
            ),
        )
    everywhere = term_counts(snapshot, scope)["n"].to_numpy()[held["item"].to_numpy(dtype=int)]
    return held.assign(N=everywhere)


def _articles(snapshot: Snapshot, scope: Scope) -> int:
    where, params = scope_where(scope)
    return int(snapshot.rows(f"SELECT count(*) FROM articles WHERE {where}", params)[0][0])


# ---- lists -----------------------------------------------------------------------------------


def phrases(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """phrase, n, occurrences, first, last, cohesion, freedom, quoted, example; most articles first.

    Within a scope n, occurrences, first and last are the scope's: counted for the phrases that are
    terms, known for those whose whole life lies inside; others are left out.
    """
    columns = "phrase, n, occurrences, first, last, cohesion, freedom, quoted, example"
    if scope == Scope():
        return snapshot.table(f"SELECT {columns} FROM phrases ORDER BY n DESC, phrase")
    where, params = scope_where(scope)
    life = scope_where(Scope(since=scope.since))[0].replace("date", "first")
    life += " AND " + scope_where(Scope(until=scope.until))[0].replace("date", "last")
    whole = "false" if scope.paper is not None or scope.front_page or scope.once or scope.source else life
    dates: list[Any] = [] if whole == "false" else [day for day in (scope.since, scope.until) if day]
    return snapshot.table(
        f"""WITH counted AS (
                SELECT text AS phrase, count(*) AS n, sum(x.n)::BIGINT AS occurrences,
                       min(date) AS first, max(date) AS last
                FROM article_terms x JOIN articles USING (article) JOIN terms t USING (term)
                WHERE {where} AND text IN (SELECT phrase FROM phrases) GROUP BY text)
            SELECT p.phrase, coalesce(c.n, p.n) AS n, coalesce(c.occurrences, p.occurrences) AS occurrences,
                   coalesce(c.first, p.first) AS first, coalesce(c.last, p.last) AS last,
                   cohesion, freedom, quoted, example
            FROM phrases p LEFT JOIN counted c USING (phrase)
            WHERE c.n IS NOT NULL OR ({whole.replace("first", "p.first").replace("last", "p.last")})
            ORDER BY 2 DESC, 1""",
        [*params, *dates],
    )


def names(snapshot: Snapshot, scope: Scope, kind: NameKind) -> pd.DataFrame:
    """name, n (articles), occurrences, first, last (dates) of one kind in the scope; most articles first."""
    if kind not in NAME_KINDS:
        raise QueryError(f"没有名称类别 {kind!r}", f"可用的有 {'、'.join(NAME_KINDS)}")
    where, params = scope_where(scope)
    return snapshot.table(
        f"""SELECT text AS name, count(*) AS n, sum(x.n)::BIGINT AS occurrences,
                   min(date) AS first, max(date) AS last
            FROM article_names x JOIN articles USING (article) JOIN names USING (name)
            WHERE names.kind = ? AND {where} GROUP BY text ORDER BY 2 DESC, 1""",
        [kind, *params],
    )
