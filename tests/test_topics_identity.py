"""Topics tomorrow: alignment, mild updates, proposals, labels, how many."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix, vstack

from tests.test_topics import SUBJECTS, WORDS, fitted, planted
from trends import topics

I = np.eye(6, dtype=np.float32)  # noqa: E741


def test_alignment_finds_pairs_births_deaths_splits_and_merges():
    same = topics.align_topics(I[:3], I[[2, 0, 1]])
    assert [(old, new) for old, new, _ in same.pairs] == [(0, 1), (1, 2), (2, 0)]
    assert same.births == same.deaths == same.splits == same.merges == same.drifted == ()
    changed = topics.align_topics(I[:2], I[[0, 4]])
    assert (changed.births, changed.deaths) == ((1,), (1,))
    split = topics.align_topics(I[:1] + I[1:2], I[:2])
    assert split.splits == ((0, (0, 1)),)
    merged = topics.align_topics(I[:2], I[:1] + I[1:2])
    assert merged.merges == ((0, (0, 1)),)
    assert topics.align_topics(I[:0], I[:2]).births == (0, 1)


def test_topics_move_between_vocabularies():
    moved = topics.on_vocabulary(np.array([[1.0, 2.0]]), ["a", "b"], ["b", "c"])
    assert moved.tolist() == [[2, 0]]


def test_a_new_subject_is_proposed_once_and_an_old_one_never():
    counts, _, issues = planted(issues=30)
    rows, components = fitted(counts, issues)
    assert topics.propose_topics(rows, issues, components, topics.article_weights) == []
    rng = np.random.default_rng(1)
    fresh = np.zeros((30, rows.shape[1] + WORDS), dtype=int)
    for row in fresh:
        row[-WORDS:][rng.choice(WORDS, 6, replace=False)] = 1
    old = csr_matrix((counts.data, counts.indices, counts.indptr), (counts.shape[0], fresh.shape[1]))
    order = np.argsort(np.r_[issues, np.repeat(np.arange(20, 30), 3)], kind="stable")
    all_issues = np.r_[issues, np.repeat(np.arange(20, 30), 3)][order]
    both = vstack([old, csr_matrix(fresh)], format="csr")[order]
    rows = topics.tfidf(both, np.asarray((both > 0).sum(axis=0)).ravel(), both.shape[0])
    wide = np.pad(components, ((0, 0), (0, WORDS)))
    proposals = topics.propose_topics(rows, all_issues, wide, topics.article_weights)
    assert len(proposals) == 1
    assert proposals[0].first == 20
    assert set(np.argsort(-proposals[0].component)[:10] // WORDS) == {SUBJECTS}
    assert len(proposals[0].articles) == 30


TERMS = [
    "疫情",
    "新冠疫情",
    "防控",
    "检测",
    "会议",
    "开幕",
    "香港",
    "香港市民",
    "特区政府",
    "中国人民解放军三军仪仗队",
]


def label(weights, classes=None):
    """The label of one topic among others that hold the rest of TERMS."""
    row = np.zeros(len(TERMS))
    for term, weight in weights.items():
        row[TERMS.index(term)] = weight
    return topics.label_topics(row[None], TERMS, classes)[0]


def test_a_label_has_two_or_three_terms_that_share_no_word():
    assert label({"会议": 9, "防控": 8, "检测": 7, "开幕": 6}) == "会议·防控·检测"
    assert label({"疫情": 9, "新冠疫情": 8, "防控": 7}) == "新冠疫情·防控"
    assert label({"香港": 9, "香港市民": 3, "特区政府": 2}) == "香港·特区政府"


def test_a_label_is_short_enough_for_a_legend():
    long = label({"会议": 9, "中国人民解放军三军仪仗队": 8, "特区政府": 7})
    assert long == "会议·特区政府"
    assert label({"中国人民解放军三军仪仗队": 8}) == "中国人民解放军三军仪仗队"


def test_verbs_label_only_where_they_come_first_or_nothing_else_is_left():
    classes = ["n", "n", "vn", "v", "n", "v", "ns", "n", "nt", "nt"]
    assert label({"会议": 9, "开幕": 8, "检测": 7, "防控": 6}, classes) == "会议·防控·开幕"
    assert label({"开幕": 9, "会议": 8}, classes) == "开幕·会议"


def test_guessed_words_label_only_where_nothing_else_is_left():
    classes = ["n", "x", "n", "n", "xg", "n", "ns", "n", "nt", "nt"]
    assert label({"会议": 9, "香港": 8, "新冠疫情": 7}, classes) == "香港·新冠疫情"
    assert label({"会议": 9}, classes) == "会议"


def test_words_that_every_topic_has_label_none():
    shared = np.array([[9, 0, 5, 5, 0, 0], [9, 5, 0, 0, 5, 0], [9, 0, 0, 0, 0, 5]], dtype=float)
    labels = topics.label_topics(shared, TERMS[:6])
    assert labels == ["防控·检测·疫情", "新冠疫情·会议", "开幕·疫情"]


def test_no_two_topics_have_the_same_label():
    labels = topics.label_topics(np.array([[9, 0, 7, 6, 0, 0]] * 5, dtype=float), TERMS[:6])
    assert len(set(labels)) == 5
    assert all(labels)


@pytest.mark.parametrize("subjects", [4, 10, 30])
def test_the_planted_number_of_topics_is_chosen_whatever_the_dates(subjects):
    """Uneven subjects of overlapping words; the order of the rows is that of their dates."""
    rng = np.random.default_rng(subjects)
    common, own = rng.dirichlet(np.full(900, 0.3)), rng.dirichlet(np.full(900, 0.03), size=subjects)
    subject = rng.choice(subjects, 40 * subjects, p=rng.dirichlet(np.full(subjects, 4)))
    counts = csr_matrix(np.array([rng.multinomial(60, 0.5 * common + 0.5 * own[s]) for s in subject]))
    df = np.asarray((counts > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero((df >= 2) & (df <= 0.3 * len(subject)))
    rows = topics.tfidf(counts[:, kept], df[kept], len(subject))
    candidates = sorted({max(2, subjects // 2), round(subjects * 0.7), subjects, round(subjects * 1.5)})
    found = topics.choose_topics(rows, candidates=candidates)
    assert 0.75 * subjects <= found[0].topics <= 1.25 * subjects
    assert topics.choose_topics(rows[rng.permutation(len(subject))], candidates=candidates) == found
    assert sum("最一致" in choice.why for choice in found) <= 1


def test_few_articles_may_choose_and_one_allows_one_topic():
    one = csr_matrix(np.ones((1, 3), dtype=np.float32))
    assert [choice.topics for choice in topics.choose_topics(one)] == [1]
    counts, _, issues = planted(issues=2)
    rows, _ = fitted(counts, issues)
    assert len(topics.choose_topics(rows)) == 3


def test_what_hangs_together_by_nothing_is_not_proposed():
    """Rare words strewn over the latest articles are unexplained, new and frequent enough, and no topic."""
    counts, _, issues = planted(issues=30)
    rng = np.random.default_rng(2)
    strewn = np.zeros((counts.shape[0], 60), dtype=int)
    for row in np.flatnonzero(issues >= 20):
        strewn[row, rng.choice(60, 4, replace=False)] = 1
    wide = csr_matrix(np.hstack([counts.toarray(), strewn]))
    _, components = fitted(counts, issues)
    rows = topics.tfidf(wide, np.asarray((wide > 0).sum(axis=0)).ravel(), wide.shape[0])
    assert (
        topics.propose_topics(rows, issues, np.pad(components, ((0, 0), (0, 60))), topics.article_weights)
        == []
    )
