"""Topics → the labels people see: two or three telling terms, short enough for a legend."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trends.naming import distinct_label, whole_terms
from trends.topics.words import shown_words

LABEL_WORDS = 12  # shown words of a topic that a label is made of
_OWN = 0.5
_GUESSED = "xg"  # the vocabulary's class of words that no dictionary and no list has


def label_topics(
    components: np.ndarray,
    vocabulary: Sequence[str],
    classes: Sequence[str] | None = None,
    *,
    words: Sequence[Sequence[tuple[int, float]]] | None = None,
) -> list[str]:
    """A label for each topic (K × V), its terms joined by "·", distinct from all others.

    The terms are the first of the topic's shown words, by these rules in turn. A longer form stands for its
    part where it weighs at least half as much (新冠疫情 for 疫情, but 香港 stays beside 香港市民). Terms of
    which less than half belongs to this topic serve only where nothing else is left; so do, given `classes`
    (of the vocabulary), verbs and adjectives, unless one is the topic's first word. Words that the segmenter
    only guessed may be cut-off pieces (草沙 of 山水林田湖草沙): none serves where there is any other. No two
    terms of a label share two characters in a row, and none is a short form of another (世卫 of 世界卫生组织). A label that another topic has takes other terms.

    words: `shown_words(components, LABEL_WORDS)`, where the caller has them.
    """
    h = np.asarray(components, dtype=np.float64)
    sums = np.maximum(h.sum(axis=1), 1e-12)
    labels: list[str] = []
    for k, shown in enumerate(words or shown_words(components, LABEL_WORDS)):
        usable = [word for word in shown if classes is None or classes[word[0]] != _GUESSED] or shown
        terms = [vocabulary[i] for i, _ in usable]
        weights = dict(zip(terms, (weight for _, weight in usable), strict=True))
        columns = np.ascontiguousarray(h[:, [i for i, _ in usable]]) / sums[:, None]
        own = columns[k] / np.maximum(columns.sum(axis=0), 1e-12)
        telling = {
            term
            for place, (term, (i, _)) in enumerate(zip(terms, usable, strict=True))
            if own[place] >= _OWN and (place == 0 or classes is None or not _is_verb(classes[i]))
        }
        ranked = [term for term in terms if term in telling] + [term for term in terms if term not in telling]
        labels.append(distinct_label(whole_terms(ranked, weights), labels))
    return labels


def _is_verb(word_class: str) -> bool:
    return word_class.startswith(("v", "a", "d")) and word_class not in ("vn", "an")
