"""What a snapshot holds to judge its topics by, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from trends.archive.scope import exact_sum
from trends.archive.snapshot import Snapshot

SHOWN = 10


@dataclass(frozen=True)
class JudgedTopics:
    """words: for each topic its first ten terms; article, term: one entry for each term of an article
    (rows 0.. of articles, columns 0.. of terms); articles, terms: how many; main: (articles,) row of
    the main topic, −1 for none; labels: (articles,) or None; quarter: (articles,) index of the
    quarter; quarter_words: for each quarter the first words of each topic that has articles there.
    """

    words: list[list[int]]
    article: np.ndarray
    term: np.ndarray
    articles: int
    terms: int
    main: np.ndarray
    labels: list[str] | None
    quarter: np.ndarray
    quarter_words: list[list[list[int]]]


def judged_topics(snapshot: Snapshot) -> JudgedTopics:
    articles = snapshot.table(
        "SELECT article, topic, label, year(date) * 4 + quarter(date) AS quarter FROM articles ORDER BY article"
    )
    entries = snapshot.table("SELECT article, term FROM article_terms ORDER BY article, term")
    shown = snapshot.table(
        "SELECT topic, term FROM topic_terms WHERE rank <= ? ORDER BY topic, rank", [SHOWN]
    )
    ids = [topic for (topic,) in snapshot.rows("SELECT topic FROM topics ORDER BY topic")]
    place = {topic: row for row, topic in enumerate(ids)}
    quarters = np.unique(articles["quarter"].to_numpy())
    labelled = articles["label"].notna().all() and len(articles) > 0
    return JudgedTopics(
        words=[shown["term"][shown["topic"] == topic].tolist() for topic in ids],
        article=np.searchsorted(articles["article"].to_numpy(), entries["article"].to_numpy()),
        term=entries["term"].to_numpy(),
        articles=len(articles),
        terms=int(snapshot.rows("SELECT coalesce(max(term) + 1, 0) FROM terms")[0][0]),
        main=np.array([place.get(topic, -1) for topic in articles["topic"]], dtype=np.int64),
        labels=articles["label"].tolist() if labelled else None,
        quarter=np.searchsorted(quarters, articles["quarter"].to_numpy()),
        quarter_words=_quarter_words(snapshot, quarters, ids),
    )


def _quarter_words(snapshot: Snapshot, quarters: np.ndarray, ids: list[int]) -> list[list[list[int]]]:
    """Words of each topic in each quarter, as the screen shows them."""
    table: pd.DataFrame = snapshot.table(
        f"""SELECT quarter, topic, term FROM (
               SELECT *, row_number() OVER (PARTITION BY quarter, topic ORDER BY weight DESC, term) AS rank
               FROM (SELECT year(date) * 4 + quarter(date) AS quarter, topic, term, {exact_sum("weight")} AS weight
                     FROM topic_words GROUP BY ALL))
           WHERE rank <= ? ORDER BY quarter, topic, rank""",
        [SHOWN],
    )
    groups = {key: group["term"].tolist() for key, group in table.groupby(["quarter", "topic"])}
    return [[groups.get((quarter, topic), []) for topic in ids] for quarter in quarters.tolist()]
