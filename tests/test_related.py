"""Short texts: terms that stand together lend each other their weight."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.metrics import normalized_mutual_info_score

from tests.builders import build, days, mixed_records, write_jsonl
from trends import topics

SUBJECTS, WORDS, TEXTS = 4, 60, 1_200


@pytest.fixture(scope="module")
def headlines() -> tuple[csr_matrix, np.ndarray]:
    """Texts of four words, two of one subject's sixty and two of any: two of a subject seldom share a word."""
    rng = np.random.default_rng(0)
    subject = rng.integers(0, SUBJECTS, TEXTS)
    own = subject[:, None] * WORDS + rng.integers(0, WORDS, (TEXTS, 2))
    words = np.hstack([own, rng.integers(0, SUBJECTS * WORDS, (TEXTS, 2))])
    at = (np.repeat(np.arange(TEXTS), 4), words.ravel())
    counts = csr_matrix((np.ones(TEXTS * 4), at), shape=(TEXTS, SUBJECTS * WORDS))
    return counts, subject


def main_topics(rows: csr_matrix, seen: csr_matrix) -> np.ndarray:
    own = [topics.issue_topics(seen[begin : begin + 60]).components for begin in range(0, TEXTS, 60)]
    start = topics.link_topics(topics.stacked(own), SUBJECTS)
    return topics.article_weights(rows, topics.refine_topics(start, lambda: [seen])).main


def test_topics_of_headlines_are_found_by_words_that_stand_together(
    headlines: tuple[csr_matrix, np.ndarray],
) -> None:
    counts, subject = headlines
    rows = topics.tfidf(counts, np.asarray((counts > 0).sum(axis=0)).ravel(), TEXTS)
    plain = normalized_mutual_info_score(subject, main_topics(rows, rows))
    wide = topics.widened(rows, topics.related_terms([counts[:500], counts[500:]]))
    found = normalized_mutual_info_score(subject, main_topics(rows, wide))
    assert found > plain + 0.1


def test_related_terms_are_those_that_stand_in_the_same_articles_whatever_the_blocks(
    headlines: tuple[csr_matrix, np.ndarray],
) -> None:
    counts, _ = headlines
    related = topics.related_terms([counts])
    apart = topics.related_terms([counts[:100], counts[100:900], counts[900:]])
    assert (related != apart).nnz == 0
    held = (counts > 0).toarray().astype(float)
    cosine = (held.T @ held) / np.sqrt(np.outer(held.sum(axis=0), held.sum(axis=0)))
    np.fill_diagonal(cosine, 0)
    for term in (0, 100, 239):
        assert related[term].toarray().max() == pytest.approx(cosine[term].max())
        assert np.diff(related.indptr).max() <= 50


def test_widened_rows_keep_their_own_words_heaviest_and_empty_ones_stay_empty() -> None:
    related = csr_matrix(np.array([[0, 0.5, 0.2], [0.5, 0, 0], [0.2, 0, 0]], dtype=np.float32))
    wide = topics.widened(csr_matrix(np.array([[1, 0, 0], [0, 0, 0]], dtype=np.float32)), related).toarray()
    assert wide[0].argmax() == 0
    assert (wide[0] > 0).all()
    assert not wide[1].any()
    assert np.linalg.norm(wide[0]) == pytest.approx(1)


def test_damaged_related_terms_are_made_again(tmp_path: Path) -> None:
    source = write_jsonl(
        tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 12), {"farm": 2, "school": 2})
    )
    archive = tmp_path / "archive"
    build(source, archive, topics=2)
    kept = next((archive / "work" / "related").glob("*.record"))
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    shutil.rmtree(archive / "work" / "fitted")
    build(source, archive, topics=3)
    assert kept.read_bytes() == whole
