"""What a later build or `add` starts from: the topics as fitted, out of a snapshot."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

from trends.archive.snapshot import Snapshot
from trends.script import folded


@dataclass(frozen=True, slots=True)
class FittedTopics:
    """The topics of a snapshot as matrices.

    components: (K × V) float32; ids: (K,) topic numbers; terms: (V,) the vocabulary they were fitted
    on, in simplified characters, and classes their word classes; df: (V,) and articles: the counts behind its idf;
    labels: (K,); next_id: first number never used; accepted: numbers of topics that a
    person accepted as a proposal, which a build keeps; counted: the terms behind those and their classes, which are
    counted, though topics were not fitted on them; unknown: part of the words of an article, in the median, that
    topics are not fitted on, 1 where a snapshot does not tell it.
    """

    components: np.ndarray
    ids: tuple[int, ...]
    terms: tuple[str, ...]
    classes: tuple[str, ...]
    df: np.ndarray
    articles: int
    labels: tuple[str, ...]
    next_id: int
    accepted: tuple[int, ...] = ()
    counted: tuple[tuple[str, str], ...] = ()
    unknown: float = 1.0


def fitted_topics(snapshot: Snapshot) -> FittedTopics:
    """Reads them from the tables topics, terms and components and the fact `fit`."""
    rows = snapshot.rows("SELECT topic, label FROM topics ORDER BY topic")
    terms = snapshot.rows("SELECT text, class, df FROM terms WHERE df > 0 ORDER BY term")
    counted = snapshot.rows("SELECT text, class FROM terms WHERE df = 0 ORDER BY term")
    entries = snapshot.table("SELECT topic, term, weight FROM components")
    fit = json.loads(snapshot.rows("SELECT value FROM meta WHERE key = 'fit'")[0][0])
    accepted = snapshot.rows("SELECT value FROM meta WHERE key = 'accepted'")
    ids = tuple(int(number) for number, _ in rows)
    components = np.zeros((len(ids), len(terms)), dtype=np.float32)
    rows_of = np.searchsorted(np.array(ids, dtype=np.int64), entries["topic"])
    components[rows_of, entries["term"]] = entries["weight"]
    return FittedTopics(
        components=components,
        ids=ids,
        terms=tuple(folded(text) for text, _, _ in terms),
        classes=tuple(word_class for _, word_class, _ in terms),
        df=np.array([df for _, _, df in terms], dtype=np.int64),
        articles=fit["articles"],
        labels=tuple(label for _, label in rows),
        next_id=fit["next_id"],
        accepted=tuple(json.loads(accepted[0][0])) if accepted else (),
        unknown=fit.get("unknown", 1.0),
        counted=tuple((folded(text), word_class) for text, word_class in counted),
    )
