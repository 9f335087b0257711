"""Topics → the tables that name them: labels, shown terms, components, set phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from trends import topics
from trends.pipeline.topics import FoundTopics
from trends.terms import Vocabulary

SHOWN_TERMS = 20


def topic_tables(
    found: FoundTopics,
    vocabulary: Vocabulary,
    formulaic: np.ndarray,
    number: int,
    since: dict[int, int],
    printed: Mapping[str, str],
) -> dict[str, pa.Table]:
    """The tables topics, topic_terms and components. number: of the snapshot being made;
    since: topic → number of the snapshot in which it first stood; printed: term → as it is shown."""
    labels = topics.label_topics(found.words, vocabulary.terms, vocabulary.classes)
    labels = ["·".join(printed.get(word, word) for word in label.split("·")) for label in labels]
    ids = found.ids.tolist()
    return {
        "topics": pa.table(
            {
                "topic": pa.array(ids, pa.int16()),
                "label": pa.array(labels, pa.string()),
                "formulaic": pa.array(formulaic.tolist(), pa.bool_()),
                "hidden": pa.array([False] * len(ids), pa.bool_()),
                "since": pa.array([since.get(topic, number) for topic in ids], pa.int32()),
            }
        ),
        "topic_terms": topic_term_table(found.ids, topics.shown_words(found.words, SHOWN_TERMS)),
        "components": component_table(found),
    }


def topic_term_table(ids: np.ndarray, words: Sequence[Sequence[tuple[int, float]]]) -> pa.Table:
    """The table topic_terms: for each topic its words as (term, weight), best first."""
    shown = [
        (int(topic), rank, term, weight)
        for topic, row in zip(ids, words, strict=True)
        for rank, (term, weight) in enumerate(row, 1)
    ]
    return pa.table(
        {
            "topic": pa.array([entry[0] for entry in shown], pa.int16()),
            "rank": pa.array([entry[1] for entry in shown], pa.int16()),
            "term": pa.array([entry[2] for entry in shown], pa.int32()),
            "weight": pa.array([entry[3] for entry in shown], pa.float32()),
        }
    )


def component_table(found: FoundTopics) -> pa.Table:
    """The table components: the entries of the topic × term matrix."""
    row, term = np.nonzero(found.components)
    return pa.table(
        {
            "topic": pa.array(found.ids[row].astype(np.int16)),
            "term": pa.array(term.astype(np.int32)),
            "weight": pa.array(found.components[row, term].astype(np.float32)),
        }
    )
