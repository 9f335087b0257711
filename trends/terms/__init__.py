"""Text → terms: segmenting, counting, vocabulary, phrases, names."""

from trends.terms.counts import TermCounts, count_terms
from trends.terms.segment import classes_of, normalised, word_frequencies, words_of
from trends.terms.vocabulary import Vocabulary, content_words, document_frequencies, vocabulary

__all__ = [
    "TermCounts",
    "Vocabulary",
    "classes_of",
    "content_words",
    "count_terms",
    "document_frequencies",
    "normalised",
    "vocabulary",
    "word_frequencies",
    "words_of",
]
