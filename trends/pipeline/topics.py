"""All issue topics → the topics of the archive, with ids that outlive the build."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack

from trends import topics
from trends.archive.sql.state import FittedTopics
from trends.archive.work import digest
from trends.pipeline.engine import Engine
from trends.pipeline.fitting import FIT_VERSION, Recipe, fitted, stacked_issue_topics
from trends.terms import Vocabulary

# Articles that the choice of a number of topics is measured on.
CHOICE_SAMPLE = 20_000
# Articles whose issue topics are all linked; of twice as many, every second issue topic is.
STACKED_ARTICLES = 1_000_000


@dataclass(frozen=True, slots=True)
class FoundTopics:
    """The archive's topics, row by row.

    components: (K × V) float32, rows of length 1; ids: (K,) numbers ≥ 1 that never change meaning;
    gram: (K × K) = WᵀW over all articles, what an update needs of the past; words: (K × V) what each
    topic's own articles are made of; next_id: the first number never used; report: what to tell people of this fit.
    """

    key: str
    components: np.ndarray
    ids: np.ndarray
    gram: np.ndarray
    words: np.ndarray
    next_id: int
    report: dict[str, Any] = field(default_factory=dict)


def found_topics(
    recipe: Recipe, fits: Sequence[str], vocabulary: Vocabulary, previous: FittedTopics | None, engine: Engine
) -> FoundTopics:
    """Links the issue topics of all partitions into topics, refines them on the articles, and gives
    each the id it had in the previous snapshot when it is the same topic."""
    settings = recipe.settings
    stack = _stack(recipe, fits, vocabulary.articles, engine)
    candidates = [] if settings.topics else _candidates(recipe, fits, stack, vocabulary)
    count = settings.topics or candidates[0]["topics"]
    components = topics.link_topics(stack, count)
    components = _with_accepted(components, vocabulary, previous)
    for done in range(settings.refine_passes):
        sharp = done >= topics.SOFT_PASSES
        sums = _sums(recipe, fits, components, engine, sharp=sharp, with_words=False)
        components = topics.improved(components, sums)
    components, sums = _held(recipe, fits, components, engine)
    gram, words = sums.gram, sums.words.toarray()
    ids, next_id, changes = _identities(components, vocabulary, previous)
    order = np.argsort(ids)
    components, gram, words = components[order], gram[np.ix_(order, order)], words[order]
    key = digest(FIT_VERSION, repr(settings), *fits, ids.tobytes())
    recipe.store.save_record("components", key, (components, ids[order]))
    report = {"asked": count, "found": len(ids), "candidates": candidates, "changes": changes}
    return FoundTopics(key, components, ids[order], gram, words, next_id, report)


def _stack(recipe: Recipe, fits: Sequence[str], articles: int, engine: Engine) -> csr_matrix:
    """The issue topics that the topics begin from, of an archive of any size about as many at most:
    refinement goes over all articles whatever they were."""
    every = -(-articles // STACKED_ARTICLES)
    task = functools.partial(stacked_issue_topics, recipe.store, every=max(1, every))
    groups = [fits[i : i + GROUP] for i in range(0, len(fits), GROUP)]
    return vstack(list(engine.map(task, groups, small=len(groups) < 2)), format="csr")


def _held(
    recipe: Recipe, fits: Sequence[str], components: np.ndarray, engine: Engine
) -> tuple[np.ndarray, topics.Accumulated]:
    """The topics that are the main one of an article, with the sums under them; others are none."""
    while True:
        sums = _sums(recipe, fits, components, engine)
        held = np.diff(sums.words.indptr) > 0
        if held.all():
            return components, sums
        components = components[held]


def _with_accepted(
    components: np.ndarray, vocabulary: Vocabulary, previous: FittedTopics | None
) -> np.ndarray:
    """The topics and, of those that a person accepted, every one that the fit alone does not find."""
    if previous is None or not previous.accepted:
        return components
    accepted = np.isin(previous.ids, previous.accepted)
    old = topics.on_vocabulary(previous.components[accepted], previous.terms, vocabulary.terms)
    found = {old_row for old_row, _, _ in topics.align_topics(old, components).pairs}
    lost = [row for row in range(len(old)) if row not in found and old[row].any()]
    return np.vstack([components, old[lost]])


def _sums(
    recipe: Recipe,
    fits: Sequence[str],
    components: np.ndarray,
    engine: Engine,
    *,
    sharp: bool = True,
    with_words: bool = True,
) -> topics.Accumulated:
    """What the next step needs of all articles. Partitions are added up in fixed groups, so that the
    sums, and with them every later digit, do not depend on the number of workers."""
    key = digest("pass", components.tobytes())
    recipe.store.save_record("passes", key, components)
    task = functools.partial(
        _group_sums, recipe=recipe, components_key=key, sharp=sharp, with_words=with_words
    )
    groups = [fits[i : i + GROUP] for i in range(0, len(fits), GROUP)]
    total = functools.reduce(operator.add, engine.map(task, groups, small=len(groups) < 2))
    recipe.store.drop_record("passes", key)
    return total


# Partitions that one worker adds up before it answers: a sum is as large as the topics.
GROUP = 12


def _group_sums(
    fit_keys: Sequence[str], recipe: Recipe, components_key: str, sharp: bool, with_words: bool
) -> topics.Accumulated:
    components: np.ndarray = recipe.store.load_record("passes", components_key)
    sums = (
        topics.accumulate(fitted(recipe.store, key).rows, components, sharp=sharp, with_words=with_words)
        for key in fit_keys
    )
    return functools.reduce(operator.add, sums)


def _candidates(
    recipe: Recipe, fits: Sequence[str], stack: csr_matrix, vocabulary: Vocabulary
) -> list[dict[str, Any]]:
    """The best numbers of topics with their reasons, as plain values for the report."""
    found = topics.choose_topics(stack, _sample(recipe, fits), seed=recipe.settings.seed)
    return [
        {
            "topics": choice.topics,
            "stability": choice.stability,
            "coherence": choice.coherence,
            "diversity": choice.diversity,
            "error": choice.error,
            "why": choice.why,
            "examples": [[vocabulary.terms[term] for term in words[:5]] for words in choice.examples],
        }
        for choice in found
    ]


def _sample(recipe: Recipe, fits: Sequence[str]) -> csr_matrix:
    """Rows of evenly spread partitions, about CHOICE_SAMPLE articles."""
    blocks, held = [], 0
    step = max(1, len(fits) // 48)
    for key in fits[::step]:
        blocks.append(fitted(recipe.store, key).rows)
        held += blocks[-1].shape[0]
        if held >= CHOICE_SAMPLE:
            break
    return vstack(blocks, format="csr")


def _identities(
    components: np.ndarray, vocabulary: Vocabulary, previous: FittedTopics | None
) -> tuple[np.ndarray, int, dict[str, Any]]:
    """Ids of the rows, the next free id, and what became of the previous topics."""
    if previous is None or len(previous.ids) == 0:
        ids = np.arange(1, len(components) + 1)
        return ids, len(components) + 1, {}
    old = topics.on_vocabulary(previous.components, previous.terms, vocabulary.terms)
    alignment = topics.align_topics(old, components)
    ids = np.zeros(len(components), dtype=np.int64)
    for row, match, _ in alignment.pairs:
        ids[match] = previous.ids[row]
    fresh = np.flatnonzero(ids == 0)
    ids[fresh] = previous.next_id + np.arange(len(fresh))
    return ids, int(previous.next_id + len(fresh)), _changes(alignment, ids, previous)


def _changes(alignment: topics.Alignment, ids: np.ndarray, previous: FittedTopics) -> dict[str, Any]:
    """What became of the previous topics, in topic numbers; labels: of the old ones."""
    old = [int(number) for number in previous.ids]
    new = [int(number) for number in ids]
    similarity = alignment.similarity
    return {
        "same": [[new[j], cosine] for _, j, cosine in alignment.pairs],
        "births": [new[j] for j in alignment.births],
        "drifted": [[new[j], old[i], float(similarity[i, j])] for i, j in _kin(alignment)],
        "deaths": [old[i] for i in alignment.deaths],
        "splits": [[old[i], [new[j] for j in parts]] for i, parts in alignment.splits],
        "merges": [[new[j], [old[i] for i in parts]] for j, parts in alignment.merges],
        "labels": {str(number): label for number, label in zip(old, previous.labels, strict=True)},
    }


def _kin(alignment: topics.Alignment) -> list[tuple[int, int]]:
    """(old, new) rows: each drifted topic with the old one it is closest to."""
    return [(int(alignment.similarity[:, j].argmax()), j) for j in alignment.drifted]
