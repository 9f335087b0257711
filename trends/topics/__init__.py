from trends.topics.issues import IssueTopics, issue_topics
from trends.topics.linking import link_topics, refine_topics, stacked
from trends.topics.weighting import tfidf
from trends.topics.weights import ArticleWeights, article_weights
from trends.topics.provisional import topic_words_by_issue, nearest_topics
