"""Where a build's topics begin: with the topics of the snapshot before it, or anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trends import topics
from trends.pipeline.previous import Previous
from trends.terms import Vocabulary

# An archive that grew more than so many times is asked anew how many topics it has.
OUTGROWN = 2


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a build's topics are of. ids: of all articles, in the order of the partitions."""

    vocabulary: Vocabulary
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Start:
    """components: (K × V) float32 unit rows; anchor: what they keep near to, None for a fit begun anew;
    asked: how many topics were wanted."""

    components: np.ndarray
    anchor: topics.Anchor | None
    asked: int


def kept_number(corpus: Corpus, previous: Previous) -> int:
    """How many topics the previous snapshot has, accepted ones aside, where nobody asks for a number; 0 where it must
    be chosen: there is none, or its topics were fitted on less than half or more than twice the articles."""
    if previous.fitted is None or previous.fresh:
        return 0
    now, then = corpus.vocabulary.articles, previous.fitted.articles
    fits = now <= OUTGROWN * then and then <= OUTGROWN * now
    return max(len(previous.fitted.ids) - len(previous.accepted), 0) if fits else 0


def started(stack: csr_matrix, number: int, corpus: Corpus, previous: Previous) -> Start:
    """The topics of the previous snapshot, what is new in the stack (M × V) beside them or in their place; or
    topics linked anew. Topics that a person accepted stay in either case, beyond the number.

    The anchor weighs old topics by their evidence: as many times all rows as there are articles that they
    were fitted on for each that they were not. So a topic moves with what is new, and hardly at all when
    little is; terms that are new take what weight the articles give them.
    """
    old = previous.fitted
    if old is None or not previous.carries:
        return Start(topics.link_topics(stack, number), None, number)
    vocabulary = corpus.vocabulary
    before = topics.unit_rows(topics.on_vocabulary(old.components, old.terms, vocabulary.fitted_terms))
    said = before.any(axis=1)
    before, accepted = before[said], np.isin(old.ids, old.accepted)[said]
    if previous.fresh:
        components = topics.link_topics(stack, number)
        found = {row for row, _, _ in topics.align_topics(before, components).pairs}
        lost = [row for row in np.flatnonzero(accepted) if row not in found]
        return Start(np.vstack([components, before[lost]]), None, number)
    components, rows = topics.carried_topics(stack, number + int(accepted.sum()), before, accepted)
    known = min(sum(name in previous.main for name in corpus.ids), old.articles)
    evidence = known / max(len(corpus.ids) - known, 1)
    if len(components) != len(old.ids):
        evidence = min(evidence, 1.0)
    weight = np.where(rows >= 0, evidence, 0).astype(np.float32)
    return Start(
        components, topics.Anchor(components, weight, np.isin(vocabulary.fitted_terms, old.terms)), number
    )
