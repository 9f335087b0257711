"""What sets an issue apart from the issues of its paper before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

KEPT = 20


@dataclass
class History:
    """How often each term stood in a paper's issues so far; grows issue by issue, in order of date.

    issues: (V,) issues that hold the term; last: (V,) number of the last of them, 1 = the paper's
    first issue; length: issues so far.
    """

    issues: np.ndarray
    last: np.ndarray
    length: int = 0


@dataclass(frozen=True)
class Distinctive:
    """Terms of one issue, the most distinctive first; all arrays have one entry a term.

    weight = (1 + ln occurrences) · ln((1 + issues up to now) / (1 + issues up to now with the term
    before this one)), an issue taken as one document. Only this and earlier issues count, so what
    is said of an issue never changes. issues: issues with the term, this one included; since:
    issues since the last one with it, 0 when this is the first.
    """

    term: np.ndarray
    weight: np.ndarray
    issues: np.ndarray
    since: np.ndarray


def distinctive(history: History, terms: np.ndarray, occurrences: np.ndarray) -> Distinctive:
    """The issue that comes after `history`, which takes it in. terms: (t,) distinct, ascending;
    occurrences: (t,) of each in all articles of the issue."""
    place = history.length + 1
    before, last = history.issues[terms], history.last[terms]
    weight = (1 + np.log(occurrences)) * np.log((1 + place) / (1 + before))
    best = np.lexsort((terms, -weight))[:KEPT]
    found = Distinctive(
        terms[best], weight[best], before[best] + 1, np.where(before > 0, place - last, 0)[best]
    )
    history.issues[terms] += 1
    history.last[terms] = place
    history.length = place
    return found
