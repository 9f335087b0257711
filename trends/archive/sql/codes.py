"""Tables of a codebook over a snapshot: how much each code has, over time, by word, beside the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from trends.archive.coding import MEET, Mode, code_hits, main_codes, members, word_queries
from trends.archive.query import Query
from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.archive.sql import coding
from trends.archive.sql.changes import apart
from trends.archive.sql.issue_counts import TopicIssues
from trends.archive.sql.topics import shares_of
from trends.codebook import REST, Codebook
from trends.records import Measure, Period, Scope
from trends.series.intervals import IssueCounts, common, difference_effects, likeness, summed
from trends.series.movers import movers


def inside(snapshot: Snapshot, scope: Scope) -> np.ndarray:
    """(n,) bool: the articles of a scope, in the archive's order."""
    numbers = coding.coded_articles(snapshot)["article"].to_numpy()
    if scope == Scope():
        return np.ones(len(numbers), dtype=bool)
    where, params = scope_where(scope)
    table = snapshot.coding.answer(
        ("inside", scope), lambda: snapshot.table(f"SELECT article FROM articles WHERE {where}", params)
    )
    return np.isin(numbers, table["article"].to_numpy(), assume_unique=True)


def membership(snapshot: Snapshot, codebook: Codebook, mode: Mode) -> np.ndarray:
    """(n × codes + 1) bool: which articles each code has, the last column those of none. strict: an article may stand
    in several columns."""
    if mode == "strict":
        held = code_hits(snapshot, codebook).hits > 0
        return np.column_stack([held, ~held.any(axis=1)])
    main = main_codes(snapshot, codebook, mode)[0]
    return np.asarray(
        np.where(main < 0, len(codebook.codes), main)[:, None] == np.arange(len(codebook.codes) + 1)
    )


def code_table(snapshot: Snapshot, codebook: Codebook, scope: Scope) -> pd.DataFrame:
    """code, parent, words, n, N, share, n_assisted, share_assisted; the rest last, with the code ""."""
    kept = inside(snapshot, scope)
    strict, assisted = (
        membership(snapshot, codebook, mode)[kept].sum(axis=0) for mode in ("strict", "assisted")
    )
    total = int(kept.sum())
    share = np.divide([strict, assisted], total, out=np.full((2, len(strict)), np.nan), where=total > 0)
    return pd.DataFrame(
        {
            "code": [*(code.name for code in codebook.codes), REST],
            "parent": [*(code.parent for code in codebook.codes), ""],
            "words": [*(list(code.words) for code in codebook.codes), []],
            "n": strict,
            "N": total,
            "share": share[0],
            "n_assisted": assisted,
            "share_assisted": share[1],
        }
    )


def code_issues(
    snapshot: Snapshot, codebook: Codebook, scope: Scope, measure: Measure, mode: Mode
) -> TopicIssues:
    """Every issue of a scope with a column a code, the rest last; and what they taught."""
    kept = inside(snapshot, scope)
    table = coding.coded_articles(snapshot)[kept]
    size = np.ones(len(table)) if measure == "articles" else table["characters"].to_numpy(dtype=float)
    issues = table.groupby(["paper", "date"], sort=True)
    row, count = issues.ngroup().to_numpy(), issues.ngroups
    keys = issues.size().reset_index()
    held = membership(snapshot, codebook, mode)[kept]
    n = np.zeros((count, held.shape[1]), dtype=np.float32)
    for i in range(held.shape[1]):
        n[:, i] = np.bincount(row[held[:, i]], size[held[:, i]], minlength=count)
    sums = (np.bincount(row, values, minlength=count) for values in (size, size**2, np.ones(len(size))))
    counts = IssueCounts(keys["date"].to_numpy(dtype=str), keys["paper"].to_numpy(dtype=str), n, *sums)
    return TopicIssues(counts, likeness(counts))


def code_share_table(
    snapshot: Snapshot, codebook: Codebook, scope: Scope, by: Period, measure: Measure, mode: Mode
) -> pd.DataFrame:
    """Columns of `series.shares.topic_shares`, `code` in the place of the topic."""
    always = replace(scope, since=None, until=None)
    key = ("issues", codebook.version, always, measure, mode)
    found = snapshot.coding.answer(key, lambda: code_issues(snapshot, codebook, always, measure, mode))
    names = [*(code.name for code in codebook.codes), REST]
    return shares_of(snapshot, scope, by, measure, found, names).rename(columns={"topic": "code"})


def code_change_table(
    snapshot: Snapshot, codebook: Codebook, scope: Scope, before: Scope, mode: Mode
) -> pd.DataFrame:
    """Columns of `series.movers`, `code` in the place of the item; without the rest."""
    total, total_before = apart(snapshot, scope, before, ("本期", "对照期"))
    sides = [code_issues(snapshot, codebook, one, "articles", mode).counts for one in (scope, before)]
    now, then = (summed(one, np.zeros(len(one.date), dtype=np.int64), 1) for one in sides)
    counts = pd.DataFrame(
        {
            "item": np.arange(len(codebook.codes) + 1),
            "n": now.n[0].astype("int64"),
            "n_before": then.n[0].astype("int64"),
            "N": total,
            "N_before": total_before,
            "effect": difference_effects(now, then, common(*sides))[0],
        }
    )
    table = movers(counts.iloc[:-1])
    table.insert(0, "code", [codebook.codes[int(item)].name for item in table["item"]])
    return table.drop(columns="item")


def code_word_table(snapshot: Snapshot, codebook: Codebook, name: str, scope: Scope) -> pd.DataFrame:
    """word, n, share, alone, elsewhere, occurrences, id, headline: what each word of a code does, in its own order.

    n: articles of the code that match the word; share: of the code's; alone: those that no other word of it matches;
    elsewhere: the part of these that seeded centroids put to another code or to none; id, headline: one of these, the
    newest, else the newest of n.
    """
    held = members(snapshot, codebook, name) & inside(snapshot, scope)
    code = next(own for own in codebook.codes if own.name == name)
    numbers = coding.coded_articles(snapshot)["article"].to_numpy()
    queries: list[tuple[str, Query]] = [
        (word, query) for word in code.words for query in word_queries((word,), name)[0]
    ]
    words = coding.word_hits(snapshot, [query for _, query in queries], numbers)[held]
    alone = np.asarray((words > 0).sum(axis=1)).ravel() == 1
    place = [own.name for own in codebook.codes].index(name)
    strange = main_codes(snapshot, codebook, "assisted")[0][held] != place
    rows, shown = [], []
    for i, (word, _) in enumerate(queries):
        column = words[:, [i]].toarray().ravel()
        own = (column > 0) & alone
        n, single = int((column > 0).sum()), int(own.sum())
        best = np.flatnonzero(own if single else column > 0)
        shown.append(int(numbers[held][best[-1]]) if len(best) else -1)
        part = float(strange[own].mean()) if single else np.nan
        rows.append((word, n, n / max(int(held.sum()), 1), single, part, int(column.sum())))
    table = pd.DataFrame(rows, columns=["word", "n", "share", "alone", "elsewhere", "occurrences"])
    heads = snapshot.table(
        "SELECT article, id, coalesce(headline, lead) AS headline FROM articles SEMI JOIN wanted USING (article)",
        wanted=pd.DataFrame({"article": np.array(shown, dtype=np.int64)}),
    ).set_index("article")
    for column in ("id", "headline"):
        table[column] = [heads[column].get(number) for number in shown]
    return table


def code_overlap_table(
    snapshot: Snapshot, codebook: Codebook, name: str, scope: Scope, mode: Mode
) -> pd.DataFrame:
    """code, n, share: articles of the code that another code holds too by its words, the most first, and the rest: of
    strict those that no other holds, of assisted those that no code's words hold."""
    own = members(snapshot, codebook, name, mode) & inside(snapshot, scope)
    held = (code_hits(snapshot, codebook).hits > 0)[own]
    names = [code.name for code in codebook.codes]
    others = [i for i, other in enumerate(names) if other != name]
    apart_ = ~held[:, others].any(axis=1) if mode == "strict" else ~held.any(axis=1)
    rows = [(names[i], int(held[:, i].sum())) for i in (others if mode == "strict" else range(len(names)))]
    rows = sorted((row for row in rows if row[1]), key=lambda row: -row[1])
    table = pd.DataFrame([*rows, (REST, int(apart_.sum()))], columns=["code", "n"])
    return table.assign(share=table["n"] / max(int(own.sum()), 1))


def code_members(snapshot: Snapshot, codebook: Codebook, name: str, mode: Mode) -> pd.DataFrame:
    """article (number), weight (0..1, as in `coding.main_codes`), hits (how often its words stand in it) of the articles
    of a code."""
    numbers = coding.coded_articles(snapshot)["article"].to_numpy()
    held = members(snapshot, codebook, name, mode)
    uses = code_hits(snapshot, codebook).hits[held]
    asked = {name, *name.split(MEET)}
    own = uses[:, [code.name in asked for code in codebook.codes]].sum(axis=1)
    part = np.asarray(own / np.maximum(uses.sum(axis=1), 1))
    weight = main_codes(snapshot, codebook, mode)[1][held] if mode == "assisted" else part
    columns = {"weight": weight.astype(np.float32), "hits": own.astype(np.int32)}
    return pd.DataFrame({"article": numbers[held], **columns})
