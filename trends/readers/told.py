"""Faults of one kind in many rows of a table: a few told one by one, the others summed up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from trends.records import Article, Problem

SINGLY = 3  # of one kind
_OWN = re.compile(r"“[^”]*”|\d{4}-\d\d-\d\d")  # what differs from row to row


@dataclass
class Told:
    """The faults of one table so far."""

    last: dict[tuple[str, str], Problem] = field(default_factory=dict)  # what and cure → its last one
    count: dict[tuple[str, str], int] = field(default_factory=dict)

    def of(self, item: Article | Problem) -> Iterator[Article | Problem]:
        """The item itself, unless it is one more fault of a kind that was told often enough."""
        if isinstance(item, Article):
            yield item
            return
        kind = (_OWN.sub("", item.what), item.cure)
        self.count[kind] = self.count.get(kind, 0) + 1
        self.last[kind] = item
        if self.count[kind] <= SINGLY:
            yield item

    def rest(self) -> Iterator[Problem]:
        """For each kind how many more there were."""
        for kind, last in self.last.items():
            if (more := self.count[kind] - SINGLY) > 0:
                what = f"{_OWN.sub('…', last.what)}：还有 {more} 条（到第 {last.line} 行）"
                yield replace(last, what=what)
