"""Topics → the labels people see: two or three telling terms, short enough for a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from trends.topics.words import shown_words

JOIN = "·"
LONGEST = 10  # characters of a label's terms; a third term only up to LONGEST_OF_THREE
LONGEST_OF_THREE = 8
LABEL_WORDS = 12  # shown words of a topic that a label is made of
_STANDS_FOR = 0.5
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
        labels.append(_distinct(_whole_terms(ranked, weights), labels))
    return labels


def _is_verb(word_class: str) -> bool:
    return word_class.startswith(("v", "a", "d")) and word_class not in ("vn", "an")


def _whole_terms(terms: Sequence[str], weights: dict[str, float]) -> list[str]:
    """Terms in order, each once; a part gives way to the longest form that stands for it."""
    whole = [
        max(
            (t for t in terms if t == term or (term in t and weights[t] >= _STANDS_FOR * weights[term])),
            key=len,
        )
        for term in terms
    ]
    return list(dict.fromkeys(whole))


def _distinct(terms: Sequence[str], taken: Sequence[str]) -> str:
    """The first label that the terms give and no other topic has."""
    given = ""
    for begin in range(len(terms)):
        for label in _labels([*terms[begin:], *terms[:begin]]):
            given = given or label
            if label not in taken:
                return label
    return f"{given}{JOIN}{len(taken) + 1}" if given else str(len(taken) + 1)


def _labels(terms: Sequence[str]) -> Iterator[str]:
    """Labels that begin with the first term, the best first."""
    first, *others = terms
    fitting = [t for t in others if not _overlap(first, t) and len(first) + len(t) <= LONGEST]
    for place, second in enumerate(fitting):
        third = next(
            (
                t
                for t in fitting[place + 1 :]
                if not _overlap(second, t) and len(first) + len(second) + len(t) <= LONGEST_OF_THREE
            ),
            None,
        )
        yield JOIN.join([first, second] + ([third] if third else []))
    if not fitting:
        yield JOIN.join([first, *others[:1]]) if others and not _overlap(first, others[0]) else first


def _overlap(one: str, other: str) -> bool:
    """Whether two terms share two characters in a row, or one is part or a short form of the other."""
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    shorter, longer = sorted((one, other), key=len)
    return _shortens(shorter, longer) or any(other[i : i + 2] in pairs for i in range(len(other) - 1))


def _shortens(shorter: str, longer: str) -> bool:
    """Whether all characters of the one stand in the other in their order: 博会 and 博览会."""
    rest = iter(longer)
    return all(character in rest for character in shorter)
