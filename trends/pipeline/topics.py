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
from trends.archive.work import digest
from trends.pipeline.engine import Engine
from trends.pipeline.fitting import FIT_VERSION, Recipe, fitted, stacked_issue_topics
from trends.pipeline.identities import identities
from trends.pipeline.previous import Previous
from trends.pipeline.starting import Corpus, kept_number, started
from trends.terms import Vocabulary

# Articles that the choice of a number of topics is measured on.
CHOICE_SAMPLE = 20_000
# Articles whose issue topics are all linked; of twice as many, every second issue topic is.
STACKED_ARTICLES = 1_000_000


@dataclass(frozen=True, slots=True)
class FoundTopics:
    """The archive's topics, row by row.

    components: (K × V) float32, rows of length 1; ids: (K,) numbers ≥ 1 that never change meaning;
    words: (K × V) what each topic's own articles are made of; next_id: the first number never used; report: what to tell people of this fit.
    """

    key: str
    components: np.ndarray
    ids: np.ndarray
    words: np.ndarray
    next_id: int
    report: dict[str, Any] = field(default_factory=dict)


def found_topics(
    recipe: Recipe, fits: Sequence[str], corpus: Corpus, previous: Previous, engine: Engine
) -> FoundTopics:
    """Links the issue topics of all partitions into topics, or goes on from the topics of the previous
    snapshot; refines them on the articles, and gives each the id it had when it is the same topic."""
    settings, vocabulary = recipe.settings, corpus.vocabulary
    stack = _stack(recipe, fits, vocabulary.articles, engine)
    number = settings.topics or kept_number(corpus, previous)
    candidates = [] if number else _candidates(recipe, fits, vocabulary)
    start = started(stack, number or candidates[0]["topics"], corpus, previous)
    components = start.components
    for done in range(settings.refine_passes):
        sharp = start.anchor is not None or done >= topics.SOFT_PASSES
        sums = _sums(recipe, fits, components, engine, sharp=sharp, with_words=False)
        components = topics.improved(components, sums, anchor=start.anchor)
    components, sums = _held(recipe, fits, components, engine)
    words = sums.words.toarray()
    shared = None
    if previous.carries:
        shared = previous.shared(corpus.ids, _main_topics(recipe, fits, components, engine), len(components))
    ids, next_id, changes = identities(components, vocabulary, previous.fitted, shared, previous.next_id)
    order = np.argsort(ids)
    components, words = components[order], words[order]
    key = digest(FIT_VERSION, repr(settings), *fits, ids.tobytes(), components.tobytes())
    recipe.store.save_record("components", key, (components, ids[order]))
    report = {
        "asked": start.asked,
        "found": len(ids),
        "candidates": candidates,
        "changes": changes,
        "fresh": start.anchor is None,
    }
    return FoundTopics(key, components, ids[order], words, next_id, report)


def _main_topics(recipe: Recipe, fits: Sequence[str], components: np.ndarray, engine: Engine) -> np.ndarray:
    """(articles,) row of the main topic of each, −1 for none, in the order of the partitions."""
    key = digest("main", components.tobytes())
    recipe.store.save_record("passes", key, components)
    task = functools.partial(_group_main, recipe=recipe, components_key=key)
    groups = [fits[i : i + GROUP] for i in range(0, len(fits), GROUP)]
    found = list(engine.map(task, groups, small=len(groups) < 2))
    recipe.store.drop_record("passes", key)
    return np.concatenate(found)


def _group_main(fit_keys: Sequence[str], recipe: Recipe, components_key: str) -> np.ndarray:
    components: np.ndarray = recipe.store.load_record("passes", components_key)
    fits = (fitted(recipe.store, key) for key in fit_keys)
    return np.concatenate([recipe.weights(fit, components).main for fit in fits])


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
        topics.accumulate(
            fitted(recipe.store, key).summed_rows, components, sharp=sharp, with_words=with_words
        )
        for key in fit_keys
    )
    return functools.reduce(operator.add, sums)


def _candidates(recipe: Recipe, fits: Sequence[str], vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The best numbers of topics with their reasons, as plain values for the report."""
    found = topics.choose_topics(_sample(recipe, fits), seed=recipe.settings.seed)
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
        blocks.append(fitted(recipe.store, key).summed_rows)
        held += blocks[-1].shape[0]
        if held >= CHOICE_SAMPLE:
            break
    return vstack(blocks, format="csr")
