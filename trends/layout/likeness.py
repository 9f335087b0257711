"""How much of a headline stands in a body: shared pairs of letters, longest shared run."""

from __future__ import annotations

import itertools
import math
import operator
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trends.layout.units import Unit

_LETTERS = re.compile(r"[\u3400-\u9fffA-Za-z0-9%]+")


def content_of(units: Sequence[Unit]) -> str:
    """The units' letters and digits, run together."""
    return "".join(_LETTERS.findall("".join([unit.text for unit in units])))


def pairs_of(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters."""
    return frozenset(map(operator.add, text, text[1:]))


def overlap(head: str, body: str) -> float:
    """Share of the head's character bigrams that the body holds, 0..1; both reduced to letters and digits."""
    pairs = pairs_of(head)
    return sum(pair in body for pair in pairs) / len(pairs) if pairs else 0.0


@dataclass(frozen=True, slots=True)
class Bodies:
    """The texts of a page's stories, their pairs of letters, and how many of them hold each pair."""

    contents: Sequence[str]
    pairs: Sequence[frozenset[str]]
    holders: Mapping[str, int]

    def share(self, head: str, index: int) -> float:
        """Share of the head's pairs that body `index` holds, where one counts less the more bodies hold it."""
        mine = self.pairs[index]
        own = total = 0.0
        for pair in pairs_of(head):
            weight = 1 / self.holders.get(pair, 1)
            total += weight
            if pair in mine:
                own += weight
        return own / total if total else 0.0


def bodies_of(contents: Sequence[str]) -> Bodies:
    """The same of texts that are reduced to letters and digits."""
    pairs = [pairs_of(content) for content in contents]
    return Bodies(contents, pairs, Counter(itertools.chain.from_iterable(pairs)))


def longest_run(head: str, body: str) -> int:
    """Length of the longest stretch of the head that stands in the body."""
    best = 0
    for i in range(len(head)):
        while i + best < len(head) and head[i : i + best + 1] in body:
            best += 1
    return best


def kinship(before: frozenset[str], after: frozenset[str]) -> float:
    """Log-odds that two stretches of text are of one story, by the pairs of letters they share.

    Fitted by logistic regression on stretches of 60 to 600 letters of news stories, AUC 0.96; 1 of 50
    stretches of one story falls below -2.2, two thirds of others do.
    """
    if not before or not after:
        return 0.0
    shared = len(before & after)
    return 12.9 + 3.59 * math.log1p(shared) - 1.97 * math.log(len(before)) - 2.11 * math.log(len(after))
