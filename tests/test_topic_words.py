"""The words that show and name a topic."""

import numpy as np
import pytest

from trends import topics
from trends.topics.words import display_weights


@pytest.mark.parametrize("n", [1, 10, 60])
def test_shown_words_are_those_of_sorting_every_weight(n):
    """The heaviest are found without sorting the vocabulary; equal weights still go to the smaller index."""
    components = np.random.default_rng(3).integers(0, 6, (4, 90)).astype(np.float32) / 5
    components[3] = 0
    display = display_weights(components)
    for h, weight, shown in zip(components, display, topics.shown_words(components, n), strict=True):
        pool = [j for j in np.lexsort((np.arange(90), -h))[: max(40, n)] if h[j] > 0]
        scores = np.round(weight[pool] / max(float(weight[pool].sum()), 1e-12), 6)
        assert [j for j, _ in shown] == [pool[i] for i in np.lexsort((pool, -scores))[:n]]


def test_a_label_does_not_say_a_word_and_its_short_form() -> None:
    vocabulary = ["博览会", "博会", "论坛", "展区"]
    components = np.array([[0.4, 0.3, 0.2, 0.1]], dtype=np.float32)
    assert topics.label_topics(components, vocabulary) == ["博览会·论坛·展区"]
