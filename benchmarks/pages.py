"""How well and how fast pages are cut: `python benchmarks/pages.py [pages a layout] [--json FILE]`.

Prints the gold scorer's parts for pages printed by `tests/pages.py`, `tests/rough.py` and
`tests/sheets.py` (invented stories; with TRENDS_DATA set, real ones from xwlb.jsonl.gz too), and
pages a second.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.forms import print_forms  # noqa: E402
from tests.data.gold import score_pages  # noqa: E402
from tests.pages import Layout, layouts, printed  # noqa: E402
from tests.rough import rough_pages  # noqa: E402
from tests.sheets import bare, sheets, side_by_side, typeset  # noqa: E402
from tests.stories import SUBJECTS, Story, story  # noqa: E402
from trends.layout import cut_page, page_record  # noqa: E402
from trends.readers import find_sources, read_source  # noqa: E402
from trends.records import Page  # noqa: E402
from trends.terms import segment  # noqa: E402

SHOWN = [
    "date",
    "boundary_f1",
    "bcubed_f1",
    "headline",
    "tau",
    "tau_min",
    "join_f1",
    "noise_f1",
    "byline_f1",
    "kind",
    "jump",
    "total",
]


def words() -> dict[str, int]:
    """The dictionary's words of two to four characters with their frequencies."""
    return dict(segment.word_frequencies())


def invented(rng: random.Random) -> list[Story]:
    return [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), rng.randrange(3, 8))]


def real(path: Path) -> Iterator[list[Story]]:
    """Real stories, eight a page, given an opening cue in half of the cases that lack one."""
    rng = random.Random(5)
    pool: list[Story] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n % 13:
                continue
            record = json.loads(line)
            paragraphs = [p.strip() for p in record["body"].split("\n") if p.strip()]
            title = re.sub(r"^【[^】]*】", "", record["title"]).strip()
            if (
                not 150 < len(record["body"]) < 2500
                or not 6 < len(title) < 38
                or not all(p[-1] in "。！？”" for p in paragraphs)
            ):
                continue
            if len(paragraphs) == 1:
                sentences = re.findall(r"[^。]+。”?", paragraphs[0])
                paragraphs = [
                    "".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)
                ] or paragraphs
            cue = "新华社北京3月8日电" if rng.random() < 0.5 else "本报讯（记者 陶慧敏）"
            paragraphs[0] = cue + paragraphs[0]
            pool.append(Story(title, tuple(paragraphs), reporters=("陶慧敏",) if cue[0] == "本" else ()))
    rng.shuffle(pool)
    while len(pool) > 8:
        yield [pool.pop() for _ in range(rng.randrange(3, 9))]


def scored(page: Page, gold: dict[str, Any], dictionary: dict[str, int]) -> dict[str, float]:
    lines = [None, *(line.text for line in page.lines)]
    found: dict[str, float] = score_pages.score_page(
        gold, page_record(cut_page(page, words=dictionary)), lines
    )
    return found


def score(
    stories: list[Story], layout: Layout, rng: random.Random, dictionary: dict[str, int]
) -> dict[str, float]:
    """A page without a masthead says no date in its answer: real stories may tell one all the same."""
    page, gold = printed(stories, layout, rng)
    if not gold["issue_date_explicit"]:
        gold["acceptable_dates"] = [page_record(cut_page(page))["issue_date"]]
    return scored(page, gold, dictionary)


def rough(each: int, dictionary: dict[str, int]) -> dict[str, list[dict[str, float]]]:
    rng = random.Random(2)
    return {
        name: [
            scored(*printed(kind.stories(rng), kind.layout, rng, kind.changes), dictionary)
            for _ in range(each)
        ]
        for name, kind in rough_pages().items()
    }


def places(each: int, dictionary: dict[str, int]) -> dict[str, list[dict[str, float]]]:
    """The same typeset pages with the places of their lines, without, and as text that keeps its look."""
    rows: dict[str, list[dict[str, float]]] = {}
    for name, sheet in sheets().items():
        rng = random.Random(3)
        made = [typeset(invented(rng), sheet, rng) for _ in range(each)]
        rows[f"{name}（有位置）"] = [scored(page, gold, dictionary) for page, gold in made]
        rows[f"{name}（无位置）"] = [scored(bare(page), gold, dictionary) for page, gold in made]
        if sheet.order == "story":
            beside = [side_by_side(page, gold) for page, gold in made]
            rows[f"{name}（并排成行）"] = [scored(page, gold, dictionary) for page, gold in beside]
    return rows


def table(title: str, rows: dict[str, list[dict[str, float]]]) -> dict[str, dict[str, float]]:
    print(f"\n{title}")
    print("".ljust(34) + "".join(name.rjust(12) for name in SHOWN))
    means = {}
    for name, scores in rows.items():
        means[name] = {part: round(sum(s[part] for s in scores) / len(scores), 3) for part in SHOWN}
        width = 34 - sum(c > "\u0250" for c in name)
        print(name.ljust(width) + "".join(f"{means[name][part]:.3f}".rjust(12) for part in SHOWN))
    return means


def speed(pages: list[Page], dictionary: dict[str, int], seconds: float = 5.0) -> float:
    """Pages cut a second on one core, the given pages over and over."""
    cut_page(pages[0], words=dictionary)
    begun, n = time.process_time(), 0
    while time.process_time() - begun < seconds:
        cut_page(pages[n % len(pages)], words=dictionary)
        n += 1
    return n / (time.process_time() - begun)


def main() -> None:
    each = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 30
    dictionary = words()
    results: dict[str, object] = {}
    rng = random.Random(1)
    results["invented"] = table(
        f"invented stories, {each} pages a layout",
        {
            name: [score(invented(rng), layout, rng, dictionary) for _ in range(each)]
            for name, layout in layouts().items()
        },
    )
    results["rough"] = table(f"rough pages, {each} a kind", rough(each, dictionary))
    results["places"] = table(f"typeset pages, {each} a kind", places(each, dictionary))
    results["forms"] = print_forms(each)
    data = Path(os.environ.get("TRENDS_DATA", "")) / "xwlb.jsonl.gz"
    if os.environ.get("TRENDS_DATA") and data.is_file():
        source = real(data)
        results["real"] = table(
            f"real stories, {each} pages a layout",
            {
                name: [score(next(source), layout, rng, dictionary) for _ in range(each)]
                for name, layout in layouts().items()
            },
        )
    sources, _ = find_sources([ROOT / "seeds" / "pages"])
    pages = [page for source in sources for page in read_source(source) if isinstance(page, Page)]
    results["pages_a_second"] = round(speed(pages, dictionary), 1)
    results["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{results['pages_a_second']} front pages a second on one core, peak {results['peak_rss_mb']} MB")
    if "--json" in sys.argv:
        Path(sys.argv[sys.argv.index("--json") + 1]).write_text(
            json.dumps(results, ensure_ascii=False, indent=1), "utf-8"
        )


if __name__ == "__main__":
    main()
