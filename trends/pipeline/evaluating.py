"""A snapshot → every score that it allows."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from trends.archive.snapshot import Snapshot
from trends.archive.sql.evidence import judged_topics
from trends.quality import Evidence, evaluate


def scores(snapshot: Snapshot) -> dict[str, float]:
    """Scores of `quality.SCORES` by name, 4 digits: coherence and diversity of the shown words,
    smoothness and grounding of the words of each quarter, unassigned articles, and agreement with
    the source's labels when every article has one."""
    found = judged_topics(snapshot)
    presence = csr_matrix(
        (np.ones(len(found.term), dtype=np.float32), (found.article, found.term)),
        shape=(found.articles, max(found.terms, 1)),
    )
    quarters = range(len(found.quarter_words))
    return evaluate(
        Evidence(
            words=found.words,
            presence=presence,
            main=found.main,
            labels=found.labels,
            period_words=found.quarter_words,
            period_presence=[presence[found.quarter == quarter] for quarter in quarters],
        )
    )
