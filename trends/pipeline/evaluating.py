"""A snapshot → every score that it allows."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from trends import topics
from trends.archive.publishing import snapshots
from trends.archive.snapshot import Snapshot
from trends.archive.sql.evidence import JudgedTopics, judged_topics
from trends.archive.sql.state import fitted_topics
from trends.quality import Evidence, evaluate, topic_stability
from trends.readers import wordlists
from trends.script import simplified
from trends.terms import words_of

# Articles whose words are read in order, for the scores of windows.
TEXTS = 2_000
SHOWN = 10


def scores(snapshot: Snapshot) -> dict[str, float]:
    """Scores of `quality.SCORES` by name, 4 digits: coherence and diversity of the shown words, also within
    windows of a sample of texts, smoothness and grounding of the words of each quarter, unassigned articles, agreement
    with the source's labels when every article has one, how alike refits are, and what became of the articles of
    the snapshot before; "stability_t12" is that of one topic among halves of the articles and K ± 10."""
    found = judged_topics(snapshot)
    presence = csr_matrix(
        (np.ones(len(found.term), dtype=np.float32), (found.article, found.term)),
        shape=(found.articles, max(found.terms, 1)),
    )
    quarters = range(len(found.quarter_words))
    runs = _refits(snapshot, found)
    before, after = _mains(snapshot)
    told = evaluate(
        Evidence(
            words=found.words,
            presence=presence,
            main=found.main,
            labels=found.labels,
            texts=_texts(snapshot),
            period_words=found.quarter_words,
            period_presence=[presence[found.quarter == quarter] for quarter in quarters],
            runs=runs[:2] or None,
            before=None if before is None else before["topic"].to_numpy(),
            after=None if after is None else after["topic"].to_numpy(),
            shares_before=None if before is None else _shares(before, before, after),
            shares_after=None if after is None else _shares(after, before, after),
        )
    )
    ids = (number for (number,) in snapshot.rows("SELECT topic FROM topics ORDER BY topic"))
    each = zip(ids, topic_stability(found.words, runs), strict=True)
    return told | {f"stability_t{number}": round(value, 4) for number, value in each if not math.isnan(value)}


def _texts(snapshot: Snapshot) -> list[np.ndarray]:
    """The term numbers of an even sample of articles in order, −1 for other words."""
    place = {simplified(text): number for number, text in enumerate(snapshot.terms)}
    kept = snapshot.rows("SELECT text FROM terms WHERE class = 'x'")
    words = wordlists.user_dictionary() | frozenset(simplified(text) for (text,) in kept)
    rows = snapshot.rows(
        """SELECT coalesce(headline, '') || chr(10) || body FROM articles
           WHERE article % greatest(1, (SELECT count(*) FROM articles) // ?) = 0 ORDER BY article LIMIT ?""",
        [TEXTS, TEXTS],
    )
    return [np.array([place.get(word, -1) for word in words_of(simplified(text), words)]) for (text,) in rows]


def _refits(snapshot: Snapshot, found: JudgedTopics) -> list[list[list[int]]]:
    """Words of topics fitted anew to the articles' own counts."""
    state = fitted_topics(snapshot)
    if len(state.ids) < 2 or found.articles < 2 * len(state.ids):
        return []
    entries = snapshot.table(
        "SELECT article, x.term, x.n FROM article_terms x JOIN terms t USING (term) WHERE df > 0 ORDER BY article, term"
    )
    numbers, row = np.unique(entries["article"].to_numpy(), return_inverse=True)
    counts = csr_matrix((entries["n"], (row, entries["term"])), shape=(len(numbers), len(state.terms)))
    rows = topics.tfidf(counts, state.df, state.articles)
    return [
        [[term for term, _ in words] for words in topics.shown_words(h, SHOWN)]
        for h in topics.refitted(rows, len(state.ids))
    ]


def _mains(snapshot: Snapshot) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """id, month, topic of the articles that the snapshot and the one before it have, in one order; None without one."""
    kept = [path for path in snapshots(snapshot.folder) if path.name <= snapshot.path.name]
    older = next((old for old, new in pairwise(kept) if new.name == snapshot.path.name), None)
    if older is None:
        return None, None
    query = "SELECT id, strftime(date, '%Y-%m') AS month, topic FROM articles ORDER BY id"
    earlier = Snapshot(older)
    before, after = earlier.table(query), snapshot.table(query)
    earlier.close()
    known = set(before["id"]) & set(after["id"])
    first, second = (table[table["id"].isin(known)].reset_index(drop=True) for table in (before, after))
    return (first, second) if known else (None, None)


def _shares(table: pd.DataFrame, *both: pd.DataFrame | None) -> np.ndarray:
    """(months, topics) shares, over the months and topics of both tables."""
    every = pd.concat([one for one in both if one is not None])
    shares = pd.crosstab(table["month"], table["topic"], normalize="index")
    laid: np.ndarray = shares.reindex(
        index=sorted(set(every["month"])), columns=sorted(set(every["topic"])), fill_value=0
    ).to_numpy()
    return laid
