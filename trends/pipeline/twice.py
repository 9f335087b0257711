"""The same page, or the same article of an issue, brought twice: one stays, the others are told.

Copies, backup folders, a ZIP beside its folder, five formats of one page, and a corrected page after the
first: alike is what shares most runs of eight letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from trends.archive.work import WorkStore, digest
from trends.pipeline.chunks import Chunk
from trends.pipeline.tables import read_rows, write_rows
from trends.records import CutPage, Problem

RUN = 8  # letters
ALIKE = 0.5  # part of the runs of both that both have
EQUAL = 0.97  # of pages without a date, which nothing else tells apart
_LETTERS = re.compile(r"[\W_]+")
_BASE = np.uint64(0x9E3779B97F4A7C15)
_COPY = re.compile(r"副本|备份|复件|拷贝|旧|copy|backup|bak|old|[(（]\d+[)）]|~", re.IGNORECASE)
_MENDED = re.compile(r"更正|订正|修订|改正|终稿|定稿|最终|final|v\d", re.IGNORECASE)
TOLD = "同一版只算一次；若它们本不相同，请在文件名里写明版次"


def runs_of(text: str) -> np.ndarray:
    """The distinct runs of letters of a text, as sorted checksums; a short text is one run."""
    letters = _LETTERS.sub("", text)
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < RUN:
        return np.array([hash_of(codes)], dtype=np.uint64) if len(codes) else np.zeros(0, np.uint64)
    sums = np.zeros(len(codes) - RUN + 1, dtype=np.uint64)
    for place in range(RUN):
        sums = sums * _BASE + codes[place : len(codes) - RUN + 1 + place] + np.uint64(1)
    return np.unique(sums)


def exact_of(text: str) -> str:
    """The text without blanks: what differs in a sign only is corrected, not the same."""
    return "".join(text.split())


def hash_of(codes: np.ndarray) -> np.uint64:
    total = np.uint64(0)
    with np.errstate(over="ignore"):
        for code in codes:
            total = total * _BASE + code + np.uint64(1)
    return np.uint64(total)


def likeness(a: np.ndarray, b: np.ndarray) -> float:
    """Jaccard index of the runs, 0..1."""
    both = len(np.intersect1d(a, b, assume_unique=True))
    return both / max(1, len(a) + len(b) - both)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One page or article as it is compared: `rank` sorts the better one last; `order`: of its source, later
    given is larger."""

    place: int
    file: str
    number: int | None
    order: int
    rank: tuple[object, ...]
    runs: np.ndarray
    exact: str


def best_of(candidates: Sequence[Candidate], alike: float = ALIKE) -> dict[int, tuple[int, bool]]:
    """Place of each that goes → (place of the one that stays, whether it corrects it)."""
    gone: dict[int, tuple[int, bool]] = {}
    for n, one in enumerate(candidates):
        for other in candidates[n + 1 :]:
            if one.place in gone:
                break
            if other.place in gone or (one.number and other.number and one.number != other.number):
                continue
            found = likeness(one.runs, other.runs)
            if found < alike:
                continue
            same = one.exact == other.exact
            worse, better = sorted((one, other), key=lambda c: (0 if same else c.order, c.rank))
            gone[worse.place] = (better.place, not same and better.order > worse.order)
    return {place: (_final(kept, gone), mended) for place, (kept, mended) in gone.items()}


def _final(place: int, gone: dict[int, tuple[int, bool]]) -> int:
    while place in gone:
        place = gone[place][0]
    return place


def name_rank(file: str) -> tuple[object, ...]:
    """Better names last: one that says it is mended, none that says it is a copy, short, early in the alphabet."""
    return (not _COPY.search(file), bool(_MENDED.search(file)), -len(file), *(-ord(c) for c in file))


def distinct_pages(pages: Sequence[tuple[int, CutPage]]) -> tuple[list[CutPage], list[Problem]]:
    """(order of its source, page) → the pages, each once, and what is told of those that go."""
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for place, (order, cut) in enumerate(pages):
        groups[cut.issue_date.date].append(_of_page(place, order, cut))
    gone: dict[int, tuple[int, bool]] = {}
    for date, group in groups.items():
        for own in _of_one_paper(group, pages):
            gone |= best_of(own, ALIKE if date else EQUAL)
    problems = [
        _told(pages[place][1].page.file, pages[kept][1].page.file, mended)
        for place, (kept, mended) in sorted(gone.items())
    ]
    return [cut for place, (_, cut) in enumerate(pages) if place not in gone], problems


def _of_page(place: int, order: int, cut: CutPage) -> Candidate:
    text = "\n".join(line.text for line in cut.page.lines)
    full = sum(bool(article.headline and article.body) for article in cut.articles)
    rank = (not _COPY.search(cut.page.file), full, *name_rank(cut.page.file))
    return Candidate(place, cut.page.file, cut.number, order, rank, runs_of(text), exact_of(text))


def _of_one_paper(
    group: Sequence[Candidate], pages: Sequence[tuple[int, CutPage]]
) -> Iterable[list[Candidate]]:
    """The candidates by paper, those of no named paper with each."""
    papers: dict[str, list[Candidate]] = defaultdict(list)
    for one in group:
        papers[pages[one.place][1].paper or ""].append(one)
    unnamed = papers.pop("", [])
    if not papers:
        return [unnamed]
    return [[*own, *unnamed] for own in papers.values()]


def _told(gone: str, kept: str, mended: bool) -> Problem:
    what = f"已由更正后的 {kept} 替换" if mended else f"与 {kept} 是同一版，重复的没有算"
    return Problem(gone, None, what, TOLD, lost=False)


KEYS = ["id", "date", "paper", "page", "file", "headline", "url", "body", "first_line"]


def distinct_articles(
    tables: Sequence[tuple[int, Chunk]], pages: Sequence[Chunk], store: WorkStore
) -> tuple[list[Chunk], list[Problem]]:
    """Chunks of tables and web pages with the order of their source, and those of cut pages → the former without
    the articles that another file of the same issue has too, and what is told of these."""
    months: dict[tuple[str, str], list[tuple[int, Chunk]]] = defaultdict(list)
    for order, chunk in [*tables, *((-1, chunk) for chunk in pages)]:
        months[chunk.month, chunk.paper].append((order, chunk))
    kept: list[Chunk] = []
    problems: list[Problem] = []
    for group in months.values():
        own, told = _distinct_in_month(group, store)
        kept += own
        problems += told
    return kept, problems


def _distinct_in_month(
    group: Sequence[tuple[int, Chunk]], store: WorkStore
) -> tuple[list[Chunk], list[Problem]]:
    mine = [(order, chunk) for order, chunk in group if order >= 0]
    paths = {chunk.key: store.path("chunks", chunk.key, "parquet") for _, chunk in group}
    files = {
        file for path in paths.values() for file in read_rows(path, ["file"])["file"].unique().to_pylist()
    }
    if not mine or len(files) < 2:
        return [chunk for _, chunk in mine], []
    rows: list[dict[str, object]] = []
    for order, chunk in group:
        table = read_rows(paths[chunk.key], KEYS).to_pylist()
        rows += [{**row, "order": order, "chunk": chunk.key, "row": n} for n, row in enumerate(table)]
    gone = _doubled(rows)
    dropped: dict[str, set[int]] = defaultdict(set)
    counted: dict[tuple[str, str, bool], int] = defaultdict(int)
    for place, (stays, mended) in gone.items():
        dropped[str(rows[place]["chunk"])].add(int(str(rows[place]["row"])))
        counted[str(rows[place]["file"]), str(rows[stays]["file"]), mended] += 1
    problems = [
        Problem(file, None, _count(n, other, mended), "同一期的同一篇只算一次", lost=False)
        for (file, other, mended), n in sorted(counted.items())
    ]
    return [left for _, chunk in mine if (left := without_rows(chunk, dropped[chunk.key], store))], problems


def _count(n: int, other: str, mended: bool) -> str:
    return f"有 {n} 篇已由更正后的 {other} 替换" if mended else f"有 {n} 篇与 {other} 里的重复，没有再算"


def _doubled(rows: Sequence[dict[str, object]]) -> dict[int, tuple[int, bool]]:
    """Place of each row that goes → (place of the one that stays, whether it corrects it). Rows are compared when
    they share issue and headline, address or id, and come from different files."""
    shared: dict[object, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        headline = _LETTERS.sub("", str(row["headline"] or "")) or str(row["body"])[:40]
        for key in {("headline", headline), ("url", row["url"]), ("id", row["id"])}:
            if key[1]:
                shared[row["date"], *key].append(place)
    gone: dict[int, tuple[int, bool]] = {}
    runs: dict[int, np.ndarray] = {}
    for places in shared.values():
        left = [place for place in places if place not in gone]
        if len({rows[place]["file"] for place in left}) < 2:
            continue
        for place in left:
            if place not in runs:
                runs[place] = runs_of(f"{rows[place]['headline'] or ''}\n{rows[place]['body']}")
        found = best_of([_of_row(place, rows[place], runs[place]) for place in left])
        # Pages that were cut are settled among themselves, and rows of one file are its own matter.
        gone |= {
            place: to for place, to in found.items()
            if rows[place]["order"] != -1 and rows[place]["file"] != rows[to[0]]["file"]
        }  # fmt: skip
    return {place: (_final(kept, gone), mended) for place, (kept, mended) in gone.items()}


def _of_row(place: int, row: dict[str, object], runs: np.ndarray) -> Candidate:
    order, file = int(str(row["order"])), str(row["file"])
    page = row["page"]
    # What was cut out of a page stays: its source can be shown line by line.
    rank = (order == -1, not _COPY.search(file), len(runs), *name_rank(file))
    exact = exact_of(f"{row['headline'] or ''}{row['body']}")
    return Candidate(place, file, int(str(page)) if page else None, max(order, 0), rank, runs, exact)


def without_rows(chunk: Chunk, rows: set[int], store: WorkStore) -> Chunk | None:
    """The chunk without some of its rows, None when none is left."""
    if not rows:
        return chunk
    table = read_rows(store.path("chunks", chunk.key, "parquet"))
    left = table.take(pa.array([n for n in range(table.num_rows) if n not in rows], pa.int64()))
    if not left.num_rows:
        return None
    key = digest(chunk.key, *sorted(rows))
    with store.writing("chunks", key, "parquet") as path:
        write_rows(left, path)
    characters = sum(left["characters"].to_pylist())
    return replace(chunk, key=key, articles=left.num_rows, characters=characters)
