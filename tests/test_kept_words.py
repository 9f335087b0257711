"""Words that people keep whole stay whole, signs inside included, as jieba's own lists write them too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from trends.readers.wordlists import read_words
from trends.terms.counts import is_term
from trends.terms.segment import words_of
from trends.topics.exemplars import exemplar_topics


def test_words_with_signs_and_with_frequencies_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "userdict.txt"
    path.write_text("PM2.5\n新六产 8 nz\n5G+工业互联网\n云计算 n\n三提三敢\t口号\n", "utf-8")
    words = read_words(path)
    assert words == {"PM2.5", "新六产", "5G+工业互联网", "云计算", "三提三敢"}
    text = "全市PM2.5下降，新六产与5G+工业互联网、云计算发展，见www.sina.com，增长3.14。"
    terms = [word for word in words_of(text, words) if is_term(word)]
    assert words - {"三提三敢"} <= set(terms)
    assert not any("sina" in term or "3.14" in term for term in terms)


def test_articles_without_a_single_term_have_a_topic_of_nothing() -> None:
    found = exemplar_topics(csr_matrix((9, 1), dtype=np.float32), 2)
    assert found.shape == (1, 1)
    assert np.isfinite(found).all()
