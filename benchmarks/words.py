"""How fast words are asked and how well they are found.

`python benchmarks/words.py ARCHIVE [--texts FILE.jsonl.gz] [--jobs N] [--json FILE]`

Prints seconds (median of five, the first call apart) of every word question over an archive, and,
given a table of texts, of the discovery of phrases and of names with the peak memory of it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import itertools
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from trends.archive import Archive, open_archive  # noqa: E402
from trends.archive import words as asked  # noqa: E402
from trends.records import Scope  # noqa: E402
from trends.terms.names import names_of  # noqa: E402
from trends.terms.phrases import discover  # noqa: E402

WANTED = {"一带一路", "新质生产力", "人类命运共同体", "共同富裕", "双循环", "放管服"}
ALL = Scope()


def year(number: int) -> Scope:
    return Scope(since=dt.date(number, 1, 1), until=dt.date(number, 12, 31))


def questions(archive: Archive) -> dict[str, Callable[[], Any]]:
    """Every question with a limit of its own, and the rest."""
    s = archive.snapshot
    last = int(archive.meta.last[:4]) - 1
    eight = ["疫情", "脱贫", "雄安", "航天", "奥运", "一带一路", "GDP", "乡村振兴 产业 -旅游"]
    return {
        "timeline by issue (≤ 0.3)": lambda: asked.keywords(s, ["新质生产力"], ALL, "issue"),
        "timeline by month, a|b (≤ 0.3)": lambda: asked.keywords(s, ["疫情|新冠"], ALL, "month"),
        "eight timelines": lambda: asked.keywords(s, eight, ALL, "month"),
        "concordance, first page (≤ 0.2)": lambda: asked.concordance(s, "新质生产力", ALL),
        "concordance, page 601 of 发展": lambda: asked.concordance(s, "发展", ALL, offset=30_000),
        "concordance by right context": lambda: asked.concordance(s, "雄安", ALL, order="right"),
        "company of 雄安": lambda: asked.cooccurring(s, "雄安", ALL),
        "company within 20 characters": lambda: asked.cooccurring(s, "雄安", ALL, window=20),
        "bursts of five queries": lambda: asked.bursts(s, ALL, "month", queries=eight[:5]),
        "bursts of all topics": lambda: asked.bursts(s, ALL, "month", "topics"),
        "bursts of all terms": lambda: asked.bursts(s, ALL, "month", "terms"),
        "movers of topics": lambda: asked.movers(s, year(last), year(last - 1)),
        "movers of terms": lambda: asked.movers(s, year(last), year(last - 1), "terms"),
        "keyness of two years (≤ 1)": lambda: asked.keyness(s, year(last), year(last - 1)),
        "phrases of a year": lambda: asked.phrases(s, year(last)),
        "people of a year": lambda: asked.names(s, year(last), "person"),
    }


def seconds(question: Callable[[], Any], times: int = 5) -> tuple[float, float]:
    """(first call, median of the rest)."""
    taken = []
    for _ in range(times + 1):
        start = time.perf_counter()
        question()
        taken.append(time.perf_counter() - start)
    return taken[0], statistics.median(taken[1:])


def partitions(path: Path) -> list[tuple[list[str], list[str]]]:
    """Dates and texts of each month of a JSON Lines table."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = sorted(
            ((r["date"], r["title"] + "\n" + r["body"]) for r in map(json.loads, lines)), key=lambda r: r[0]
        )
    months = [list(month) for _, month in itertools.groupby(rows, key=lambda row: row[0][:7])]
    return [([d for d, _ in month], [t for _, t in month]) for month in months]


def discovery(path: Path, jobs: int) -> dict[str, Any]:
    """Seconds and peak memory of finding phrases; seconds a million characters of finding names."""
    from joblib import Parallel, delayed

    parts = partitions(path)
    run = map if jobs == 1 else lambda f, xs: Parallel(jobs, return_as="generator")(delayed(f)(x) for x in xs)
    start = time.perf_counter()
    found = discover(parts, run)
    taken = time.perf_counter() - start
    texts = [text for _, some in parts[:: max(1, len(parts) // 6)] for text in some]
    start = time.perf_counter()
    names = sum(len(names_of(text)) for text in texts)
    each = (time.perf_counter() - start) / sum(map(len, texts)) * 1e6
    own, workers = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "characters": sum(len(text) for _, some in parts for text in some),
        "jobs": jobs,
        "phrases": len(found),
        "slogans found": sorted(WANTED & set(found["phrase"])),
        "seconds of phrases": round(taken, 1),
        "peak MB (this process, largest worker)": [round(own), round(workers)],
        "names found": names,
        "seconds of names a million characters": round(each, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    archive = open_archive(options.archive)
    result: dict[str, Any] = {"articles": archive.meta.articles, "characters": archive.meta.characters}
    print(f"{archive.meta.articles:,} articles, {archive.meta.characters:,} characters")
    for name, question in questions(archive).items():
        first, median = seconds(question)
        result[name] = {"first": round(first, 3), "median": round(median, 3)}
        print(f"{name:36} first {first:6.3f} s   then {median:6.3f} s")
    if options.texts:
        result["discovery"] = discovery(options.texts, options.jobs)
        for name, value in result["discovery"].items():
            print(f"{name:40} {value}")
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
