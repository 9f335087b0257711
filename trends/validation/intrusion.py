"""Tests of meaning: can people tell what does not belong? Tasks drawn from topics' words, and their scores.

word: the five heaviest words of a topic and one of another; topic: an article, its three topics and one that it is not
about (Chang, Boyd-Graber, Gerrish, Wang & Blei, NIPS 2009); words: three sets of four words drawn from a topic, and one
from another (Ying, Montgomery & Stewart, Political Analysis 30, 2022, R4WSI). Chance is 1/6, 1/4 and 1/4.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from trends.validation.correction import Estimate, Z

Kind = Literal["word", "topic", "words"]
KINDS: tuple[Kind, ...] = ("word", "topic", "words")
CHANCE: dict[Kind, float] = {"word": 1 / 6, "topic": 1 / 4, "words": 1 / 4}
SHOWN = {"word": 5, "topic": 3, "words": 3}  # what belongs, beside the one that does not
SET, DEEPEST = 4, 20  # words of a set; how far down the list they come from


@dataclass(frozen=True, slots=True)
class Task:
    """One question: which of `shown` does not belong. topic: the id it is about; article: of the kind topic, else "";
    intruder: its place in shown."""

    kind: Kind
    number: int
    topic: str
    article: str
    shown: tuple[str, ...]
    intruder: int


Words = Mapping[str, Sequence[str]]  # topic → its words, heaviest first


def word_tasks(words: Words, n: int, seed: int) -> list[Task]:
    """Five leading words of a topic and one that leads another and is none of this topic's."""
    random = np.random.default_rng(seed)
    tasks: list[Task] = []
    for topic in _topics(words, n, random):
        strangers = [
            w for other, own in words.items() if other != topic for w in own[:5] if w not in words[topic]
        ]
        if len(words[topic]) >= SHOWN["word"] and strangers:
            own = tuple(words[topic][: SHOWN["word"]])
            tasks.append(
                _task("word", len(tasks), topic, "", own, strangers[random.integers(len(strangers))], random)
            )
    return tasks


def set_tasks(words: Words, n: int, seed: int, between: str = " ") -> list[Task]:
    """Three sets of words of a topic and one set of another topic, none of whose words the topic has."""
    random = np.random.default_rng(seed)
    tasks: list[Task] = []
    for topic in _topics(words, n, random):
        own = list(words[topic][:DEEPEST])
        others = [
            kept
            for other, listed in words.items()
            if other != topic and len(kept := [w for w in listed[:DEEPEST] if w not in words[topic]]) >= SET
        ]
        size = min(SET, len(own) // SHOWN["words"])  # of topics with few words smaller sets
        if size < 2 or not others:
            continue
        mixed = random.permutation(own)
        sets = tuple(between.join(mixed[size * i : size * (i + 1)]) for i in range(SHOWN["words"]))
        stranger = others[random.integers(len(others))]
        tasks.append(
            _task(
                "words",
                len(tasks),
                topic,
                "",
                sets,
                between.join(random.permutation(stranger)[:size]),
                random,
            )
        )
    return tasks


def topic_tasks(
    articles: Sequence[tuple[str, Sequence[str]]], words: Words, n: int, seed: int, between: str = " "
) -> list[Task]:
    """articles: (id, its topics, heaviest first); those with three topics or more are asked about."""
    random = np.random.default_rng(seed)
    usable = [(one, own) for one, own in articles if len(own) >= SHOWN["topic"] and set(words) - set(own)]
    tasks: list[Task] = []
    for place in random.permutation(len(usable))[:n]:
        article, own = usable[place]
        strangers = sorted(set(words) - set(own))
        intruder = strangers[random.integers(len(strangers))]
        sets = tuple(between.join(words[topic][:8]) for topic in own[: SHOWN["topic"]])
        tasks.append(
            _task("topic", len(tasks), own[0], article, sets, between.join(words[intruder][:8]), random)
        )
    return tasks


def found_intruders(right: Sequence[bool]) -> Estimate:
    """The part of answers that name the intruder, with Wilson's 95 % interval (1927). NaN without an answer."""
    n = len(right)
    if not n:
        return Estimate(math.nan, math.nan, math.nan)
    share = sum(right) / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    reach = Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return Estimate(share, middle - reach, middle + reach)


def _topics(words: Words, n: int, random: np.random.Generator) -> list[str]:
    """Topics in random order, all of them before one comes again."""
    names = sorted(words)
    rounds = [random.permutation(names) for _ in range(math.ceil(n / max(len(names), 1)))] if names else []
    return [str(topic) for some in rounds for topic in some][:n]


def _task(
    kind: Kind,
    number: int,
    topic: str,
    article: str,
    own: tuple[str, ...],
    stranger: str,
    random: np.random.Generator,
) -> Task:
    place = int(random.integers(len(own) + 1))
    return Task(kind, number, topic, article, (*own[:place], stranger, *own[place:]), place)
