"""Every score on a planted truth whose value is known."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from trends.quality import (
    SCORES,
    Evidence,
    ari,
    c_v,
    diversity,
    evaluate,
    grounded,
    matched_jaccard,
    nmi,
    npmi,
    purity,
    relabelled,
    share_moved,
    stability,
    ttc,
    ttq,
    tts,
    window_npmi,
)


@pytest.fixture
def presence():
    """Four articles: terms 0, 1 always together, 2, 3 always together, 4 in all, 5 in the 1st and 3rd."""
    return csr_matrix(
        np.array([[1, 1, 0, 0, 1, 1], [1, 1, 0, 0, 1, 0], [0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 1, 0]])
    )


def test_npmi_of_words_always_never_and_independently_together(presence):
    assert npmi([[0, 1], [2, 3]], presence) == pytest.approx(1)
    assert npmi([[0, 2]], presence) == pytest.approx(-1, abs=0.06)  # −1 as ε → 0
    assert npmi([[0, 5]], presence) == pytest.approx(0, abs=1e-9)
    assert npmi([[4, 4]], presence) == 1
    assert np.isnan(npmi([[0]], presence))


def test_window_npmi_sees_only_neighbours():
    text = np.array([0, 1] + [-1] * 30 + [2])
    assert window_npmi([[0, 1]], [text], 3, window=2) == pytest.approx(1, abs=0.35)
    assert window_npmi([[0, 2]], [text], 3, window=2) < -0.7
    assert window_npmi([[0, 2]], [text], 3, window=100) == 1


def test_c_v_of_words_in_the_same_windows_is_one():
    texts = [np.array([0, 1]), np.array([2, 3])]
    assert c_v([[0, 1], [2, 3]], texts, 4) == pytest.approx(1)
    assert c_v([[0, 2]], texts, 4) < 0.2


def test_diversity_counts_distinct_words():
    assert diversity([[0, 1], [2, 3]]) == 1
    assert diversity([[0, 1], [0, 1]]) == 0.5


def test_grounded_counts_words_of_other_times(presence):
    first, second = presence[:2], presence[2:]
    assert grounded([[[0, 1]], [[2, 3]]], [first, second]) == 1
    assert grounded([[[0, 2]], [[2, 3]]], [first, second]) == 0.75


def test_temporal_scores(presence):
    same, changed = [[[0, 1]], [[0, 1]]], [[[0, 1]], [[2, 3]]]
    assert (tts(same), tts(changed)) == (1, 0)
    assert ttc(same, presence) == pytest.approx(1)
    assert ttc(changed, presence) < -0.9
    assert ttq(same, presence) == pytest.approx(1)
    assert ttq(changed, presence) == 0


def test_stability_pairs_topics_whatever_their_order():
    a, b = [[0, 1], [2, 3]], [[3, 2], [1, 0]]
    assert matched_jaccard(a, b) == 1
    assert stability([a, b, a]) == 1
    assert matched_jaccard(a, [[0, 1]]) == 0.5
    assert matched_jaccard([[0, 1]], [[1, 2]]) == pytest.approx(1 / 3)


def test_history_rewriting():
    assert relabelled(np.array([1, 2, 3, 4]), np.array([1, 2, 3, 1])) == 0.25
    assert share_moved(np.array([[0.5, np.nan]]), np.array([[0.47, np.nan]])) == pytest.approx(3)


def test_label_agreement():
    labels = ["体育", "体育", "财经", "财经"]
    assert nmi([5, 5, 2, 2], labels) == pytest.approx(1)
    assert ari([0, 1, 0, 1], labels) == pytest.approx(-0.5)
    assert nmi([0, 1, 0, 1], labels) == pytest.approx(0, abs=1e-9)
    assert purity([0, 0, 0, 0], labels) == 0.5
    assert purity([0, 0, 1, 1], labels) == 1


def test_evaluate_gives_each_score_the_evidence_allows(presence):
    little = evaluate(Evidence([[0, 1], [2, 3]], presence, np.array([0, 0, 1, -1])))
    assert little == {"npmi": 1, "diversity": 1, "npmi_x_diversity": 1, "unassigned": 0.25}
    words = [[0, 1], [2, 3]]
    everything = Evidence(
        words, presence, np.array([0, 0, 1, 1]), labels=["a", "a", "b", "b"],
        texts=[np.array([0, 1, 4]), np.array([2, 3, 4])], period_words=[words, words],
        period_presence=[presence, presence], runs=[words, words], before=np.array([1]), after=np.array([1]),
        shares_before=np.ones((1, 1)), shares_after=np.ones((1, 1)),
    )  # fmt: skip
    scores = evaluate(everything)
    assert set(scores) == set(SCORES)
    for name in ("npmi", "diversity", "tts", "ttq", "grounded", "stability", "nmi", "ari", "purity"):
        assert scores[name] == SCORES[name].best, name
    assert scores["relabelled"] == scores["share_moved"] == 0


def test_nothing_to_judge_is_no_failure():
    empty = Evidence([], csr_matrix((0, 3)), np.zeros(0))
    assert evaluate(empty) == {"unassigned": 0.0}
