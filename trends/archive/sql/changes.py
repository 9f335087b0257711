"""SQL of change: movers of topics, terms, phrases and names.

Each kind of item is one relation (item, article, n); everything else is the same for all of them.
"""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.archive.sql.issue_counts import item_sums, items_in_common
from trends.archive.sql.term_counts import term_counts
from trends.errors import QueryError
from trends.records import Scope
from trends.series.intervals import difference_effects
from trends.series.movers import movers as change_table
from trends.series.seasons import seasons_before

ItemKind = Literal["topics", "terms", "phrases", "names"]
HEADLINES = 3
# The article that shows an item best: named in the headline, most of it, shortest.
BEST = "contains(coalesce(headline, ''), l.label) DESC, x.n DESC, characters, article"


@dataclass(frozen=True, slots=True)
class Items:
    """`sql`: item (number), article, n (how much of the article is it); `labels`: item, id, label."""

    sql: str
    labels: str


_TERMS = "SELECT term AS item, article, n FROM article_terms"
ITEMS: dict[ItemKind, Items] = {
    "topics": Items(
        "SELECT topic AS item, article, weight AS n FROM articles WHERE topic <> 0",
        "SELECT topic AS item, 't' || topic AS id, label FROM topics",
    ),
    "terms": Items(_TERMS, "SELECT term AS item, text AS id, text AS label FROM terms"),
    "phrases": Items(
        f"{_TERMS} WHERE term IN (SELECT term FROM terms WHERE text IN (SELECT phrase FROM phrases))",
        "SELECT term AS item, text AS id, text AS label FROM terms",
    ),
    "names": Items(
        "SELECT name AS item, article, n FROM article_names",
        "SELECT name AS item, text AS id, text AS label FROM names",
    ),
}


def movers(
    snapshot: Snapshot,
    scope: Scope,
    before: Scope | Sequence[Scope],
    kind: ItemKind = "topics",
    limit: int = 50,
    min_n: int | None = None,
    *,
    explained: bool = True,
) -> pd.DataFrame:
    """What changed from `before`, of several scopes all together, to `scope`: columns of `series.movers` with
    label and headlines.

    Items in at least `min_n` articles of either side: 1 for topics, else 3. headlines: up to three
    (id, date, headline) of the articles with most of the item — in `scope`, or in `before` for what
    fades or is gone; none unless `explained`, which takes as long as the counting.
    """
    earlier = [before] if isinstance(before, Scope) else list(before)
    sizes = [apart(snapshot, scope, one, ("本期", "对照期")) for one in earlier]
    total, total_before = sizes[0][0], sum(size for _, size in sizes)
    past = pd.concat([_item_counts(snapshot, known_kind(kind), one) for one in earlier])
    counts = _item_counts(snapshot, kind, scope).merge(
        past.groupby("item", as_index=False).sum(), on="item", how="outer", suffixes=("", "_before")
    )
    counts = counts.fillna(0).astype("int64")
    min_n = min_n if min_n is not None else 1 if kind == "topics" else 3
    counts = counts[(counts["n"] >= min_n) | (counts["n_before"] >= min_n)]
    items = counts["item"].to_numpy()
    own, *others = (item_sums(snapshot, ITEMS[kind].sql, one, items) for one in (scope, *earlier))
    shared = (
        items_in_common(snapshot, ITEMS[kind].sql, scope, earlier[0], items) if len(earlier) == 1 else None
    )
    effect = difference_effects(own, functools.reduce(operator.add, others), shared)[0]
    table = change_table(counts.assign(N=total, N_before=total_before, effect=effect)).head(limit)
    back = table["status"].isin(["fading", "gone"])
    shown: dict[int, list[Any]] = {}
    if explained:
        shown |= _headlines(snapshot, kind, scope, table.loc[~back, "item"].tolist())
        shown |= _headlines(snapshot, kind, earlier[0], table.loc[back, "item"].tolist())
    lists = [shown.get(item, []) for item in table["item"]]
    table["headlines"] = pd.Series(lists, index=table.index, dtype=object)
    order = [
        "item", "label", "n", "N", "share", "n_before", "N_before", "share_before",
        "change", "low", "high", "status", "q", "beyond_chance", "headlines",
    ]  # fmt: skip
    return labelled(snapshot, kind, table)[order]


def seasonal(
    snapshot: Snapshot, scope: Scope, kind: ItemKind = "topics", limit: int = 50, *, explained: bool = True
) -> pd.DataFrame:
    """`movers` against the same season of up to three earlier years, see `series.seasons`. Raises QueryError for a
    scope open at an end, or where no earlier year has an issue."""
    if scope.since is None or scope.until is None:
        raise QueryError("没有给出起止日期，不能与往年同期相比", "请给出起止两个日期")
    first = dt.date.fromisoformat(snapshot.first) if snapshot.first else scope.since
    earlier = [one for one in seasons_before(scope, first) if len(_dates(snapshot, one))]
    if not earlier:
        raise QueryError(f"{scope.since} 之前没有往年同期", f"档案收录 {snapshot.first} 至 {snapshot.last}")
    return movers(snapshot, scope, earlier, kind, limit, explained=explained)


def _dates(snapshot: Snapshot, scope: Scope) -> list[tuple[Any, ...]]:
    where, params = scope_where(scope)
    return snapshot.rows(f"SELECT date FROM articles WHERE {where} LIMIT 1", params)


# ---- counts ----------------------------------------------------------------------------------


def known_kind(kind: ItemKind) -> ItemKind:
    if kind not in ITEMS:
        raise QueryError(f"没有类别 {kind!r}", f"可用的有 {'、'.join(ITEMS)}")
    return kind


def apart(snapshot: Snapshot, a: Scope, b: Scope, called: tuple[str, str]) -> tuple[int, int]:
    """Articles of two scopes. Raises QueryError when one is empty or they share an article."""
    (one, first), (two, second) = scope_where(a), scope_where(b)
    n_a, n_b, both = snapshot.rows(
        f"""SELECT count(*) FILTER ({one}), count(*) FILTER ({two}), count(*) FILTER ({one} AND {two})
            FROM articles""",
        [*first, *second, *first, *second],
    )[0]
    for name, n in zip(called, (n_a, n_b), strict=True):
        if n == 0:
            raise QueryError(f"范围 {name} 里没有任何一期", f"档案收录 {snapshot.first} 至 {snapshot.last}")
    if both:
        raise QueryError(f"两个范围重叠，有 {both} 篇两边都算", "请把日期错开，或选不同的报纸")
    return n_a, n_b


def _item_counts(snapshot: Snapshot, kind: ItemKind, scope: Scope) -> pd.DataFrame:
    if kind in ("terms", "phrases"):
        counts = term_counts(snapshot, scope)["n"].rename_axis("item").reset_index()
        if kind == "phrases":
            counts = counts[snapshot.phrase_terms[counts["item"]]]
        return counts[counts["n"] > 0]
    where, params = scope_where(scope)
    return snapshot.table(
        f"""SELECT item, count(*) AS n FROM ({ITEMS[kind].sql})
            JOIN (SELECT article FROM articles WHERE {where}) USING (article) GROUP BY item ORDER BY item""",
        params,
    )


# ---- what explains them ------------------------------------------------------------------------


def _headlines(
    snapshot: Snapshot, kind: ItemKind, scope: Scope, items: Sequence[int]
) -> dict[int, list[Any]]:
    """Up to HEADLINES (id, date, headline) of each item within the scope, most of the item first."""
    where, params = scope_where(scope)
    rows = snapshot.rows(
        f"""SELECT item, a.id, strftime(date, '%Y-%m-%d'), headline FROM ({ITEMS[kind].sql}) x
            JOIN articles a USING (article) JOIN ({ITEMS[kind].labels}) l USING (item)
            WHERE item IN (SELECT unnest(CAST(? AS INTEGER[]))) AND {where}
            QUALIFY row_number() OVER (PARTITION BY item ORDER BY {BEST}) <= {HEADLINES}
            ORDER BY item, {BEST}""",
        [list(items), *params],
    )
    shown: dict[int, list[Any]] = {}
    for item, *article in rows:
        shown.setdefault(item, []).append(tuple(article))
    return shown


def labelled(snapshot: Snapshot, kind: ItemKind, table: pd.DataFrame) -> pd.DataFrame:
    rows = snapshot.rows(
        f"SELECT item, id, label FROM ({ITEMS[kind].labels}) WHERE item IN (SELECT unnest(CAST(? AS INTEGER[])))",
        [[int(item) for item in table["item"]]],
    )
    labels = {item: (name, label) for item, name, label in rows}
    found = [labels[int(item)] for item in table["item"]]
    table = table.assign(item=[name for name, _ in found])
    table.insert(1, "label", [label for _, label in found])
    return table
