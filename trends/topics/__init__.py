"""TF-IDF rows → issue topics → topics through time: fit, weigh, name, update, align, choose how many.

A build runs: `tfidf` and `issue_topics` over partitions → `stacked` → `link_topics` → `refine_topics`
(or `accumulate` over partitions, summed in their order, → `improved`, a pass each) →
`article_weights` and `topic_words_by_issue` over partitions → `shown_words`, `label_topics`,
`formulaic`. Everything is deterministic: fixed order in, rounded weights out, one BLAS thread.
"""

from trends.topics.align import Alignment, align_topics, on_vocabulary
from trends.topics.choose import CANDIDATES, TopicCount, choose_topics, refitted
from trends.topics.exemplars import carried_topics
from trends.topics.formulas import Holders, formulaic
from trends.topics.issues import IssueTopics, issue_topics
from trends.topics.labels import LABEL_WORDS, label_topics
from trends.topics.linking import (
    SOFT_PASSES,
    Accumulated,
    Anchor,
    accumulate,
    improved,
    link_topics,
    refine_topics,
    stacked,
)
from trends.topics.nearest import nearest_topics
from trends.topics.numerics import unit_rows
from trends.topics.proposals import EARLIER, PROPOSAL_TERMS, WINDOW, Proposal, propose_topics
from trends.topics.related import related_terms, widened
from trends.topics.weighting import idf, tfidf
from trends.topics.weights import ArticleWeights, article_weights
from trends.topics.words import TopicWords, display_weights, shown_words, topic_words_by_issue

__all__ = [
    "CANDIDATES",
    "EARLIER",
    "LABEL_WORDS",
    "PROPOSAL_TERMS",
    "SOFT_PASSES",
    "WINDOW",
    "Accumulated",
    "Alignment",
    "Anchor",
    "ArticleWeights",
    "Holders",
    "IssueTopics",
    "Proposal",
    "TopicCount",
    "TopicWords",
    "accumulate",
    "align_topics",
    "article_weights",
    "carried_topics",
    "choose_topics",
    "display_weights",
    "formulaic",
    "idf",
    "improved",
    "issue_topics",
    "label_topics",
    "link_topics",
    "nearest_topics",
    "on_vocabulary",
    "propose_topics",
    "refine_topics",
    "refitted",
    "related_terms",
    "shown_words",
    "stacked",
    "tfidf",
    "topic_words_by_issue",
    "unit_rows",
    "widened",
]
