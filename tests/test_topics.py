"""Topics on planted truths, on too little, and the same whatever the order or machine."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import nnls as exact_nnls
from scipy.sparse import csr_matrix

from trends import topics
from trends.records import Settings
from trends.topics.numerics import heaviest, nnls, unit_rows

SUBJECTS, WORDS = 4, 12


def planted(issues=40, per_issue=20, seed=0):
    """Counts of articles on four subjects with disjoint words; subject 0 grows from none to half.

    Returns counts, the subject of each article, the issue of each.
    """
    rng = np.random.default_rng(seed)
    subject, rows = [], []
    for issue in range(issues):
        rising = 0.5 * issue / (issues - 1)
        mix = [rising, *[(1 - rising) / 3] * 3]
        for s in rng.choice(SUBJECTS, per_issue, p=mix):
            row = np.zeros(SUBJECTS * WORDS, dtype=int)
            row[s * WORDS + rng.choice(WORDS, 6, replace=False)] = rng.integers(1, 4, 6)
            subject.append(s)
            rows.append(row)
    return csr_matrix(np.array(rows)), np.array(subject), np.repeat(np.arange(issues), per_issue)


def fitted(counts, issues, k=SUBJECTS, passes=5):
    """TF-IDF rows and topics, by the way a build goes."""
    df = np.asarray((counts > 0).sum(axis=0)).ravel()
    rows = topics.tfidf(counts, df, counts.shape[0])
    own = [topics.issue_topics(rows[issues == i]).components for i in np.unique(issues)]
    components = topics.link_topics(topics.stacked(own), k)
    return rows, topics.refine_topics(components, lambda: [rows[:300], rows[300:]], passes=passes)


@pytest.fixture(scope="module")
def planted_fit():
    counts, subject, issues = planted()
    rows, components = fitted(counts, issues)
    return rows, components, subject, issues


def test_tfidf_rows_are_unit_and_rare_terms_weigh_more():
    counts = csr_matrix(np.array([[1, 1, 0], [4, 0, 0], [0, 0, 0]]))
    rows = topics.tfidf(counts, np.array([2, 1, 0]), 3).toarray()
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0])
    assert rows[0, 1] > rows[0, 0]
    assert topics.idf(np.array([3]), 3) == pytest.approx(1)


def test_planted_subjects_are_found(planted_fit):
    rows, components, subject, _ = planted_fit
    main = topics.article_weights(rows, components).main
    table = np.zeros((SUBJECTS, SUBJECTS))
    np.add.at(table, (subject, main), 1)
    assert table.max(axis=1).sum() / len(subject) == 1
    for words in topics.shown_words(components):
        assert len({j // WORDS for j, _ in words}) == 1


def test_the_rising_subject_rises_and_shares_follow_the_mix(planted_fit):
    rows, components, subject, issues = planted_fit
    main = topics.article_weights(rows, components).main
    rising = np.bincount(main[subject == 0]).argmax()
    shares = [np.mean(main[issues // 10 == q] == rising) for q in range(4)]
    mix = [np.mean(subject[issues // 10 == q] == 0) for q in range(4)]
    assert shares == sorted(shares)
    assert shares == pytest.approx(mix, abs=0.05)


def test_weights_and_rest_sum_to_one(planted_fit):
    rows, components, *_ = planted_fit
    nothing = csr_matrix((1, rows.shape[1]), dtype=np.float32)
    for found in (topics.article_weights(rows, components), topics.article_weights(nothing, components)):
        assert found.theta.min() >= 0
        assert found.theta.sum(axis=1) + found.rest == pytest.approx(np.ones(len(found.rest)), abs=1e-3)
    assert (found.main[0], found.rest[0]) == (-1, 1)


def test_an_article_the_topics_hardly_explain_is_unassigned(planted_fit):
    rows, components, *_ = planted_fit
    # Of an article of six terms a third of what is asked of one of sixty
    assert (topics.article_weights(rows, components, min_explained=3.3).main == -1).all()


def test_strangers_stay_outside_and_an_archive_keeps_its_own():
    """Twelve subjects; strangers hold a few of everybody's words among many that no subject has."""
    rng = np.random.default_rng(5)
    subjects, own, strange = 12, 40, 300
    width = subjects * own + strange
    counts = np.zeros((720, width), dtype=int)
    for i, row in enumerate(counts[:600]):
        row[i % subjects * own + rng.choice(own, 12, replace=False)] = 1
        row[rng.choice(width, 8, replace=False)] += 1
    for row in counts[600:]:
        row[subjects * own + rng.choice(strange, 40, replace=False)] = 1
        row[rng.choice(subjects * own, 8, replace=False)] = 1
    df = (counts[:600] > 0).sum(axis=0)
    rows = topics.tfidf(csr_matrix(counts), df, 600)
    mine, strangers = rows[:600], rows[600:]
    components = np.array([topics.unit_rows(mine[k::subjects].mean(axis=0))[0] for k in range(subjects)])
    s = Settings()
    rule = {"min_explained": s.min_explained, "min_clear": s.min_clear}
    # A third of the strangers' words are known to the archive; of its own articles nine tenths, some a little less
    unfamiliar = np.maximum(rng.normal(0, 0.03, 600), 0)
    assert (topics.article_weights(mine, components, **rule, unfamiliar=unfamiliar).main < 0).mean() <= 0.04
    assert (topics.article_weights(strangers, components, **rule, unfamiliar=0.2).main < 0).mean() >= 0.6


def test_unfamiliar_words_only_ever_take_an_article_out(planted_fit):
    rows, components, *_ = planted_fit
    s, mains = Settings(), []
    # The articles have six terms each, so that a third of it counts
    for unfamiliar in (0, 0.3, 1.0, 3.0):
        found = topics.article_weights(rows, components, min_clear=s.min_clear, unfamiliar=unfamiliar)
        mains.append(found.main)
        assert np.allclose(found.theta.sum(axis=1) + found.rest, 1, atol=1e-3)
    for before, after in itertools.pairwise(mains):
        assert ((after == before) | (after == -1)).all()
    assert (mains[-1] == -1).all()


def test_shares_do_not_depend_on_the_scale_of_a_topic(planted_fit):
    rows, components, *_ = planted_fit
    scaled = components * np.array([[0.1], [1], [3], [20]], dtype=np.float32)
    one, other = topics.article_weights(rows, components), topics.article_weights(rows, scaled)
    assert one.theta == pytest.approx(other.theta, abs=5e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000))
def test_least_squares_agree_with_scipy(seed):
    rng = np.random.default_rng(seed)
    h, x = rng.random((5, 9)), rng.random((6, 9))
    w = nnls(h @ h.T, h @ x.T, sweeps=2000, tolerance=1e-7).T
    exact = np.array([exact_nnls(h.T, row)[0] for row in x])
    assert np.linalg.norm(x - w @ h, axis=1) == pytest.approx(np.linalg.norm(x - exact @ h, axis=1), abs=1e-4)


def test_columns_that_are_done_early_are_as_exact_as_the_last():
    """Some articles are of one topic and some of many, which takes longest: none is given up before it stands still."""
    rng = np.random.default_rng(7)
    h = rng.random((12, 60)) * (rng.random((12, 60)) < 0.3)
    mixed = rng.random((300, 12)) * (rng.random((300, 12)) < rng.choice([0.1, 0.6], size=(300, 1)))
    x = mixed @ h + 0.05 * rng.random((300, 60))
    w = nnls(h @ h.T, h @ x.T).T
    exact = np.array([exact_nnls(h.T, row)[0] for row in x])
    assert np.abs(w - exact).max() < 1e-3 * exact.max()


def test_sums_add_up_over_blocks(planted_fit):
    rows, components, *_ = planted_fit
    whole = topics.accumulate(rows, components)
    parts = topics.accumulate(rows[:123], components) + topics.accumulate(rows[123:], components)
    assert parts.gram == pytest.approx(whole.gram, rel=1e-4)
    assert parts.cross == pytest.approx(whole.cross, rel=1e-3, abs=1e-3)
    assert abs(parts.words - whole.words).max() < 1e-4


def test_heaviest_keeps_the_largest_and_the_first_of_equals():
    matrix = csr_matrix(np.array([[3.0, 1, 3, 2], [0, 5, 0, 0]]))
    assert heaviest(matrix, 2).toarray().tolist() == [[3, 0, 3, 0], [0, 5, 0, 0]]
    assert heaviest(matrix, 1).toarray().tolist() == [[3, 0, 0, 0], [0, 5, 0, 0]]


@pytest.mark.parametrize("n", [0, 1, 2, 3, 7])
def test_small_issues(n):
    rows = topics.tfidf(csr_matrix(np.eye(n, 9, dtype=int)), np.ones(9), 9)
    found = topics.issue_topics(rows)
    assert len(found.shares) == (0 if n == 0 else max(1, n // 3))
    assert found.shares.sum() == pytest.approx(np.mean(found.main >= 0) if n else 0)
    assert found.components.shape[1] == 9
    assert len(found.main) == n


def test_equal_articles_and_two_terms():
    same = topics.issue_topics(topics.tfidf(csr_matrix(np.ones((30, 4), dtype=int)), np.full(4, 30), 30))
    assert (len(same.shares), same.main.tolist()) == (1, [0] * 30)
    two = topics.issue_topics(
        topics.tfidf(csr_matrix(np.tile([[1, 0], [0, 1], [1, 1]], (5, 1))), np.full(2, 9), 15)
    )
    assert 1 <= len(two.shares) <= 2
    assert topics.issue_topics(csr_matrix((5, 4))).main.tolist() == [-1] * 5


def test_more_topics_than_possible_gives_fewer():
    counts = csr_matrix(np.eye(3, 5, dtype=int))
    rows, components = fitted(counts, np.array([0, 1, 1]), k=50)
    assert 1 <= len(components) <= 3
    assert topics.article_weights(rows, components).theta.shape == (3, len(components))


def test_no_articles_no_topics():
    assert topics.stacked([]).shape == (0, 0)
    none = topics.link_topics(csr_matrix((0, 5)), 10)
    assert none.shape == (0, 5)
    assert topics.article_weights(csr_matrix((2, 5)), none).rest.tolist() == [1, 1]
    assert topics.label_topics(none, "abcde") == []
    assert topics.nearest_topics(csr_matrix((3, 5)), none)[0].tolist() == [-1] * 3


def test_words_of_a_period_stand_in_it(planted_fit):
    rows, components, _, issues = planted_fit
    found = topics.article_weights(rows, components)
    words = topics.topic_words_by_issue(rows, issues, found.main, found.theta.max(axis=1), components)
    for issue, topic, term, n in zip(words.issue, words.topic, words.term, words.n, strict=True):
        own = (issues == issue) & (found.main == topic)
        assert (rows[own][:, [term]] > 0).sum() == n > 0


def test_inputs_are_unchanged(planted_fit):
    rows, components, _, issues = planted_fit
    before = rows.copy(), components.copy()
    fit = topics.article_weights(rows, components)
    topics.refine_topics(components, lambda: [rows], passes=1)
    topics.topic_words_by_issue(rows, issues, fit.main, fit.theta.max(axis=1), components)
    assert (rows != before[0]).nnz == 0
    assert np.array_equal(components, before[1])


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {here!r})
from test_topics import fitted, planted
from trends import topics
counts, _, issues = planted(issues=20)
terms = ["词%03d" % j for j in range(counts.shape[1])]
rows, components = fitted(counts, issues)
found = topics.article_weights(rows, components)
print(hashlib.sha256(found.theta.tobytes()).hexdigest(), topics.label_topics(components, terms))
"""


def test_same_bytes_for_any_hash_seed_and_number_of_threads():
    here = str(Path(__file__).parent)
    seen = set()
    for seed, threads in (("0", "1"), ("1", "2"), ("2", "4")):
        env = os.environ | {
            "PYTHONHASHSEED": seed,
            "OPENBLAS_NUM_THREADS": threads,
            "OMP_NUM_THREADS": threads,
        }
        env |= {"PYTHONPATH": str(Path(here).parent), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", SCRIPT.format(here=here)]
        seen.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert len(seen) == 1


def test_a_subject_without_a_topic_does_not_take_over_another_one():
    """Thirty articles of no topic touch a topic of sixty in one faint word: its words stay mostly its own."""
    rng = np.random.default_rng(0)
    rows = []
    for subject, articles in enumerate([300, 60, 30]):
        for _ in range(articles):
            row = np.zeros(30)
            row[subject * 10 + rng.choice(10, 5, replace=False)] = 1
            if subject == 2:
                row[10 + rng.choice(10)] = 0.2
            rows.append(row)
    articles = unit_rows(csr_matrix(np.array(rows)))
    start = np.kron(np.eye(2, 3), np.ones(10)).astype(np.float32) / np.sqrt(10).astype(np.float32)
    refined = topics.refine_topics(start, lambda: [articles])
    assert refined[1, 10:20].sum() > refined[1, 20:].sum()
