"""How often a sentence claims a change where there is none: findings of archives whose time is shuffled.

python -m benchmarks.shuffled ARCHIVE [--rounds 4] [--ranges 12] [--seed 0]

The snapshot is copied and its articles are dealt out anew over their places in time, one by one ("articles")
or whole issues at once ("issues"), so that nothing is left to find. Then the findings of months, of years and of the
last 30 days are made, and for each kind of sentence it is counted how many ranges claim something. The bound is
one in ten for each kind.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import numpy as np

from trends.archive import Archive, open_archive
from trends.findings import Case, Subject
from trends.findings.bursts import burst_section
from trends.findings.phrases import fading_section, phrase_section

BOUND = 0.1
KINDS: dict[str, Callable[[Case], int]] = {
    "topics rose or fell": lambda case: len(case.rises) + len(case.falls),
    "phrases rose": lambda case: _rows(phrase_section(case)),
    "phrases faded": lambda case: _rows(fading_section(case)),
    "topics stood out (bursts)": lambda case: _rows(burst_section(case)),
}


def _rows(section: object) -> int:
    """Rows of what a section claims; 0 where there is none."""
    return 0 if section is None else len(section.numbers)  # type: ignore[attr-defined]


def shuffled(archive: Path, folder: Path, how: str, seed: int) -> Archive:
    """A copy of the archive's snapshot in `folder` with its articles at other places in time."""
    source = open_archive(archive).snapshot.path
    (folder / "snapshots").mkdir(parents=True, exist_ok=True)
    copy = folder / "snapshots" / source.name
    shutil.copyfile(source, copy)
    rng = np.random.default_rng(seed)
    with duckdb.connect(str(copy)) as db:
        articles = db.execute("SELECT article, date, paper FROM articles ORDER BY article").df()
        if how == "articles":
            dealt = articles[["date", "paper"]].iloc[rng.permutation(len(articles))].reset_index(drop=True)
            articles = articles[["article"]].join(dealt)
        else:
            for _, own in articles.groupby("paper"):
                dates = own["date"].unique()
                turned = dict(zip(dates, rng.permutation(dates), strict=True))
                articles.loc[own.index, "date"] = own["date"].map(turned)
        db.register("dealt", articles)
        db.execute(
            "UPDATE articles SET date = dealt.date, paper = dealt.paper FROM dealt "
            "WHERE articles.article = dealt.article"
        )
        db.execute(
            "UPDATE issues SET articles = n, characters = c FROM (SELECT date, paper, count(*) AS n, "
            "sum(characters) AS c FROM articles GROUP BY ALL) own "
            "WHERE issues.date = own.date AND issues.paper = own.paper"
        )
    (folder / "CURRENT").write_text(copy.name)
    return open_archive(folder, copy.name)


def ranges(archive: Archive, wanted: int, rng: np.random.Generator) -> Iterator[Subject]:
    """The last 30 days, and months and years of the archive taken at random."""
    yield Subject()
    first, last = (dt.date.fromisoformat(day) for day in (archive.meta.first, archive.meta.last))
    months = [(y, m) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    inside = [(y, m) for y, m in months if first <= dt.date(y, m, 1) <= last - dt.timedelta(days=31)]
    for place in rng.choice(len(inside), min(wanted, len(inside)), replace=False)[: wanted * 3 // 4]:
        y, m = inside[place]
        yield Subject(dt.date(y, m, 1), dt.date(y + m // 12, m % 12 + 1, 1) - dt.timedelta(days=1))
    years = list(range(first.year + 1, last.year))
    for y in rng.choice(years, min(wanted // 4, len(years)), replace=False) if years else ():
        yield Subject(dt.date(int(y), 1, 1), dt.date(int(y), 12, 31))


def measured(archive: Path, rounds: int, wanted: int, seed: int) -> list[dict[str, object]]:
    """how, kind, ranges, claiming (0..1), claims (mean of a range) of shuffled time, and of the archive itself."""
    rows = []
    for how in ("articles", "issues", "as it is"):
        counts: dict[str, list[int]] = {kind: [] for kind in KINDS}
        for turn in range(rounds if how != "as it is" else 1):
            with tempfile.TemporaryDirectory() as folder:
                asked = (
                    open_archive(archive)
                    if how == "as it is"
                    else shuffled(archive, Path(folder), how, seed + turn)
                )
                for subject in ranges(asked, wanted, np.random.default_rng(seed + turn)):
                    case = Case(asked, subject)
                    for kind, count in KINDS.items():
                        counts[kind].append(count(case))
        for kind, found in counts.items():
            claiming = float(np.mean(np.array(found) > 0)) if found else 0.0
            rows.append(
                {"how": how, "kind": kind, "ranges": len(found), "claiming": round(claiming, 3), "claims": round(float(np.mean(found)), 2)}
            )  # fmt: skip
    return rows


def main() -> int:
    """Prints the table as JSON Lines; 1 when a kind of sentence claims too often."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--ranges", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    rows = measured(asked.archive, asked.rounds, asked.ranges, asked.seed)
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    return int(any(row["how"] != "as it is" and float(str(row["claiming"])) > BOUND for row in rows))


if __name__ == "__main__":
    sys.exit(main())
