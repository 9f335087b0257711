"""More articles for an issue that the archive already has: its own topics are found anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix, vstack

from trends import topics
from trends.archive.appending import issue_counts
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics
from trends.pipeline.fitting import Recipe, fitted, stacked_fits
from trends.pipeline.partitions import Partition
from trends.pipeline.tables import read_rows
from trends.pipeline.weighing import Weighed, issue_topic_table

ISSUE_TABLES = ("issue_topics", "article_issue_topics")


@dataclass(frozen=True, slots=True)
class Refit:
    """The issue tables of an addition, and the old issues whose rows in them replace earlier ones."""

    tables: dict[str, pa.Table]
    issues: tuple[tuple[str, str], ...]


def refitted_issues(
    snapshot: Snapshot,
    state: FittedTopics,
    recipe: Recipe,
    parts: Sequence[tuple[Partition, str, Weighed]],
    components: np.ndarray,
) -> Refit:
    """Issue topics of the new issues as fitted, of the old ones over old and new articles together."""
    known = {(str(row.date), str(row.paper)) for row in snapshot.issues.itertuples()}
    tables: dict[str, list[pa.Table]] = {name: [] for name in ISSUE_TABLES}
    touched: list[tuple[str, str]] = []
    for partition, fit_key, weighed in parts:
        issue_table = read_rows(weighed.paths["issue_topics"])
        article_table = read_rows(weighed.paths["article_issue_topics"])
        dates = read_rows(weighed.paths["articles"], ["article", "date"])
        for date in sorted(set(dates["date"].to_pylist())):
            if (date.isoformat(), partition.paper) not in known:
                continue
            touched.append((date.isoformat(), partition.paper))
            own = pc.equal(dates["date"], pa.scalar(date))
            new = dates.filter(own)["article"].to_numpy()
            issue_table = issue_table.filter(pc.not_equal(issue_table["date"], pa.scalar(date)))
            article_table = article_table.filter(
                pc.invert(pc.is_in(article_table["article"], value_set=pa.array(new, pa.int32())))
            )
            rows = fitted(recipe.store, fit_key).rows[new - partition.first]
            for name, table in refitted_issue(
                snapshot, state, recipe, touched[-1], new, rows, components
            ).items():
                tables[name].append(table)
        tables["issue_topics"].append(issue_table)
        tables["article_issue_topics"].append(article_table)
    return Refit({name: pa.concat_tables(found) for name, found in tables.items()}, tuple(touched))


def refitted_issue(
    snapshot: Snapshot,
    state: FittedTopics,
    recipe: Recipe,
    issue: tuple[str, str],
    new: np.ndarray,
    new_rows: csr_matrix,
    components: np.ndarray,
) -> dict[str, pa.Table]:
    """The issue tables of one issue, (date, paper), over its old articles and the rows of new ones."""
    date, paper = issue
    old, old_rows = _old_rows(snapshot, state, date, paper)
    articles, rows = np.concatenate([old, new]), vstack([old_rows, new_rows], format="csr")
    fit = topics.issue_topics(
        rows,
        articles_per_topic=recipe.settings.articles_per_issue_topic,
        max_topics=recipe.settings.max_issue_topics,
        seed=recipe.settings.seed,
    )
    every = np.arange(len(articles))
    stack = stacked_fits(
        rows, [(0, every, fit)], (fit.main + 1).astype(np.int16), every, np.zeros(len(articles))
    )
    return {
        "issue_topics": issue_topic_table((date,), paper, stack, articles, components, np.array(state.ids)),
        "article_issue_topics": pa.table(
            {"article": articles.astype(np.int32), "local": stack.article_local.astype(np.int16)}
        ),
    }


def _old_rows(
    snapshot: Snapshot, state: FittedTopics, date: str, paper: str
) -> tuple[np.ndarray, csr_matrix]:
    """Numbers and TF-IDF rows of the articles that the issue already has."""
    ids = snapshot.rows(
        "SELECT article FROM articles WHERE date = CAST(? AS DATE) AND paper = ? ORDER BY article",
        [date, paper],
    )
    articles = np.array([article for (article,) in ids], dtype=np.int32)
    counts = issue_counts(snapshot, date, paper)
    counts = counts[counts["term"] < len(state.terms)]
    row = np.searchsorted(articles, counts["article"].to_numpy())
    matrix = csr_matrix((counts["n"], (row, counts["term"])), shape=(len(articles), len(state.terms)))
    return articles, topics.tfidf(matrix, state.df, state.articles)
