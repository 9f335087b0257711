"""SQL of why an article counts for its topics: the words that speak for each."""

from __future__ import annotations

import json

import pandas as pd

from trends.archive.scope import exact_sum, topic_id
from trends.archive.snapshot import Snapshot


def reason_table(snapshot: Snapshot, article_id: str, topics: int = 3, limit: int = 8) -> pd.DataFrame:
    """topic, weight (of the topic in the article), term, n (occurrences), part (0..1): for each of the
    article's heaviest topics the terms that carry it, heaviest first.

    part: (1 + ln n) × idf × weight of the term in the topic, as a part of the sum over the article's
    terms; idf = ln((1 + N) / (1 + df)) + 1, N and df as the topics were fitted. Empty for an unassigned article.
    """
    fitted = json.loads(snapshot.rows("SELECT value FROM meta WHERE key = 'fit'")[0][0])["articles"]
    table = snapshot.table(
        f"""WITH mine AS (SELECT article FROM articles WHERE id = ?),
                main AS (SELECT topic, weight FROM article_topics JOIN mine USING (article)
                         ORDER BY weight DESC, topic LIMIT ?),
                told AS (
                    SELECT m.topic, m.weight, t.text AS term, x.n,
                           (1 + ln(x.n)) * (ln((1 + ?) / (1 + t.df)) + 1)
                           * c.weight AS score
                    FROM main m JOIN components c USING (topic) JOIN article_terms x ON x.term = c.term
                    JOIN mine USING (article) JOIN terms t ON t.term = c.term)
           SELECT topic, weight, term, n, score / whole AS part
           FROM told JOIN (SELECT topic, {exact_sum("score")} AS whole FROM told GROUP BY topic) USING (topic)
           QUALIFY row_number() OVER (PARTITION BY topic ORDER BY score DESC, term) <= ?
           ORDER BY weight DESC, topic, part DESC, term""",
        [article_id, topics, fitted, limit],
    )
    return table.assign(topic=[topic_id(number) for number in table["topic"]])
