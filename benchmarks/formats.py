"""How well and how fast each format is read: `python benchmarks/formats.py [--pages N] [--scans N]`.

Prints invented pages (`tests/stories.py`) with Chromium as multi-column PDF and as pages of an electronic
paper, and rasterises the PDF at 200 dots an inch. Prints JSON: the gold scorer's parts for each format,
character errors of recognition, pages a second with one and with two workers, the memory of PDFs of 30 and 300 pages.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tests" / "data" / "gold")]

import score_pages  # noqa: E402
from joblib import Parallel, delayed  # noqa: E402
from printing import PrintedPage, gold_for, invented_pages, print_pages  # noqa: E402

from tests.samples import content_page  # noqa: E402
from tests.stories import Story  # noqa: E402
from trends import layout  # noqa: E402
from trends.pipeline.cutting import cut  # noqa: E402
from trends.readers import Source, has_recognition, read_source  # noqa: E402
from trends.records import Article, Page  # noqa: E402

DPI = 200


def pages_of(path: Path) -> list[Page]:
    return [item for item in read_source(Source(path, path.name, path.parent)) if isinstance(item, Page)]


def scored(printed: PrintedPage, page: Page) -> tuple[dict[str, Any], dict[str, Any]]:
    """The scorer's row for a page found in a PDF or scan, and the gold it was held against."""
    record = layout.page_record(layout.settle([cut(page, {})])[0])
    gold, lost = gold_for(printed, page.lines, page.file)
    row = score_pages.score_page(gold, record, [None, *(line.text for line in page.lines)], lambda m: None)
    return row | {"class": None, "lines_nowhere": lost}, gold


def pdf_scores(pages: list[PrintedPage], folder: Path) -> dict[str, Any]:
    rows = []
    seconds = {"read": 0.0, "cut": 0.0}
    for k, printed in enumerate(pages):
        path = folder / f"{k}.pdf"
        path.write_bytes(printed.pdf)
        started = time.process_time()
        [page] = pages_of(path)
        seconds["read"] += time.process_time() - started
        started = time.process_time()
        cut(page, {})
        seconds["cut"] += time.process_time() - started
        rows.append(scored(printed, page)[0])
    return summary(rows) | {
        "pages_per_cpu_second": round(len(pages) / sum(seconds.values()), 1),
        "cpu": seconds,
    }


def html_scores(pages: list[PrintedPage], folder: Path) -> dict[str, Any]:
    rows = []
    stories = [story for page in pages for story in page.stories]
    started = time.process_time()
    for k, story in enumerate(stories, 1):
        path = folder / f"content_{k}.htm"
        path.write_bytes(content_page(story, k % 8 + 1))
    started = time.process_time()
    found = [
        list(read_source(Source(p, p.name, p.parent))) for p in sorted(folder.glob("*.htm"), key=_number)
    ]
    seconds = time.process_time() - started
    for k, (story, items) in enumerate(zip(stories, found, strict=True), 1):
        [article] = [layout.signed(item) for item in items if isinstance(item, Article)]
        text = (folder / f"content_{k}.htm").read_text("utf-8").split("\n")
        gold = _html_gold(story, text, article.pieces[0].file)
        row = score_pages.score_page(gold, layout.articles_record([article]), [None, *text], lambda m: None)
        rows.append(row | {"class": None})
    return summary(rows) | {"pages_per_cpu_second": round(len(stories) / seconds, 1)}


def _number(path: Path) -> int:
    return int(path.stem.split("_")[1])


def _html_gold(story: Story, lines: list[str], file: str) -> dict[str, Any]:
    def at(start: str, text: str) -> int:
        return next(n for n, line in enumerate(lines, 1) if line.startswith(start) and text in line)

    heads = [at("<h3>", story.kicker)] if story.kicker else []
    body = [at("<P>", paragraph) for paragraph in story.paragraphs]
    byline = {"reporters": list(story.reporters), "correspondents": [], "authors": [], "agency": None}
    article = {
        "id": "a1", "headline": story.headline, "headline_alternatives": [], "kicker": story.kicker, "kind": story.kind,
        "byline": byline, "continued_on": None, "headline_lines": [*heads, at("<h1>", story.headline or "")],
        "lines": body, "paragraphs": [[n] for n in body],
    }  # fmt: skip
    return {
        "file": file, "line_count": len(lines), "issue_date": "2024-03-09", "acceptable_dates": ["2024-03-09"],
        "issue_date_explicit": True, "articles": [article], "noise": [], "ambiguous": [],
    }  # fmt: skip


def scan_scores(pages: list[PrintedPage], folder: Path) -> dict[str, Any]:
    import pypdfium2

    rows = []
    wrong = length = 0
    started = time.perf_counter(), time.process_time()
    for k, printed in enumerate(pages):
        path = folder / f"{k}.png"
        pypdfium2.PdfDocument(printed.pdf)[0].render(scale=DPI / 72).to_pil().save(path)
        [page] = pages_of(path)
        row, gold = scored(printed, page)
        rows.append(row)
        for found, wanted in _paragraphs(printed, page, gold):
            wrong += edits(found, wanted)
            length += len(wanted)
    return summary(rows) | {
        "character_error": round(wrong / max(length, 1), 4),
        "seconds_per_page": round((time.perf_counter() - started[0]) / len(pages), 1),
        "cpu_seconds_per_page": round((time.process_time() - started[1]) / len(pages), 1),
    }


def _paragraphs(printed: PrintedPage, page: Page, gold: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each printed paragraph as it was recognised and as it is, without blanks."""
    text = {line.number: line.text for line in page.lines}
    found = {article["id"]: article["paragraphs"] for article in gold["articles"]}
    for k, story in enumerate(printed.stories):
        lines = found.get(f"a{k}", [])
        for n, paragraph in enumerate(story.paragraphs):
            seen = "".join(text[number] for number in lines[n]) if n < len(lines) else ""
            yield "".join(seen.split()), "".join(paragraph.split())


def edits(a: str, b: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (x != y)))
        row = new
    return row[-1]


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    parts = score_pages.averages(rows)
    return {"pages": len(rows)} | {name: round(value, 4) for name, value in parts.items()}


def speeds(folder: Path, ending: str, times: int) -> dict[str, Any]:
    """Reading and cutting every file with the ending `times` times, by one worker and by two."""
    paths = sorted(folder.glob(f"*{ending}")) * times
    found: dict[str, Any] = {"pages": len(paths)}
    for workers in (1, 2):
        with Parallel(n_jobs=workers) as pool:
            pool(delayed(read_and_cut)(path) for path in paths[: 2 * workers])  # libraries are loaded
            started = time.perf_counter()
            cpu = sum(pool(delayed(read_and_cut)(path) for path in paths))
            seconds = time.perf_counter() - started
        found[f"{workers} workers"] = {
            "pages_per_second": round(len(paths) / seconds, 1),
            "pages_per_cpu_second": round(len(paths) / cpu, 1),
        }
    return found


def read_and_cut(path: Path) -> float:
    """CPU seconds."""
    started = time.process_time()
    for item in read_source(Source(path, path.name, path.parent)):
        if isinstance(item, Page):
            cut(item, {})
    return time.process_time() - started


def large_pdf(pages: list[PrintedPage], folder: Path, count: int) -> dict[str, Any]:
    """Reading a PDF of `count` pages in a process of its own."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for k in range(count):
        whole.import_pages(pypdfium2.PdfDocument(pages[k % len(pages)].pdf))
    path = folder / "large.pdf"
    whole.save(path)
    command = [sys.executable, __file__, "--read", str(path)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(out) | {"file_mb": path.stat().st_size // 1_000_000}


def read_one(path: Path) -> dict[str, Any]:
    started = time.process_time()
    count = sum(1 for item in read_source(Source(path, path.name, path.parent)) if isinstance(item, Page))
    # Not ru_maxrss: in a process started by a large one it begins with that one's memory.
    facts = Path("/proc/self/status").read_text().splitlines()
    [peak] = [int(fact.split()[1]) // 1024 for fact in facts if fact.startswith("VmHWM")]
    return {"pages": count, "cpu_seconds": round(time.process_time() - started, 1), "peak_rss_mb": peak}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--scans", type=int, default=3)
    parser.add_argument("--large", action="store_true", help="only the memory of large PDFs")
    parser.add_argument("--read", type=Path, help="only read this file and tell what it took")
    args = parser.parse_args()
    if args.read:
        print(json.dumps(read_one(args.read)))
        return
    pages = print_pages(invented_pages(args.pages))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.large:
            print(json.dumps({count: large_pdf(pages, folder, count) for count in (30, 300)}, indent=1))
            return
        report = {"pdf": pdf_scores(pages, folder), "html": html_scores(pages, folder)}
        report["pdf speed"] = speeds(folder, ".pdf", 2)
        report["html speed"] = speeds(folder, ".htm", 20)
        report["pdf of 30 pages"] = large_pdf(pages, folder, 30)
        report["pdf of 300 pages"] = large_pdf(pages, folder, 300)
        print(json.dumps(report, ensure_ascii=False, indent=1), flush=True)
        if has_recognition() and args.scans:
            scans = scan_scores(pages[: args.scans], folder)
            print(json.dumps({"scan": scans}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
