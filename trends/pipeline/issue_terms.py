"""Partitions → the distinctive terms of each issue, in one pass through time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trends.archive.appending import issue_histories
from trends.archive.schema import TABLES
from trends.archive.snapshot import Snapshot
from trends.pipeline.tables import read_rows
from trends.series.distinctive import History, distinctive

_SCHEMA = pa.schema(
    [
        ("date", pa.date32()),
        ("paper", pa.string()),
        ("rank", pa.int16()),
        ("term", pa.int32()),
        ("weight", pa.float64()),
        ("n", pa.int16()),
        ("issues", pa.int32()),
        ("since", pa.int32()),
        ("articles", pa.list_(pa.int32())),
    ]
)
assert _SCHEMA.names == [column.name for column in TABLES["issue_terms"].columns]


def issue_term_tables(
    parts: Sequence[Mapping[str, Path]], papers: Sequence[str], past: Mapping[str, History], terms: int
) -> dict[str, pa.Table]:
    """The tables issue_terms and term_issues. parts: Parquet files of the tables articles and
    article_terms of each partition, months ascending, and `papers` the paper of each; past: what
    stood before by paper; terms: size of the vocabulary. One partition is in memory at a time."""
    histories = dict(past)
    tables = [_SCHEMA.empty_table()]
    for part, paper in zip(parts, papers, strict=True):
        if paper not in histories:
            histories[paper] = History(np.zeros(terms, np.int32), np.zeros(terms, np.int32))
        articles = read_rows(part["articles"], ["article", "date"])
        tables.append(_rows(articles, read_rows(part["article_terms"]), paper, histories[paper]))
    return {"issue_terms": pa.concat_tables(tables), "term_issues": _counts(histories)}


def added_issue_terms(
    snapshot: Snapshot, parts: Sequence[Mapping[str, Path]], papers: Sequence[str], terms: int
) -> tuple[dict[str, pa.Table], tuple[tuple[str, str], ...]]:
    """The same tables for new issues after those of a snapshot; and (date, paper) of the earliest
    new article of each paper whose past grows: for these nothing is kept."""
    earliest: dict[str, str] = {}
    for part, paper in zip(parts, papers, strict=True):
        date = pc.min(read_rows(part["articles"], ["date"])["date"]).as_py().isoformat()
        earliest[paper] = min(date, earliest.get(paper, date))
    known = issue_histories(snapshot)
    disturbed = {
        paper: date
        for paper, date in earliest.items()
        if paper in known and (known[paper][1] is None or date <= known[paper][0])
    }
    kept = [i for i, paper in enumerate(papers) if paper not in disturbed]
    past = {
        paper: _widened(h, terms)
        for paper, (_, h) in known.items()
        if h is not None and paper not in disturbed
    }
    tables = issue_term_tables([parts[i] for i in kept], [papers[i] for i in kept], past, terms)
    return tables, tuple((date, paper) for paper, date in sorted(disturbed.items()))


def _widened(history: History, terms: int) -> History:
    """The history with room for terms that are new, in none of its issues."""
    more = (0, terms - len(history.issues))
    return History(np.pad(history.issues, more), np.pad(history.last, more), history.length)


def _rows(articles: pa.Table, entries: pa.Table, paper: str, history: History) -> pa.Table:
    dates, issue = np.unique(articles["date"].to_numpy(), return_inverse=True)
    article, term, n = (entries[name].to_numpy() for name in ("article", "term", "n"))
    of_issue = issue[np.searchsorted(articles["article"].to_numpy(), article)] if len(article) else article
    rows = []
    for number, date in enumerate(dates.tolist()):
        own = np.flatnonzero(of_issue == number)
        names, inverse = np.unique(term[own], return_inverse=True)
        found = distinctive(history, names, np.bincount(inverse, n[own], minlength=len(names)))
        order = own[np.lexsort((article[own], -n[own]))]
        for rank, values in enumerate(
            zip(found.term, found.weight, found.issues, found.since, strict=True), start=1
        ):
            holders = article[order[term[order] == values[0]]]
            rows.append((date, paper, rank, values[0], values[1], len(holders), *values[2:], holders))
    return (
        pa.table(list(map(list, zip(*rows, strict=True))), schema=_SCHEMA) if rows else _SCHEMA.empty_table()
    )


def _counts(histories: Mapping[str, History]) -> pa.Table:
    held = {paper: np.flatnonzero(history.issues) for paper, history in sorted(histories.items())}
    none = [np.zeros(0, np.int32)]
    return pa.table(
        {
            "paper": pa.array([paper for paper, terms in held.items() for _ in terms], pa.string()),
            "term": np.concatenate([*none, *held.values()]).astype(np.int32),
            "issues": np.concatenate([*none, *(histories[p].issues[t] for p, t in held.items())]),
            "last": np.concatenate([*none, *(histories[p].last[t] for p, t in held.items())]),
        }
    )
