"""Segmenting, counting and the vocabulary."""

from __future__ import annotations

from pathlib import Path

import jieba
import numpy as np
import pytest

from trends.readers.wordlists import read_words, stopwords, user_dictionary
from trends.terms import count_terms, document_frequencies, normalised, vocabulary, words_of
from trends.terms.counts import is_term
from trends.terms.segment import KEEP_WHOLE, segmenter
from trends.terms.vocabulary import least_df

PAGES = sorted((Path(__file__).parents[1] / "seeds" / "pages").glob("*.txt"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_rjieba_cuts_as_jieba_does(page: Path) -> None:
    own = jieba.Tokenizer()
    for word in sorted(user_dictionary()):
        own.add_word(word, KEEP_WHOLE)
    text = normalised(page.read_text("utf-8"))
    ours = words_of(text, user_dictionary())
    theirs = list(own.cut(text, HMM=True))
    # The one known difference: rjieba keeps a hyphen between digits, "37-0048", jieba does not.
    assert _terms(ours) == _terms(theirs)


def _terms(words: list[str]) -> list[str]:
    return [word for word in words if is_term(word)]


def test_no_word_is_read_across_punctuation() -> None:
    words = words_of("讨论发展中。国家队昨天获胜")
    assert "发展中国家" not in words
    assert "国家队" in words


@pytest.mark.parametrize(
    ("text", "plain"),
    [("２０２４年", "2024年"), ("Ａ股", "A股"), ("⼈民", "人民"), ("你好，世界（新）", "你好，世界（新）")],
)
def test_compatibility_forms_become_plain(text: str, plain: str) -> None:
    assert normalised(text) == plain


def test_user_words_stay_whole() -> None:
    assert "六个新聊城" in words_of("建设六个新聊城的目标", frozenset({"六个新聊城"}))
    assert "六个新聊城" not in words_of("建设六个新聊城的目标")


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("聊城", True),
        ("5G", True),
        ("24小时", True),
        ("2024", False),
        ("3.5%", False),
        ("的", False),
        ("，。", False),
    ],
)
def test_what_is_a_term(word: str, kept: bool) -> None:
    assert is_term(word) is kept


def test_counts_of_head_and_body() -> None:
    counts = count_terms(["聊城发展", ""], ["聊城经济发展。聊城", "经济"])
    found = {
        (int(article), counts.terms[term]): (int(n), int(head))
        for article, term, n, head in zip(counts.article, counts.term, counts.n, counts.head, strict=True)
    }
    assert found == {(0, "聊城"): (3, 1), (0, "发展"): (2, 1), (0, "经济"): (1, 0), (1, "经济"): (1, 0)}


def test_the_words_never_cut_are_looked_up_once_for_all_texts() -> None:
    """Comparing tens of thousands of words takes longer than cutting an article."""
    before = segmenter.cache_info()
    count_terms(["头版"] * 20, ["聊城新闻"] * 20, frozenset({"聊城新闻"}))
    after = segmenter.cache_info()
    assert after.hits + after.misses - before.hits - before.misses == 1


def test_a_unit_after_a_number_begins_no_term() -> None:
    texts = ["俄国防部12日称，5月12日至15日访华。第135届广交会今天开幕", "日本2012年度报告"]
    terms = count_terms(["", ""], texts).terms
    assert not {"日称", "日至", "届广交会"} & set(terms)
    assert {"广交会", "访华", "日本", "年度报告"} <= set(terms)


def test_counts_of_nothing() -> None:
    counts = count_terms([], [])
    assert counts.terms == []
    assert len(counts.n) == 0
    assert count_terms([""], [""]).terms == []


def test_what_the_segmenter_only_guessed_is_told_from_what_was_found() -> None:
    df = document_frequencies([(["经济", "草沙", "放管服"], np.array([3, 3, 3]))])
    kept = vocabulary(df, 10, min_df=1, max_df=1.0, keep=frozenset({"放管服"}))
    assert dict(zip(kept.terms, kept.classes, strict=True)) == {"放管服": "x", "经济": "n", "草沙": "xg"}


def test_vocabulary_keeps_content_terms_within_their_frequencies() -> None:
    df = document_frequencies([(["经济", "非常", "聊城", "稀有"], np.array([30, 30, 90, 1]))])
    kept = vocabulary(df, 100, min_df=2, max_df=0.5, stopwords=frozenset())
    # 非常 is an adverb, 稀有 in too few; 聊城 is in too many to tell topics apart, and counted all the same
    assert (kept.terms, kept.fitted_terms) == (("经济", "聊城"), ("经济",))
    assert kept.df.tolist() == [30, 90]


def test_vocabulary_keeps_the_commonest_and_what_people_asked_for() -> None:
    df = {"经济": 30, "教育": 20, "医院": 10, "三提三敢": 5}
    assert vocabulary(df, 100, min_df=1, max_df=0.3, max_terms=2).fitted_terms == ("教育", "经济")
    assert "三提三敢" in vocabulary(df, 100, keep=frozenset({"三提三敢"})).terms


@pytest.mark.parametrize(
    ("articles", "terms_each", "floor"),
    [
        (1, 90, 1),
        (11, 90, 1),
        (38, 90, 2),
        (2_928, 130, 6),
        (74_496, 90, 20),
        (8_245, 10, 3),
        (74_496, 5, 16),
    ],
)
def test_rare_means_something_else_in_a_small_archive_or_one_of_short_texts(
    articles: int, terms_each: int, floor: int
) -> None:
    assert least_df(articles, articles * terms_each, 20) == floor


def test_word_lists_are_words_with_reasons(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# comment\n聊城\tcity\n\n 三农 \n", "utf-8")
    assert read_words(path) == {"聊城", "三农"}
    assert "的" in stopwords()
    assert "记者" in stopwords()
