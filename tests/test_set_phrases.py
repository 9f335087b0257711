"""套话: phrases that come with ever other matters are told apart from subjects that are reported evenly."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from trends import topics
from trends.archive import open_archive

SUBJECTS, WORDS, PHRASES = 6, 120, 6
MONTHS, LENGTH = 24, 30


def world(seed: int, *, changing: bool = True) -> tuple[np.ndarray, np.ndarray, topics.Holders]:
    """Articles of MONTHS months under SUBJECTS + 1 topics, each subject in every month. The last topic holds PHRASES
    words of its own (会见, 慰问, 出席 …) and else words of any subject, or, unless `changing`, of a seventh one."""
    rng = np.random.default_rng(seed)
    vocabulary = (SUBJECTS + 1) * WORDS + PHRASES
    chances = 1 / np.arange(1, WORDS + 1)
    n = np.zeros((MONTHS, SUBJECTS + 1), dtype=int)
    holders = np.zeros((SUBJECTS + 1, vocabulary), dtype=int)
    for month in range(MONTHS):
        n[month] = rng.poisson(8, SUBJECTS + 1) + 1
        for topic, often in enumerate(n[month]):
            for _ in range(often):
                about = topic if topic < SUBJECTS else rng.integers(SUBJECTS) if changing else SUBJECTS
                words = rng.choice(WORDS, LENGTH, replace=False, p=chances / chances.sum())
                own = vocabulary - 1 - np.arange(PHRASES) if topic == SUBJECTS else np.array([], dtype=int)
                kept = words[: LENGTH - len(own)] + about * WORDS
                holders[topic, np.concatenate([kept, own])] += 1
    named = [[topic * WORDS + word for word in range(5)] for topic in range(SUBJECTS)]
    named.append([vocabulary - 1 - word for word in range(PHRASES)])
    return n, n.sum(axis=1), topics.Holders(holders, holders.sum(axis=0), named)


@pytest.mark.parametrize("seed", range(5))
def test_phrases_in_changing_contexts_are_told_and_even_subjects_are_not(seed: int) -> None:
    assert topics.formulaic(*world(seed)).tolist() == [False] * SUBJECTS + [True]


@pytest.mark.parametrize("seed", range(3))
def test_the_same_words_with_a_context_of_their_own_are_a_subject(seed: int) -> None:
    assert not topics.formulaic(*world(seed, changing=False)).any()


def test_what_comes_in_waves_is_news() -> None:
    n, _, held = world(0)
    n[:, SUBJECTS] = np.where(np.arange(MONTHS) // 3 == 2, 72, 0)
    assert not topics.formulaic(n, n.sum(axis=1), held).any()


def test_a_short_time_and_articles_of_nothing_else_tell_nothing() -> None:
    n, articles, held = world(0)
    assert not topics.formulaic(n[:5], articles[:5], held).any()
    bare = held.topics.copy()
    bare[SUBJECTS, : SUBJECTS * WORDS] = 0
    assert not topics.formulaic(n, articles, topics.Holders(bare, held.every, held.own)).any()


@pytest.mark.skipif("TRENDS_LATE_ARCHIVE" not in os.environ, reason="TRENDS_LATE_ARCHIVE names no archive of the articles since 2023-06")  # fmt: skip
def test_wars_and_holiday_travel_are_news_and_leading_articles_are_not() -> None:
    table = open_archive(Path(os.environ["TRENDS_LATE_ARCHIVE"])).topics()
    told = " ".join(table.loc[table["formulaic"], "label"])
    assert "评论员" in told
    for subject in ("乌克兰", "俄军", "加沙", "哈马斯", "旅客", "流动量", "神舟", "法"):
        assert subject not in told
