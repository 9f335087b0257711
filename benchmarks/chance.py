"""How often does each kind of claim stand where there is nothing to claim? Time is shuffled, and everything asked again.

    python -m benchmarks.chance --archive DIR [--worlds 40]

Two shuffles: articles over the places of articles (nothing hangs together any more), and whole issues over the dates of
issues (what hangs together in an issue still does). A claim is what the `beyond_chance` of movers lets through, a burst,
or a key word at one in a thousand. Told are the worlds, of 100, with at least one false claim, and the claims in one
world; then the same for real windows.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from trends.archive import open_archive
from trends.archive.snapshot import Snapshot
from trends.series.bursts import burst_table
from trends.series.chance import FALSE_PART, adjusted, difference_p
from trends.series.intervals import IssueCounts, difference_effects, summed
from trends.series.periods import periods_between, periods_of

WINDOW = 30  # issues
YEAR = 365


@dataclass(frozen=True)
class World:
    """articles × items, the issue of each article, and the dates of the issues."""

    held: csr_matrix
    issue: np.ndarray
    dates: np.ndarray

    def counts(self, columns: slice = slice(None)) -> IssueCounts:
        rows = len(self.dates)
        of = csr_matrix(
            (np.ones(len(self.issue)), (self.issue, np.arange(len(self.issue)))), (rows, len(self.issue))
        )
        whole = np.bincount(self.issue, minlength=rows).astype(float)
        n = (of @ self.held[:, columns]).toarray()
        return IssueCounts(self.dates, np.full(rows, ""), n, whole, whole, whole)


def world(snapshot: Snapshot, sql: str) -> World:
    """sql: item (dense number), article."""
    articles = snapshot.table("SELECT article, date FROM articles ORDER BY article")
    dates, issue = np.unique(articles["date"].to_numpy(dtype=str), return_inverse=True)
    held = snapshot.table(sql)
    row = np.searchsorted(articles["article"].to_numpy(), held["article"].to_numpy())
    _, item = np.unique(held["item"].to_numpy(), return_inverse=True)
    return World(
        csr_matrix((np.ones(len(row)), (row, item)), (len(articles), int(item.max()) + 1)), issue, dates
    )


def by_articles(real: World, rng: np.random.Generator) -> World:
    return World(real.held, rng.permutation(real.issue), real.dates)


def by_issues(real: World, rng: np.random.Generator) -> World:
    return World(real.held, rng.permutation(len(real.dates))[real.issue], real.dates)


def moves(found: World, at: int, before: int, least: int) -> int:
    """Items whose change from `before` issues to the WINDOW issues at `at` is beyond chance."""
    inside = (found.issue >= at - before) & (found.issue < at + WINDOW)
    part = World(
        found.held[inside], found.issue[inside] - at + before, found.dates[at - before : at + WINDOW]
    )
    new = part.issue >= before
    n, m = (np.asarray(part.held[side].sum(axis=0)).ravel() for side in (new, ~new))
    asked = np.flatnonzero((n >= least) | (m >= least))
    counts = World(part.held[:, asked], part.issue, part.dates).counts()
    late = np.arange(before + WINDOW) >= before
    one, two = (summed(counts.rows(side), np.zeros(int(side.sum()), dtype=int), 1) for side in (late, ~late))
    p = difference_p(one.n, one.total, two.n, two.total, difference_effects(one, two))[0]
    return int((adjusted(p) <= FALSE_PART).sum())


def bursts(found: World, by: str) -> int:
    periods = periods_between(found.dates[0], found.dates[-1], by)  # type: ignore[arg-type]
    place = pd.Index(periods["period"]).get_indexer(periods_of(pd.Series(found.dates), by))  # type: ignore[arg-type]
    items = found.held.shape[1]
    tables = [
        burst_table(
            [""] * min(500, items - first), periods, found.counts(slice(first, first + 500)), place, of=items
        )
        for first in range(0, items, 500)
    ]
    return sum(map(len, tables))


def claims(real: dict[str, World]) -> dict[str, tuple[World, Callable[[World], int]]]:
    issues = len(real["topics"].dates)

    def at(found: World, *, least: int, before: int) -> int:
        return moves(found, issues - WINDOW, before, least)

    return {
        "a topic rose or fell, 30 v 30 issues": (real["topics"], lambda w: at(w, least=1, before=WINDOW)),
        "a new phrase, 30 v 365 issues": (real["phrases"], lambda w: at(w, least=3, before=YEAR)),
        "a topic burst, by week": (real["topics"], lambda w: bursts(w, "week")),
        "a topic burst, by month": (real["topics"], lambda w: bursts(w, "month")),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", required=True)
    parser.add_argument("--worlds", type=int, default=40)
    asked = parser.parse_args()
    snapshot = open_archive(asked.archive).snapshot
    real = {
        "topics": world(snapshot, "SELECT topic AS item, article FROM articles WHERE topic > 0"),
        "phrases": world(
            snapshot,
            "SELECT term AS item, article FROM article_terms WHERE term IN "
            "(SELECT term FROM terms WHERE text IN (SELECT phrase FROM phrases))",
        ),
    }
    rng = np.random.default_rng(0)
    rows = []
    for name, (base, claim) in claims(real).items():
        row: dict[str, object] = {"claim": name}
        for shuffle in (by_articles, by_issues):
            made = [claim(shuffle(base, rng)) for _ in range(asked.worlds)]
            row[f"{shuffle.__name__}: worlds with one, of 100"] = round(
                100 * float(np.mean(np.array(made) > 0)), 1
            )
        row["claims really made"] = claim(base)
        rows.append(row)
    print(pd.DataFrame(rows).to_string(index=False))
    starts = np.linspace(400, len(real["topics"].dates) - WINDOW, 40).astype(int)
    told = [moves(real["topics"], int(start), WINDOW, 1) for start in starts]
    print(
        f"real windows with a topic that moved: {np.mean(np.array(told) > 0):.0%}, {np.mean(told):.1f} topics each"
    )


if __name__ == "__main__":
    main()
